/* How another program uses specmill: example SPEC OUTPUT-FOLDER. Also compiled as C++. */
#include <specmill/specmill.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_findings(specmill_spec *spec)
{
    specmill_finding finding;
    for (size_t i = 0; specmill_finding_at(spec, i, &finding); i++)
        fputs(finding.printed, stderr);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s SPEC OUTPUT-FOLDER\n", argv[0]);
        return 2;
    }
    specmill_options options = SPECMILL_OPTIONS_INIT;
    options.date = "2026-11-21";
    options.theme = "ledger";
    specmill_spec *spec = specmill_load_file(argv[1], &options);

    printf("%s, read by specmill %s\n", specmill_title(spec), specmill_version());
    for (size_t i = 0; i < specmill_record_count(spec, "tasks"); i++)
        printf("task %s: %s\n", specmill_record_field(spec, "tasks", i, "id"),
               specmill_record_field(spec, "tasks", i, "title"));

    /* Every format to a file, and to memory. */
    bool ok = specmill_is_loaded(spec);
    specmill_format format;
    for (size_t i = 0; ok && specmill_format_at(i, &format); i++) {
        char path[4096];
        void *bytes;
        size_t len;
        snprintf(path, sizeof path, "%s/spec.%s", argv[2], format.extension);
        ok = specmill_export_file(spec, NULL, path) &&
             specmill_export_bytes(spec, format.name, &bytes, &len);
        if (ok) {
            printf("%s: %lu bytes\n", format.name, (unsigned long)len);
            free(bytes);
        }
    }
    show_findings(spec);
    specmill_free(spec);
    return ok ? 0 : 1;
}
