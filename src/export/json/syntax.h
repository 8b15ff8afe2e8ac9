/* JSON text (RFC 8259), laid out for reading and for diffs: an open container has an element a
 * line, a flat one stands on the line it began on. */
#ifndef SPECMILL_EXPORT_JSON_SYNTAX_H
#define SPECMILL_EXPORT_JSON_SYNTAX_H

#include "specmill/base/buf.h"
#include "specmill/base/output.h"

typedef enum json_layout { JSON_OPEN, JSON_FLAT } json_layout;

typedef struct json_container {
    bool object, any;
    json_layout layout;
} json_container;

typedef struct json_writer {
    sm_output *output;
    sm_buf buf; /* passed on whenever it is large enough */
    struct {
        json_container *items;
        size_t count, capacity;
    } containers;
    size_t indent; /* open containers, JSON_OPEN ones only */
    bool keyed;    /* a key was written; its value comes next */
} json_writer;

json_writer json_new(sm_arena *arena, sm_output *output);

/* Ends the text with a line end and passes everything on. */
void json_finish(json_writer *json);

void json_object(json_writer *json, json_layout layout);
void json_array(json_writer *json, json_layout layout);
void json_end(json_writer *json); /* of the innermost object or array */

void json_key(json_writer *json, const char *key);

/* Values: elements of an array, or what the last key stands for. */
void json_string(json_writer *json, sm_str text);    /* null when TEXT is absent */
void json_word(json_writer *json, const char *text); /* a string of ASCII letters; NULL: null */
void json_integer(json_writer *json, size_t number);
void json_number(json_writer *json, double number);
void json_bool(json_writer *json, bool value);
void json_null(json_writer *json);

/* A key and its value. */
void json_key_string(json_writer *json, const char *key, sm_str text);
void json_key_word(json_writer *json, const char *key, const char *text);
void json_key_integer(json_writer *json, const char *key, size_t number);
void json_key_bool(json_writer *json, const char *key, bool value);

#endif
