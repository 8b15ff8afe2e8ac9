#include "html.h"
#include "specmill/base/input.h"
#include "specmill/base/url.h"
#include "specmill/export/link.h"

/* What browsers show in an img element, by the first bytes (WHATWG MIME Sniffing, 6.1). */
static sm_str media_type(sm_str bytes, sm_str path)
{
    if (sm_str_starts(bytes, SM_STR("\x89PNG\r\n\x1a\n")))
        return SM_STR("image/png");
    if (sm_str_starts(bytes, SM_STR("\xff\xd8\xff")))
        return SM_STR("image/jpeg");
    if (sm_str_starts(bytes, SM_STR("GIF87a")) || sm_str_starts(bytes, SM_STR("GIF89a")))
        return SM_STR("image/gif");
    if (bytes.len > 12 && sm_str_starts(bytes, SM_STR("RIFF")) &&
        sm_str_equal(sm_str_sub(bytes, 8, 4), SM_STR("WEBP")))
        return SM_STR("image/webp");
    if (path.len > 4 && sm_str_equal_nocase(sm_str_from(path, path.len - 4), SM_STR(".svg")) &&
        sm_str_find(bytes, SM_STR("<svg")) != SM_STR_NONE)
        return SM_STR("image/svg+xml");
    return (sm_str){0};
}

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
    sm_str path = is_data ? (sm_str){0} : sm_url_path(scratch, url), type = {0};
    if (is_data ? sm_url_data(scratch, url, limit, &bytes)
                : sm_input_read_beside(scratch, w->doc->source, path, limit, &bytes))
        type = media_type(bytes, path);
    else
        bytes = (sm_str){0};
    if (type.ptr != NULL) {
        html_put(w, SM_STR("<img src=\"data:"));
        html_put(w, type);
        html_put(w, SM_STR(";base64,"));
        sm_buf_add_base64(w->buf, bytes);
        w->image_bytes += bytes.len;
    }
    sm_arena_free(scratch);
    return type.ptr != NULL    ? NULL
           : bytes.ptr != NULL ? "of an unknown kind"
                               : "cannot be read";
}

static void attributes(html_writer *w, const sm_inline *image)
{
    html_put(w, SM_STR("\" alt=\""));
    html_text(w->buf, image->as.image.alt);
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
    html_put(w, badge ? SM_STR("<span class=\"missing-image\">")
                      : SM_STR("<span class=\"missing-image\">Image: "));
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
