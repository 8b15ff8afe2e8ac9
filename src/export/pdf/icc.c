#include "archive.h"
#include <math.h>
#include <string.h>

enum { HEADER = 128, TAGS = 9, TABLE = 4 + TAGS * 12, CURVE_POINTS = 1024 };

static void add_u16(sm_buf *buf, unsigned value)
{
    sm_buf_add_char(buf, (char)(value >> 8));
    sm_buf_add_char(buf, (char)(value & 0xFF));
}

static void add_u32(sm_buf *buf, uint32_t value)
{
    add_u16(buf, value >> 16);
    add_u16(buf, value & 0xFFFF);
}

static void add_zeros(sm_buf *buf, size_t count)
{
    memset(sm_buf_reserve(buf, count), 0, count);
    buf->len += count;
}

static void add_fixed(sm_buf *buf, double value) /* s15Fixed16Number */
{
    add_u32(buf, (uint32_t)(int32_t)lround(value * 65536));
}

static void add_xyz(sm_buf *buf, double x, double y, double z)
{
    sm_buf_add_cstr(buf, "XYZ ");
    add_u32(buf, 0);
    add_fixed(buf, x);
    add_fixed(buf, y);
    add_fixed(buf, z);
}

static void add_description(sm_buf *buf, const char *text)
{
    sm_buf_add_cstr(buf, "desc");
    add_u32(buf, 0);
    add_u32(buf, (uint32_t)strlen(text) + 1);
    sm_buf_add(buf, text, strlen(text) + 1);
    add_zeros(buf, 4 + 4 + 2 + 1 + 67); /* no Unicode, no Macintosh name */
}

/* IEC 61966-2-1, from the signal to light. */
static void add_curve(sm_buf *buf)
{
    sm_buf_add_cstr(buf, "curv");
    add_u32(buf, 0);
    add_u32(buf, CURVE_POINTS);
    for (int i = 0; i < CURVE_POINTS; i++) {
        double v = i / (double)(CURVE_POINTS - 1);
        double light = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
        add_u16(buf, (unsigned)lround(light * 65535));
    }
}

static void add_header(sm_buf *buf, size_t size)
{
    add_u32(buf, (uint32_t)size);
    add_zeros(buf, 4);
    add_u32(buf, 0x02100000); /* version 2.1 */
    sm_buf_add_cstr(buf, "mntrRGB XYZ ");
    add_u16(buf, 1998);
    add_u16(buf, 2);
    add_u16(buf, 9);
    add_zeros(buf, 6);
    sm_buf_add_cstr(buf, "acsp");
    add_zeros(buf, 28);     /* platform, flags, device, attributes, intent: perceptual */
    add_fixed(buf, 0.9642); /* D50 */
    add_fixed(buf, 1);
    add_fixed(buf, 0.82491);
    add_zeros(buf, HEADER - 80);
}

sm_str pdf_srgb_profile(sm_arena *arena)
{
    static const char names[TAGS][5] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
                                        "bXYZ", "rTRC", "gTRC", "bTRC"};
    size_t starts[TAGS], ends[TAGS];
    sm_buf data = sm_buf_new(arena);
    for (size_t i = 0; i < TAGS; i++) {
        add_zeros(&data, (4 - data.len % 4) % 4);
        starts[i] = data.len;
        switch (i) {
        case 0:
            add_description(&data, "sRGB IEC61966-2.1");
            break;
        case 1:
            sm_buf_add_cstr(&data, "text");
            add_u32(&data, 0);
            sm_buf_add(&data, "No copyright", 13);
            break;
        case 2:
            add_xyz(&data, 0.9505, 1, 1.0891);
            break;
        case 3:
            add_xyz(&data, 0.43607, 0.22249, 0.01392);
            break; /* adapted to D50 */
        case 4:
            add_xyz(&data, 0.38515, 0.71687, 0.09708);
            break;
        case 5:
            add_xyz(&data, 0.14307, 0.06061, 0.71410);
            break;
        case 6:
            add_curve(&data);
            break;
        default:
            starts[i] = starts[6];
            break; /* all three are the same */
        }
        ends[i] = data.len;
    }
    sm_buf profile = sm_buf_new(arena);
    add_header(&profile, HEADER + TABLE + data.len);
    add_u32(&profile, TAGS);
    for (size_t i = 0; i < TAGS; i++) {
        sm_buf_add_cstr(&profile, names[i]);
        add_u32(&profile, (uint32_t)(HEADER + TABLE + starts[i]));
        add_u32(&profile, (uint32_t)((i > 6 ? ends[6] : ends[i]) - starts[i]));
    }
    sm_buf_add_str(&profile, sm_buf_str(&data));
    return sm_buf_str(&profile);
}
