/* Texts to typed values. What cannot be typed keeps its text and has no value. */
#ifndef RECOGNIZE_VALUES_H
#define RECOGNIZE_VALUES_H

#include "specmill/model/record.h"
#include "specmill/model/spec.h"
#include "vocabulary.h"

/* Whether TEXT says that there is nothing: empty, "-", "—", "None", "N/A". */
bool rec_is_nothing(const rec_vocabulary *vocabulary, sm_str text);

/* "High", "Med-High" (medium), "H", "3", "P1", "🔴 Critical", "высокий"; an option list such as
 * "Low/Med/High" is no level. */
sm_level rec_level(const rec_vocabulary *vocabulary, sm_str text);

/* All the forms of dates: 2026-03-01, 01.03.2026, March 1st, 2026, Mar 2026, 2026年3月1日. */
sm_date rec_date(sm_arena *scratch, const rec_vocabulary *vocabulary, sm_str text);

/* Whether "25/3/2026" or "3/25/2026" is how TEXT writes dates; unknown when both or none. */
rec_date_order rec_date_order_of(sm_str text);

/* "9h", "3-4 days", "1 week 2 days", "~150" under a HEADING (normalized) that names the unit.
 */
sm_estimate rec_estimate(sm_arena *scratch, const rec_vocabulary *vocabulary, sm_str text,
                         sm_str heading);

sm_state rec_state(const rec_vocabulary *vocabulary, sm_str text);

/* False when TEXT says nothing about a task's state. */
bool rec_task_state(const rec_vocabulary *vocabulary, sm_str text, sm_task_state *state);
bool rec_question_state(const rec_vocabulary *vocabulary, sm_str text,
                        sm_question_state *state);
sm_truth rec_truth(const rec_vocabulary *vocabulary, sm_str text);

/* Whether TEXT is a list of at least two alternatives to choose from: "Draft | In Review",
 * "Low/Med/High", "Yes/No". */
bool rec_is_option_list(const rec_vocabulary *vocabulary, sm_str text);

/* The people in TEXT: "Ann Lee (ann@x.org), @bob; Carl <c@x.org> (Architect)". */
sm_people rec_people(sm_arena *arena, const rec_vocabulary *vocabulary, sm_str text);

#endif
