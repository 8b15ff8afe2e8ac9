#include "recognizer.h"
#include <string.h>

/* Endpoints in headings, bold lines, list items and the first lines of fences. */

static bool wants_endpoints(const rec *r, const rec_place *place)
{
    if (r->title_role == SM_ROLE_ERRORS || r->title_role == SM_ROLE_TESTING)
        return false;
    return place->role != SM_ROLE_TESTING && place->role != SM_ROLE_ERRORS &&
           place->own != SM_ROLE_TASKS && place->role != SM_ROLE_ACCEPTANCE &&
           place->role != SM_ROLE_PHASE && place->role != SM_ROLE_TASKS;
}

/* "Endpoint 1: ", "2.1 ", "API: " in front of the method. */
static sm_str skip_lead(sm_str text)
{
    text = rec_skip_ordinal(text);
    sm_str name, rest;
    if (sm_str_starts_nocase(text, SM_STR("endpoint")) && rec_split_name(text, &name, &rest) &&
        rest.len != 0 && name.len < 24)
        text = rest;
    size_t at = 0;
    while (at < text.len && (text.ptr[at] == '`' || text.ptr[at] == '*'))
        at++;
    return sm_str_from(text, at);
}

static void remember(rec *r, rec_place *place, sm_str method, sm_str path)
{
    place->endpoint =
        sm_str_printf(r->arena, "%.*s %.*s", SM_STR_ARG(method), SM_STR_ARG(path));
}

static rec_draft *add_endpoint(rec *r, sm_str method, sm_str path, sm_str summary, sm_loc loc,
                               const sm_block *origin, rec_place *place)
{
    rec_draft *draft = rec_start(r, SM_ENDPOINTS, loc, origin, place);
    sm_endpoint *endpoint = (sm_endpoint *)draft->record;
    endpoint->method = sm_str_copy(r->arena, method);
    endpoint->path = sm_str_copy(r->arena, path);
    if (summary.len != 0)
        endpoint->summary = summary;
    remember(r, place, method, path);
    return draft;
}

/* The next "METHOD /path" in TEXT after a separator, with *REST behind it. */
static bool next_endpoint(sm_str *text, sm_str *method, sm_str *path)
{
    for (int i = 0; i < 8 && text->len != 0; i++) {
        sm_str here = skip_lead(rec_trim_separators(*text));
        if (rec_split_endpoint(here, method, path)) {
            *text = sm_str_from(here, (size_t)(path->ptr - here.ptr) + path->len);
            return true;
        }
        size_t comma = sm_str_find_char(*text, ','), slash = sm_str_find(*text, SM_STR(" / "));
        size_t plus = sm_str_find(*text, SM_STR(" and "));
        size_t at = comma < slash ? comma : slash;
        at = plus < at ? plus : at;
        if (at == SM_STR_NONE)
            return false;
        *text = sm_str_from(*text, at + (at == comma ? 1 : at == plus ? 5 : 3));
    }
    return false;
}

static sm_str trim_ticks(sm_str text)
{
    text = rec_trim_separators(text);
    while (text.len != 0 && (text.ptr[0] == '`' || text.ptr[0] == ')'))
        text = rec_trim_separators(sm_str_from(text, 1));
    return text;
}

bool rec_endpoint_text(rec *r, sm_str text, sm_loc loc, const sm_block *origin,
                       rec_place *place)
{
    sm_str method, path, rest = skip_lead(text);
    if (!wants_endpoints(r, place) || !rec_split_endpoint(rest, &method, &path))
        return false;
    rest = sm_str_from(rest, (size_t)(path.ptr - rest.ptr) + path.len);
    sm_str more = rest, next_method, next_path;
    bool several = rest.len < 200 && next_endpoint(&more, &next_method, &next_path);
    rec_keep(r, add_endpoint(r, method, path, several ? (sm_str){0} : trim_ticks(rest), loc,
                             origin, place));
    for (int i = 0; several && i < 8; i++) {
        rec_keep(r, add_endpoint(r, next_method, next_path, (sm_str){0}, loc, origin, place));
        several = next_endpoint(&more, &next_method, &next_path);
    }
    return true;
}

/* An endpoint whose section follows: its lines say more about it. */
bool rec_endpoint_section(rec *r, const sm_block *section, rec_place *inside)
{
    sm_str title = sm_plain_text(r->arena, section->as.section.title);
    sm_str method, path, rest = skip_lead(title);
    if (!wants_endpoints(r, inside) || !rec_split_endpoint(rest, &method, &path))
        return false;
    rest = sm_str_from(rest, (size_t)(path.ptr - rest.ptr) + path.len);
    sm_str more = rest, next_method, next_path;
    bool several = next_endpoint(&more, &next_method, &next_path);
    rec_draft *draft = add_endpoint(r, method, path, several ? (sm_str){0} : trim_ticks(rest),
                                    section->loc, section, inside);
    rec_field_lines(r, draft, section->as.section.blocks, false);
    sm_endpoint *endpoint = (sm_endpoint *)draft->record;
    sm_str prose = rec_first_prose(r, section->as.section.blocks);
    if (prose.ptr != NULL && endpoint->summary.len != 0 && endpoint->summary.ptr[0] == '(') {
        rec_put_extra(r, draft, SM_STR("Note"), endpoint->summary); /* "(planned)" */
        endpoint->summary = (sm_str){0};
    }
    if (endpoint->summary.ptr == NULL)
        endpoint->summary = prose;
    rec_keep(r, draft);
    for (int i = 0; several && i < 8; i++) {
        rec_keep(r, add_endpoint(r, next_method, next_path, (sm_str){0}, section->loc, section,
                                 inside));
        several = next_endpoint(&more, &next_method, &next_path);
    }
    return true;
}

static sm_str without_query(sm_str path)
{
    size_t at = sm_str_find_char(path, '?');
    return at == SM_STR_NONE || at == 0 ? path : sm_str_sub(path, 0, at);
}

/* "POST /users" of a line such as "'POST /users': {", else the line. */
static sm_str unquoted(sm_str text)
{
    if (text.ptr[0] != '\'' && text.ptr[0] != '"')
        return text;
    size_t end = sm_str_find_char(sm_str_from(text, 1), text.ptr[0]);
    return end == SM_STR_NONE ? text : sm_str_sub(text, 1, end);
}

/* Whether several lines of TEXT start with a request, and none is of a message of HTTP. */
static bool lists_requests(sm_str text)
{
    enum { LINES_MAX = 200 };
    sm_str line, method, path;
    size_t requests = 0;
    for (int i = 0; i < LINES_MAX && sm_str_split(&text, '\n', &line); i++) {
        if (sm_str_starts(line, SM_STR("Host:")) || sm_str_starts(line, SM_STR("HTTP/")) ||
            sm_str_find(line, SM_STR(" HTTP/")) != SM_STR_NONE)
            return false;
        requests += rec_split_endpoint(line, &method, &path) && !sm_is_space(line.ptr[0]);
    }
    return requests > 1;
}

/* What the heading of PLACE calls the one endpoint below it: "4.1 List the notes". */
static sm_str section_name(rec *r, const rec_place *place)
{
    enum { UPPER_LEVEL = 2 };
    const sm_block *section = place->section;
    if (section == NULL || section->as.section.level <= UPPER_LEVEL ||
        place->own != SM_ROLE_NONE || place->label.len != 0 || place->task != NULL ||
        place->phase.len != 0)
        return (sm_str){0};
    sm_str title = rec_skip_ordinal(sm_plain_text(r->arena, section->as.section.title));
    bool bare = sm_str_among(rec_normalize(r->scratch, title),
                             "endpoint|api endpoint|rest endpoint|request|http request|api|"
                             "route|url|path|usage|example|endpunkt|anfrage|接口|请求");
    return bare ? (sm_str){0} : title;
}

/* The endpoints that the lines of a fence begin with; only the first line unless the section is
 * about endpoints, since below it stands a request or a response. */
static void fence_endpoints(rec *r, const sm_block *block, rec_place *place)
{
    sm_str rest = block->as.code.text, line, method, path;
    sm_loc loc = block->loc;
    loc.line += block->as.code.fenced;
    bool listed = place->role == SM_ROLE_ENDPOINTS || lists_requests(rest), first = true;
    if (place->endpoint.ptr != NULL || !wants_endpoints(r, place))
        return;
    rec_place inside = *place;
    size_t count = 0;
    bool listed_here = lists_requests(rest);
    bool quoted = listed && !sm_str_among(block->as.code.language, "|http|text|txt");
    for (; sm_str_split(&rest, '\n', &line); loc.line++) {
        sm_str text = sm_str_trim(line);
        if (text.len == 0)
            continue;
        if (quoted)
            text = unquoted(text);
        if (rec_split_endpoint(text, &method, &path) && path.ptr[0] != 'h') {
            sm_str tail =
                sm_str_trim(sm_str_from(text, (size_t)(path.ptr - text.ptr) + path.len));
            size_t mark = sm_str_find_char(tail, '#');
            sm_str summary = mark == SM_STR_NONE ? trim_ticks(tail)
                                                 : sm_str_trim(sm_str_from(tail, mark + 1));
            if (sm_str_starts(summary, SM_STR("HTTP/")))
                summary = (sm_str){0};
            if (summary.len == 0 && !listed_here)
                summary = section_name(r, place);
            rec_keep(r, add_endpoint(r, method, without_query(path),
                                     sm_str_copy(r->arena, summary), loc, block, &inside));
            count++;
        }
        if (first && count == 0 && !quoted)
            return;
        first = false;
        if (!listed)
            break;
    }
    if (count == 1)
        place->endpoint = inside.endpoint;
}

/* KEY=value lines of a fence under "Environment variables". */
static void fence_settings(rec *r, const sm_block *block, const rec_place *place)
{
    if (!sm_str_among(block->as.code.language,
                      "bash|sh|shell|env|dotenv|ini|properties|text|conf|") ||
        (place->label_role != SM_ROLE_SETTINGS && place->own != SM_ROLE_SETTINGS))
        return;
    sm_str rest = block->as.code.text, line, comment = {0};
    sm_loc loc = block->loc;
    loc.line += block->as.code.fenced;
    for (; sm_str_split(&rest, '\n', &line); loc.line++) {
        sm_str text = sm_str_trim(line);
        if (sm_str_starts(text, SM_STR("export ")))
            text = sm_str_trim(sm_str_from(text, 7));
        if (sm_str_starts(text, SM_STR("#"))) {
            comment = sm_str_trim(sm_str_from(text, 1));
            continue;
        }
        size_t equals = sm_str_find_char(text, '='), at = 0;
        while (at < text.len && ((text.ptr[at] >= 'A' && text.ptr[at] <= 'Z') ||
                                 sm_is_digit(text.ptr[at]) || text.ptr[at] == '_'))
            at++;
        if (equals == SM_STR_NONE || equals != at || at < 2 || !sm_is_alpha(text.ptr[0])) {
            comment = (sm_str){0};
            continue;
        }
        sm_str value = sm_str_trim(sm_str_from(text, equals + 1));
        size_t mark = sm_str_find(value, SM_STR(" #"));
        if (mark != SM_STR_NONE) {
            comment = sm_str_trim(sm_str_from(value, mark + 2));
            value = sm_str_trim(sm_str_sub(value, 0, mark));
        }
        rec_draft *draft = rec_start(r, SM_SETTINGS, loc, block, place);
        sm_setting *setting = (sm_setting *)draft->record;
        setting->name = sm_str_copy(r->arena, sm_str_sub(text, 0, at));
        if (value.len != 0)
            setting->initial = sm_str_copy(r->arena, value);
        if (comment.len != 0)
            setting->description = sm_str_copy(r->arena, comment);
        comment = (sm_str){0};
        rec_keep(r, draft);
    }
}

void rec_code_block(rec *r, const sm_block *block, rec_place *place)
{
    sm_str language = block->as.code.language;
    if (sm_str_among(language, "|http|text|txt|rest|plaintext|plain|api|bash|json") ||
        (place->role == SM_ROLE_ENDPOINTS && sm_str_among(language, "typescript|ts|yaml")))
        fence_endpoints(r, block, place);
    fence_settings(r, block, place);
    if (sm_str_among(language, "|json|jsonc|http|js|javascript|json5|yaml"))
        rec_error_json(r, block, place);
}
