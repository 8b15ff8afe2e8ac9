/* Every word that means something to the recognizer: the column headings of record_types.c, the
 * headings of roles.def and the words of vocabulary.def. A synonym is a word in one of these;
 * when the program is built, make_vocabulary.c makes them one hash table. Users add words of
 * their own at run time. */
#ifndef RECOGNIZE_VOCABULARY_H
#define RECOGNIZE_VOCABULARY_H

#include "specmill/base/str.h"
#include <stdint.h>

typedef enum rec_domain {
    REC_FIELD,     /* a column heading; kind and value: sm_record_kind and index of the field */
    REC_ID_COLUMN, /* the heading of a column of ids */
    REC_ROLE,      /* value: sm_role */
    REC_KEY,       /* a metadata key; value: rec_key */
    REC_KEY_HINT,  /* a metadata key without a field of its own */
    REC_TYPE,      /* a document type, as in "Technical Specification: X" */
    REC_LEVEL,     /* value: sm_level_value */
    REC_STATE,     /* value: sm_state */
    REC_TASK_STATE, /* value: sm_task_state */
    REC_ANSWERED,   /* value: sm_question_state */
    REC_TRUTH,      /* value: sm_truth */
    REC_UNIT,       /* of an estimate; value: rec_unit */
    REC_MONTH,      /* value: 1-12 */
    REC_NOTHING,    /* "none", "n/a": no value */
    REC_TOTAL,      /* the first word of a row of sums */
    REC_NOT_TASKS,  /* a label or heading whose check boxes are no tasks */
    REC_OPTION,     /* a further word of option lists: "ADD/MODIFY/DROP" */
    REC_BLANK,      /* what stands in brackets where a value is to be filled in: [Name] */
    REC_DOMAINS
} rec_domain;

typedef enum rec_key {
    REC_KEY_TITLE,
    REC_KEY_SUBTITLE,
    REC_KEY_ID,
    REC_KEY_TYPE,
    REC_KEY_STATUS,
    REC_KEY_VERSION,
    REC_KEY_AUTHORS,
    REC_KEY_OWNERS,
    REC_KEY_REVIEWERS,
    REC_KEY_APPROVERS,
    REC_KEY_CREATED,
    REC_KEY_UPDATED,
    REC_KEY_DATE,
    REC_KEY_PRD,
    REC_KEY_PARENT,
    REC_KEY_LANGUAGE,
    REC_KEY_TAGS
} rec_key;

typedef enum rec_unit {
    REC_MINUTES,
    REC_HOURS,
    REC_DAYS,
    REC_WEEKS,
    REC_MONTHS,
    REC_POINTS,
    REC_LINES
} rec_unit;

/* What a text means in a domain. There are thousands: kept small, and without pointers, so that
 * the table of them is read from the program's file as it is. */
typedef struct rec_word {
    uint32_t start;  /* of the normalized text among the texts of the table */
    uint32_t length; /* of the text, in bytes */
    int16_t value;
    uint8_t kind;
    uint8_t domain; /* rec_domain */
    bool strong;    /* a column heading that names its kind */
    bool whole;     /* fits only as all of the text */
    bool ending;    /* fits as all of the text or its end */
    bool more;      /* the text means the next word, too */
} rec_word;

typedef struct rec_vocabulary rec_vocabulary;

/* What "3/4/2026" is in this document: its other dates tell. */
typedef enum rec_date_order { REC_EITHER_FIRST, REC_DAY_FIRST, REC_MONTH_FIRST } rec_date_order;

void rec_vocabulary_set_order(rec_vocabulary *vocabulary, rec_date_order order);
rec_date_order rec_vocabulary_order(const rec_vocabulary *vocabulary);

rec_vocabulary *rec_vocabulary_new(sm_arena *arena);

/* Adds TEXT, a user's word, in front of what it meant before. */
void rec_vocabulary_put(rec_vocabulary *vocabulary, rec_domain domain, int kind, int value,
                        sm_str text);

/* The meaning of TEXT (normalized) in DOMAIN, or NULL. */
const rec_word *rec_find(const rec_vocabulary *vocabulary, rec_domain domain, sm_str text);

/* What the text of WORD means besides, or NULL. */
const rec_word *rec_next(const rec_word *word);

/* The longest word of DOMAIN that TEXT starts with (or ends with), as whole words; NULL when
 * there is none. At most the first (last) twelve words of TEXT are looked at. */
const rec_word *rec_find_prefix(const rec_vocabulary *vocabulary, rec_domain domain,
                                sm_str text);
const rec_word *rec_find_suffix(const rec_vocabulary *vocabulary, rec_domain domain,
                                sm_str text);

#endif
