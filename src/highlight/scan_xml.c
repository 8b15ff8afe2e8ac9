/* XML and HTML: tags, attributes, their values, comments. */
#include "language.h"

static bool is_name(char c)
{
    return sm_is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.' ||
           (unsigned char)c >= 0x80;
}

/* Past END, looked for from AT on; the end of the text when it is not there. */
static size_t pass_to(const scan *s, size_t at, sm_str end)
{
    size_t found = sm_str_find(sm_str_from(s->text, at), end);
    return found == SM_STR_NONE ? s->text.len : at + found + end.len;
}

static size_t pass_name(const scan *s, size_t at)
{
    while (at < s->text.len && is_name(s->text.ptr[at]))
        at++;
    return at;
}

/* The tag at AT: its name and attributes. Returns its end. */
static size_t scan_tag(scan *s, size_t at)
{
    size_t name = at + 1;
    if (name < s->text.len && (s->text.ptr[name] == '/' || s->text.ptr[name] == '?'))
        name++;
    size_t end = pass_name(s, name);
    scan_add(s, SM_TOKEN_KEYWORD, at, end);
    while (end < s->text.len && s->text.ptr[end] != '>' && s->text.ptr[end] != '<') {
        char c = s->text.ptr[end];
        size_t start = end;
        if (c == '"' || c == '\'') {
            end = pass_to(s, end + 1, (sm_str){&s->text.ptr[start], 1});
            scan_add(s, SM_TOKEN_STRING, start, end);
        } else if (is_name(c)) {
            end = pass_name(s, end);
            scan_add(s, SM_TOKEN_TYPE, start, end);
        } else {
            end++;
            scan_add(s, SM_TOKEN_PLAIN, start, end);
        }
    }
    if (end < s->text.len && s->text.ptr[end] == '>')
        scan_add(s, SM_TOKEN_KEYWORD, end, end + 1);
    return end < s->text.len && s->text.ptr[end] == '>' ? end + 1 : end;
}

static size_t scan_entity(scan *s, size_t at)
{
    size_t end = at + 1;
    if (end < s->text.len && s->text.ptr[end] == '#')
        end++;
    end = pass_name(s, end);
    bool entity = end > at + 1 && end < s->text.len && s->text.ptr[end] == ';';
    end = entity ? end + 1 : at + 1;
    scan_add(s, entity ? SM_TOKEN_NUMBER : SM_TOKEN_PLAIN, at, end);
    return end;
}

void scan_xml(scan *s)
{
    for (size_t at = 0; at < s->text.len;) {
        char c = s->text.ptr[at];
        char next = at + 1 < s->text.len ? s->text.ptr[at + 1] : '\0';
        size_t start = at;
        if (scan_starts(s, at, "<!--")) {
            at = pass_to(s, at, SM_STR("-->"));
            scan_add(s, SM_TOKEN_COMMENT, start, at);
        } else if (c == '<' && next == '!') {
            bool section = scan_starts(s, at, "<![CDATA[");
            at = pass_to(s, at, section ? SM_STR("]]>") : SM_STR(">"));
            scan_add(s, section ? SM_TOKEN_STRING : SM_TOKEN_COMMENT, start, at);
        } else if (c == '<' && (sm_is_alpha(next) || next == '/' || next == '?')) {
            at = scan_tag(s, at);
        } else if (c == '&') {
            at = scan_entity(s, at);
        } else {
            at++;
            scan_add(s, SM_TOKEN_PLAIN, start, at);
        }
    }
}
