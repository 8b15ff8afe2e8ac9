#include "specmill/yaml/yaml.h"
#include "specmill/base/list.h"
#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum {
    DEPTH_MAX = 64,
    VALUES_MAX = 1000000, /* with every alias counted as what it stands for */
    ANCHORS_MAX = 100     /* each alias looks through them */
};

typedef struct anchor {
    sm_str name;
    const sm_value *value;
    size_t size; /* values in it, itself included */
} anchor;

typedef struct reader {
    sm_arena *arena;
    const sm_source *source;
    sm_loc start;
    yaml_parser_t parser;
    sm_yaml_error *error;
    bool failed;
    size_t size; /* values so far, as for VALUES_MAX */
    struct SM_LIST(anchor) anchors;
} reader;

static sm_value *read_value(reader *r, const yaml_event_t *event, int depth);

static sm_loc loc_of(const reader *r, yaml_mark_t mark)
{
    uint32_t column = (uint32_t)mark.column + (mark.line == 0 ? r->start.column : 1);
    return (sm_loc){r->source, r->start.line + (uint32_t)mark.line, column};
}

static void fail(reader *r, yaml_mark_t mark, const char *text)
{
    if (r->failed)
        return;
    r->failed = true;
    r->error->loc = loc_of(r, mark);
    r->error->text = sm_str_copy(r->arena, sm_str_from_cstr(text));
}

/* The next event; false when there is none because the text is not YAML. */
static bool next_event(reader *r, yaml_event_t *event)
{
    if (r->failed)
        return false;
    if (yaml_parser_parse(&r->parser, event))
        return true;
    const char *problem = r->parser.problem != NULL ? r->parser.problem : "cannot be read";
    /* An error of the reader has an offset in bytes and no mark. */
    fail(r, r->parser.error == YAML_READER_ERROR ? r->parser.mark : r->parser.problem_mark,
         problem);
    return false;
}

static bool is_null(sm_str text)
{
    return text.len == 0 || sm_str_equal(text, SM_STR("~")) ||
           sm_str_equal(text, SM_STR("null")) || sm_str_equal(text, SM_STR("Null")) ||
           sm_str_equal(text, SM_STR("NULL"));
}

static void read_scalar(reader *r, const yaml_event_t *event, sm_value *value)
{
    sm_str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (plain && is_null(text)) {
        value->kind = SM_VALUE_NULL;
        return;
    }
    value->kind = SM_VALUE_SCALAR;
    value->as.scalar = text.len != 0 ? sm_str_copy(r->arena, text) : SM_STR("");
}

static void read_list(reader *r, sm_value *value, int depth)
{
    value->kind = SM_VALUE_LIST;
    const sm_value **last = &value->as.list;
    yaml_event_t event;
    while (next_event(r, &event)) {
        bool end = event.type == YAML_SEQUENCE_END_EVENT;
        sm_value *item = end ? NULL : read_value(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (item == NULL)
            return;
        *last = item;
        last = &item->next;
    }
}

static void read_map(reader *r, sm_value *value, int depth)
{
    value->kind = SM_VALUE_MAP;
    const sm_value_pair **last = &value->as.map;
    yaml_event_t event;
    while (next_event(r, &event)) {
        if (event.type != YAML_SCALAR_EVENT) {
            if (event.type != YAML_MAPPING_END_EVENT)
                fail(r, event.start_mark, "a key that is not a text");
            yaml_event_delete(&event);
            return;
        }
        sm_value_pair *pair = SM_NEW(r->arena, sm_value_pair);
        pair->loc = loc_of(r, event.start_mark);
        pair->key = sm_str_copy(r->arena, (sm_str){(const char *)event.data.scalar.value,
                                                   event.data.scalar.length});
        yaml_event_delete(&event);
        if (!next_event(r, &event))
            return;
        pair->value = read_value(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (pair->value == NULL)
            return;
        *last = pair;
        last = &pair->next;
    }
}

/* An alias is the anchored value again: the value is copied, what it holds is shared. */
static sm_value *read_alias(reader *r, const yaml_event_t *event)
{
    sm_str name = sm_str_from_cstr((const char *)event->data.alias.anchor);
    for (size_t i = r->anchors.count; i-- > 0;) {
        const anchor *a = &r->anchors.items[i];
        if (!sm_str_equal(a->name, name))
            continue;
        r->size += a->size;
        if (r->size > VALUES_MAX) {
            fail(r, event->start_mark, "aliases that stand for too many values");
            return NULL;
        }
        sm_value *value = SM_NEW(r->arena, sm_value);
        *value = *a->value;
        value->loc = loc_of(r, event->start_mark);
        value->next = NULL;
        return value;
    }
    fail(r, event->start_mark, "an alias without its anchor");
    return NULL;
}

static const char *anchor_of(const yaml_event_t *event)
{
    if (event->type == YAML_SCALAR_EVENT)
        return (const char *)event->data.scalar.anchor;
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return (const char *)event->data.sequence_start.anchor;
    if (event->type == YAML_MAPPING_START_EVENT)
        return (const char *)event->data.mapping_start.anchor;
    return NULL;
}

/* The value that EVENT starts, or NULL after an error. */
static sm_value *read_value(reader *r, const yaml_event_t *event, int depth)
{
    if (event->type == YAML_ALIAS_EVENT)
        return read_alias(r, event);
    if (depth > DEPTH_MAX) {
        fail(r, event->start_mark, "nesting is too deep");
        return NULL;
    }
    size_t size_before = r->size++;
    sm_value *value = SM_NEW(r->arena, sm_value);
    value->loc = loc_of(r, event->start_mark);
    anchor named = {.name = sm_str_from_cstr(anchor_of(event)), .value = value};
    if (named.name.ptr != NULL)
        named.name = sm_str_copy(r->arena, named.name);
    if (event->type == YAML_SCALAR_EVENT)
        read_scalar(r, event, value);
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        read_list(r, value, depth);
    else if (event->type == YAML_MAPPING_START_EVENT)
        read_map(r, value, depth);
    if (r->failed)
        return NULL;
    if (named.name.ptr == NULL)
        return value;
    if (r->anchors.count == ANCHORS_MAX) {
        fail(r, event->start_mark, "too many anchors");
        return NULL;
    }
    named.size = r->size - size_before;
    SM_LIST_ADD(r->arena, &r->anchors, named);
    return value;
}

static const sm_value *read_document(reader *r)
{
    yaml_event_t event;
    sm_value *value = NULL;
    while (value == NULL && next_event(r, &event)) {
        bool starts = event.type == YAML_SCALAR_EVENT ||
                      event.type == YAML_SEQUENCE_START_EVENT ||
                      event.type == YAML_MAPPING_START_EVENT || event.type == YAML_ALIAS_EVENT;
        bool ends = event.type == YAML_STREAM_END_EVENT;
        if (starts)
            value = read_value(r, &event, 0);
        yaml_event_delete(&event);
        if (ends)
            return SM_NEW(r->arena, sm_value);
    }
    /* What follows must be YAML too, or the text is something else that starts like it. */
    while (next_event(r, &event)) {
        bool ends =
            event.type == YAML_STREAM_END_EVENT || event.type == YAML_DOCUMENT_END_EVENT;
        yaml_event_delete(&event);
        if (ends)
            break;
    }
    return r->failed ? NULL : value;
}

const sm_value *sm_yaml_parse(sm_arena *arena, const sm_source *source, size_t offset,
                              sm_str text, sm_yaml_error *error)
{
    reader r = {.arena = arena, .source = source, .error = error};
    r.start = sm_source_loc(source, offset);
    if (!yaml_parser_initialize(&r.parser)) {
        fail(&r, (yaml_mark_t){0}, "out of memory");
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.ptr, text.len);
    const sm_value *value = read_document(&r);
    yaml_parser_delete(&r.parser);
    return value;
}
