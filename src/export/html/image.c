#include "html.h"
#include "specmill/base/image.h"
#include "specmill/base/input.h"
#include "specmill/base/url.h"
#include "specmill/export/link.h"

/* The image as a link to its file. */
static const char *link_to(html_writer *w, sm_str url)
{
    if (url.len == 0 || sm_link_check(url) != SM_LINK_LIVE ||
        sm_str_starts_nocase(url, SM_STR("mailto:")))
        return "no address of an image";
    html_put(w, SM_STR("<img src=\""));
    html_author_url(w, url, true);
    return NULL;
}

/* The image as a part of the page; a reason when that is not possible. */
static const char *embed(html_writer *w, const sm_inline *image)
{
    sm_str url = image->as.image.url, bytes;
    if (w->setup->link_images)
        return link_to(w, sm_str_trim(url));
    bool is_data = sm_str_starts_nocase(url, SM_STR("data:"));
    if (!is_data && html_is_remote(url))
        return "not in the specification's folder";
    if (!is_data &&
        (!w->options->images || w->doc->source == NULL || w->doc->source->folder.ptr == NULL))
        return "images are not read";
    if (w->image_bytes >= sm_limit(w->options->diag, SM_LIMIT_IMAGES))
        return "over the limit of all images; raise it with --limit images=SIZE";
    sm_arena *scratch = sm_arena_new(0);
    size_t limit = sm_limit(w->options->diag, SM_LIMIT_IMAGE);
    bool read = is_data ? sm_url_data(scratch, url, limit, &bytes)
                        : sm_input_read_beside(scratch, w->doc->source,
                                               sm_url_path(scratch, url), limit, &bytes);
    const char *reason = !read                                         ? "cannot be read"
                         : sm_image_kind_of(bytes) == SM_IMAGE_UNKNOWN ? "of an unknown kind"
                                                                       : NULL;
    if (reason == NULL) {
        html_put(w, SM_STR("<img src=\""));
        sm_image_write_url(w->buf, bytes);
        w->image_bytes += bytes.len;
    }
    sm_arena_free(scratch);
    return reason;
}

static void number_attribute(html_writer *w, const char *name, unsigned number)
{
    if (number != 0)
        sm_buf_addf(w->buf, "\" %s=\"%u", name, number);
}

/* HTML has no part of the line's width; page.css has a class for every twentieth of it. */
static void size_attributes(html_writer *w, sm_image_size size)
{
    if (size.percent != 0 && w->options->page)
        sm_buf_addf(w->buf, "\" class=\"w%u", (size.percent + 4u) / 5 * 5);
    else
        number_attribute(w, "width", size.width);
    number_attribute(w, "height", size.height);
}

static void attributes(html_writer *w, const sm_inline *image)
{
    html_put(w, SM_STR("\" alt=\""));
    html_text(w->buf, image->as.image.alt);
    size_attributes(w, image->as.image.size);
    if (image->as.image.title.len != 0) {
        html_put(w, SM_STR("\" title=\""));
        html_text(w->buf, image->as.image.title);
    }
    html_put(w, w->options->page ? SM_STR("\">") : SM_STR("\" />"));
}

/* In place of an image: what it shows and where it is; of one that is a link, a badge, only the
 * former. */
static void missing(html_writer *w, const sm_inline *image)
{
    sm_str url = sm_str_trim(image->as.image.url), alt = image->as.image.alt;
    bool link = !w->in_link && sm_link_check(url) == SM_LINK_LIVE && url.len != 0;
    bool badge = w->in_link && alt.len != 0;
    html_put(w, SM_STR("<span class=\"missing-image\">"));
    if (!badge) {
        html_say(w, SM_SAY_IMAGE);
        html_put(w, SM_STR(": "));
    }
    if (link) {
        html_put(w, SM_STR("<a href=\""));
        html_author_url(w, url, false);
        html_put(w, SM_STR("\">"));
    }
    html_text(w->buf, alt.len != 0 ? alt : url);
    if (link)
        html_put(w, SM_STR("</a>"));
    if (!link && !badge && alt.len != 0 && url.len != 0) {
        html_put(w, SM_STR(" ("));
        html_text(w->buf, url);
        html_put(w, SM_STR(")"));
    }
    html_put(w, SM_STR("</span>"));
}

void html_image(html_writer *w, const sm_inline *image)
{
    if (w->bare) {
        html_text(w->buf, image->as.image.alt);
        return;
    }
    if (!w->options->page) {
        html_put(w, SM_STR("<img src=\""));
        sm_link_write(w->buf, image->as.image.url);
        attributes(w, image);
        return;
    }
    const char *reason = embed(w, image);
    if (reason == NULL) {
        attributes(w, image);
        return;
    }
    if (w->options->diag != NULL)
        sm_report(w->options->diag, SM_DIAG_IMAGE_NOT_SHOWN, image->loc, "%.*s: %s",
                  SM_STR_ARG(sm_str_sub(image->as.image.url, 0, 200)), reason);
    missing(w, image);
}
