/* Loading alone, which is much faster than a whole run, and recognizing what was loaded. */
#include "specmill/check/check.h"
#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_str text = {(const char *)bytes, size};
    const sm_source *source = sm_source_from_bytes(arena, SM_STR("fuzz.md"), text, diag);
    const sm_spec *spec = sm_recognize(arena, sm_load(arena, source, diag), diag);
    sm_check(arena, spec, diag);
    size_t count;
    const sm_finding *findings = sm_diag_findings(diag, &count);
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < count; i++)
        sm_finding_print(&buf, &findings[i], false);
    sm_arena_free(arena);
    return 0;
}
