/* The library as another program uses it: the fields of specmill_options about configurations.
 */
#define _XOPEN_SOURCE 700
#include "specmill/specmill.h"
#include "unit/test.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char text[] = "# Scales\n\n## Perils\n\n| Peril | Safeguard |\n|---|---|\n"
                           "| Rust | Paint |\n\n## Tasks\n\n- [ ] T1: Weigh\n";
static const char words[] = "columns:\n  risks.title: peril\n  risks.mitigation: safeguard\n"
                            "roles:\n  risks: perils\ntracker:\n  labels: weighing\n";

static char folder[] = "/tmp/specmill-api-XXXXXX", spec_path[64], config_path[64],
            other_path[64];

static void write_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(content, file) < 0 || fclose(file) != 0)
        abort();
}

/* The files that the tests read: a specification, a configuration beside it, and another. */
static void prepare(void)
{
    static bool done;
    if (done)
        return;
    done = true;
    if (mkdtemp(folder) == NULL)
        abort();
    snprintf(spec_path, sizeof spec_path, "%s/spec.md", folder);
    snprintf(config_path, sizeof config_path, "%s/specmill.yaml", folder);
    snprintf(other_path, sizeof other_path, "%s/other.yaml", folder);
    write_file(spec_path, text);
    write_file(config_path, words);
    write_file(other_path, "tracker:\n  labels: elsewhere\n  profile: github\n");
}

static void tidy(void)
{
    unlink(spec_path);
    unlink(config_path);
    unlink(other_path);
    rmdir(folder);
}

static bool has_finding(specmill_spec *spec, const char *slug)
{
    specmill_finding finding;
    for (size_t i = 0; specmill_finding_at(spec, i, &finding); i++)
        if (strcmp(finding.slug, slug) == 0)
            return true;
    return false;
}

/* Whether the CSV of SPEC's tasks has PART in it. */
static bool csv_has(specmill_spec *spec, const char *part)
{
    void *bytes;
    size_t len;
    if (!specmill_export_bytes(spec, "csv", &bytes, &len))
        return false;
    char *csv = calloc(1, len + 1);
    memcpy(csv, bytes, len);
    bool has = strstr(csv, part) != NULL;
    free(csv);
    free(bytes);
    return has;
}

TEST(the_configuration_beside_a_file_is_read)
{
    prepare();
    specmill_spec *spec = specmill_load_file(spec_path, NULL);
    CHECK(specmill_is_loaded(spec) && specmill_record_count(spec, "risks") == 1);
    CHECK(strcmp(specmill_record_field(spec, "risks", 0, "mitigation"), "Paint") == 0);
    CHECK(csv_has(spec, "weighing"));
    specmill_free(spec);
}

TEST(without_config_reads_none)
{
    prepare();
    specmill_options options = SPECMILL_OPTIONS_INIT;
    options.without_config = true;
    options.config = other_path; /* has no effect then */
    specmill_spec *spec = specmill_load_file(spec_path, &options);
    CHECK(specmill_is_loaded(spec) && specmill_record_count(spec, "risks") == 0);
    CHECK(specmill_record_count(spec, "tasks") == 1 && !csv_has(spec, "weighing"));
    CHECK(csv_has(spec, "Summary,") && !csv_has(spec, "elsewhere"));
    specmill_free(spec);
}

TEST(config_is_read_instead_of_the_one_beside)
{
    prepare();
    specmill_options options = SPECMILL_OPTIONS_INIT;
    options.config = other_path;
    specmill_spec *spec = specmill_load_file(spec_path, &options);
    CHECK(specmill_is_loaded(spec) && specmill_record_count(spec, "risks") == 0);
    CHECK(csv_has(spec, "elsewhere") && csv_has(spec, "title,body,labels"));
    specmill_free(spec);
}

TEST(a_configuration_that_cannot_be_read_is_a_failure)
{
    prepare();
    specmill_options options = SPECMILL_OPTIONS_INIT;
    options.config = "/nowhere/specmill.yaml";
    specmill_spec *spec = specmill_load_file(spec_path, &options);
    CHECK(!specmill_is_loaded(spec) && has_finding(spec, "file-unreadable"));
    CHECK(specmill_record_count(spec, "tasks") == 0);
    specmill_free(spec);
}

TEST(a_wrong_name_in_a_configuration_is_a_finding)
{
    prepare();
    write_file(config_path, "colums:\n  risks.title: peril\nroles:\n  risks: perils\n");
    specmill_spec *spec = specmill_load_file(spec_path, NULL);
    CHECK(specmill_is_loaded(spec) && has_finding(spec, "config-key"));
    specmill_free(spec);
    write_file(config_path, words);
}

TEST(bytes_have_the_configuration_of_their_folder)
{
    prepare();
    specmill_options options = SPECMILL_OPTIONS_INIT;
    specmill_spec *alone = specmill_load_bytes(text, sizeof text - 1, NULL, &options);
    CHECK(specmill_record_count(alone, "risks") == 0);
    options.folder = folder;
    specmill_spec *placed = specmill_load_bytes(text, sizeof text - 1, "scales.md", &options);
    CHECK(specmill_record_count(placed, "risks") == 1);
    options.config = config_path;
    options.folder = NULL;
    specmill_spec *told = specmill_load_bytes(text, sizeof text - 1, "scales.md", &options);
    CHECK(specmill_record_count(told, "risks") == 1 && csv_has(told, "weighing"));
    specmill_free(alone);
    specmill_free(placed);
    specmill_free(told);
    tidy();
}

RUN_TESTS()
