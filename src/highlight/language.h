/* Private to the highlighter: what a language is, and the scanners. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "specmill/base/list.h"
#include "specmill/highlight/highlight.h"
#include <stdbool.h>

typedef enum scanner_kind { SCAN_CODE, SCAN_DIFF, SCAN_HTTP, SCAN_XML } scanner_kind;

enum {
    NO_CASE = 1 << 0,          /* words are the same in any case; the lists are in lower case */
    TRIPLE = 1 << 1,           /* """...""" goes over lines */
    UPPER_TYPES = 1 << 2,      /* a word with a capital is a type */
    AT_NAMES = 1 << 3,         /* @name: decorators, annotations, directives */
    AT_KEYWORDS = 1 << 4,      /* @media */
    VARIABLES = 1 << 5,        /* $name ${name} $(name) */
    DASH_NAMES = 1 << 6,       /* a-b is one word */
    HASH_AFTER_BLANK = 1 << 7, /* a # starts a comment only at the start of a word */
    COLON_KEYS = 1 << 8,       /* "key:" at the start of a line */
    EQUAL_KEYS = 1 << 9,       /* "key =" at the start of a line */
    STRING_KEYS = 1 << 10,     /* "key": */
    SECTIONS = 1 << 11,        /* [section] */
    DOUBLED_QUOTES = 1 << 12,  /* '' in a string is a quote, \ is nothing special */
    NO_ESCAPE = 1 << 13,       /* \ is nothing special in a string */
    SHORT_QUOTE = 1 << 14,     /* 'a' is a character, 'a alone a lifetime */
    NESTED_COMMENTS = 1 << 15,
    PREPROCESSOR = 1 << 16, /* #word at the start of a line */
    CSS_COMMENTS = 1 << 17, /* // is a comment only at the start of a word */
    ASSIGNED_KEYS = 1 << 18 /* "key =" anywhere */
};

typedef struct word_list {
    const char *const *words; /* in the order of strcmp() */
    size_t count;
} word_list;

typedef struct language {
    const char *names; /* labels of fences: "yaml|yml" */
    word_list keywords, types, constants;
    const char *line_comments[2];
    const char *comment_start, *comment_end;
    const char *quotes, *long_quotes; /* long: over lines */
    unsigned flags;
    scanner_kind scanner;
} language;

/* The language whose fence label is NAME, or NULL. */
const language *language_find(sm_str name);

typedef struct scan {
    sm_arena *arena;
    sm_str text;
    struct SM_LIST(sm_token) tokens;
} scan;

/* The text from FROM to TO, which starts where the last token ended, is of KIND. */
void scan_add(scan *s, sm_token_kind kind, size_t from, size_t to);

/* Whether the text at AT starts with PART; false for NULL. */
bool scan_starts(const scan *s, size_t at, const char *part);

/* The end of the line that AT is in: its line end, or the end of the text up to TO. */
size_t scan_line_end(const scan *s, size_t at, size_t to);

/* Tokens for the text from FROM to TO. */
void scan_code(scan *s, const language *lang, size_t from, size_t to);
void scan_diff(scan *s);
void scan_http(scan *s);
void scan_xml(scan *s);

#endif
