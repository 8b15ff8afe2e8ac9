/* The language that a specification is written in. */
#ifndef SPECMILL_EXPORT_LANGUAGE_H
#define SPECMILL_EXPORT_LANGUAGE_H

#include "specmill/model/spec.h"

/* A BCP 47 tag: what the author says, else what the letters and common words say, else "en". */
sm_str sm_spec_language(sm_arena *arena, const sm_spec *spec);

/* Whether TEXT runs from right to left: its first letter does (UAX #9, P2). */
bool sm_text_is_rtl(sm_str text);

#endif
