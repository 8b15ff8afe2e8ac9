#include "specmill/base/image.h"

/* TEXT from behind the next END, or nothing. */
static sm_str behind(sm_str text, sm_str end)
{
    size_t at = sm_str_find(text, end);
    return at == SM_STR_NONE ? (sm_str){0} : sm_str_from(text, at + end.len);
}

static bool is_svg(sm_str bytes)
{
    if (sm_str_starts(bytes, SM_STR("\xEF\xBB\xBF")))
        bytes = sm_str_from(bytes, 3);
    for (;;) {
        bytes = sm_str_trim(bytes);
        if (sm_str_starts(bytes, SM_STR("<?")))
            bytes = behind(bytes, SM_STR("?>"));
        else if (sm_str_starts(bytes, SM_STR("<!--")))
            bytes = behind(bytes, SM_STR("-->"));
        else if (sm_str_starts_nocase(bytes, SM_STR("<!DOCTYPE svg")))
            return true;
        else
            return sm_str_starts(bytes, SM_STR("<svg")) ||
                   sm_str_starts(bytes, SM_STR("<svg:svg"));
    }
}

sm_image_kind sm_image_kind_of(sm_str bytes)
{
    if (sm_str_starts(bytes, SM_STR("\x89PNG\r\n\x1a\n")))
        return SM_IMAGE_PNG;
    if (sm_str_starts(bytes, SM_STR("\xff\xd8\xff")))
        return SM_IMAGE_JPEG;
    if (sm_str_starts(bytes, SM_STR("GIF87a")) || sm_str_starts(bytes, SM_STR("GIF89a")))
        return SM_IMAGE_GIF;
    if (bytes.len > 12 && sm_str_starts(bytes, SM_STR("RIFF")) &&
        sm_str_equal(sm_str_sub(bytes, 8, 4), SM_STR("WEBP")))
        return SM_IMAGE_WEBP;
    return is_svg(bytes) ? SM_IMAGE_SVG : SM_IMAGE_UNKNOWN;
}

sm_str sm_image_media_type(sm_image_kind kind)
{
    switch (kind) {
    case SM_IMAGE_UNKNOWN:
        break;
    case SM_IMAGE_PNG:
        return SM_STR("image/png");
    case SM_IMAGE_JPEG:
        return SM_STR("image/jpeg");
    case SM_IMAGE_GIF:
        return SM_STR("image/gif");
    case SM_IMAGE_WEBP:
        return SM_STR("image/webp");
    case SM_IMAGE_SVG:
        return SM_STR("image/svg+xml");
    }
    return (sm_str){0};
}

void sm_image_write_url(sm_buf *buf, sm_str bytes)
{
    sm_buf_add_cstr(buf, "data:");
    sm_buf_add_str(buf, sm_image_media_type(sm_image_kind_of(bytes)));
    sm_buf_add_cstr(buf, ";base64,");
    sm_buf_add_base64(buf, bytes);
}
