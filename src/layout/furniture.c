/* What stands on every page around the text. */
#include "makeup.h"
#include "set.h"
#include <math.h>
#include <string.h>

static const char separator[] = "  \u00b7  ";

/* "Draft · 1.2 · SHA-256 0123456789ab" */
static sm_str foot_text(layout_setter *setter)
{
    sm_buf buf = sm_buf_new(setter->arena);
    sm_str version = layout_version(setter);
    sm_buf_add_str(&buf, layout_status(setter));
    if (version.len > 0) {
        if (buf.len > 0)
            sm_buf_add_cstr(&buf, separator);
        sm_buf_add_str(&buf, version);
    }
    if (setter->digest[0] != '\0') {
        if (buf.len > 0)
            sm_buf_add_cstr(&buf, separator);
        sm_buf_addf(&buf, "SHA-256 %.12s", setter->digest);
    }
    return sm_buf_str(&buf);
}

void layout_add_furniture(layout_setter *setter, layout_marks *marks,
                          const layout_format *format, size_t number, size_t count,
                          sm_str section)
{
    const sm_theme *theme = setter->theme;
    sm_pt left = format->left, right = format->width - format->right, width = right - left;
    layout_style style = {
        .font = {SM_FAMILY_TEXT, false, false},
        .size = theme->small_size,
        .color = theme->muted_color,
    };
    sm_ink rule = layout_ink(theme->rule_color);
    bool mirrored = setter->right_to_left;
    sm_text_anchor near = mirrored ? SM_ANCHOR_END : SM_ANCHOR_START;
    sm_text_anchor far = mirrored ? SM_ANCHOR_START : SM_ANCHOR_END;
    sm_pt start = mirrored ? right : left, end = mirrored ? left : right;
    if (number > 0) {
        sm_pt y = fmax(format->top - 26, style.size + 4);
        sm_pt used = layout_add_text(setter, marks, section, style, (sm_point){end, y}, far,
                                     width * 0.48);
        layout_add_text(setter, marks, layout_title(setter), style, (sm_point){start, y}, near,
                        width - used - 18);
        layout_add_line(setter->arena, marks, (sm_point){left, y + 6}, (sm_point){right, y + 6},
                        rule, 0.5);
    }
    sm_pt y = format->height - format->bottom + fmin(32, format->bottom * 0.55);
    sm_str page = sm_say_with(setter->arena, setter->wording, SM_SAY_PAGE,
                              sm_str_printf(setter->arena, "%zu", number + 1),
                              sm_str_printf(setter->arena, "%zu", count));
    sm_pt used =
        layout_add_text(setter, marks, page, style, (sm_point){end, y}, far, width * 0.4);
    layout_add_text(setter, marks, foot_text(setter), style, (sm_point){start, y}, near,
                    width - used - 18);
    layout_add_line(setter->arena, marks, (sm_point){left, y - style.size - 4},
                    (sm_point){right, y - style.size - 4}, rule, 0.5);
}
