/* Diagrams: from texts, and graphs of any shape that bytes describe. */
#include "fuzz.h"
#include "specmill/scene/dump.h"
#include "specmill/scene/svg.h"

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
    draw(run, fuzz_source(run, "fuzz.mmd", text.ptr, text.len));
    fuzz_end(run);
}
