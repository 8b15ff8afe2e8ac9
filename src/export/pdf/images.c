#include "images.h"
#include "specmill/base/digest.h"
#include "specmill/base/image.h"
#include "specmill/base/list.h"
#include "specmill/svg/svg.h"
#include <math.h>
#include <png.h>
#include <string.h>

typedef struct image {
    char digest[65];
    const char *ptr; /* the same bytes at the same place are not digested again */
    size_t len;
    sm_point shown;  /* of an SVG */
    uint32_t object; /* 0: cannot be used */
    const char *why; /* it cannot */
} image;

struct pdf_images {
    sm_arena *arena;
    pdf_file *file;
    bool opaque;
    size_t pixels_each, pixels_left; /* that may be decoded */
    double svg_seconds;              /* that may still be spent on drawing SVG images */
    struct SM_LIST(image) images;
};

pdf_images *pdf_images_new(sm_arena *arena, pdf_file *file, bool opaque, const sm_diag *diag)
{
    pdf_images *images = SM_NEW(arena, pdf_images);
    images->arena = arena;
    images->file = file;
    images->opaque = opaque;
    images->pixels_each = sm_limit(diag, SM_LIMIT_PIXELS);
    images->pixels_left =
        images->pixels_each > SIZE_MAX / 16 ? SIZE_MAX : images->pixels_each * 16;
    images->svg_seconds = (double)sm_limit(diag, SM_LIMIT_SVG_TIME);
    return images;
}

/* ---- Pixels ---- */

static sm_str plain_color(bool gray)
{
    return gray ? SM_STR("/DeviceGray") : SM_STR("/DeviceRGB");
}

static sm_str image_entries(sm_arena *arena, unsigned width, unsigned height, sm_str color,
                            sm_str more)
{
    return sm_str_printf(arena,
                         "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
                         "/ColorSpace%.*s%.*s",
                         width, height, SM_STR_ARG(color), SM_STR_ARG(more));
}

/* Rows with the PNG filter "Up" (RFC 2083, 6.4), which deflates better: screenshots have mostly
 * equal rows. */
static sm_str up_filtered(sm_arena *arena, const unsigned char *pixels, size_t row, size_t rows)
{
    unsigned char *out = sm_arena_alloc(arena, rows, row + 1);
    for (size_t y = 0; y < rows; y++) {
        unsigned char *to = out + y * (row + 1);
        const unsigned char *from = pixels + y * row;
        const unsigned char *above = y != 0 ? from - row : NULL;
        *to++ = 2;
        for (size_t x = 0; x < row; x++)
            to[x] = (unsigned char)(from[x] - (above != NULL ? above[x] : 0));
    }
    return (sm_str){(const char *)out, rows * (row + 1)};
}

static uint32_t add_pixels(pdf_images *images, const unsigned char *pixels, unsigned width,
                           unsigned height, bool gray, sm_str extra)
{
    sm_arena *scratch = sm_arena_new(0);
    unsigned channels = gray ? 1 : 3;
    sm_str rows = up_filtered(scratch, pixels, (size_t)width * channels, height);
    sm_str more =
        sm_str_printf(images->arena, "/DecodeParms<</Predictor 15/Colors %u/Columns %u>>%.*s",
                      channels, width, SM_STR_ARG(extra));
    uint32_t object = pdf_add_stream(
        images->file, image_entries(images->arena, width, height, plain_color(gray), more),
        rows);
    sm_arena_free(scratch);
    return object;
}

enum { COLORS_MAX = 256, COLOR_SLOTS = 1024 };

typedef struct palette {
    uint32_t colors[COLORS_MAX];
    unsigned count;
    uint16_t slots[COLOR_SLOTS]; /* open addressing: a color's number, plus one */
} palette;

/* The number of COLOR in P, which gets it; COLORS_MAX when there are too many. */
static unsigned number_of(palette *p, uint32_t color)
{
    size_t at = (color * 2654435761u) >> 22;
    while (p->slots[at] != 0 && p->colors[p->slots[at] - 1] != color)
        at = (at + 1) % COLOR_SLOTS;
    if (p->slots[at] == 0) {
        if (p->count == COLORS_MAX)
            return COLORS_MAX;
        p->colors[p->count++] = color;
        p->slots[at] = (uint16_t)p->count;
    }
    return p->slots[at] - 1u;
}

/* Pictures of few colors, as screenshots and drawings are, become numbers in a palette
 * (8.6.6.3): a third of the bytes, and they deflate better. 0 when there are too many. */
static uint32_t add_few_colors(pdf_images *images, const unsigned char *pixels, unsigned width,
                               unsigned height, sm_str extra)
{
    sm_arena *scratch = sm_arena_new(0);
    size_t count = (size_t)width * height;
    palette *p = SM_NEW(scratch, palette);
    unsigned char *numbers = sm_arena_alloc(scratch, count, 1);
    uint32_t object = 0;
    size_t done = 0;
    for (; done < count; done++) {
        const unsigned char *from = pixels + done * 3;
        unsigned number =
            number_of(p, (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2]);
        if (number == COLORS_MAX)
            break;
        numbers[done] = (unsigned char)number;
    }
    if (done == count) {
        sm_buf color = sm_buf_new(scratch);
        sm_buf_addf(&color, "[/Indexed/DeviceRGB %u<", p->count - 1);
        for (unsigned i = 0; i < p->count; i++)
            sm_buf_addf(&color, "%06X", (unsigned)p->colors[i]);
        sm_buf_add_cstr(&color, ">]");
        sm_str entries = image_entries(images->arena, width, height, sm_buf_str(&color), extra);
        object = pdf_add_stream(images->file, entries, (sm_str){(const char *)numbers, count});
    }
    sm_arena_free(scratch);
    return object;
}

/* Takes the alpha channel out of PIXELS; false when all of it is opaque. */
static bool split_alpha(unsigned char *pixels, unsigned char *alpha, size_t count,
                        size_t channels)
{
    bool clear = false;
    for (size_t i = 0; i < count; i++) {
        const unsigned char *from = pixels + i * (channels + 1);
        alpha[i] = from[channels];
        clear = clear || alpha[i] != 255;
        memmove(pixels + i * channels, from, channels);
    }
    return clear;
}

static void lay_on_white(unsigned char *pixels, const unsigned char *alpha, size_t count,
                         size_t channels)
{
    for (size_t i = 0; i < count * channels; i++) {
        unsigned a = alpha[i / channels];
        pixels[i] = (unsigned char)((pixels[i] * a + 255 * (255 - a) + 127) / 255);
    }
}

/* PIXELS with all they need; GRAY: of one channel each, not three, ALPHA: and one more. */
static uint32_t add_decoded(pdf_images *images, sm_arena *scratch, unsigned char *pixels,
                            unsigned width, unsigned height, bool gray, bool alpha)
{
    size_t count = (size_t)width * height, channels = gray ? 1 : 3;
    uint32_t object = 0;
    sm_str extra = SM_STR("");
    if (alpha) {
        unsigned char *mask = sm_arena_alloc(scratch, count, 1);
        bool clear = split_alpha(pixels, mask, count, channels);
        if (clear && images->opaque)
            lay_on_white(pixels, mask, count, channels);
        else if (clear)
            extra = sm_str_printf(
                images->arena, "/SMask %u 0 R",
                (unsigned)add_pixels(images, mask, width, height, true, SM_STR("")));
    }
    if (!gray)
        object = add_few_colors(images, pixels, width, height, extra);
    return object != 0 ? object : add_pixels(images, pixels, width, height, gray, extra);
}

/* ---- PNG ---- */

static uint32_t add_png(pdf_images *images, sm_str bytes, const char **why)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&png, bytes.ptr, bytes.len)) {
        *why = "not a readable PNG";
        return 0;
    }
    size_t count = (size_t)png.width * png.height;
    if (count == 0 || count > images->pixels_each || count > images->pixels_left) {
        png_image_free(&png);
        *why = "too many pixels; raise the limit with --limit pixels=N";
        return 0;
    }
    images->pixels_left -= count;
    bool alpha = (png.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    bool gray = (png.format & PNG_FORMAT_FLAG_COLOR) == 0;
    size_t channels = gray ? 1 : 3;
    png.format = gray ? (alpha ? PNG_FORMAT_GA : PNG_FORMAT_GRAY)
                      : (alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB);
    sm_arena *scratch = sm_arena_new(0);
    unsigned char *pixels = sm_arena_alloc(scratch, count, channels + 1);
    uint32_t object = 0;
    if (png_image_finish_read(&png, NULL, pixels, 0, NULL))
        object = add_decoded(images, scratch, pixels, png.width, png.height, gray, alpha);
    else
        *why = "a damaged PNG";
    png_image_free(&png);
    sm_arena_free(scratch);
    return object;
}

/* ---- SVG ---- */

/* Three pixels for each of CSS's when it is shown in its own size, so that thin lines stay
 * sharp; fewer where there would be too many in all. */
static uint32_t add_svg(pdf_images *images, sm_str bytes, sm_point shown, const char **why)
{
    enum { PER_POINT = 4 }; /* 288 an inch */
    double most = (double)(images->pixels_each < images->pixels_left ? images->pixels_each
                                                                     : images->pixels_left);
    double wanted = shown.x * shown.y * PER_POINT * PER_POINT;
    double scale = PER_POINT * fmin(1, sqrt(most / wanted));
    unsigned width = (unsigned)fmax(1, floor(shown.x * scale)),
             height = (unsigned)fmax(1, floor(shown.y * scale));
    size_t count = (size_t)width * height;
    if (count > images->pixels_left) {
        *why = "too many pixels; raise the limit with --limit pixels=N";
        return 0;
    }
    images->pixels_left -= count;
    sm_arena *scratch = sm_arena_new(0);
    unsigned char *pixels = sm_arena_alloc(scratch, count, 4);
    uint32_t object = 0;
    if (sm_svg_draw(bytes, &images->svg_seconds, width, height, pixels))
        object = add_decoded(images, scratch, pixels, width, height, false, true);
    else
        *why =
            "an SVG that cannot be drawn, or not in the time left (--limit svg-time=SECONDS)";
    sm_arena_free(scratch);
    return object;
}

/* ---- JPEG (ITU-T T.81, annex B) ---- */

typedef struct jpeg {
    unsigned width, height, components;
} jpeg;

static unsigned char byte_at(sm_str bytes, size_t at)
{
    return at < bytes.len ? (unsigned char)bytes.ptr[at] : 0;
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
           marker != 0xCC;
}

/* Past the compressed data that follows a scan's header: to the next marker that counts. */
static size_t skip_scan(sm_str bytes, size_t at)
{
    while (at + 1 < bytes.len) {
        unsigned next = byte_at(bytes, at + 1);
        if (byte_at(bytes, at) == 0xFF && next != 0 && (next < 0xD0 || next > 0xD7) &&
            next != 0xFF)
            return at;
        at++;
    }
    return bytes.len;
}

/* Walks the segments to the end marker; NULL when the file is whole, else what is wrong. A
 * reader would accept a truncated file in silence and show gray. */
static const char *read_jpeg(sm_str bytes, jpeg *j)
{
    bool scanned = false;
    for (size_t at = 2; at + 1 < bytes.len;) {
        if (byte_at(bytes, at) != 0xFF)
            return "a damaged JPEG";
        unsigned marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) { /* fill */
            at++;
            continue;
        }
        if (marker == 0xD9)
            return j->width == 0 || j->height == 0 || !scanned ? "a damaged JPEG" : NULL;
        size_t len = (size_t)byte_at(bytes, at + 2) << 8 | byte_at(bytes, at + 3);
        if (len < 2 || at + 2 + len > bytes.len)
            break;
        if (is_frame(marker)) {
            if (marker != 0xC0 && marker != 0xC1 && marker != 0xC2)
                return "a JPEG of a rare kind (lossless or arithmetic)";
            if (byte_at(bytes, at + 4) != 8)
                return "a JPEG with other than 8 bits";
            j->height = (unsigned)byte_at(bytes, at + 5) << 8 | byte_at(bytes, at + 6);
            j->width = (unsigned)byte_at(bytes, at + 7) << 8 | byte_at(bytes, at + 8);
            j->components = byte_at(bytes, at + 9);
        }
        at += 2 + len;
        if (marker == 0xDA) {
            scanned = true;
            at = skip_scan(bytes, at);
        }
    }
    return "a truncated JPEG";
}

static uint32_t add_jpeg(pdf_images *images, sm_str bytes, const char **why)
{
    jpeg j = {0};
    *why = read_jpeg(bytes, &j);
    if (*why != NULL)
        return 0;
    if (j.components != 1 && j.components != 3) {
        *why = "a JPEG in CMYK, a kind of color for print; save it as RGB"; /* PDF/A has one
                                                                               kind */
        return 0;
    }
    sm_str entries = image_entries(images->arena, j.width, j.height,
                                   plain_color(j.components == 1), SM_STR("/Filter/DCTDecode"));
    return pdf_add_raw_stream(images->file, entries, bytes);
}

static bool is_shown_so(const image *i, sm_point shown)
{
    return i->shown.x == shown.x && i->shown.y == shown.y;
}

/* BYTES among the images, as a number from 1. */
static size_t find_or_add(pdf_images *images, sm_str bytes, sm_point shown)
{
    sm_image_kind kind = sm_image_kind_of(bytes);
    if (kind != SM_IMAGE_SVG)
        shown = (sm_point){0, 0};
    for (size_t i = 0; i < images->images.count; i++)
        if (images->images.items[i].ptr == bytes.ptr &&
            images->images.items[i].len == bytes.len &&
            is_shown_so(&images->images.items[i], shown))
            return i + 1;
    image made = {
        .ptr = bytes.ptr, .len = bytes.len, .shown = shown, .why = "neither PNG, JPEG nor SVG"};
    sm_sha256_hex(bytes, made.digest);
    for (size_t i = 0; i < images->images.count; i++)
        if (strcmp(images->images.items[i].digest, made.digest) == 0 &&
            is_shown_so(&images->images.items[i], shown))
            return i + 1;
    if (kind == SM_IMAGE_PNG)
        made.object = add_png(images, bytes, &made.why);
    else if (kind == SM_IMAGE_JPEG)
        made.object = add_jpeg(images, bytes, &made.why);
    else if (kind == SM_IMAGE_SVG)
        made.object = add_svg(images, bytes, shown, &made.why);
    SM_LIST_ADD(images->arena, &images->images, made);
    return images->images.count;
}

unsigned pdf_image_number(pdf_images *images, sm_str bytes, sm_point shown, sm_str alt,
                          sm_loc loc, sm_diag *diag)
{
    size_t number = find_or_add(images, bytes, shown);
    const image *found = &images->images.items[number - 1];
    if (found->object != 0)
        return (unsigned)number;
    sm_report(diag, SM_DIAG_IMAGE_UNUSABLE, loc, "%s%s%.*s", found->why,
              alt.len != 0 ? ": " : "", SM_STR_ARG(alt));
    return 0;
}

sm_str pdf_images_resources(const pdf_images *images)
{
    sm_buf buf = sm_buf_new(images->arena);
    for (size_t i = 0; i < images->images.count; i++)
        if (images->images.items[i].object != 0)
            sm_buf_addf(&buf, "/Im%zu %u 0 R", i + 1, (unsigned)images->images.items[i].object);
    return sm_buf_str(&buf);
}
