/* The layered layout of graphviz ("dot": Gansner, Koutsofios, North, Vo, "A technique for
 * drawing directed graphs", 1993) in process, without configuration files, fonts or dlopen: its
 * layout plugin is linked and handed over, and our own text plugin reads sizes instead of
 * measuring.
 *
 * Quirks of graphviz 2.42 that this file works around:
 * - It goes through clusters in the order of their ids, and an id is the address of a name:
 * what was laid out before in the same process would show. Here an id is a number, in our
 * order.
 * - Edge labels crash it (one random graph in ten): labels are nodes of their own here.
 * - It leaks some kilobytes for each layout with clusters; the process ends soon.
 * - Errors are asserts or crashes, and a layout cannot be interrupted: large graphs are laid
 * out in a child process with a limit on its time. For the small ones of every day, of which
 * none has ever crashed, that would cost more than the layout: they are left by a jump out of
 * the signal, and everything after goes to children. */
#define _POSIX_C_SOURCE 200809L
#include "graph.h"
#include "specmill/base/buf.h"
#include "specmill/base/sanitizer.h"
#include <string.h>

#ifndef SPECMILL_WITHOUT_DOT
#include <graphviz/gvc.h>
#include <graphviz/gvplugin.h>
#include <graphviz/gvplugin_textlayout.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CPU_SECONDS = 1 };

extern gvplugin_library_t gvplugin_dot_layout_LTX_library;

#if SM_SANITIZED
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
const char *__lsan_default_suppressions(void)
{
    return "leak:libcgraph\nleak:libgvc\nleak:libgvplugin_dot_layout\nleak:libcdt\n";
}
#endif

/* "120x14", in whole points. */
static boolean size_of_text(textspan_t *span, char **font)
{
    (void)font;
    long width = strtol(span->str, NULL, 10);
    const char *cross = strchr(span->str, 'x');
    long height = cross != NULL ? strtol(cross + 1, NULL, 10) : 0;
    span->size.x = (double)width;
    span->size.y = (double)height;
    span->yoffset_layout = (double)height;
    span->yoffset_centerline = 0;
    span->layout = NULL;
    span->free_layout = NULL;
    return TRUE;
}

/* Its type is that of agseterrf(). NOLINTNEXTLINE(readability-non-const-parameter) */
static int no_message(char *text)
{
    (void)text;
    return 0;
}

/* Sizes are inches in attributes; "0.0001" must not become "0,0001" in any locale. */
static void set_inches(void *object, Agsym_t *attribute, sm_pt points)
{
    char text[32];
    long units = (long)(points / 72 * 10000 + 0.5);
    snprintf(text, sizeof text, "%ld.%04ld", units / 10000, units % 10000);
    agxset(object, attribute, text);
}

static void set_number(void *object, Agsym_t *attribute, long number)
{
    char text[24];
    snprintf(text, sizeof text, "%ld", number);
    agxset(object, attribute, text);
}

/* Leaves names to cgraph, which then asks for an id without one: the next number. Its type is
 * that of Agiddisc_t. NOLINTNEXTLINE(readability-non-const-parameter) */
static long map_in_order(void *state, int kind, char *name, IDTYPE *id, int create)
{
    return name == NULL ? AgIdDisc.map(state, kind, NULL, id, create) : 0;
}

/* The graph in graphviz's terms. */
typedef struct dot {
    const dia_graph_job *job;
    GVC_t *context;
    Agraph_t *root;
    Agraph_t **clusters;
    Agnode_t **nodes, **labels; /* labels by link, NULL: none */
    Agedge_t **first, **second; /* by link; second: from the label on */
    Agsym_t *width, *height, *weight, *length, *tail_port, *head_port;
} dot;

/* Its functions take no const strings, though they copy them. */
static Agsym_t *declare(Agraph_t *root, int kind, const char *name, const char *value)
{
    char writable_name[32], writable_value[32];
    snprintf(writable_name, sizeof writable_name, "%s", name);
    snprintf(writable_value, sizeof writable_value, "%s", value);
    return agattr(root, kind, writable_name, writable_value);
}

static void declare_all(dot *d, bool new_ranking)
{
    static const char *const directions[] = {"TB", "BT", "LR", "RL"};
    const dia_graph *g = d->job->graph;
    Agraph_t *root = d->root;
    declare(root, AGRAPH, "rankdir", directions[g->direction]);
    set_inches(root, declare(root, AGRAPH, "nodesep", "0.4"), g->node_gap);
    set_inches(root, declare(root, AGRAPH, "ranksep", "0.5"),
               d->job->halved ? g->rank_gap / 2 : g->rank_gap);
    declare(root, AGRAPH, "splines", "spline");
    declare(root, AGRAPH, "label", "");
    declare(root, AGRAPH, "margin", "12");
    if (new_ranking)
        declare(root, AGRAPH, "newrank", "true");
    if (d->job->limited) {
        declare(root, AGRAPH, "nslimit", "1");
        declare(root, AGRAPH, "nslimit1", "1");
        declare(root, AGRAPH, "mclimit", "0.3");
    }
    declare(root, AGNODE, "shape", "box");
    declare(root, AGNODE, "fixedsize", "true");
    declare(root, AGNODE, "label", "");
    d->width = declare(root, AGNODE, "width", "1");
    d->height = declare(root, AGNODE, "height", "1");
    declare(root, AGEDGE, "dir", "none");
    declare(root, AGEDGE, "headclip", "false");
    declare(root, AGEDGE, "tailclip", "false");
    d->weight = declare(root, AGEDGE, "weight", "1");
    d->length = declare(root, AGEDGE, "minlen", "1");
    d->tail_port = declare(root, AGEDGE, "tailport", "");
    d->head_port = declare(root, AGEDGE, "headport", "");
}

static void add_clusters(dot *d)
{
    const dia_graph *g = d->job->graph;
    for (size_t i = 0; i < g->cluster_count; i++) {
        const dia_graph_cluster *c = &g->clusters[i];
        char name[32], size[48];
        snprintf(name, sizeof name, "cluster%zu", i);
        d->clusters[i] = agsubg(c->parent >= 0 ? d->clusters[c->parent] : d->root, name, 1);
        snprintf(size, sizeof size, "%ldx%ld", (long)(c->title_width + 1),
                 (long)(c->title_height + 1));
        char label[] = "label", empty[] = "", place[] = "labelloc", bottom[] = "b";
        if (g->direction == DIA_UP) /* graphviz turns everything upside down, but not this */
            agsafeset(d->clusters[i], place, bottom, empty);
        agsafeset(d->clusters[i], label, c->title_width > 0 ? size : empty, empty);
    }
}

/* Nodes and edges have no names: only their order counts. */
static Agnode_t *add_node(dot *d, int cluster, sm_pt width, sm_pt height)
{
    Agnode_t *node = agnode(cluster >= 0 ? d->clusters[cluster] : d->root, NULL, 1);
    set_inches(node, d->width, width);
    set_inches(node, d->height, height);
    return node;
}

static Agedge_t *add_edge(dot *d, Agnode_t *tail, Agnode_t *head, size_t index)
{
    Agedge_t *edge = agedge(d->root, tail, head, NULL, 1);
    set_number(edge, d->weight, d->job->links[index].weight);
    return edge;
}

static void add_link(dot *d, size_t index)
{
    const dia_link *link = &d->job->links[index];
    const dia_graph *g = d->job->graph;
    char in[] = {(link->sideways ? "wwnn" : "nswe")[g->direction], '\0'};
    char out[] = {(link->sideways ? "eess" : "snew")[g->direction], '\0'};
    const dia_graph_edge *edge = &g->edges[link->edge];
    Agnode_t *tail = d->nodes[link->tail], *head = d->nodes[link->head];
    long length = edge->length > 0 ? edge->length : 1;
    if (link->sideways)
        length = 0;
    if (edge->label_width <= 0) {
        d->first[index] = add_edge(d, tail, head, index);
        set_number(d->first[index], d->length,
                   d->job->halved ? 2 * length + edge->half_lengths : length);
        return;
    }
    Agnode_t *label = add_node(d, link->label_cluster, edge->label_width, edge->label_height);
    d->labels[index] = label;
    d->first[index] = add_edge(d, tail, label, index);
    d->second[index] = add_edge(d, label, head, index);
    set_number(d->first[index], d->length, length);
    set_number(d->second[index], d->length, length);
    agxset(d->first[index], d->head_port, in);
    agxset(d->second[index], d->tail_port, out);
}

static void build(sm_arena *arena, dot *d, Agdisc_t *disciplines, bool new_ranking)
{
    const dia_graph_job *job = d->job;
    const dia_graph *g = job->graph;
    d->clusters = SM_NEW_ARRAY(arena, Agraph_t *, g->cluster_count + 1);
    d->nodes = SM_NEW_ARRAY(arena, Agnode_t *, g->node_count + 1);
    d->labels = SM_NEW_ARRAY(arena, Agnode_t *, job->link_count + 1);
    d->first = SM_NEW_ARRAY(arena, Agedge_t *, job->link_count + 1);
    d->second = SM_NEW_ARRAY(arena, Agedge_t *, job->link_count + 1);
    char name[] = "g";
    d->root = agopen(name, Agdirected, disciplines);
    declare_all(d, new_ranking);
    add_clusters(d);
    for (size_t k = 0; k < g->node_count; k++) {
        size_t i = job->last_first ? g->node_count - 1 - k : k;
        d->nodes[i] = add_node(d, g->nodes[i].cluster, g->nodes[i].width, g->nodes[i].height);
    }
    for (size_t k = 0; k < job->link_count; k++)
        add_link(d, job->last_first ? job->link_count - 1 - k : k);
}

static sm_point place(const dot *d, pointf point)
{
    boxf box = GD_bb(d->root);
    return (sm_point){point.x - box.LL.x, box.UR.y - point.y};
}

static sm_pt squared(sm_point a, sm_point b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/* The route of EDGE, from its tail to its head; a straight line if graphviz found none. */
static dia_graph_curve route(sm_arena *arena, const dot *d, Agedge_t *edge)
{
    sm_point tail = place(d, ND_coord(agtail(edge))), head = place(d, ND_coord(aghead(edge)));
    dia_graph_curve curve = {0};
    if (ED_spl(edge) == NULL || ED_spl(edge)->size < 1 || ED_spl(edge)->list[0].size < 4) {
        curve.count = 4;
        curve.points = SM_NEW_ARRAY(arena, sm_point, 4);
        curve.points[0] = curve.points[1] = tail;
        curve.points[2] = curve.points[3] = head;
        return curve;
    }
    const bezier *b = &ED_spl(edge)->list[0];
    curve.count = (size_t)b->size - ((size_t)b->size - 1) % 3;
    curve.points = SM_NEW_ARRAY(arena, sm_point, curve.count);
    for (size_t i = 0; i < curve.count; i++)
        curve.points[i] = place(d, b->list[i]);
    sm_point first = curve.points[0], last = curve.points[curve.count - 1];
    if (squared(first, tail) + squared(last, head) > squared(first, head) + squared(last, tail))
        for (size_t i = 0, j = curve.count; i + 1 < j; i++) {
            sm_point swap = curve.points[i];
            curve.points[i] = curve.points[--j];
            curve.points[j] = swap;
        }
    return curve;
}

static void read_places(sm_arena *arena, const dot *d)
{
    dia_graph *g = d->job->graph;
    boxf box = GD_bb(d->root);
    g->width = box.UR.x - box.LL.x;
    g->height = box.UR.y - box.LL.y;
    for (size_t i = 0; i < g->node_count; i++)
        g->nodes[i].at = place(d, ND_coord(d->nodes[i]));
    for (size_t i = 0; i < g->cluster_count; i++) {
        dia_graph_cluster *c = &g->clusters[i];
        boxf b = GD_bb(d->clusters[i]);
        sm_point top_left = place(d, (pointf){b.LL.x, b.UR.y});
        c->box = (sm_rect){top_left.x, top_left.y, b.UR.x - b.LL.x, b.UR.y - b.LL.y};
        c->title_at =
            (sm_point){top_left.x + c->box.width / 2, top_left.y + 6 + c->title_height / 2};
    }
    for (size_t i = 0; i < d->job->link_count; i++) {
        dia_graph_edge *edge = &g->edges[d->job->links[i].edge];
        edge->curves[0] = route(arena, d, d->first[i]);
        edge->curves[1] = (dia_graph_curve){0};
        if (d->labels[i] != NULL) {
            edge->curves[1] = route(arena, d, d->second[i]);
            edge->label_at = place(d, ND_coord(d->labels[i]));
        }
    }
}

static bool layout_here(sm_arena *arena, const dia_graph_job *job, bool new_ranking)
{
    gvtextlayout_engine_t engine = {size_of_text};
    gvplugin_installed_t text_types[] = {{0, "textlayout", 100, &engine, NULL},
                                         {0, NULL, 0, NULL, NULL}};
    gvplugin_api_t apis[] = {{API_textlayout, text_types}, {(api_t)0, NULL}};
    char library_name[] = "specmill";
    gvplugin_library_t text_library = {library_name, apis};

    agseterr(AGMAX);
    agseterrf(no_message);
    /* The text plugin is chosen while the context is made, so both come as "builtins". */
    lt_symlist_t builtins[] = {
        {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
        {"gvplugin_specmill_LTX_library", &text_library},
        {NULL, NULL},
    };
    dot d = {.job = job, .context = gvContextPlugins(builtins, 0)};
    Agiddisc_t ids = AgIdDisc;
    ids.map = map_in_order;
    build(arena, &d, &(Agdisc_t){.id = &ids}, new_ranking);
    bool ok = gvLayout(d.context, d.root, "dot") == 0;
    if (ok)
        read_places(arena, &d);
    gvFreeLayout(d.context, d.root);
    agclose(d.root);
    gvFreeContext(d.context);
    agseterrf(NULL);
    return ok;
}

/* The places as bytes, from the child process to its parent. */
static void pack_curve(sm_buf *buf, const dia_graph_curve *curve)
{
    sm_buf_add(buf, &curve->count, sizeof curve->count);
    if (curve->count > 0)
        sm_buf_add(buf, curve->points, curve->count * sizeof *curve->points);
}

static void pack(sm_buf *buf, const dia_graph *g)
{
    sm_buf_add(buf, &g->width, sizeof g->width);
    sm_buf_add(buf, &g->height, sizeof g->height);
    for (size_t i = 0; i < g->node_count; i++)
        sm_buf_add(buf, &g->nodes[i].at, sizeof g->nodes[i].at);
    for (size_t i = 0; i < g->cluster_count; i++) {
        sm_buf_add(buf, &g->clusters[i].box, sizeof g->clusters[i].box);
        sm_buf_add(buf, &g->clusters[i].title_at, sizeof g->clusters[i].title_at);
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        sm_buf_add(buf, &g->edges[i].label_at, sizeof g->edges[i].label_at);
        pack_curve(buf, &g->edges[i].curves[0]);
        pack_curve(buf, &g->edges[i].curves[1]);
    }
}

static bool take(sm_str *bytes, void *to, size_t size)
{
    if (bytes->len < size)
        return false;
    memcpy(to, bytes->ptr, size);
    *bytes = sm_str_from(*bytes, size);
    return true;
}

static bool unpack_curve(sm_arena *arena, sm_str *bytes, dia_graph_curve *curve)
{
    if (!take(bytes, &curve->count, sizeof curve->count) ||
        curve->count > bytes->len / sizeof *curve->points)
        return false;
    curve->points = SM_NEW_ARRAY(arena, sm_point, curve->count + 1);
    return take(bytes, curve->points, curve->count * sizeof *curve->points);
}

static bool unpack(sm_arena *arena, sm_str bytes, dia_graph *g)
{
    bool ok =
        take(&bytes, &g->width, sizeof g->width) && take(&bytes, &g->height, sizeof g->height);
    for (size_t i = 0; ok && i < g->node_count; i++)
        ok = take(&bytes, &g->nodes[i].at, sizeof g->nodes[i].at);
    for (size_t i = 0; ok && i < g->cluster_count; i++)
        ok = take(&bytes, &g->clusters[i].box, sizeof g->clusters[i].box) &&
             take(&bytes, &g->clusters[i].title_at, sizeof g->clusters[i].title_at);
    for (size_t i = 0; ok && i < g->edge_count; i++)
        ok = take(&bytes, &g->edges[i].label_at, sizeof g->edges[i].label_at) &&
             unpack_curve(arena, &bytes, &g->edges[i].curves[0]) &&
             unpack_curve(arena, &bytes, &g->edges[i].curves[1]);
    return ok && bytes.len == 0;
}

#if !SM_SANITIZED
/* The one way out of a library that aborts. */
static struct {
    sigjmp_buf jump;
    bool broken; /* it was taken: what the library keeps cannot be trusted any more */
} dot_escape;

static void escape(int number)
{
    siglongjmp(dot_escape.jump, number);
}

/* False when the library crashed. */
static bool layout_caught(sm_arena *arena, const dia_graph_job *job, bool new_ranking)
{
    static const int deadly[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
    enum { DEADLY = sizeof deadly / sizeof *deadly };
    struct sigaction before[DEADLY], action = {.sa_handler = escape};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < DEADLY; i++)
        sigaction(deadly[i], &action, &before[i]);
    volatile bool ok = false;
    if (sigsetjmp(dot_escape.jump, 1) == 0)
        ok = layout_here(arena, job, new_ranking);
    else
        dot_escape.broken = true;
    for (size_t i = 0; i < DEADLY; i++)
        sigaction(deadly[i], &before[i], NULL);
    return ok;
}

static bool must_be_guarded(const dia_graph_job *job)
{
    return job->guarded || dot_escape.broken;
}
#else
/* Sanitizers shall see the crash. */
static bool layout_caught(sm_arena *arena, const dia_graph_job *job, bool new_ranking)
{
    return layout_here(arena, job, new_ranking);
}

static bool must_be_guarded(const dia_graph_job *job)
{
    return job->guarded;
}
#endif

static void child(sm_arena *arena, const dia_graph_job *job, bool new_ranking, int out)
{
    struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS}, core = {0, 0};
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    signal(SIGABRT, SIG_DFL);
    if (freopen("/dev/null", "w", stderr) == NULL || !layout_here(arena, job, new_ranking))
        _exit(1);
    sm_buf buf = sm_buf_new(arena);
    pack(&buf, job->graph);
    size_t done = 0;
    while (done < buf.len) {
        ssize_t n = write(out, buf.ptr + done, buf.len - done);
        if (n <= 0)
            _exit(1);
        done += (size_t)n;
    }
    _exit(0);
}

static bool layout_guarded(sm_arena *arena, const dia_graph_job *job, bool new_ranking)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        child(arena, job, new_ranking, ends[1]);
    }
    close(ends[1]);
    sm_buf buf = sm_buf_new(arena);
    for (;;) {
        ssize_t n = pid > 0 ? read(ends[0], sm_buf_reserve(&buf, 65536), 65536) : 0;
        if (n <= 0)
            break;
        buf.len += (size_t)n;
    }
    close(ends[0]);
    int status = 1;
    if (pid > 0)
        waitpid(pid, &status, 0);
    return pid > 0 && status == 0 && unpack(arena, sm_buf_str(&buf), job->graph);
}

bool dia_graph_dot(sm_arena *arena, dia_graph_job *job, bool new_ranking)
{
    return must_be_guarded(job) ? layout_guarded(arena, job, new_ranking)
                                : layout_caught(arena, job, new_ranking);
}

#else

bool dia_graph_dot(sm_arena *arena, dia_graph_job *job, bool new_ranking)
{
    (void)arena;
    (void)job;
    (void)new_ranking;
    return false;
}

#endif
