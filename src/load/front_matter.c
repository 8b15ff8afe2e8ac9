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

/* The offset of the line after OFFSET that closes front matter opened by FENCE; *NEXT is where
 * the line after it starts. SM_STR_NONE: never closed. */
static size_t find_close(sm_str text, size_t offset, sm_str fence, size_t *next)
{
    while (offset < text.len) {
        sm_str line = trim_end(line_at(text, offset, next));
        if (sm_str_equal(line, fence) ||
            (fence.ptr[0] == '-' && sm_str_equal(line, SM_STR("..."))))
            return offset;
        offset = *next;
    }
    return SM_STR_NONE;
}

static void show_as_code(load *l, block_sink *sink, sm_str language, size_t from, size_t to)
{
    sm_block *block = load_new_block(l, SM_CODE_BLOCK, load_loc(l, from));
    block->end_line = load_loc(l, to).line;
    block->as.code.language = language;
    block->as.code.info = language;
    block->as.code.text = sm_str_sub(l->source->text, from, to - from);
    block->as.code.fenced = true;
    load_sink_add(sink, block);
}

static void read_yaml(load *l, block_sink *sink, size_t from, size_t to)
{
    sm_yaml_error error = {0};
    sm_str text = sm_str_sub(l->source->text, from, to - from);
    const sm_value *value = sm_yaml_parse(l->arena, l->source, from, text, &error);
    if (value != NULL) {
        l->doc->front_matter = value->kind == SM_VALUE_MAP ? value : NULL;
        l->doc->front_matter_loc = load_loc(l, from);
        return;
    }
    sm_report(l->diag, SM_DIAG_YAML_INVALID, error.loc, "%.*s", SM_STR_ARG(error.text));
    show_as_code(l, sink, SM_STR("yaml"), from, to);
}

size_t load_front_matter(load *l, block_sink *sink)
{
    sm_str text = l->source->text;
    size_t from, next;
    sm_str fence = trim_end(line_at(text, 0, &from));
    bool toml = sm_str_equal(fence, SM_STR("+++"));
    if (!toml && !sm_str_equal(fence, SM_STR("---")))
        return 0;
    size_t to = find_close(text, from, fence, &next);
    if (to == SM_STR_NONE)
        return 0;
    if (toml) {
        sm_report(l->diag, SM_DIAG_TOML_UNSUPPORTED, load_loc(l, 0), NULL);
        show_as_code(l, sink, SM_STR("toml"), from, to);
    } else {
        read_yaml(l, sink, from, to);
    }
    return next;
}
