#include "specmill/model/wording.h"
#include <string.h>

/* The phrases of a row one after the other, so that there is a pointer a row to relocate when
 * the program starts, not one a phrase. */
static const char *const rows[SM_PHRASE_COUNT] = {
#define SM_WORDING(phrase, en, de, fr, es, pt, it, nl, pl, sv, tr, ru, zh, ja, ko, ar, he, vi) \
    en "\0" de "\0" fr "\0" es "\0" pt "\0" it "\0" nl "\0" pl "\0" sv "\0" tr "\0" ru "\0" zh \
       "\0" ja "\0" ko "\0" ar "\0" he "\0" vi,
#include "specmill/model/wording.def"
#undef SM_WORDING
};

static const char tags[SM_WORDING_COUNT][3] = {"en", "de", "fr", "es", "pt", "it",
                                               "nl", "pl", "sv", "tr", "ru", "zh",
                                               "ja", "ko", "ar", "he", "vi"};

/* LANGUAGE without its subtags. */
static sm_str primary_of(sm_str language)
{
    size_t end = sm_str_find_char(language, '-');
    return sm_str_sub(language, 0, end == SM_STR_NONE ? language.len : end);
}

bool sm_language_is_rtl(sm_str language)
{
    return sm_str_among(primary_of(language), "ar|he|fa|ur|yi|ps|sd|ug|dv|iw");
}

sm_wording sm_wording_in(sm_str language)
{
    sm_str primary = primary_of(language);
    for (int i = 0; i < SM_WORDING_COUNT; i++)
        if (sm_str_equal_nocase(primary, sm_str_from_cstr(tags[i])))
            return (sm_wording)i;
    return SM_WORDING_EN;
}

sm_str sm_say(sm_wording wording, sm_phrase phrase)
{
    const char *text = rows[phrase];
    for (int i = 0; i < (int)wording; i++)
        text += strlen(text) + 1;
    return sm_str_from_cstr(text);
}

sm_phrase sm_phrase_of_kind(sm_record_kind kind)
{
    _Static_assert(SM_SAY_PHASES - SM_SAY_TASKS + 1 == (int)SM_RECORD_COUNT,
                   "in the same order");
    return (sm_phrase)(SM_SAY_TASKS + (int)kind);
}

sm_phrase sm_phrase_of_state(sm_state state)
{
    _Static_assert(SM_SAY_REJECTED - SM_SAY_DRAFT == SM_STATE_REJECTED - SM_STATE_DRAFT,
                   "in the same order");
    return (sm_phrase)(SM_SAY_DRAFT + (state - SM_STATE_DRAFT));
}

sm_str sm_say_with(sm_arena *arena, sm_wording wording, sm_phrase phrase, sm_str first,
                   sm_str second)
{
    sm_str text = sm_say(wording, phrase);
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < text.len;) {
        sm_str rest = sm_str_from(text, i);
        bool is_first = sm_str_starts(rest, SM_STR("{1}"));
        if (is_first || sm_str_starts(rest, SM_STR("{2}"))) {
            sm_buf_add_str(&buf, is_first ? first : second);
            i += strlen("{1}");
        } else {
            sm_buf_add_char(&buf, text.ptr[i++]);
        }
    }
    return sm_buf_str(&buf);
}

sm_str sm_say_count(sm_arena *arena, sm_wording wording, sm_phrase phrase, size_t count)
{
    return sm_say_with(arena, wording, phrase, sm_str_printf(arena, "%zu", count), (sm_str){0});
}
