/* Mermaid texts to drawings and on to SVG. Seeds: any folder of .mmd files. */
#include "specmill/diagram/diagram.h"
#include "specmill/scene/dump.h"
#include "specmill/scene/svg.h"
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str text = {(const char *)bytes, size};
    const sm_source *source = sm_source_from_bytes(arena, SM_STR("fuzz.mmd"), text, diag);
    const sm_scene *scene =
        sm_draw(arena, source->text, (sm_loc){source, 1, 1}, sm_theme_builtin(arena), diag);
    if (scene != NULL) {
        sm_buf buf = sm_buf_new(arena);
        sm_scene_svg(&buf, scene, SM_STR("f-"), true);
        sm_scene_dump(&buf, scene);
    }
    sm_arena_free(arena);
    return 0;
}
