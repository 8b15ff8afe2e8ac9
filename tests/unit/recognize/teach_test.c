#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include "specmill/yaml/yaml.h"
#include "unit/test.h"

static sm_arena *arena;
static size_t warnings;

static const sm_spec *taught(const char *text, const char *yaml)
{
    arena = arena == NULL ? sm_arena_new(0) : arena;
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *words =
        sm_source_from_bytes(arena, SM_STR("specmill.yaml"), sm_str_from_cstr(yaml), diag);
    sm_yaml_error error;
    const sm_value *teaching = sm_yaml_parse(arena, words, 0, words->text, &error);
    const sm_source *source =
        sm_source_from_bytes(arena, SM_STR("spec.md"), sm_str_from_cstr(text), diag);
    sm_teaching_check(teaching, diag);
    const sm_spec *spec =
        sm_recognize_taught(arena, sm_load(arena, source, diag), teaching, diag);
    warnings = sm_diag_count(diag, SM_WARNING);
    return spec;
}

static const char text[] =
    "# A\n\n**Lifecycle:** Draft\n\n## Perils\n\n"
    "| Peril | Badness | Safeguard |\n|--|--|--|\n| Fire | scary | Hose |\n";

TEST(words_of_the_user_are_understood)
{
    const sm_spec *spec =
        taught(text, "columns:\n  risks.title: peril\n  risks.impact: [badness]\n"
                     "  risks.mitigation: [safeguard]\nlevels:\n  high: scary\n"
                     "metadata:\n  status: [lifecycle]\nroles:\n  risks: perils\n");
    CHECK(warnings == 0 && spec->records[SM_RISKS].count == 1);
    if (spec->records[SM_RISKS].count == 1) {
        const sm_risk *risk = (const sm_risk *)spec->records[SM_RISKS].items[0];
        CHECK(sm_str_equal(risk->mitigation, SM_STR("Hose")));
        CHECK(risk->impact.value == SM_LEVEL_HIGH);
    }
    CHECK(spec->metadata.state == SM_STATE_DRAFT);
}

TEST(without_them_nothing_changes)
{
    CHECK(taught(text, "")->records[SM_RISKS].count == 0);
}

TEST(unknown_names_are_reported)
{
    taught(text, "columns:\n  risks.color: red\nroles:\n  weather: rain\n");
    CHECK(warnings == 2);
}

RUN_TESTS()
