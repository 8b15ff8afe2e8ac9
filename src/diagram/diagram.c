/* The door: comments and front matter put aside, the kind found by its first word, drawn. */
#include "specmill/base/map.h"
#include "specmill/diagram/diagram.h"
#include "dia.h"
#include "join.h"
#include "kinds.h"
#include <string.h>

enum { TEXT_MAX = 1 << 20 };

typedef struct kind {
    const char *keywords; /* alternatives; case does not matter */
    const sm_scene *(*draw)(dia *d, size_t at);
    dia_joining joining; /* which line ends are inside texts */
} kind;

/* To add a kind: a file with its function, a line in kinds.h, and a row here. */
static const kind kinds[] = {
    {"flowchart|graph|flowchart-v2|flowchart-elk|swimlane|swimlane-beta", dia_flowchart,
     DIA_JOIN_CLICKS},
    {"sequenceDiagram", dia_sequence, DIA_JOIN_NOTHING},
    {"C4Context|C4Container|C4Component|C4Dynamic|C4Deployment", dia_c4, DIA_JOIN_QUOTES},
    {"stateDiagram|stateDiagram-v2", dia_state, DIA_JOIN_QUOTES},
    {"erDiagram", dia_er, DIA_JOIN_QUOTES},
    {"classDiagram|classDiagram-v2", dia_class_diagram, DIA_JOIN_QUOTES},
    {"gantt", dia_gantt, DIA_JOIN_NOTHING},
    {"pie", dia_pie, DIA_JOIN_NOTHING},
    {"journey", dia_journey, DIA_JOIN_NOTHING},
    {"gitGraph", dia_git, DIA_JOIN_QUOTES},
    {"mindmap", dia_mindmap, DIA_JOIN_BRACKETS},
    {"timeline", dia_timeline, DIA_JOIN_NOTHING},
    {"quadrantChart", dia_quadrant, DIA_JOIN_NOTHING},
    {"xychart|xychart-beta", dia_xychart, DIA_JOIN_NOTHING},
    {"block|block-beta", dia_block, DIA_JOIN_QUOTES},
    {"requirementDiagram|requirement", dia_requirement, DIA_JOIN_QUOTES},
    {"packet|packet-beta", dia_packet, DIA_JOIN_NOTHING},
    {"kanban", dia_kanban, DIA_JOIN_BRACKETS},
    {"architecture|architecture-beta", dia_architecture, DIA_JOIN_QUOTES},
    {"sankey|sankey-beta", dia_sankey, DIA_JOIN_NOTHING},
    {"radar|radar-beta", dia_radar, DIA_JOIN_NOTHING},
    {"treemap|treemap-beta", dia_treemap, DIA_JOIN_NOTHING},
    {"treeView|treeView-beta", dia_tree_view, DIA_JOIN_NOTHING},
};

static void blank(char *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (text[i] != '\n')
            text[i] = ' ';
}

/* The start of the next line of "---" in TEXT from AT on. */
static size_t find_fence(sm_str text, size_t at)
{
    while (at < text.len) {
        const char *newline = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = newline != NULL ? (size_t)(newline - text.ptr) : text.len;
        if (sm_str_equal(sm_str_trim(sm_str_sub(text, at, end - at)), SM_STR("---")))
            return at;
        at = end + 1;
    }
    return SM_STR_NONE;
}

/* Front matter between lines of "---" at the start. */
static void blank_front_matter(char *text, size_t len, sm_buf *config)
{
    sm_str whole = {text, len};
    size_t open = find_fence(whole, 0);
    if (open == SM_STR_NONE || sm_str_trim(sm_str_sub(whole, 0, open)).len > 0)
        return;
    size_t first = sm_str_find_char(sm_str_from(whole, open), '\n');
    size_t close = first != SM_STR_NONE ? find_fence(whole, open + first + 1) : SM_STR_NONE;
    if (close == SM_STR_NONE)
        return;
    sm_buf_add_str(config, sm_str_sub(whole, open + first, close - open - first));
    size_t stop = sm_str_find_char(sm_str_from(whole, close), '\n');
    blank(text, open, stop != SM_STR_NONE ? close + stop : len);
}

static void blank_directives(char *text, size_t len, sm_buf *config)
{
    for (size_t i = 0; i + 3 < len; i++) {
        if (text[i] != '%' || text[i + 1] != '%' || text[i + 2] != '{')
            continue;
        sm_str rest = {text + i, len - i};
        size_t end = sm_str_find(rest, SM_STR("}%%"));
        if (end == SM_STR_NONE)
            return;
        sm_buf_add_str(config, sm_str_sub(rest, 3, end - 3));
        sm_buf_add_char(config, '\n');
        blank(text, i, i + end + 3);
        i += end + 2;
    }
}

/* Comments: lines of "%% ..." and, outside quotes, the same behind a statement. */
static void blank_comments(char *text, size_t len)
{
    size_t line = 0;
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n') {
            line = i + 1;
            quoted = false;
        } else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text[i] == '%' && i + 1 < len && text[i + 1] == '%' &&
                 (i == line || sm_is_space(text[i - 1]))) {
            size_t end = i;
            while (end < len && text[end] != '\n')
                end++;
            blank(text, i, end);
            i = end - 1;
        }
    }
}

static const kind *find_kind(sm_str word)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (sm_str_among(word, kinds[i].keywords))
            return &kinds[i];
    return NULL;
}

static sm_str header_word(sm_str line)
{
    size_t i = 0;
    while (i < line.len &&
           (sm_is_alnum(line.ptr[i]) || line.ptr[i] == '-' || line.ptr[i] == '_'))
        i++;
    return sm_str_sub(line, 0, i);
}

/* TURN: the flow by a right angle, if there is one; *TURNED tells. */
static const sm_scene *draw(sm_arena *arena, sm_str text, sm_loc loc, const sm_theme *theme,
                            sm_diag *diag, bool turn, bool *turned)
{
    dia d = {.arena = arena, .theme = theme, .diag = diag, .loc = loc, .turn = turn};
    d.scene = sm_scene_build(arena);
    d.story = sm_buf_new(arena);
    d.source = d.text = text;
    if (text.len > TEXT_MAX) {
        dia_report(&d, SM_DIAG_DIAGRAM_TOO_LARGE, 0, NULL);
        return NULL;
    }
    char *copy = SM_NEW_ARRAY(arena, char, text.len + 1);
    if (text.len > 0)
        memcpy(copy, text.ptr, text.len);
    sm_buf config = sm_buf_new(arena);
    blank_front_matter(copy, text.len, &config);
    blank_directives(copy, text.len, &config);
    blank_comments(copy, text.len);
    dia_clean_tags(copy, text.len);
    d.source = text;
    d.text = (sm_str){copy, text.len};
    d.config = sm_buf_str(&config);
    d.title = dia_option(&d, "title");

    size_t at = 0;
    dia_line line;
    if (!dia_next_line(&d, &at, &line)) {
        dia_report(&d, SM_DIAG_DIAGRAM_UNREADABLE, 0, "it is empty");
        return NULL;
    }
    sm_str word = header_word(line.text);
    const kind *k = find_kind(word);
    d.sequence = k != NULL && k->draw == dia_sequence;
    dia_choose_palette(&d);
    if (k == NULL) {
        dia_report(&d, SM_DIAG_DIAGRAM_KIND_UNKNOWN, line.offset, "%.*s",
                   SM_STR_ARG(sm_utf8_clip(word.len > 0 ? word : line.text, 40)));
        return NULL;
    }
    dia_join_lines(copy, text.len, line.offset, k->joining);
    const sm_scene *scene = k->draw(&d, line.offset + word.len);
    if (scene == NULL || d.too_large)
        dia_report(&d, d.too_large ? SM_DIAG_DIAGRAM_TOO_LARGE : SM_DIAG_DIAGRAM_UNREADABLE,
                   line.offset, NULL);
    if (d.too_large)
        return NULL;
    *turned = d.turned;
    /* cppcheck-suppress returnDanglingLifetime */
    return scene; /* it is in the arena and knows nothing of d */
}

const sm_scene *sm_draw(sm_arena *arena, sm_str text, sm_loc loc, const sm_theme *theme,
                        sm_diag *diag)
{
    bool turned;
    return draw(arena, text, loc, theme, diag, false, &turned);
}

const sm_scene *sm_draw_turned(sm_arena *arena, const sm_block *block, const sm_theme *theme)
{
    bool turned = false;
    const sm_scene *scene =
        draw(arena, block->as.code.text, block->loc, theme, sm_diag_new(arena), true, &turned);
    return turned ? scene : NULL;
}

static void find_in(sm_arena *arena, sm_diagram_blocks *found, const sm_block *blocks)
{
    for (const sm_block *b = blocks; b != NULL; b = b->next) {
        if (b->kind == SM_CODE_BLOCK) {
            if (sm_str_equal(b->as.code.language, SM_STR("mermaid")))
                SM_LIST_ADD(arena, found, b);
        } else if (b->kind == SM_LIST) {
            for (const sm_item *item = b->as.list.items; item != NULL; item = item->next)
                find_in(arena, found, item->blocks);
        } else {
            find_in(arena, found, sm_block_children(b));
        }
    }
}

sm_diagram_blocks sm_find_diagrams(sm_arena *arena, const sm_doc *doc)
{
    sm_diagram_blocks found = {0};
    find_in(arena, &found, doc->blocks);
    for (size_t i = 0; i < doc->footnote_count; i++)
        find_in(arena, &found, doc->footnotes[i].blocks);
    return found;
}

const sm_scene *sm_draw_block(sm_arena *arena, const sm_block *block, const sm_theme *theme,
                              sm_diag *diag)
{
    sm_loc loc = block->loc;
    loc.line += block->as.code.fenced ? 1 : 0;
    return sm_draw(arena, block->as.code.text, loc, theme, diag);
}

/* Drawings of texts that had nothing to report, so that another diagram with the same text has
 * the same drawing. */
static const sm_scene *draw_once(sm_arena *arena, sm_map *known, const sm_block *block,
                                 const sm_theme *theme, sm_diag *diag)
{
    sm_str text = block->as.code.text;
    const sm_map_value *before = sm_map_find(known, text);
    if (before != NULL)
        return before->constant;
    sm_diag *own = sm_diag_for_part(arena, diag);
    const sm_scene *scene = sm_draw_block(arena, block, theme, own);
    if (sm_diag_count(own, SM_NOTE) == 0)
        sm_map_at(arena, known, text)->constant = scene;
    sm_diag_add(diag, own);
    return scene;
}

sm_figures sm_draw_all(sm_arena *arena, const sm_doc *doc, const sm_theme *theme, sm_diag *diag)
{
    sm_diagram_blocks found = sm_find_diagrams(arena, doc);
    if (found.count == 0)
        return (sm_figures){0};
    const sm_scene **scenes = SM_NEW_ARRAY(arena, const sm_scene *, doc->block_count + 1);
    sm_map known = {0};
    for (size_t i = 0; i < found.count; i++)
        scenes[found.items[i]->index] = draw_once(arena, &known, found.items[i], theme, diag);
    return (sm_figures){scenes, doc->block_count};
}

const sm_scene *sm_figure(sm_figures figures, const sm_block *block)
{
    return block->index < figures.count ? figures.scenes[block->index] : NULL;
}
