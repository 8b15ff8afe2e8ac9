#include "language.h"
#include <string.h>

void scan_add(scan *s, sm_token_kind kind, size_t from, size_t to)
{
    if (from >= to)
        return;
    sm_token *last = s->tokens.count != 0 ? &s->tokens.items[s->tokens.count - 1] : NULL;
    if (last != NULL && last->kind == kind) {
        last->len = to - last->offset;
        return;
    }
    sm_token token = {kind, from, to - from};
    SM_LIST_ADD(s->arena, &s->tokens, token);
}

bool scan_starts(const scan *s, size_t at, const char *part)
{
    size_t len = part != NULL ? strlen(part) : 0;
    return len != 0 && s->text.len - at >= len && memcmp(s->text.ptr + at, part, len) == 0;
}

size_t scan_line_end(const scan *s, size_t at, size_t to)
{
    const char *end = at < to ? memchr(s->text.ptr + at, '\n', to - at) : NULL;
    return end != NULL ? (size_t)(end - s->text.ptr) : to;
}

/* The name in labels such as "rust,ignore", "ts{3}", "{.python}" and "js:title". */
static sm_str plain_name(sm_str label)
{
    while (label.len != 0 && strchr("{.", label.ptr[0]) != NULL && label.ptr[0] != '\0')
        label = sm_str_from(label, 1);
    for (size_t i = 0; i < label.len; i++)
        if (label.ptr[i] == '\0' || strchr(",{}:(", label.ptr[i]) != NULL)
            return sm_str_sub(label, 0, i);
    return label;
}

size_t sm_highlight(sm_arena *arena, sm_str name, sm_str text, const sm_token **tokens)
{
    *tokens = NULL;
    const language *lang = name.len != 0 ? language_find(plain_name(name)) : NULL;
    if (lang == NULL || text.len == 0)
        return 0;
    scan s = {.arena = arena, .text = text};
    switch (lang->scanner) {
    case SCAN_CODE:
        scan_code(&s, lang, 0, text.len);
        break;
    case SCAN_DIFF:
        scan_diff(&s);
        break;
    case SCAN_HTTP:
        scan_http(&s);
        break;
    case SCAN_XML:
        scan_xml(&s);
        break;
    }
    *tokens = s.tokens.items;
    return s.tokens.count;
}
