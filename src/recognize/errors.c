#include "recognizer.h"
#include <string.h>

/* Errors that stand in lists and in the JSON of responses. */

/* INVALID_INPUT, E1001, AuthError, ERR-12: a name that only a program would give. */
static bool is_code_name(sm_str text)
{
    size_t capitals = 0, marks = 0, digits = 0;
    if (text.len < 3 || text.len > 60 || !sm_is_alpha(text.ptr[0]))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!sm_is_alnum(c) && c != '_' && c != '-' && c != '.')
            return false;
        capitals += c >= 'A' && c <= 'Z';
        marks += c == '_' || c == '-';
        digits += sm_is_digit(c);
    }
    bool upper =
        capitals + marks + digits == text.len && (marks != 0 || digits != 0 || text.len > 4);
    return upper || sm_str_ends(text, SM_STR("Error")) ||
           sm_str_ends(text, SM_STR("Exception")) ||
           (capitals == 0 && sm_str_find_char(text, '_') != SM_STR_NONE) ||
           (capitals >= 2 && sm_str_find(text, SM_STR("Err")) != SM_STR_NONE);
}

static bool starts_with_status(sm_str text)
{
    return text.len >= 3 && text.ptr[0] >= '1' && text.ptr[0] <= '5' &&
           sm_is_digit(text.ptr[1]) && sm_is_digit(text.ptr[2]) &&
           (text.len == 3 || !sm_is_alnum(text.ptr[3]));
}

/* "400 Bad Request", "`NOT_FOUND`", "`NOT_FOUND` (404)" as a head, with what follows it. */
static bool put_head(rec *r, sm_error_code *error, sm_str head)
{
    head = rec_trim_separators(head);
    if (sm_str_starts_nocase(head, SM_STR("HTTP ")))
        head = sm_str_trim(sm_str_from(head, 5));
    if (starts_with_status(head)) {
        error->http_status = sm_str_copy(r->arena, sm_str_sub(head, 0, 3));
        sm_str name = rec_trim_separators(sm_str_from(head, 3));
        if (name.len > 2 && name.ptr[0] == '(' && name.ptr[name.len - 1] == ')')
            name = sm_str_sub(name, 1, name.len - 2);
        if (name.len != 0)
            error->code = sm_str_copy(r->arena, name);
        return true;
    }
    size_t open = sm_str_find(head, SM_STR(" (")), end = head.len;
    if (open != SM_STR_NONE) {
        sm_str inside = sm_str_sub(head, open + 2, head.len - open - 2);
        if (sm_str_starts_nocase(inside, SM_STR("HTTP ")))
            inside = sm_str_from(inside, 5);
        if (starts_with_status(inside))
            error->http_status = sm_str_copy(r->arena, sm_str_sub(inside, 0, 3));
        end = open;
    }
    sm_str name = sm_str_trim(sm_str_sub(head, 0, end));
    if (!is_code_name(name))
        return false;
    error->code = sm_str_copy(r->arena, name);
    return true;
}

bool rec_error_item(rec *r, const sm_item *item, const sm_block *list, const rec_place *place)
{
    sm_str text = rec_item_text(r, item), head, rest;
    const sm_inline *content = rec_item_content(item);
    if (text.len == 0)
        return false;
    if (!rec_split_name(text, &head, &rest)) {
        bool marked = content->kind == SM_CODE || content->kind == SM_STRONG;
        head = marked ? sm_plain_text(r->arena,
                                      &(sm_inline){.kind = content->kind, .as = content->as})
                      : text;
        rest = marked ? rec_trim_separators(sm_str_from(text, head.len)) : (sm_str){0};
    }
    rec_draft *draft = rec_start(r, SM_ERRORS, item->loc, list, place);
    sm_error_code *error = (sm_error_code *)draft->record;
    if (head.len > 80 || !put_head(r, error, head))
        return false;
    if (rest.len != 0)
        error->meaning = rest;
    if (place->endpoint.ptr != NULL)
        error->endpoint = place->endpoint;
    rec_field_lines(r, draft, item->blocks->next, false);
    rec_keep(r, draft);
    return true;
}

/* "### PARSE_ERROR" with what it means and what to do about it, "### 404 Not Found" below
 * "Error responses". */
bool rec_error_section(rec *r, const sm_block *section, sm_str title, const rec_place *outside,
                       rec_place *inside)
{
    enum { MEANING = 1u << 2, ACTION = 1u << 3 };
    if (!starts_with_status(title))
        title = rec_skip_ordinal(title);
    if (outside->role == SM_ROLE_ENDPOINTS)
        return false;
    rec_draft *draft = rec_start(r, SM_ERRORS, section->loc, section, inside);
    sm_error_code *error = (sm_error_code *)draft->record;
    if (title.len > 80 || !put_head(r, error, title))
        return false;
    unsigned bits = rec_fields_present(r, SM_ERRORS, section->as.section.blocks);
    bool told = (bits & (MEANING | ACTION)) != 0;
    bool status = outside->role == SM_ROLE_ERRORS && starts_with_status(title);
    if (!status && !told &&
        (outside->role != SM_ROLE_ERRORS || sm_str_find_char(title, '_') == SM_STR_NONE))
        return false;
    rec_field_lines(r, draft, section->as.section.blocks, false);
    if (error->meaning.ptr == NULL)
        error->meaning = rec_first_prose(r, section->as.section.blocks);
    inside->holder = rec_keep(r, draft);
    return true;
}

/* --- JSON --- */

/* The string after "KEY": in TEXT from *AT on. */
static bool json_string(sm_str text, const char *key, sm_str *value)
{
    size_t at = sm_str_find(text, sm_str_from_cstr(key));
    if (at == SM_STR_NONE)
        return false;
    sm_str rest = sm_str_trim(sm_str_from(text, at + strlen(key)));
    if (rest.len < 3 || rest.ptr[0] != ':')
        return false;
    rest = sm_str_trim(sm_str_from(rest, 1));
    if (rest.len < 2 || rest.ptr[0] != '"')
        return false;
    size_t end = sm_str_find_char(sm_str_from(rest, 1), '"');
    if (end == SM_STR_NONE || end == 0 || end > 200)
        return false;
    *value = sm_str_sub(rest, 1, end);
    return true;
}

/* The first status of 400 and above in LABEL: "Error Response (404 Not Found)". */
static sm_str status_in(sm_str label)
{
    for (size_t i = 0; i + 3 <= label.len; i++)
        if ((label.ptr[i] == '4' || label.ptr[i] == '5') &&
            starts_with_status(sm_str_from(label, i)) &&
            (i == 0 || !sm_is_alnum(label.ptr[i - 1])))
            return sm_str_sub(label, i, 3);
    return (sm_str){0};
}

void rec_error_json(rec *r, const sm_block *block, const rec_place *place)
{
    enum { LOOKED_AT = 4000 };
    sm_str text = sm_str_sub(block->as.code.text, 0, LOOKED_AT), code = {0}, message = {0};
    sm_str status = status_in(place->label);
    bool wanted = place->label_role == SM_ROLE_ERRORS || status.ptr != NULL ||
                  (place->own == SM_ROLE_ERRORS);
    if (!wanted || place->role == SM_ROLE_TESTING)
        return;
    if (!json_string(text, "\"code\"", &code) || !is_code_name(code))
        if (!json_string(text, "\"error_code\"", &code) &&
            !json_string(text, "\"error\"", &code))
            code = (sm_str){0};
    if (code.ptr != NULL &&
        (!is_code_name(code) || sm_str_among(code, "ERROR_CODE|ERROR|CODE|STRING")))
        code = (sm_str){0};
    bool told =
        json_string(text, "\"message\"", &message) || json_string(text, "\"detail\"", &message);
    if (code.ptr == NULL && (status.ptr == NULL || !told))
        return;
    rec_draft *draft = rec_start(r, SM_ERRORS, block->loc, block, place);
    sm_error_code *error = (sm_error_code *)draft->record;
    if (code.ptr != NULL)
        error->code = sm_str_copy(r->arena, code);
    if (status.ptr != NULL)
        error->http_status = sm_str_copy(r->arena, status);
    if (told)
        error->meaning = sm_str_copy(r->arena, message);
    if (place->endpoint.ptr != NULL)
        error->endpoint = place->endpoint;
    rec_keep(r, draft);
}
