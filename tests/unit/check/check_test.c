#include "specmill/check/check.h"
#include "specmill/load/load.h"
#include "specmill/recognize/recognize.h"
#include "unit/test.h"
#include <string.h>

/* How many findings of CODE the specification TEXT gives; *DETAIL: of the first. */
static size_t findings(const char *text, sm_diag_code code, sm_str *detail)
{
    static sm_arena *arena;
    if (arena == NULL)
        arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    const sm_source *source =
        sm_source_from_bytes(arena, SM_STR("spec.md"), sm_str_from_cstr(text), diag);
    sm_check(sm_recognize(arena, sm_load(arena, source, diag), diag), diag);
    size_t count = 0, found = 0;
    const sm_finding *items = sm_diag_findings(diag, &count);
    for (size_t i = 0; i < count; i++)
        if (items[i].code == code) {
            if (found++ == 0 && detail != NULL)
                *detail = items[i].detail;
        }
    return found;
}

TEST(heading_levels_may_not_be_skipped)
{
    CHECK(findings("# A\n\nx\n\n### B\n\ny\n", SM_DIAG_HEADING_SKIP, NULL) == 1);
    CHECK(findings("# A\n\n## B\n\ny\n\n# C\n\nz\n", SM_DIAG_HEADING_SKIP, NULL) == 0);
}

TEST(a_mitigation_that_says_nothing_is_none)
{
    static const char *const words[] = {"",  "none",         "TBD",        "n/a",
                                        "-", "\xE2\x80\x94", "Nonetheless"};
    for (size_t i = 0; i < 7; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "# A\n\n## Risks\n\n|Risk|Impact|Mitigation|\n|-|-|-|\n|x|High|%s|\n",
                 words[i]);
        CHECK(findings(text, SM_DIAG_RISK_UNMITIGATED, NULL) == (i < 6 ? 1 : 0));
    }
}

TEST(anchors_must_exist)
{
    CHECK(findings("# A\n\n[x](#nowhere)\n", SM_DIAG_BROKEN_ANCHOR, NULL) == 1);
    CHECK(findings("# A b\n\n[x](#a-b) [y](#A-B) [z](#top)\n", SM_DIAG_BROKEN_ANCHOR, NULL) ==
          0);
    CHECK(findings("# A\n\n<a id=\"here\"></a>\n\n[x](#here)\n", SM_DIAG_BROKEN_ANCHOR, NULL) ==
          0);
    CHECK(findings("# Überblick\n\n[x](#%C3%BCberblick)\n", SM_DIAG_BROKEN_ANCHOR, NULL) == 0);
}

static const char tasks[] = "# A\n\n## Tasks\n\n| ID | Task | Depends on |\n|--|--|--|\n";

static size_t in_tasks(const char *rows, sm_diag_code code, sm_str *detail)
{
    char text[1000];
    snprintf(text, sizeof text, "%s%s", tasks, rows);
    return findings(text, code, detail);
}

TEST(dependencies_must_lead_somewhere)
{
    sm_str detail = {0};
    CHECK(in_tasks("| T1 | a | T9 |\n", SM_DIAG_UNKNOWN_DEPENDENCY, &detail) == 1);
    CHECK(sm_str_equal(detail, SM_STR("T1 depends on T9")));
    CHECK(in_tasks("| T1 | a | None |\n| T2 | b | T1 |\n", SM_DIAG_UNKNOWN_DEPENDENCY, NULL) ==
          0);
    CHECK(in_tasks("| T1 | a | a running database |\n", SM_DIAG_UNKNOWN_DEPENDENCY, NULL) == 0);
}

TEST(cycles_are_found_once)
{
    sm_str detail = {0};
    CHECK(in_tasks("| T1 | a | T2 |\n| T2 | b | T3 |\n| T3 | c | T1 |\n",
                   SM_DIAG_DEPENDENCY_CYCLE, &detail) == 1);
    CHECK(sm_str_equal(detail, SM_STR("T1 -> T2 -> T3 -> T1")));
    CHECK(in_tasks("| T1 | a | |\n| T2 | b | T1 |\n| T3 | c | T1, T2 |\n",
                   SM_DIAG_DEPENDENCY_CYCLE, NULL) == 0);
}

TEST(a_second_use_of_an_id_is_reported)
{
    CHECK(in_tasks("| T1 | Write the parser | |\n| T1 | Paint the fence | |\n",
                   SM_DIAG_DUPLICATE_ID, NULL) == 1);
    CHECK(in_tasks("| T1 | Write the parser | |\n| T1 | Write parser | |\n",
                   SM_DIAG_DUPLICATE_ID, NULL) == 0);
}

TEST(high_risks_need_a_mitigation)
{
    const char *text = "# A\n\n## Risks\n\n| Risk | Impact | Mitigation |\n|--|--|--|\n"
                       "| Fire | High | |\n| Rain | Low | |\n| Snow | High | Shovel |\n";
    CHECK(findings(text, SM_DIAG_RISK_UNMITIGATED, NULL) == 1);
}

TEST(missing_metadata_is_noted)
{
    CHECK(findings("text\n", SM_DIAG_TITLE_MISSING, NULL) == 1);
    CHECK(findings("# A\n\n**Status:** Draft\n**Author:** Ann\n", SM_DIAG_STATUS_MISSING,
                   NULL) == 0);
    CHECK(findings("# A\n\n**Status:** Draft\n", SM_DIAG_OWNER_MISSING, NULL) == 1);
}

TEST(placeholders_are_noted_one_by_one)
{
    CHECK(findings("# A\n\n[Your text] and [x] and {{name}}\n", SM_DIAG_PLACEHOLDER_LEFT,
                   NULL) == 2);
}

TEST(empty_sections_and_unused_footnotes_are_noted)
{
    CHECK(findings("# A\n\n## B\n\n## C\n\nx\n", SM_DIAG_EMPTY_SECTION, NULL) == 1);
    CHECK(findings("# A\n\nx[^1]\n\n[^1]: used\n", SM_DIAG_UNUSED_FOOTNOTE, NULL) == 0);
}

TEST(links_in_the_caption_of_a_table_must_lead_somewhere)
{
    CHECK(findings("# A\n\n<table><caption>See <a href=\"#b\">b</a></caption>"
                   "<tr><td>1</td></tr></table>\n",
                   SM_DIAG_BROKEN_ANCHOR, NULL) == 1);
    CHECK(findings("# A\n\n<table><caption>See <a href=\"#a\">a</a></caption>"
                   "<tr><td>1</td></tr></table>\n",
                   SM_DIAG_BROKEN_ANCHOR, NULL) == 0);
}

RUN_TESTS()
