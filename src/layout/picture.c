#include "picture.h"
#include "specmill/base/image.h"
#include "specmill/base/input.h"
#include "specmill/base/url.h"
#include "specmill/svg/svg.h"
#include <math.h>
#include <string.h>

enum { REMEMBERED = 500 };

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Size in pixels of a PNG file (ISO/IEC 15948, 11.2.2). */
static bool png_size(sm_str bytes, uint32_t *width, uint32_t *height)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    if (bytes.len < 33 || memcmp(p + 12, "IHDR", 4) != 0)
        return false;
    *width = be32(p + 16);
    *height = be32(p + 20);
    return true;
}

/* Size in pixels of a JPEG file: its frame header (ITU-T T.81, B.2.2). */
static bool jpeg_size(sm_str bytes, uint32_t *width, uint32_t *height)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    for (size_t i = 2; i + 9 < bytes.len;) {
        if (p[i] != 0xFF)
            return false;
        unsigned marker = p[i + 1];
        if (marker == 0xFF) { /* fill */
            i++;
            continue;
        }
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
                     marker != 0xCC;
        if (frame) {
            *height = (uint32_t)p[i + 5] << 8 | p[i + 6];
            *width = (uint32_t)p[i + 7] << 8 | p[i + 8];
            return true;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8))
            i += 2;
        else
            i += 2 + ((size_t)p[i + 2] << 8 | p[i + 3]);
    }
    return false;
}

/* A scheme or a host: not a file beside the specification. */
static bool is_remote(sm_str url)
{
    size_t colon = sm_str_find_char(url, ':'), slash = sm_str_find_char(url, '/');
    return sm_str_starts(url, SM_STR("//")) || (colon != SM_STR_NONE && colon < slash);
}

bool layout_measure_picture(layout_setter *setter, layout_picture *picture)
{
    sm_image_kind kind = sm_image_kind_of(picture->bytes);
    uint32_t columns = 0, rows = 0;
    double width, height;
    if (kind == SM_IMAGE_SVG) {
        if (!sm_svg_size(picture->bytes, &setter->svg_seconds, &width, &height))
            return false;
    } else if ((kind == SM_IMAGE_PNG && png_size(picture->bytes, &columns, &rows)) ||
               (kind == SM_IMAGE_JPEG && jpeg_size(picture->bytes, &columns, &rows))) {
        width = columns;
        height = rows;
    } else {
        return false;
    }
    if (width <= 0 || height <= 0 || width > 100000 || height > 100000)
        return false;
    picture->width = width * 0.75; /* 96 pixels an inch */
    picture->height = height * 0.75;
    return true;
}

/* The bytes of the image at URL; a reason when they cannot be had. */
static const char *read_bytes(layout_setter *setter, sm_str url, sm_str *bytes)
{
    const sm_source *source = setter->spec->doc->source;
    size_t limit = sm_limit(setter->diag, SM_LIMIT_IMAGE);
    if (setter->image_bytes >= sm_limit(setter->diag, SM_LIMIT_IMAGES))
        return "over the limit of all images; raise it with --limit images=SIZE";
    if (!sm_url_data(setter->arena, url, limit, bytes)) {
        if (is_remote(url))
            return "not in the specification's folder";
        if (!setter->options->with_images || source == NULL || source->folder.ptr == NULL)
            return "images are not read";
        if (!sm_input_read_beside(setter->arena, source, sm_url_path(setter->arena, url), limit,
                                  bytes))
            return "cannot be read";
    }
    setter->image_bytes += bytes->len;
    return NULL;
}

/* The image at URL, read and measured once. */
static layout_read_image read_image(layout_setter *setter, sm_str url, sm_loc loc)
{
    for (size_t i = 0; i < setter->images.count; i++)
        if (sm_str_equal(setter->images.items[i].url, url))
            return setter->images.items[i];
    layout_picture picture = {0};
    const char *reason = read_bytes(setter, url, &picture.bytes);
    bool is_svg = reason == NULL && sm_image_kind_of(picture.bytes) == SM_IMAGE_SVG;
    if (reason == NULL && !layout_measure_picture(setter, &picture))
        reason = is_svg ? "an SVG that cannot be drawn" : "of an unknown kind";
    if (reason == NULL && is_svg && sm_svg_has_html(picture.bytes))
        sm_report(setter->diag, SM_DIAG_IMAGE_WITH_HTML, loc, "%.*s",
                  SM_STR_ARG(sm_str_sub(layout_shown_url(url), 0, 200)));
    layout_read_image image = {url, picture.bytes, picture.width, picture.height, reason};
    if (setter->images.count < REMEMBERED)
        SM_LIST_ADD(setter->arena, &setter->images, image);
    return image;
}

sm_str layout_shown_url(sm_str url)
{
    size_t comma = sm_str_find_char(url, ',');
    bool is_data = comma != SM_STR_NONE && sm_str_starts_nocase(url, SM_STR("data:"));
    return is_data ? sm_str_sub(url, 0, comma) : url;
}

bool layout_load_picture(layout_setter *setter, sm_str url, sm_loc loc, layout_picture *picture)
{
    layout_read_image image = read_image(setter, url, loc);
    if (image.reason != NULL)
        sm_report(setter->diag, SM_DIAG_IMAGE_NOT_SHOWN, loc, "%.*s: %s",
                  SM_STR_ARG(sm_str_sub(layout_shown_url(url), 0, 200)), image.reason);
    picture->bytes = image.bytes;
    picture->width = image.width;
    picture->height = image.height;
    return image.reason == NULL;
}

sm_str layout_alternative(layout_setter *setter, const sm_inline *image)
{
    if (image->as.image.alt.len > 0)
        return image->as.image.alt;
    return sm_str_printf(setter->arena, "%.*s %.*s",
                         SM_STR_ARG(sm_say(setter->wording, SM_SAY_IMAGE)),
                         SM_STR_ARG(sm_str_sub(layout_shown_url(image->as.image.url), 0, 200)));
}

/* Width goes before height, as on our HTML pages: images are never squeezed. */
static void resize(layout_picture *picture, sm_image_size wanted, sm_pt line)
{
    double scale = wanted.percent != 0  ? line * wanted.percent / 100 / picture->width
                   : wanted.width != 0  ? wanted.width * 0.75 / picture->width
                   : wanted.height != 0 ? wanted.height * 0.75 / picture->height
                                        : 1;
    picture->width *= scale;
    picture->height *= scale;
}

void layout_fit_picture(layout_picture *picture, sm_image_size wanted, sm_pt width,
                        sm_pt height)
{
    resize(picture, wanted, width);
    double scale = fmin(1, fmin(width / picture->width, height / picture->height));
    picture->width *= scale;
    picture->height *= scale;
}
