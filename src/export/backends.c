#include "specmill/export/backend.h"

const sm_backend *const sm_backends[] = {
    &sm_html_backend, &sm_docbook_backend, &sm_pdf_backend,
    &sm_xlsx_backend, &sm_jira_backend,    &sm_jira_mapping_backend,
    &sm_json_backend, &sm_dump_backend,    NULL,
};

/* Extensions that files of a format also have. */
static const struct alias {
    const char *extension;
    const sm_backend *backend;
} aliases[] = {
    {"htm", &sm_html_backend},
    {"dbk", &sm_docbook_backend},
    {"db5", &sm_docbook_backend},
};

const sm_backend *sm_backend_named(sm_str name)
{
    for (size_t i = 0; sm_backends[i] != NULL; i++)
        if (sm_str_equal_nocase(name, sm_str_from_cstr(sm_backends[i]->name)))
            return sm_backends[i];
    return NULL;
}

const sm_backend *sm_backend_for_extension(sm_str extension)
{
    for (size_t i = 0; sm_backends[i] != NULL; i++)
        if (sm_str_equal_nocase(extension, sm_str_from_cstr(sm_backends[i]->extension)))
            return sm_backends[i];
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (sm_str_equal_nocase(extension, sm_str_from_cstr(aliases[i].extension)))
            return aliases[i].backend;
    return NULL;
}
