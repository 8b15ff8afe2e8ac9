#define _XOPEN_SOURCE 700
#include "specmill/config/config.h"
#include "unit/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sm_arena *arena;
static sm_diag *diag;

/* The configuration in a file that says TEXT. */
static const sm_config *config_of(const char *text)
{
    char path[] = "/tmp/specmill-config-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || write(file, text, strlen(text)) < 0)
        abort();
    close(file);
    arena = arena == NULL ? sm_arena_new(0) : arena;
    diag = sm_diag_new(arena);
    const sm_config *config = sm_config_load(arena, path, diag);
    unlink(path);
    return config;
}

/* The place, detail and slug of finding I: "2:3 labels: ... [config-value]". */
static const char *finding(size_t i)
{
    size_t count;
    const sm_finding *all = sm_diag_findings(diag, &count);
    if (i >= count)
        return "";
    return sm_str_printf(arena, "%u:%u %.*s [%s]", all[i].loc.line, all[i].loc.column,
                         SM_STR_ARG(all[i].detail), sm_diag_slug(all[i].code))
        .ptr;
}

TEST(an_empty_configuration_changes_nothing)
{
    const sm_config *config = config_of("# nothing yet\n");
    CHECK(config != NULL && config->teaching == NULL && config->tracker == NULL);
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
}

TEST(the_tracker_is_read)
{
    const sm_config *config = config_of("tracker:\n  profile: azure\n  project: PAY\n"
                                        "  types: {phase: Feature, step: Chore}\n"
                                        "  labels: one\n  components: [a, b]\n"
                                        "  headers: {status: '', due: Target date}\n"
                                        "  columns: {Team: Ingest, Empty: }\n"
                                        "  custom_fields: {Epic Link: 10014}\n");
    const sm_tracker *t = config->tracker;
    CHECK(sm_diag_count(diag, SM_NOTE) == 0);
    CHECK(strcmp(t->profile, "azure") == 0 && sm_str_equal(t->project, SM_STR("PAY")));
    CHECK(sm_str_equal(t->types[SM_ISSUE_PHASE], SM_STR("Feature")));
    CHECK(sm_str_equal(t->types[SM_ISSUE_STEP], SM_STR("Chore")));
    CHECK(t->types[SM_ISSUE_TASK].ptr == NULL);
    CHECK(t->labels.count == 1 && t->components.count == 2);
    CHECK(t->headers[SM_TRACKER_STATUS].ptr != NULL && t->headers[SM_TRACKER_STATUS].len == 0);
    CHECK(sm_str_equal(t->headers[SM_TRACKER_DUE], SM_STR("Target date")));
    CHECK(t->headers[SM_TRACKER_POINTS].ptr == NULL);
    CHECK(t->column_count == 2 && sm_str_equal(t->columns[0].value, SM_STR("Ingest")));
    CHECK(t->columns[1].value.len == 0);
    CHECK(t->custom_field_count == 1);
}

TEST(unknown_keys_are_reported_with_their_place_and_the_nearest)
{
    config_of(
        "colums: {}\nlevels:\n  hihg: bad\ntracker:\n  lables: [a]\n  types: {storey: S}\n"
        "  headers: {xyz: A}\n");
    CHECK(strcmp(finding(0), "1:1 colums; did you mean columns? [config-key]") == 0);
    CHECK(strcmp(finding(1), "3:3 hihg; did you mean high? [unknown-teaching]") == 0);
    CHECK(strcmp(finding(2), "5:3 lables; did you mean labels? [config-key]") == 0);
    CHECK(strcmp(finding(3), "6:11 storey; did you mean story? [config-key]") == 0);
    CHECK(strcmp(finding(4), "7:13 xyz [config-key]") == 0);
}

TEST(values_that_make_no_sense_are_reported_and_left_out)
{
    const sm_config *config =
        config_of("levels: high\ntracker:\n  profile: trello\n  labels: {a: b}\n"
                  "  types: [Epic]\n  headers: {due: 'a + b', points: '(x'}\n"
                  "  columns: {'Estimate]': 1, Team: [a]}\n");
    CHECK(sm_diag_count(diag, SM_WARNING) == 8);
    CHECK(config->tracker->profile == NULL && config->tracker->labels.count == 0);
    CHECK(config->tracker->headers[SM_TRACKER_DUE].ptr == NULL);
    CHECK(config->tracker->column_count == 0);
}

TEST(columns_are_limited)
{
    sm_arena *texts = sm_arena_new(0);
    sm_buf buf = sm_buf_new(texts);
    sm_buf_add_cstr(&buf, "tracker:\n  columns:\n");
    for (int i = 0; i < 103; i++)
        sm_buf_addf(&buf, "    Column %d: x\n", i);
    sm_buf_add_char(&buf, '\0');
    CHECK(config_of(buf.ptr)->tracker->column_count == 100);
    CHECK(sm_diag_count(diag, SM_WARNING) == 3);
    sm_arena_free(texts);
}

TEST(what_is_not_yaml_is_a_finding_with_a_place)
{
    const sm_config *config = config_of("levels:\n  high: [a\ntracker: b\n");
    CHECK(config != NULL && config->teaching == NULL && config->tracker == NULL);
    CHECK(strncmp(finding(0), "3:", 2) == 0);
    CHECK(strstr(finding(0), "[config-unreadable]") != NULL);
    config = config_of("- a\n- b\n");
    CHECK(config != NULL && config->tracker == NULL && sm_diag_count(diag, SM_ERROR) == 1);
}

TEST(a_file_that_is_not_there_is_no_configuration)
{
    arena = arena == NULL ? sm_arena_new(0) : arena;
    diag = sm_diag_new(arena);
    CHECK(sm_config_load(arena, "/nowhere/specmill.yaml", diag) == NULL);
    CHECK(sm_diag_count(diag, SM_ERROR) == 1);
    CHECK(sm_config_beside(arena, SM_STR("/nowhere"), diag) == NULL);
    CHECK(sm_config_beside(arena, (sm_str){0}, diag) == NULL);
    CHECK(sm_diag_count(diag, SM_ERROR) == 1);
}

RUN_TESTS()
