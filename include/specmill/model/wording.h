/* What specmill itself says in a document ("Contents", "Page 1 of 3"), in the document's
 * language. */
#ifndef SPECMILL_MODEL_WORDING_H
#define SPECMILL_MODEL_WORDING_H

#include "specmill/base/arena.h"
#include "specmill/model/spec.h"

typedef enum sm_phrase {
#define SM_WORDING(phrase, ...) SM_SAY_##phrase,
#include "specmill/model/wording.def"
#undef SM_WORDING
    SM_PHRASE_COUNT
} sm_phrase;

typedef enum sm_wording {
    SM_WORDING_EN,
    SM_WORDING_DE,
    SM_WORDING_FR,
    SM_WORDING_ES,
    SM_WORDING_PT,
    SM_WORDING_IT,
    SM_WORDING_NL,
    SM_WORDING_PL,
    SM_WORDING_SV,
    SM_WORDING_TR,
    SM_WORDING_RU,
    SM_WORDING_ZH,
    SM_WORDING_JA,
    SM_WORDING_KO,
    SM_WORDING_AR,
    SM_WORDING_HE,
    SM_WORDING_VI,
    SM_WORDING_COUNT
} sm_wording;

/* The wording for LANGUAGE, a BCP 47 tag; English for one that is not among them. */
sm_wording sm_wording_in(sm_str language);

/* Whether LANGUAGE, a BCP 47 tag, is written from right to left. */
bool sm_language_is_rtl(sm_str language);

/* PHRASE as it is; static. */
sm_str sm_say(sm_wording wording, sm_phrase phrase);

/* The name of a kind of records ("Tasks"), and of a state that is known ("Draft"). */
sm_phrase sm_phrase_of_kind(sm_record_kind kind);
sm_phrase sm_phrase_of_state(sm_state state);

/* PHRASE with FIRST and SECOND in place of {1} and {2}. */
sm_str sm_say_with(sm_arena *arena, sm_wording wording, sm_phrase phrase, sm_str first,
                   sm_str second);

/* The same with a number in place of {1}. */
sm_str sm_say_count(sm_arena *arena, sm_wording wording, sm_phrase phrase, size_t count);

#endif
