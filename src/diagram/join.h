/* Line ends inside texts, for kinds that are read line by line: they become DIA_BREAK, which
 * labels show as a line end. Everything keeps its place. */
#ifndef SPECMILL_DIAGRAM_JOIN_H
#define SPECMILL_DIAGRAM_JOIN_H

#include <stddef.h>

typedef enum dia_joining {
    DIA_JOIN_NOTHING,
    DIA_JOIN_CLICKS,  /* quoted texts of "click" statements */
    DIA_JOIN_QUOTES,  /* quoted texts, and a "{" that stands alone */
    DIA_JOIN_BRACKETS /* what is in brackets */
} dia_joining;

/* In TEXT from byte FROM on. */
void dia_join_lines(char *text, size_t len, size_t from, dia_joining joining);

/* Quotes inside HTML tags turned into single ones, as Mermaid does: they end no text then. */
void dia_clean_tags(char *text, size_t len);

#endif
