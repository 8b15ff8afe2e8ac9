#include "docbook.h"
#include <string.h>

static const xmlChar *chars(const char *text)
{
    return (const xmlChar *)text;
}

static void check(docbook_writer *d, int result)
{
    if (result < 0)
        d->failed = true;
}

void docbook_open(docbook_writer *d, const char *element)
{
    check(d, xmlTextWriterStartElement(d->xml, chars(element)));
}

void docbook_open_on_line(docbook_writer *d, const char *element)
{
    docbook_raw(d, SM_STR("\n"));
    docbook_open(d, element);
}

void docbook_close(docbook_writer *d)
{
    check(d, xmlTextWriterEndElement(d->xml));
}

void docbook_raw(docbook_writer *d, sm_str markup)
{
    while (markup.len != 0) { /* libxml2 counts in int */
        size_t len = markup.len < (1 << 28) ? markup.len : 1 << 28;
        check(d, xmlTextWriterWriteRawLen(d->xml, chars(markup.ptr), (int)len));
        markup = sm_str_from(markup, len);
    }
}

/* XML 1.0, 2.2: the length of a character at P that may not stand in a document, else 0. */
static size_t forbidden(const unsigned char *p, size_t left)
{
    if (*p < 0x20)
        return *p != '\t' && *p != '\n' && *p != '\r';
    return *p == 0xef && left > 2 && p[1] == 0xbf && p[2] >= 0xbe ? 3 : 0;
}

static const char *reference(unsigned char c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;"; /* a bare one would be read as a line end */
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    }
    return NULL;
}

/* TEXT in d->text, escaped. */
static sm_str escape(docbook_writer *d, sm_str text, bool attribute)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t start = 0;
    d->text.len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (p[i] > '>' && p[i] != 0xef)
            continue;
        const char *instead = reference(p[i], attribute);
        size_t bad = instead == NULL ? forbidden(p + i, text.len - i) : 0;
        if (instead == NULL && bad == 0)
            continue;
        if (bad != 0)
            sm_report(d->diag, SM_DIAG_XML_CHARACTER, d->loc, NULL);
        sm_buf_add(&d->text, text.ptr + start, i - start);
        sm_buf_add_cstr(&d->text, bad != 0 ? "\xef\xbf\xbd" : instead);
        i += bad > 1 ? bad - 1 : 0;
        start = i + 1;
    }
    if (start < text.len) /* an absent text has no start to count from */
        sm_buf_add(&d->text, text.ptr + start, text.len - start);
    return sm_buf_str(&d->text);
}

void docbook_text(docbook_writer *d, sm_str text)
{
    docbook_raw(d, escape(d, text, false));
}

void docbook_raw_attribute(docbook_writer *d, const char *name, sm_str escaped)
{
    check(d, xmlTextWriterStartAttribute(d->xml, chars(name)));
    docbook_raw(d, escaped);
    check(d, xmlTextWriterEndAttribute(d->xml));
}

void docbook_attribute(docbook_writer *d, const char *name, sm_str value)
{
    docbook_raw_attribute(d, name, escape(d, value, true));
}

void docbook_number_attribute(docbook_writer *d, const char *name, unsigned long number)
{
    d->text.len = 0;
    sm_buf_addf(&d->text, "%lu", number);
    docbook_raw_attribute(d, name, sm_buf_str(&d->text));
}

void docbook_element(docbook_writer *d, const char *element, sm_str text)
{
    docbook_open_on_line(d, element);
    docbook_text(d, text);
    docbook_close(d);
}
