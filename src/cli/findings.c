#include "findings.h"
#include "say.h"
#include "streams.h"

enum { SEVERITIES = SM_ERROR + 1 };

/* How many of each severity are shown: errors first, then as many of the others as fit. */
static void share_out(const cli_settings *settings, const size_t counts[SEVERITIES],
                      size_t shown[SEVERITIES])
{
    size_t room = settings->max_findings;
    for (int severity = SM_ERROR; severity >= SM_NOTE; severity--) {
        size_t count = counts[severity];
        if (settings->quiet && severity != SM_ERROR)
            count = 0;
        if (settings->max_findings != 0 && count > room)
            count = room;
        shown[severity] = count;
        room -= count;
    }
}

static void add_count(sm_buf *buf, size_t count, const char *noun)
{
    if (count != 0)
        sm_buf_addf(buf, "%s%zu %s%s", buf->len == 0 ? "" : ", ", count, noun,
                    count == 1 ? "" : "s");
}

static void tell_rest(const cli_settings *settings, const size_t counts[SEVERITIES],
                      const size_t shown[SEVERITIES])
{
    sm_buf rest = sm_buf_new(settings->arena);
    for (int severity = SM_ERROR; severity >= SM_NOTE; severity--)
        if (!settings->quiet || severity == SM_ERROR)
            add_count(&rest, counts[severity] - shown[severity],
                      sm_severity_name((sm_severity)severity));
    if (rest.len != 0)
        cli_say("not shown: %.*s; --max-findings 0 shows all", SM_STR_ARG(sm_buf_str(&rest)));
}

static cli_status status_of(const cli_settings *settings, const sm_finding *findings,
                            size_t count)
{
    cli_status status = CLI_OK;
    for (size_t i = 0; i < count; i++) {
        if (findings[i].code == SM_DIAG_FILE_TOO_LARGE ||
            findings[i].code == SM_DIAG_TOO_MANY_PAGES)
            return CLI_LIMIT;
        if (settings->fails_on_findings &&
            sm_diag_severity(findings[i].code) >= settings->fail_on)
            status = CLI_FAILED;
    }
    return status;
}

cli_status cli_show_findings(const cli_settings *settings, sm_diag *diag)
{
    size_t count;
    const sm_finding *findings = sm_diag_findings(diag, &count);
    size_t counts[SEVERITIES] = {0}, shown[SEVERITIES], left[SEVERITIES];
    for (size_t i = 0; i < count; i++)
        counts[sm_diag_severity(findings[i].code)]++;
    share_out(settings, counts, shown);
    for (size_t i = 0; i < SEVERITIES; i++)
        left[i] = shown[i];
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    bool color = cli_colored(settings);
    for (size_t i = 0; i < count; i++) {
        sm_severity severity = sm_diag_severity(findings[i].code);
        if (left[severity] == 0)
            continue;
        left[severity]--;
        sm_finding_print(&buf, &findings[i], color);
    }
    cli_say_text(sm_buf_str(&buf));
    sm_arena_free(arena);
    tell_rest(settings, counts, shown);
    return status_of(settings, findings, count);
}

cli_status cli_show_death(const cli_settings *settings, const char *path,
                          const sm_pool_answer *answer)
{
    sm_arena *arena = sm_arena_new(0);
    sm_diag *diag = sm_diag_new(arena);
    sm_source named = {.name = sm_str_from_cstr(path)};
    sm_report(diag, SM_DIAG_WORKER_DIED, (sm_loc){&named, 0, 0}, "%.*s",
              SM_STR_ARG(sm_pool_reason(arena, answer)));
    cli_show_findings(settings, diag);
    sm_arena_free(arena);
    bool limit = answer->fate == SM_POOL_EXITED && answer->number == CLI_LIMIT;
    return limit ? CLI_LIMIT : CLI_FAILED;
}
