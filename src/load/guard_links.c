/* Link definitions that are repeated. cmark-gfm 0.29.0.gfm.6 writes the address and the title
 * of a definition into every link that refers to it: an address of half a megabyte and as many
 * bytes of references to it become gigabytes. Later versions stop at a sum without a word; here
 * it is said, and a higher one where cmark has none. */
#include "loader.h"
#include <cmark-gfm.h>
#include <string.h>

enum {
    UNLIMITED = (29 << 16) | 6, /* the last cmark_version() without a limit */
    LEAST = 100000,             /* what later versions take; and as much as the text is long */
    SHORT = 100,                /* bytes that any number of references may repeat */
    MOST = 16 << 20,            /* bytes of all other definitions, once for each reference */
    LABEL_MAX = 1000,           /* cmark takes no longer one */
    SLOTS = 1 << 10             /* to begin with */
};

/* A definition that counts. Its label is known by a hash of its letters and digits: labels that
 * differ in other characters only are counted as one. */
typedef struct definition {
    unsigned label;
    size_t size; /* 0: none is here */
} definition;

typedef struct definitions {
    load *l;
    sm_str text;
    definition *slots;
    size_t mask, count;
    size_t paragraph_end; /* of the last paragraph that was looked for */
} definitions;

static definition *slot_of(definition *slots, size_t mask, unsigned label)
{
    size_t at = label & mask;
    while (slots[at].size != 0 && slots[at].label != label)
        at = (at + 1) & mask;
    return &slots[at];
}

static void add(definitions *d, unsigned label, size_t size)
{
    if (d->count * 2 >= d->mask) {
        size_t mask = d->mask == 0 ? SLOTS - 1 : d->mask * 2 + 1;
        definition *slots = SM_NEW_ARRAY(d->l->arena, definition, mask + 1);
        for (size_t i = 0; d->mask != 0 && i <= d->mask; i++)
            if (d->slots[i].size != 0)
                *slot_of(slots, mask, d->slots[i].label) = d->slots[i];
        d->slots = slots;
        d->mask = mask;
    }
    definition *slot = slot_of(d->slots, d->mask, label);
    d->count += slot->size == 0;
    slot->label = label;
    slot->size = size > slot->size ? size : slot->size;
}

/* The next "[label]" from *AT on: *AT moves past it, *FROM is its bracket, *LABEL its hash. */
static bool next_label(sm_str text, size_t *at, size_t *from, unsigned *label)
{
    size_t open = SM_STR_NONE;
    unsigned hash = 0;
    for (size_t i = *at; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '[') {
            open = i;
            hash = 0;
        } else if (open == SM_STR_NONE) {
            const char *next = memchr(text.ptr + i, '[', text.len - i);
            if (next == NULL)
                return false;
            i = (size_t)(next - text.ptr) - 1;
        } else if (c == ']' || i - open > LABEL_MAX) {
            *at = i + 1;
            *from = open;
            *label = hash;
            if (c == ']')
                return true;
            open = SM_STR_NONE;
        } else if (c == '\\') {
            i++; /* a bracket after it is one of the label's characters */
        } else if (sm_is_alnum(c)) {
            hash = (hash ^ (unsigned char)sm_to_lower(c)) * 16777619U;
        }
    }
    return false;
}

/* Where the paragraph that the byte at AT is in ends, at the latest. */
static size_t paragraph_end(definitions *d, size_t at)
{
    if (d->paragraph_end > at)
        return d->paragraph_end;
    bool blank = false;
    for (; at < d->text.len; at++) {
        char c = d->text.ptr[at];
        if (c == '\n' && blank)
            break;
        blank = c == '\n' || (blank && (sm_is_space(c) || c == '>'));
    }
    return d->paragraph_end = at;
}

/* The bytes of the title that begins at AT; an unclosed one may be all of its paragraph. */
static size_t title_size(definitions *d, size_t at)
{
    char closer = d->text.ptr[at] == '(' ? ')' : d->text.ptr[at];
    for (size_t i = at + 1; i < d->text.len && i < at + SHORT; i++) {
        if (d->text.ptr[i] == '\\')
            i++;
        else if (d->text.ptr[i] == closer)
            return i - at;
    }
    return paragraph_end(d, at) - at;
}

static size_t pass_space(sm_str text, size_t at)
{
    while (at < text.len && sm_is_space(text.ptr[at]))
        at++;
    return at;
}

/* The bytes of address and title of a definition, which begin after the colon before AT. */
static size_t definition_size(definitions *d, size_t at)
{
    sm_str text = d->text;
    size_t from = at = pass_space(text, at);
    if (at < text.len && text.ptr[at] == '<')
        while (at < text.len && text.ptr[at] != '>' && text.ptr[at] != '\n')
            at += text.ptr[at] == '\\' ? 2 : 1;
    else
        while (at < text.len && !sm_is_space(text.ptr[at]))
            at++;
    at = at < text.len ? at + (text.ptr[at] == '>') : text.len;
    size_t size = at - from;
    at = pass_space(text, at);
    bool title = at < text.len && strchr("\"'(", text.ptr[at]) != NULL && text.ptr[at] != '\0';
    return title ? size + title_size(d, at) : size;
}

/* Whether the line of the bracket at AT has nothing before it but marks of quotes and items. */
static bool starts_line(sm_str text, size_t at)
{
    while (at != 0 && text.ptr[at - 1] != '\n') {
        char c = text.ptr[--at];
        if (!sm_is_space(c) && !sm_is_digit(c) && strchr(">-*+.)", c) == NULL)
            return false;
    }
    return true;
}

/* Whether the label from FROM to before AT is that of a definition. */
static bool is_definition(sm_str text, size_t from, size_t at)
{
    return at < text.len && text.ptr[at] == ':' && starts_line(text, from);
}

load_offsets load_repeated_definitions(load *l, sm_str text)
{
    load_offsets found = {0};
    definitions d = {.l = l, .text = text};
    bool limited = cmark_version() > UNLIMITED;
    size_t most = !limited ? MOST : text.len > LEAST ? text.len : LEAST;
    size_t at = 0, from, sum = 0;
    unsigned label;
    while (next_label(text, &at, &from, &label)) {
        if (!is_definition(text, from, at))
            continue;
        size_t size = definition_size(&d, at + 1);
        if (size > (limited ? 0 : SHORT))
            add(&d, label, size);
    }
    at = 0;
    while (d.count != 0 && next_label(text, &at, &from, &label)) {
        size_t size = slot_of(d.slots, d.mask, label)->size;
        if (size == 0 || is_definition(text, from, at))
            continue;
        sum += size;
        if (sum > most)
            SM_LIST_ADD(l->arena, &found, from);
    }
    return found;
}
