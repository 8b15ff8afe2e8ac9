/* Diagrams: from texts, and graphs of any shape that bytes describe. */
#include "fuzz.h"
#include "../../src/diagram/graph.h"
#include "specmill/scene/dump.h"
#include "specmill/scene/svg.h"
#include <assert.h>

static void draw(fuzz_run run, const sm_source *source)
{
    const sm_scene *scene = sm_draw(run.arena, source->text, (sm_loc){source, 1, 1},
                                    sm_theme_builtin(run.arena), run.diag);
    if (scene != NULL) {
        sm_buf buf = sm_buf_new(run.arena);
        sm_scene_svg(&buf, scene, SM_STR("f-"), true);
        sm_scene_dump(&buf, scene);
    }
}

void fuzz_diagram(const uint8_t *bytes, size_t size)
{
    fuzz_run run = fuzz_begin();
    draw(run, fuzz_source(run, "fuzz.mmd", bytes, size));
    fuzz_end(run);
}

/* Any graph without cycles in rows, which is what remains for those that are too much for
 * graphviz: three bytes make a node in one of a few clusters and an edge to it. */
static void draw_in_rows(fuzz_run run, const uint8_t *bytes, size_t size)
{
    enum { CLUSTERS = 6, NODES_MAX = 100 };
    size_t count = size / 3 < NODES_MAX ? size / 3 : NODES_MAX;
    dia_graph graph = {.direction = (dia_direction)(bytes[0] % 4),
                       .node_gap = 20,
                       .rank_gap = 30,
                       .node_count = count,
                       .cluster_count = CLUSTERS};
    graph.nodes = SM_NEW_ARRAY(run.arena, dia_graph_node, count);
    graph.edges = SM_NEW_ARRAY(run.arena, dia_graph_edge, count);
    graph.clusters = SM_NEW_ARRAY(run.arena, dia_graph_cluster, CLUSTERS);
    dia_graph_job job = {.graph = &graph, .links = SM_NEW_ARRAY(run.arena, dia_link, count)};
    for (int i = 0; i < CLUSTERS; i++)
        graph.clusters[i] = (dia_graph_cluster){
            .parent = bytes[0] >> i & 1 ? i - 1 : -1, .title_width = 30, .title_height = 10};
    for (size_t i = 0; i < count; i++) {
        const uint8_t *b = bytes + 3 * i;
        graph.nodes[i] = (dia_graph_node){
            .width = 5 + b[0], .height = 10, .cluster = b[1] % (CLUSTERS + 1) - 1};
        if (i == 0)
            continue;
        graph.edges[job.link_count] = (dia_graph_edge){.from = b[2] % (int)i,
                                                       .to = (int)i,
                                                       .from_cluster = -1,
                                                       .to_cluster = -1,
                                                       .label_width = b[2] & 1 ? 20 : 0,
                                                       .label_height = 10,
                                                       .length = 1};
        job.links[job.link_count] = (dia_link){
            .edge = job.link_count, .tail = b[2] % (int)i, .head = (int)i, .label_cluster = -1};
        job.link_count++;
    }
    graph.edge_count = job.link_count;
    dia_graph_rows(run.arena, &job);
    for (size_t i = 0; i < count; i++) {
        const dia_graph_node *n = &graph.nodes[i];
        assert(n->at.x >= n->width / 2 - 1 && n->at.x + n->width / 2 <= graph.width + 1);
        assert(n->at.y >= n->height / 2 - 1 && n->at.y + n->height / 2 <= graph.height + 1);
    }
}

/* A byte of direction, then three bytes each: an edge, its kind and label, or the begin or end
 * of a frame around nodes. */
void fuzz_graph(const uint8_t *bytes, size_t size)
{
    static const char *const directions[] = {"TB", "BT", "LR", "RL"};
    static const char *const edges[] = {"-->", "---", "-.->", "==>", "--o", "<-->", "---->"};
    static const char *const shapes[] = {"", "(a)", "{b}", "((c d))", "[/e/]", ">f]"};
    if (size == 0)
        return;
    fuzz_run run = fuzz_begin();
    sm_buf text = sm_buf_new(run.arena);
    sm_buf_addf(&text, "graph %s\n", directions[bytes[0] % 4]);
    size_t frames = 0;
    for (size_t i = 1; i + 2 < size && i < 300; i += 3) {
        unsigned from = bytes[i] % 64, to = bytes[i + 1] % 64, kind = bytes[i + 2];
        if (kind >= 250)
            sm_buf_addf(&text, "subgraph s%zu [n%u]\ndirection %s\n", ++frames, to,
                        directions[from % 4]);
        else if (kind >= 244 && frames > 0 && frames--)
            sm_buf_add_cstr(&text, "end\n");
        else if (kind >= 220)
            sm_buf_addf(&text, "n%u %s s%u\n", from, edges[kind % 7], to % 8);
        else
            sm_buf_addf(&text, "n%u%s %s%s n%u\n", from, shapes[kind % 6], edges[kind % 7],
                        kind & 16 ? "|a label|" : "", to);
    }
    draw_in_rows(run, bytes, size);
    draw(run, fuzz_source(run, "fuzz.mmd", text.ptr, text.len));
    fuzz_end(run);
}
