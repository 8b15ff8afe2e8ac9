#include "specmill/export/link.h"
#include <string.h>

/* The scheme in front of ':', or absent. A browser skips leading blanks and drops tabs and line
 * ends anywhere (WHATWG URL, 4.4), so those are refused before this is asked. */
static sm_str scheme_of(sm_str url)
{
    if (url.len == 0 || !sm_is_alpha(url.ptr[0]))
        return (sm_str){0};
    for (size_t i = 1; i < url.len; i++) {
        char c = url.ptr[i];
        if (c == ':')
            return sm_str_sub(url, 0, i);
        if (!sm_is_alnum(c) && c != '+' && c != '-' && c != '.')
            break;
    }
    return (sm_str){0};
}

static bool has_control(sm_str url)
{
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c < 0x20 || c == 0x7f)
            return true;
    }
    return false;
}

/* Digits for a number up to 65535, or nothing. */
static bool is_port(sm_str text)
{
    unsigned long value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!sm_is_digit(text.ptr[i]) || value > 65535)
            return false;
        value = value * 10 + (unsigned long)(text.ptr[i] - '0');
    }
    return value <= 65535;
}

static bool is_host(sm_str host)
{
    if (host.len > 2 && host.ptr[0] == '[' && host.ptr[host.len - 1] == ']') { /* IPv6 */
        for (size_t i = 1; i + 1 < host.len; i++)
            if (!sm_is_alnum(host.ptr[i]) && host.ptr[i] != ':' && host.ptr[i] != '.')
                return false;
        return true;
    }
    if (host.len == 0 || host.ptr[0] == '.' || host.ptr[0] == '-')
        return false;
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (!sm_is_alnum(c) && c != '-' && c != '.' && c != '_' && (unsigned char)c < 0x80)
            return false;
        if (c == '.' && i + 1 < host.len && host.ptr[i + 1] == '.')
            return false;
    }
    return true;
}

/* What follows "http:" names a host that a browser would look up, without a user's name in
 * front of it: HTML forbids those, and they make one site look like another. */
static bool has_host(sm_str rest)
{
    if (!sm_str_starts(rest, SM_STR("//")))
        return false;
    rest = sm_str_from(rest, 2);
    size_t end = 0;
    while (end < rest.len && rest.ptr[end] != '/' && rest.ptr[end] != '?' &&
           rest.ptr[end] != '#')
        end++;
    sm_str authority = sm_str_sub(rest, 0, end);
    if (sm_str_find_char(authority, '@') != SM_STR_NONE)
        return false;
    size_t port = authority.len;
    while (port > 0 && sm_is_digit(authority.ptr[port - 1]))
        port--;
    if (port > 0 && authority.ptr[port - 1] == ':') {
        if (!is_port(sm_str_from(authority, port)))
            return false;
        authority = sm_str_sub(authority, 0, port - 1);
    }
    return is_host(authority);
}

sm_link_verdict sm_link_check(sm_str url)
{
    if (has_control(url))
        return SM_LINK_FORBIDDEN;
    url = sm_str_trim(url);
    sm_str scheme = scheme_of(url);
    if (scheme.ptr == NULL) {
        if (sm_str_starts(url, SM_STR("//")))
            return has_host(url) ? SM_LINK_LIVE : SM_LINK_MALFORMED;
        return SM_LINK_LIVE;
    }
    sm_str rest = sm_str_from(url, scheme.len + 1);
    if (sm_str_among(scheme, "http|https"))
        return has_host(rest) ? SM_LINK_LIVE : SM_LINK_MALFORMED;
    if (sm_str_equal_nocase(scheme, SM_STR("mailto")))
        return rest.len != 0 ? SM_LINK_LIVE : SM_LINK_MALFORMED;
    return SM_LINK_FORBIDDEN;
}

static bool is_hex(char c)
{
    return sm_is_digit(c) || (sm_to_lower(c) >= 'a' && sm_to_lower(c) <= 'f');
}

/* Whether the character stands for itself in a URL in an attribute. As cmark has it, but for a
 * percent sign without two digits, which no URL may hold. */
static bool url_safe(sm_str url, size_t i)
{
    char c = url.ptr[i];
    if (c == '%')
        return i + 2 < url.len && is_hex(url.ptr[i + 1]) && is_hex(url.ptr[i + 2]);
    return sm_is_alnum(c) || (c != '\0' && strchr("-_.!*()@:/?#=+$,;~", c) != NULL);
}

/* How much of an address is scheme and host, where brackets are those of IPv6. */
static size_t host_end(sm_str url)
{
    size_t start = sm_str_find(url, SM_STR("://["));
    if (start == SM_STR_NONE || start > 8)
        return 0;
    size_t end = sm_str_find_char(url, ']');
    return end == SM_STR_NONE ? 0 : end + 1;
}

void sm_link_write(sm_buf *buf, sm_str url)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t start = 0, host = host_end(url);
    for (size_t i = 0; i < url.len; i++) {
        if (url_safe(url, i) || i < host)
            continue;
        sm_buf_add(buf, url.ptr + start, i - start);
        start = i + 1;
        unsigned char c = (unsigned char)url.ptr[i];
        if (c == '&')
            sm_buf_add_str(buf, SM_STR("&amp;"));
        else if (c == '\'')
            sm_buf_add_str(buf, SM_STR("&#x27;"));
        else
            sm_buf_add(buf, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
    }
    if (start < url.len) /* an absent one has no start to count from */
        sm_buf_add(buf, url.ptr + start, url.len - start);
}
