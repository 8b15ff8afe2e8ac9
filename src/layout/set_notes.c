/* Footnotes: set once, placed by make-up at the foot of the page that refers to them first. */
#include "set.h"
#include <math.h>

static void set_note(layout_setter *setter, layout_context context, size_t number, sm_pt hang)
{
    const sm_footnote *note = &setter->spec->doc->footnotes[number - 1];
    bool mirrored = setter->right_to_left;
    layout_context inner = context;
    inner.tag = setter->note_tags[number - 1];
    if (inner.tag == 0) /* nobody refers to it */
        inner.tag = layout_add_tag(setter, SM_TAG_NOTE, context.tag);
    setter->note_tags[number - 1] = inner.tag;
    layout_style style =
        layout_text_style(context, layout_add_tag(setter, SM_TAG_LABEL, inner.tag));
    style.color = setter->theme->accent_color;
    layout_marks label = {NULL, NULL};
    layout_add_text(setter, &label, sm_str_printf(setter->arena, "%zu", number), style,
                    (sm_point){mirrored ? context.x + context.width : 0, 0},
                    mirrored ? SM_ANCHOR_END : SM_ANCHOR_START, 30);
    layout_join(&setter->galley.label, label);
    setter->galley.has_label = true;
    inner.width -= hang;
    inner.x = layout_at(setter, context, hang, inner.width);
    layout_set_blocks(setter, inner, note->blocks);
    if (setter->galley.has_label)
        layout_add_strip(&setter->galley, NULL, context.size * context.leading, context.size);
}

void layout_set_notes(layout_setter *setter, layout_context context)
{
    const sm_doc *doc = setter->spec->doc;
    setter->note_strips = SM_NEW_ARRAY(setter->arena, uint32_t, doc->footnote_count + 1);
    context.size = setter->theme->small_size;
    context.leading = 1.35;
    context.tight = true;
    layout_galley main = setter->galley;
    setter->galley = setter->notes;
    setter->in_notes = true;
    layout_marks unused = {NULL, NULL};
    sm_pt hang = 6 + layout_add_text(setter, &unused,
                                     sm_str_printf(setter->arena, "%zu", doc->footnote_count),
                                     layout_text_style(context, 0), (sm_point){0, 0},
                                     SM_ANCHOR_START, 60);
    hang = fmax(hang, 14);
    for (size_t number = 1; number <= doc->footnote_count; number++) {
        uint32_t first = (uint32_t)setter->galley.count;
        setter->note_strips[number - 1] = first;
        set_note(setter, context, number, hang);
        layout_add_anchor(setter, sm_str_printf(setter->arena, "fn-%zu", number), first);
    }
    setter->notes = setter->galley;
    setter->galley = main;
    setter->in_notes = false;
}
