/* YAML: the parser that front matter and themes share. */
#include "specmill/yaml/yaml.h"
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *source = sm_source_from_bytes(arena, SM_STR("fuzz.yaml"),
                                                   (sm_str){(const char *)bytes, size}, diag);
    sm_yaml_error error = {0};
    sm_yaml_parse(arena, source, 0, source->text, &error);
    sm_arena_free(arena);
    return 0;
}
