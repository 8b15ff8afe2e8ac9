#include "docbook.h"
#include "specmill/export/link.h"
#include "specmill/base/url.h"
#include <string.h>

void docbook_placeholder_text(docbook_writer *d, sm_str text,
                              const sm_placeholder *const *first, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const sm_placeholder *p = first[i];
        if (p->offset < at || p->offset > text.len || p->text.len > text.len - p->offset)
            continue;
        docbook_text(d, sm_str_sub(text, at, p->offset - at));
        docbook_open(d, "phrase");
        docbook_attribute(d, "role", SM_STR("placeholder"));
        docbook_attribute(d, "condition", SM_STR("placeholder"));
        docbook_text(d, sm_str_sub(text, p->offset, p->text.len));
        docbook_close(d);
        at = p->offset + p->text.len;
    }
    docbook_text(d, sm_str_from(text, at));
}

static void text_of(docbook_writer *d, const sm_inline *content)
{
    const sm_placeholder *const *first;
    size_t count = sm_placeholders_in_text(&d->placeholders, content, &first);
    if (count == 0)
        docbook_text(d, content->as.text);
    else
        docbook_placeholder_text(d, content->as.text, first, count);
}

static void code(docbook_writer *d, const sm_inline *content)
{
    docbook_open(d, d->text_only ? "phrase" : "literal");
    if (d->text_only || content->kind == SM_RAW)
        docbook_attribute(d, "role",
                          content->kind == SM_RAW ? SM_STR("html") : SM_STR("literal"));
    if (content->kind == SM_RAW)
        docbook_text(d, content->as.text);
    else
        text_of(d, content);
    docbook_close(d);
}

/* In a superscript and the like only text may stand, no markup that means something. */
static void emphasis(docbook_writer *d, const sm_inline *children, sm_str role)
{
    if (d->text_only) {
        docbook_inlines(d, children, NULL);
        return;
    }
    docbook_open(d, "emphasis");
    if (role.len != 0)
        docbook_attribute(d, "role", role);
    docbook_inlines(d, children, NULL);
    docbook_close(d);
}

static void text_element(docbook_writer *d, const char *element, const sm_inline *children)
{
    if (d->text_only) {
        docbook_inlines(d, children, NULL);
        return;
    }
    docbook_open(d, element);
    d->text_only = true;
    docbook_inlines(d, children, NULL);
    d->text_only = false;
    docbook_close(d);
}

/* The section that "#fragment" leads to, or NULL. */
static const sm_block *target_of(docbook_writer *d, sm_str url)
{
    if (!sm_str_starts(url, SM_STR("#")))
        return NULL;
    return docbook_target(d, sm_url_decode(d->arena, sm_str_from(url, 1)));
}

/* A colon before the first slash would make a scheme of what is none (RFC 3986, 4.2). */
static bool has_colon_first(sm_str url)
{
    for (size_t i = 0; i < url.len && strchr("/?#", url.ptr[i]) == NULL; i++)
        if (url.ptr[i] == ':')
            return !sm_str_starts_nocase(url, SM_STR("http")) &&
                   !sm_str_starts_nocase(url, SM_STR("mailto:"));
    return false;
}

static void url_attribute(docbook_writer *d, const char *name, sm_str url)
{
    url = sm_str_trim(url);
    d->text.len = 0;
    if (has_colon_first(url))
        sm_buf_add_cstr(&d->text, "./");
    sm_link_write(&d->text, url);
    docbook_raw_attribute(d, name, sm_buf_str(&d->text));
}

/* Not followed by anybody: the text, and the address unless that is the text. */
static void dead_link(docbook_writer *d, const sm_inline *link, sm_link_verdict verdict)
{
    sm_report(d->diag,
              verdict == SM_LINK_FORBIDDEN ? SM_DIAG_LINK_FORBIDDEN : SM_DIAG_LINK_MALFORMED,
              link->loc, "%.*s", SM_STR_ARG(sm_str_sub(link->as.link.url, 0, 200)));
    docbook_inlines(d, link->as.link.children, NULL);
    if (link->as.link.automatic)
        return;
    docbook_text(d, SM_STR(" ("));
    docbook_open(d, d->text_only ? "phrase" : "literal");
    docbook_text(d, link->as.link.url);
    docbook_close(d);
    docbook_text(d, SM_STR(")"));
}

/* Whether CONTENT says nothing but the title of SECTION, which a stylesheet can say itself. */
static bool is_title_of(docbook_writer *d, const sm_block *section, const sm_inline *content)
{
    sm_str title = section->as.section.label;
    return section != d->spec->title_section && title.len != 0 &&
           sm_str_equal(title, sm_plain_text(d->arena, content));
}

static void link_to(docbook_writer *d, const sm_inline *link)
{
    sm_str url = link->as.link.url;
    sm_link_verdict verdict = sm_link_check(url);
    if (d->in_link || url.len == 0) {
        docbook_inlines(d, link->as.link.children, NULL);
        return;
    }
    if (verdict != SM_LINK_LIVE) {
        dead_link(d, link, verdict);
        return;
    }
    const sm_block *target = target_of(d, url);
    if (target == NULL && url.ptr[0] == '#') { /* nothing there: toolchains refuse such links */
        docbook_inlines(d, link->as.link.children, NULL);
        return;
    }
    if (target != NULL && is_title_of(d, target, link->as.link.children)) {
        docbook_open(d, "xref");
        docbook_attribute(d, "linkend", docbook_section_id(d, target));
        docbook_close(d);
        return;
    }
    docbook_open(d, "link");
    if (target != NULL)
        docbook_attribute(d, "linkend", docbook_section_id(d, target));
    else
        url_attribute(d, "xlink:href", url);
    if (link->as.link.title.len != 0)
        docbook_attribute(d, "xlink:title", link->as.link.title);
    d->in_link = true;
    if (link->as.link.children != NULL)
        docbook_inlines(d, link->as.link.children, NULL);
    else
        docbook_text(d, url);
    d->in_link = false;
    docbook_close(d);
}

static void text_object(docbook_writer *d, const char *role, sm_str text)
{
    if (text.len == 0)
        return;
    docbook_open(d, "textobject");
    if (role != NULL)
        docbook_attribute(d, "role", sm_str_from_cstr(role));
    docbook_open(d, "phrase");
    docbook_text(d, text);
    docbook_close(d);
    docbook_close(d);
}

static void size_attribute(docbook_writer *d, const char *name, unsigned number,
                           const char *unit)
{
    if (number != 0)
        docbook_attribute(d, name, sm_str_printf(d->arena, "%u%s", number, unit));
}

/* A percentage of contentwidth would be one of the image's own width. */
static void size_attributes(docbook_writer *d, sm_image_size size)
{
    size_attribute(d, "width", size.percent, "%");
    size_attribute(d, "scalefit", size.percent != 0, "");
    size_attribute(d, "contentwidth", size.percent != 0 ? 0 : size.width, "px");
    size_attribute(d, "contentdepth", size.height, "px");
}

void docbook_image_objects(docbook_writer *d, const sm_inline *image)
{
    if (image->as.image.alt.len != 0) {
        docbook_open(d, "alt");
        docbook_text(d, image->as.image.alt);
        docbook_close(d);
    }
    docbook_open(d, "imageobject");
    docbook_open(d, "imagedata");
    url_attribute(d, "fileref", image->as.image.url);
    size_attributes(d, image->as.image.size);
    docbook_close(d);
    docbook_close(d);
    text_object(d, NULL, image->as.image.alt);
    text_object(d, "title", image->as.image.title);
}

static void image(docbook_writer *d, const sm_inline *content)
{
    if (sm_link_check(content->as.image.url) != SM_LINK_LIVE) {
        sm_report(d->diag, SM_DIAG_LINK_FORBIDDEN, content->loc, "%.*s",
                  SM_STR_ARG(sm_str_sub(content->as.image.url, 0, 200)));
        docbook_text(d, content->as.image.alt);
        docbook_text(d, SM_STR(" ("));
        docbook_open(d, d->text_only ? "phrase" : "literal");
        docbook_text(d, content->as.image.url);
        docbook_close(d);
        docbook_text(d, SM_STR(")"));
        return;
    }
    docbook_open(d, "inlinemediaobject");
    docbook_image_objects(d, content);
    docbook_close(d);
}

/* DocBook has no element for it; its stylesheets know this instruction. */
static void line_break(docbook_writer *d)
{
    docbook_raw(d, d->text_only ? SM_STR("\n") : SM_STR("<?linebreak?>\n"));
}

static void inline_of(docbook_writer *d, const sm_inline *content)
{
    switch (content->kind) {
    case SM_TEXT:
        text_of(d, content);
        break;
    case SM_SOFT_BREAK:
        docbook_raw(d, SM_STR("\n"));
        break;
    case SM_LINE_BREAK:
        line_break(d);
        break;
    case SM_CODE:
    case SM_RAW:
        code(d, content);
        break;
    case SM_EMPHASIS:
        emphasis(d, content->as.children, SM_STR(""));
        break;
    case SM_STRONG:
        emphasis(d, content->as.children, SM_STR("strong"));
        break;
    case SM_STRIKE:
        emphasis(d, content->as.children, SM_STR("strikethrough"));
        break;
    case SM_UNDERLINE:
        emphasis(d, content->as.children, SM_STR("underline"));
        break;
    case SM_MARK:
        emphasis(d, content->as.children, SM_STR("marked"));
        break;
    case SM_SUB:
        text_element(d, "subscript", content->as.children);
        break;
    case SM_SUP:
        text_element(d, "superscript", content->as.children);
        break;
    case SM_KBD:
        text_element(d, "keycap", content->as.children);
        break;
    case SM_LINK:
        link_to(d, content);
        break;
    case SM_IMAGE:
        image(d, content);
        break;
    case SM_FOOTNOTE:
        docbook_footnote(d, content);
        break;
    }
}

void docbook_inlines(docbook_writer *d, const sm_inline *content, const sm_inline *end)
{
    for (; content != end && content != NULL; content = content->next) {
        d->loc = content->loc;
        inline_of(d, content);
    }
}
