/* specmill --verify SIGNED.pdf SPEC.md */
#include "specmill/export/verify.h"
#include "findings.h"
#include "run.h"
#include "sandbox.h"
#include "say.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"

static void add_attachment(sm_buf *buf, const sm_verdict *v, const char *spec)
{
    sm_buf_add_cstr(buf, "  source attached   ");
    if (v->attachment == SM_MATCH_NONE) {
        sm_buf_add_cstr(buf, "none\n");
        return;
    }
    sm_buf_addf(buf, "%.*s, %zu bytes: ", SM_STR_ARG(v->attachment_name), v->attachment_size);
    if (v->attachment == SM_MATCH_SAME)
        sm_buf_addf(buf, "the same as %s\n", spec);
    else if (v->difference == 0)
        sm_buf_add_cstr(buf, "CANNOT BE READ\n");
    else if (v->line_ends_only)
        sm_buf_addf(buf, "DIFFERS from %s, but only in its line ends\n", spec);
    else
        sm_buf_addf(buf, "DIFFERS from %s, first in line %u\n", spec, (unsigned)v->difference);
}

static void add_fingerprints(sm_buf *buf, const sm_verdict *v)
{
    static const char *const words[] = {"none", "the same", "ANOTHER ONE: "};
    sm_buf_addf(buf, "  fingerprint       in the properties: %s", words[v->properties]);
    if (v->properties == SM_MATCH_DIFFERENT)
        sm_buf_add_str(buf, v->property);
    sm_buf_add_cstr(buf, "\n                    at the foot of the pages: ");
    if (v->printed != SM_MATCH_DIFFERENT)
        sm_buf_addf(buf, "%s, pages: %zu", words[v->printed], v->pages);
    else if (v->page == 0)
        sm_buf_add_cstr(buf, "the same");
    else if (v->printed_instead.len == 0)
        sm_buf_addf(buf, "NONE on page %zu of %zu", v->page, v->pages);
    else
        sm_buf_addf(buf, "ANOTHER ONE: %.*s on page %zu of %zu", SM_STR_ARG(v->printed_instead),
                    v->page, v->pages);
    sm_buf_add_char(buf, '\n');
    if (v->statement_differs)
        sm_buf_add_cstr(buf, "                    on the sign-off page: ANOTHER ONE\n");
}

static void add_field(sm_buf *buf, const sm_signature_field *field)
{
    sm_str label = field->label.len != 0 ? field->label : field->name;
    sm_buf_addf(buf, "    %.*s: ", SM_STR_ARG(label));
    if (!field->is_signed) {
        sm_buf_add_cstr(buf, "not signed\n");
        return;
    }
    sm_buf_add_cstr(buf, "signed");
    if (field->signer.len != 0)
        sm_buf_addf(buf, " by %.*s", SM_STR_ARG(field->signer));
    if (field->date.len != 0)
        sm_buf_addf(buf, " at %.*s", SM_STR_ARG(field->date));
    sm_buf_add_cstr(buf, field->is_damaged ? "; WHAT IT COVERS IS DAMAGED\n" : "\n");
}

static void add_signatures(sm_buf *buf, const sm_verdict *v)
{
    sm_buf_addf(buf, "  signature fields  %zu of %zu signed\n", v->signed_count,
                v->field_count);
    for (size_t i = 0; i < v->field_count; i++)
        add_field(buf, &v->fields[i]);
    if (v->changed_later)
        sm_buf_add_cstr(buf, "    SOMETHING WAS ADDED to the file after the last signature\n");
}

static cli_status usage(void)
{
    cli_say("usage: specmill --verify SIGNED.pdf SPEC.md");
    return CLI_USAGE;
}

cli_status cli_verify(cli_settings *settings)
{
    sm_arena *arena = settings->arena;
    if (settings->inputs.count != 1 || settings->outputs.count != 0 ||
        settings->formats.count != 0)
        return usage();
    sm_diag *diag = sm_diag_new(arena);
    const char *pdf_path = settings->signed_pdf, *spec_path = settings->inputs.items[0];
    size_t most = settings->limits.at_most[SM_LIMIT_INPUT];
    sm_str pdf, spec;
    const cli_work works[] = {{pdf_path, NULL, 0}, {spec_path, NULL, 0}};
    cli_enter_sandbox(settings, &(cli_plan){works, 2});
    bool read = sm_input_read(arena, pdf_path, most, &pdf, diag) &&
                sm_input_read(arena, spec_path, most, &spec, diag);
    cli_status status = cli_show_findings(settings, diag);
    if (!read)
        return status == CLI_OK ? CLI_FAILED : status;
    sm_verdict verdict = sm_verify_pdf(arena, pdf, spec);
    if (verdict.fault.len != 0) {
        cli_say("%s: %.*s", pdf_path, SM_STR_ARG(verdict.fault));
        return CLI_FAILED;
    }
    bool matches = sm_verdict_matches(&verdict);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_addf(&buf, "%s: %s of %s\n", pdf_path, matches ? "made" : "NOT made", spec_path);
    add_attachment(&buf, &verdict, sm_path_name(sm_str_from_cstr(spec_path)).ptr);
    add_fingerprints(&buf, &verdict);
    add_signatures(&buf, &verdict);
    if (verdict.signed_count != 0)
        sm_buf_addf(&buf, "Whether the signatures are valid, and whose they are: pdfsig %s\n",
                    pdf_path);
    if (!settings->quiet && !cli_print(sm_buf_str(&buf)))
        return CLI_FAILED;
    bool wants_more = settings->fails_on_findings && verdict.signed_count < verdict.field_count;
    return matches && !wants_more ? CLI_OK : CLI_FAILED;
}
