/* Git graphs: a lane for each branch, a step for each commit. */
#include "flow.h"
#include "kinds.h"
#include <math.h>

typedef struct git_commit {
    sm_str id, tag;
    bool named; /* the author gave the id */
    bool reversed, highlighted, merge, picked;
    size_t branch;
    int parent, other; /* commits, -1 */
    dia_label label, tag_label;
    sm_pt along; /* its lane */
} git_commit;

typedef struct git_branch {
    sm_str name;
    int head; /* commit, -1 */
    double order;
    size_t lane;
} git_branch;

typedef struct git {
    dia *d;
    struct SM_LIST(git_commit) commits;
    struct SM_LIST(git_branch) branches;
    dia_names ids, names;
    size_t current;
    dia_direction direction;
    sm_pt lane_gap;
} git;

static const sm_pt step = 46; /* from commit to commit, at least */

/* key: "value" among a statement's options. */
static sm_str option(sm_str text, const char *key)
{
    sm_str word = sm_str_from_cstr(key);
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            quoted = !quoted;
        if (quoted || !sm_str_starts(sm_str_from(text, i), word) ||
            (i > 0 && sm_is_alnum(text.ptr[i - 1])))
            continue;
        sm_str rest = sm_str_trim(sm_str_from(text, i + word.len));
        if (rest.len == 0 || rest.ptr[0] != ':')
            continue;
        rest = sm_str_trim(sm_str_from(rest, 1));
        if (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
            size_t end = sm_str_find_char(sm_str_from(rest, 1), rest.ptr[0]);
            return sm_str_sub(rest, 1, end);
        }
        return dia_cut_word(&rest);
    }
    return (sm_str){0};
}

static size_t add_branch(git *g, sm_str name, sm_str order)
{
    git_branch b = {.name = name, .head = -1, .order = (double)g->branches.count};
    sm_str rest;
    double number;
    if (dia_number(order, &number, &rest))
        b.order = number;
    SM_LIST_ADD(g->d->arena, &g->branches, b);
    dia_names_add(g->d->arena, &g->names, name, (int)g->branches.count - 1);
    return g->branches.count - 1;
}

static void add_commit(git *g, git_commit c)
{
    git_branch *branch = &g->branches.items[g->current];
    c.branch = g->current;
    c.parent = branch->head;
    c.named = c.id.len > 0;
    if (!c.named)
        c.id = sm_str_printf(g->d->arena, "%zu", g->commits.count);
    branch->head = (int)g->commits.count;
    dia_names_add(g->d->arena, &g->ids, c.id, (int)g->commits.count);
    SM_LIST_ADD(g->d->arena, &g->commits, c);
}

/* All of a statement's tags, one below the other. */
static sm_str tags_of(const git *g, sm_str rest)
{
    enum { TAGS_MAX = 20 };
    sm_str all = {0};
    for (size_t i = 0; i < TAGS_MAX; i++) {
        sm_str tag = option(rest, "tag");
        if (tag.ptr == NULL)
            break;
        all = all.ptr == NULL ? tag
                              : sm_str_printf(g->d->arena, "%.*s<br>%.*s", SM_STR_ARG(all),
                                              SM_STR_ARG(tag));
        rest = sm_str_from(rest, (size_t)(tag.ptr + tag.len - rest.ptr));
        if (rest.len > 0 && rest.ptr[0] == '"')
            rest = sm_str_from(rest, 1);
    }
    return all;
}

static git_commit with_options(const git *g, sm_str rest)
{
    git_commit c = {.id = option(rest, "id"), .tag = tags_of(g, rest), .other = -1};
    sm_str type = option(rest, "type");
    c.reversed = sm_str_equal(type, SM_STR("REVERSE"));
    c.highlighted = sm_str_equal(type, SM_STR("HIGHLIGHT"));
    return c;
}

/* The name at the start of *REST, quoted or not. */
static sm_str cut_name(sm_str *rest)
{
    if (rest->len > 0 && rest->ptr[0] == '"') {
        size_t end = sm_str_find_char(sm_str_from(*rest, 1), '"');
        sm_str name = sm_str_sub(*rest, 1, end);
        *rest = end == SM_STR_NONE ? (sm_str){0} : sm_str_trim(sm_str_from(*rest, end + 2));
        return name;
    }
    return dia_cut_word(rest);
}

static void read_branch(git *g, sm_str rest)
{
    int head = g->branches.items[g->current].head;
    sm_str name = cut_name(&rest);
    int known = dia_names_find(&g->names, name);
    g->current = known >= 0 ? (size_t)known : add_branch(g, name, option(rest, "order"));
    if (known < 0)
        g->branches.items[g->current].head = head;
}

static void read_checkout(git *g, sm_str rest, const dia_line *line)
{
    sm_str name = cut_name(&rest);
    int branch = dia_names_find(&g->names, name);
    if (branch < 0) {
        dia_report(g->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset, "no branch is called \"%.*s\"",
                   SM_STR_ARG(sm_utf8_clip(name, 40)));
        read_branch(g, name);
        return;
    }
    g->current = (size_t)branch;
}

static void read_merge(git *g, sm_str rest, const dia_line *line)
{
    sm_str name = cut_name(&rest);
    int branch = dia_names_find(&g->names, name);
    git_commit c = with_options(g, rest);
    c.merge = true;
    if (branch >= 0)
        c.other = g->branches.items[branch].head;
    else
        dia_report(g->d, SM_DIAG_DIAGRAM_SYNTAX, line->offset, "no branch is called \"%.*s\"",
                   SM_STR_ARG(sm_utf8_clip(name, 40)));
    add_commit(g, c);
}

static void read_statement(git *g, const dia_line *line)
{
    sm_str rest;
    if (dia_word(line->text, "commit", &rest)) {
        git_commit c = with_options(g, rest);
        sm_str message = option(rest, "msg");
        if (rest.len > 0 && rest.ptr[0] == '"')
            message = cut_name(&rest);
        if (c.id.len == 0 && message.len > 0)
            c.id = message;
        add_commit(g, c);
    } else if (dia_word(line->text, "branch", &rest))
        read_branch(g, rest);
    else if (dia_word(line->text, "checkout", &rest) || dia_word(line->text, "switch", &rest))
        read_checkout(g, rest, line);
    else if (dia_word(line->text, "merge", &rest))
        read_merge(g, rest, line);
    else if (dia_word(line->text, "cherry-pick", &rest)) {
        git_commit c = {.tag = tags_of(g, rest), .picked = true};
        sm_str id = option(rest, "id"), parent = option(rest, "parent");
        c.other = dia_names_find(&g->ids, id);
        if (c.tag.ptr == NULL)
            c.tag = sm_str_printf(g->d->arena,
                                  parent.len > 0 ? "cherry-pick: %.*s<br>parent: %.*s"
                                                 : "cherry-pick: %.*s%.*s",
                                  SM_STR_ARG(id), SM_STR_ARG(parent));
        add_commit(g, c);
    } else if (dia_word(line->text, "title", &rest))
        g->d->title = rest;
    else if (!dia_direction_named(line->text, &g->direction) &&
             !sm_str_equal(line->text, SM_STR(":")))
        dia_ignore(g->d, line);
}

static void read_header(git *g, size_t at, size_t end)
{
    sm_str text = sm_str_trim(sm_str_sub(g->d->text, at, end - at));
    while (text.len > 0 && text.ptr[text.len - 1] == ':')
        text = sm_str_trim(sm_str_sub(text, 0, text.len - 1));
    dia_direction_named(text, &g->direction);
}

/* Lanes by order, and by the author's sequence among equals. */
static void place_lanes(git *g)
{
    for (size_t i = 0; i < g->branches.count; i++) {
        git_branch *b = &g->branches.items[i];
        b->lane = 0;
        for (size_t j = 0; j < g->branches.count; j++) {
            const git_branch *o = &g->branches.items[j];
            if (o->order < b->order || (o->order <= b->order && j < i))
                b->lane++;
        }
    }
}

static bool upright(const git *g)
{
    return g->direction == DIA_DOWN || g->direction == DIA_UP;
}

static void make_labels(const git *g, git_commit *c)
{
    dia_label_style style = {.size = 8.25, .literal = true};
    if (c->tag.len > 0) {
        style.ink = g->d->palette.text;
        c->tag_label = dia_label_make(g->d, c->tag, style);
    }
    if (!c->named && (c->merge || c->picked))
        return;
    style.ink = g->d->palette.muted;
    style.wrap = upright(g) ? 110 : 76;
    c->label = dia_label_make(g->d, c->id, style);
}

/* A step for each commit, and more where two on a lane have long names or tags. */
static void place_commits(git *g)
{
    const sm_pt gap = 5, tag_padding = 12;
    sm_pt *label_ends = SM_NEW_ARRAY(g->d->arena, sm_pt, g->branches.count + 1);
    sm_pt *tag_ends = SM_NEW_ARRAY(g->d->arena, sm_pt, g->branches.count + 1);
    sm_pt along = -0.3 * step, label_height = 0, tag_height = 0;
    for (size_t i = 0; i < g->commits.count; i++) {
        git_commit *c = &g->commits.items[i];
        make_labels(g, c);
        sm_pt label = (upright(g) ? c->label.height : c->label.width) / 2;
        sm_pt tag = upright(g)               ? c->tag_label.height / 2
                    : c->tag_label.width > 0 ? (c->tag_label.width + tag_padding) / 2
                                             : 0;
        along += step;
        if (label > 0)
            along = fmax(along, label_ends[c->branch] + label + gap);
        if (tag > 0)
            along = fmax(along, tag_ends[c->branch] + tag + gap);
        c->along = along;
        label_ends[c->branch] = label > 0 ? along + label : label_ends[c->branch];
        tag_ends[c->branch] = tag > 0 ? along + tag : tag_ends[c->branch];
        label_height = fmax(label_height, c->label.height);
        tag_height = fmax(tag_height, c->tag_label.height);
    }
    g->lane_gap = upright(g) ? 84 : fmax(42, 25 + label_height + tag_height);
}

static sm_point place(const git *g, sm_pt along, size_t lane)
{
    sm_pt across = (sm_pt)lane * g->lane_gap;
    if (g->direction == DIA_UP)
        along = -along;
    return upright(g) ? (sm_point){across, along} : (sm_point){along, across};
}

static sm_point commit_at(const git *g, size_t index)
{
    const git_commit *c = &g->commits.items[index];
    return place(g, c->along, g->branches.items[c->branch].lane);
}

static sm_color branch_color(const git *g, size_t branch)
{
    return dia_series_color(g->d, g->branches.items[branch].lane);
}

static void draw_lanes(const git *g)
{
    dia *d = g->d;
    size_t count = g->commits.count;
    sm_pt end = (count > 0 ? g->commits.items[count - 1].along : 0) + 0.6 * step;
    for (size_t i = 0; i < g->branches.count; i++) {
        const git_branch *b = &g->branches.items[i];
        sm_mark *mark = dia_rule(d, place(g, 0, b->lane), place(g, end, b->lane),
                                 d->palette.group_stroke, 0.8);
        mark->as.path.dash = 2;
        mark->as.path.gap = 3;
        sm_color color = branch_color(g, i);
        dia_label name = dia_label_make(d, b->name,
                                        (dia_label_style){.size = DIA_SMALL_SIZE,
                                                          .bold = true,
                                                          .literal = true,
                                                          .wrap = 130,
                                                          .ink = dia_ink_on(color)});
        sm_point at = place(g, 0, b->lane);
        sm_pt w = name.width + 14, h = name.height + 6;
        sm_point center =
            upright(g)
                ? (sm_point){at.x, at.y + (g->direction == DIA_UP ? 1 : -1) * (h / 2 + 2)}
                : (sm_point){at.x - w / 2 - 4, at.y};
        dia_box(d, (sm_rect){center.x - w / 2, center.y - h / 2, w, h}, 4, sm_ink_solid(color),
                sm_ink_none(), 0);
        dia_label_center(d, &name, center);
    }
}

/* From commit FROM to TO: along the lane, then over to the other. */
static void draw_link(const git *g, int from, size_t to, sm_color color, bool dashed)
{
    sm_point a = commit_at(g, (size_t)from), b = commit_at(g, to);
    sm_path path = sm_path_new(g->d->arena);
    sm_path_move(&path, a.x, a.y);
    bool branching = g->commits.items[to].branch != g->commits.items[from].branch &&
                     g->commits.items[to].parent == from;
    if (fabs(a.x - b.x) < 0.5 || fabs(a.y - b.y) < 0.5)
        sm_path_line(&path, b.x, b.y);
    else if (branching != upright(g)) { /* across first, then along */
        sm_pt r = b.x > a.x ? 12 : -12, s = b.y > a.y ? 12 : -12;
        sm_path_line(&path, a.x, b.y - s);
        sm_path_curve(&path, (sm_point){a.x, b.y - s / 3}, (sm_point){a.x + r / 3, b.y},
                      (sm_point){a.x + r, b.y});
        sm_path_line(&path, b.x, b.y);
    } else {
        sm_pt r = b.x > a.x ? 12 : -12, s = b.y > a.y ? 12 : -12;
        sm_path_line(&path, b.x - r, a.y);
        sm_path_curve(&path, (sm_point){b.x - r / 3, a.y}, (sm_point){b.x, a.y + s / 3},
                      (sm_point){b.x, a.y + s});
        sm_path_line(&path, b.x, b.y);
    }
    sm_mark *mark =
        sm_scene_add_path(&g->d->scene, &path, sm_ink_none(), sm_ink_solid(color), 2.6);
    mark->as.path.dash = dashed ? 4 : 0;
    mark->as.path.gap = dashed ? 3 : 0;
}

static void draw_tag(const git *g, const dia_label *label, sm_point at)
{
    dia *d = g->d;
    sm_pt w = label->width + 12, h = label->height + 4;
    sm_point center =
        upright(g) ? (sm_point){at.x - 14 - w / 2, at.y} : (sm_point){at.x, at.y - 11 - h / 2};
    sm_rect box = {center.x - w / 2, center.y - h / 2, w, h};
    dia_box(d, box, 3, d->palette.background, sm_ink_none(), 0);
    dia_box(d, box, 3, d->palette.note_fill, d->palette.note_stroke, 0.9);
    dia_label_center(d, label, center);
}

/* By commit: whether a line to another lane runs where its label would stand beside it. */
static bool *find_crossed(const git *g)
{
    bool *crossed = SM_NEW_ARRAY(g->d->arena, bool, g->commits.count + 1);
    for (size_t i = 0; i < g->commits.count; i++) {
        const git_commit *c = &g->commits.items[i];
        crossed[i] = crossed[i] || c->other >= 0;
        const int parents[] = {c->parent, c->other};
        for (size_t k = 0; k < 2; k++)
            if (parents[k] >= 0 &&
                g->branches.items[c->branch].lane >
                    g->branches.items[g->commits.items[parents[k]].branch].lane)
                crossed[parents[k]] = true;
    }
    return crossed;
}

static void draw_commit_label(const git *g, const dia_label *label, sm_point at, bool crossed)
{
    sm_pt w = label->width, h = label->height;
    sm_pt below = crossed ? (g->direction == DIA_UP ? -1 : 1) * (h / 2 + 4) : 0;
    sm_point center = upright(g) ? (sm_point){at.x + 13 + w / 2, at.y + below}
                                 : (sm_point){at.x, at.y + 11 + h / 2};
    sm_ink paper = g->d->palette.background;
    paper.opacity = 0.85;
    dia_box(g->d, (sm_rect){center.x - w / 2 - 1, center.y - h / 2, w + 2, h}, 2, paper,
            sm_ink_none(), 0);
    dia_label_center(g->d, label, center);
}

static void draw_commit(const git *g, size_t index, bool crossed)
{
    dia *d = g->d;
    const git_commit *c = &g->commits.items[index];
    sm_point at = commit_at(g, index);
    sm_ink ink = sm_ink_solid(branch_color(g, c->branch));
    if (c->highlighted)
        dia_box(d, (sm_rect){at.x - 8, at.y - 8, 16, 16}, 2, ink, d->palette.background, 1.5);
    else
        dia_dot(d, at, c->merge ? 8 : 7, ink, d->palette.background, 1.5);
    if (c->merge || c->picked)
        dia_dot(d, at, 4, d->palette.background, sm_ink_none(), 0);
    if (c->reversed) {
        sm_ink white = d->palette.background;
        dia_rule(d, (sm_point){at.x - 4, at.y - 4}, (sm_point){at.x + 4, at.y + 4}, white, 1.6);
        dia_rule(d, (sm_point){at.x - 4, at.y + 4}, (sm_point){at.x + 4, at.y - 4}, white, 1.6);
    }
    if (c->label.count > 0)
        draw_commit_label(g, &c->label, at, crossed);
    if (c->tag_label.count > 0)
        draw_tag(g, &c->tag_label, at);
}

const sm_scene *dia_git(dia *d, size_t at)
{
    enum { COMMITS_MAX = 3000, BRANCHES_MAX = 300 };
    git g = {.d = d, .direction = DIA_RIGHT};
    size_t most = dia_most(d, COMMITS_MAX);
    dia_line line;
    sm_str main_branch = dia_option(d, "mainBranchName");
    add_branch(&g, main_branch.len > 0 ? main_branch : SM_STR("main"),
               dia_option(d, "mainBranchOrder"));
    size_t end = dia_line_end(d, at);
    read_header(&g, at, end);
    while (dia_next_line(d, &end, &line) && g.commits.count < most &&
           g.branches.count < BRANCHES_MAX)
        if (!dia_acc_statement(d, &line, &end))
            read_statement(&g, &line);
    d->too_large = g.commits.count >= most || g.branches.count >= BRANCHES_MAX;
    if (d->too_large)
        return NULL;
    place_lanes(&g);
    place_commits(&g);
    draw_lanes(&g);
    for (size_t i = 0; i < g.commits.count; i++) {
        const git_commit *c = &g.commits.items[i];
        if (c->other >= 0)
            draw_link(&g, c->other, i, branch_color(&g, g.commits.items[c->other].branch),
                      c->picked);
        if (c->parent >= 0)
            draw_link(&g, c->parent, i, branch_color(&g, c->branch), false);
    }
    const bool *crossed = find_crossed(&g);
    for (size_t i = 0; i < g.commits.count; i++)
        draw_commit(&g, i, crossed[i]);
    return dia_finish(d, "Git graph", "%zu commits on %zu branches", g.commits.count,
                      g.branches.count);
}
