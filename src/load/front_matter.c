#include "loader.h"
#include "specmill/yaml/yaml.h"

/* The line of TEXT at OFFSET without its end; *NEXT is where the following one starts. */
static sm_str line_at(sm_str text, size_t offset, size_t *next)
{
    sm_str rest = sm_str_from(text, offset);
    size_t len = sm_str_find_char(rest, '\n');
    if (len == SM_STR_NONE)
        len = rest.len;
    *next = offset + len + (len < rest.len);
    return sm_str_sub(rest, 0, len);
}

static sm_str trim_end(sm_str line)
{
    while (line.len != 0 && sm_is_space(line.ptr[line.len - 1]))
        line.len--;
    return line;
}

static bool is_fence(sm_str line, const char *fence)
{
    return sm_str_equal(trim_end(line), sm_str_from_cstr(fence));
}

/* The length of "key" in "key: value" or "key:", or 0. A key starts with a letter, and is no
 * sentence. */
static size_t key_length(sm_str line)
{
    enum { LONGEST_KEY = 60 };
    if (line.len == 0 || (!sm_is_alpha(line.ptr[0]) && (unsigned char)line.ptr[0] < 0x80 &&
                          line.ptr[0] != '_' && line.ptr[0] != '$'))
        return 0;
    for (size_t i = 0; i < line.len && i <= LONGEST_KEY; i++)
        if (line.ptr[i] == ':' && (i + 1 == line.len || sm_is_space(line.ptr[i + 1])))
            return i;
    return 0;
}

static bool is_listed(sm_str line)
{
    return line.len != 0 && line.ptr[0] == '-' && (line.len == 1 || line.ptr[1] == ' ');
}

/* Whether LINE could be a line of YAML as people write it in front matter. */
static bool looks_like_yaml(sm_str line)
{
    return line.len == 0 || line.ptr[0] == ' ' || line.ptr[0] == '\t' || line.ptr[0] == '#' ||
           key_length(line) != 0 || is_listed(line);
}

typedef struct region {
    size_t start, from, to,
        next; /* of the opening line, the text, the closing line, the rest */
    bool toml;
} region;

/* Whether the text of R, between two fences, is front matter and not prose between two rules:
 * its first line is a key, and most of its lines could be YAML. */
static bool is_front_matter(sm_str text, const region *r)
{
    size_t good = 0, bad = 0;
    bool key_first = false;
    for (size_t at = r->from, next; at < r->to; at = next) {
        sm_str line = trim_end(line_at(text, at, &next));
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (good + bad == 0)
            key_first = key_length(line) != 0;
        if (looks_like_yaml(line))
            good++;
        else
            bad++;
    }
    return key_first && good > bad;
}

/* The end of the comment that starts TEXT at OFFSET and has its lines for itself, or 0. */
static size_t comment_end(sm_str text, size_t offset)
{
    sm_str rest = sm_str_from(text, offset);
    if (!sm_str_starts(rest, SM_STR("<!--")))
        return 0;
    size_t end = sm_str_find(rest, SM_STR("-->"));
    if (end == SM_STR_NONE)
        return 0;
    size_t next;
    sm_str after = line_at(text, offset + end + 3, &next);
    return sm_str_trim(after).len == 0 ? next : 0;
}

/* "key: value" lines at the very start that a "---" line closes: the opening one is missing. */
static bool find_unopened(sm_str text, size_t offset, region *r)
{
    size_t keys = 0, next;
    for (size_t at = offset; at < text.len; at = next) {
        sm_str line = trim_end(line_at(text, at, &next));
        if (is_fence(line, "---")) {
            *r = (region){.start = offset, .from = offset, .to = at, .next = next};
            return keys >= 2;
        }
        if (line.len == 0 || !looks_like_yaml(line) || (keys == 0 && key_length(line) == 0))
            return false;
        keys += key_length(line) != 0;
    }
    return false;
}

/* Finds front matter after blank lines and comments; *R is where. */
static bool find_region(sm_str text, region *r)
{
    size_t at = 0, next = 0;
    while (at < text.len) {
        size_t end = comment_end(text, at);
        if (end == 0 && sm_str_trim(line_at(text, at, &next)).len != 0)
            break;
        at = end != 0 ? end : next;
    }
    sm_str line = line_at(text, at, &next);
    bool toml = is_fence(line, "+++");
    if (!toml && !is_fence(line, "---"))
        return find_unopened(text, at, r);
    *r = (region){.start = at, .from = next, .toml = toml};
    for (size_t close = next; close < text.len; close = next) {
        line = line_at(text, close, &next);
        if (is_fence(line, toml ? "+++" : "---") || (!toml && is_fence(line, "..."))) {
            r->to = close;
            r->next = next;
            return toml || is_front_matter(text, r);
        }
    }
    return false;
}

static void show_as_code(load *l, block_sink *sink, sm_str language, const region *r)
{
    sm_block *block = load_new_block(l, SM_CODE_BLOCK, load_loc(l, r->start));
    block->end_line = load_loc(l, r->to).line;
    block->as.code.language = language;
    block->as.code.info = language;
    block->as.code.text = sm_str_sub(l->source->text, r->from, r->to - r->from);
    block->as.code.fenced = true;
    load_sink_add(sink, block);
}

static bool is_map(const sm_value *value)
{
    return value != NULL && value->kind == SM_VALUE_MAP;
}

/* As YAML, and when it is none, with the values quoted that people forget to quote. */
static void read_yaml(load *l, block_sink *sink, const region *r)
{
    sm_yaml_error error = {0}, second = {0};
    sm_str text = sm_str_sub(l->source->text, r->from, r->to - r->from);
    const sm_value *value = sm_yaml_parse(l->arena, l->source, r->from, text, &error);
    if (!is_map(value)) {
        bool only_placeholders;
        sm_str quoted = load_quote_yaml(l->arena, text, &only_placeholders);
        value = sm_yaml_parse(l->arena, l->source, r->from, quoted, &second);
        if (is_map(value) && !only_placeholders)
            sm_report(l->diag, SM_DIAG_YAML_LENIENT, error.loc, "%.*s", SM_STR_ARG(error.text));
    }
    if (is_map(value)) {
        l->doc->front_matter = value;
        return;
    }
    if (error.text.ptr == NULL)
        error = (sm_yaml_error){load_loc(l, r->from), SM_STR("no keys and values")};
    sm_report(l->diag, SM_DIAG_YAML_INVALID, error.loc, "%.*s", SM_STR_ARG(error.text));
    show_as_code(l, sink, SM_STR("yaml"), r);
}

size_t load_front_matter(load *l, block_sink *sink)
{
    sm_str text = l->source->text;
    region r = {0};
    if (!find_region(text, &r))
        return 0;
    for (size_t at = 0, next; at < r.start; at = next) {
        next = comment_end(text, at);
        if (next != 0) {
            size_t end = sm_str_find(sm_str_from(text, at), SM_STR("-->"));
            load_comment(l, at, sm_str_sub(text, at + 4, end - 4));
        } else {
            line_at(text, at, &next);
        }
    }
    if (r.toml) {
        sm_report(l->diag, SM_DIAG_TOML_UNSUPPORTED, load_loc(l, r.start), NULL);
        show_as_code(l, sink, SM_STR("toml"), &r);
    } else {
        read_yaml(l, sink, &r);
    }
    return r.next;
}
