/* How the table of the built-in words is hashed: what make_vocabulary.c writes and vocabulary.c
 * reads. */
#ifndef RECOGNIZE_VOCABULARY_TABLE_H
#define RECOGNIZE_VOCABULARY_TABLE_H

#include "vocabulary.h"

/* Words are looked for from this slot on, modulo the number of slots, a power of two. */
static inline size_t rec_word_hash(rec_domain domain, sm_str text)
{
    return sm_str_fnv1a(text) * 31u + (unsigned)domain * 2654435761u;
}

#endif
