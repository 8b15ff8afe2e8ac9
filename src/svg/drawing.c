#include "drawing.h"
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

void svg_get_ready(void)
{
    (void)cairo_version();
}

static RsvgHandle *parsed(sm_str bytes)
{
    GError *error = NULL;
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)bytes.ptr, bytes.len, &error);
    g_clear_error(&error);
    if (handle != NULL)
        rsvg_handle_set_dpi(handle, 96); /* CSS Values and Units: an inch is 96 pixels */
    return handle;
}

static bool is_size(double width, double height)
{
    return width > 0 && height > 0 && isfinite(width) && isfinite(height);
}

bool svg_size(sm_str bytes, double *width, double *height)
{
    RsvgHandle *handle = parsed(bytes);
    if (handle == NULL)
        return false;
    gboolean has_width, has_height, has_box;
    RsvgLength w, h;
    RsvgRectangle box;
    bool ok = rsvg_handle_get_intrinsic_size_in_pixels(handle, width, height) &&
              is_size(*width, *height);
    if (!ok) {
        rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &w, &has_height, &h, &has_box,
                                             &box);
        *width = box.width;
        *height = box.height;
        ok = has_box && is_size(*width, *height);
    }
    g_object_unref(handle);
    return ok;
}

static bool render(RsvgHandle *handle, cairo_surface_t *surface, unsigned width,
                   unsigned height)
{
    const RsvgRectangle all = {0, 0, width, height};
    cairo_t *cairo = cairo_create(surface);
    GError *error = NULL;
    bool ok = rsvg_handle_render_document(handle, cairo, &all, &error) &&
              cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    g_clear_error(&error);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return ok;
}

/* From cairo's pixels (a native word each, alpha first, colors multiplied by it) to bytes. */
static void unmultiply(uint8_t *pixels, size_t count)
{
    for (size_t i = 0; i < count; i++, pixels += 4) {
        uint32_t word;
        memcpy(&word, pixels, sizeof word);
        uint32_t alpha = word >> 24;
        for (unsigned color = 0; color < 3; color++) {
            uint32_t value = word >> (16 - 8 * color) & 0xFF;
            pixels[color] = (uint8_t)(alpha == 0 ? 0 : (value * 255 + alpha / 2) / alpha);
        }
        pixels[3] = (uint8_t)alpha;
    }
}

bool svg_draw(sm_str bytes, unsigned width, unsigned height, uint8_t *pixels)
{
    enum { WIDEST = 32767 }; /* cairo's */
    if (width == 0 || height == 0 || width > WIDEST || height > WIDEST)
        return false;
    RsvgHandle *handle = parsed(bytes);
    if (handle == NULL)
        return false;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        pixels, CAIRO_FORMAT_ARGB32, (int)width, (int)height, (int)width * 4);
    bool ok = render(handle, surface, width, height);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    if (ok)
        unmultiply(pixels, (size_t)width * height);
    return ok;
}
