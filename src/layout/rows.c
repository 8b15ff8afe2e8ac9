#include "rows.h"
#include <math.h>

static sm_pt height_of(const layout_lines *lines)
{
    sm_pt height = 0;
    for (size_t i = 0; i < lines->count; i++)
        height += lines->items[i].height;
    return height;
}

static void add_line(layout_strip *strip, const layout_line *line, sm_pt y)
{
    layout_move(line->marks, 0, y);
    layout_join(&strip->marks, line->marks);
    if (line->note != 0) {
        if (strip->note == 0 || line->note < strip->note)
            strip->note = line->note;
        if (line->note_end > strip->note_end)
            strip->note_end = line->note_end;
    }
}

static void add_whole(layout_setter *setter, layout_context context, const layout_lines *cells,
                      size_t count, const layout_box *box, sm_pt height)
{
    sm_pt baseline = count > 0 && cells[0].count > 0 ? cells[0].items[0].baseline : height;
    layout_strip *strip = layout_add_strip(&setter->galley, box, height, baseline);
    strip->landscape = context.landscape;
    for (size_t c = 0; c < count; c++) {
        sm_pt y = 0;
        for (size_t i = 0; i < cells[c].count; i++) {
            add_line(strip, &cells[c].items[i], y);
            y += cells[c].items[i].height;
        }
    }
}

/* A row taller than a page: line by line. */
static void add_cut(layout_setter *setter, layout_context context, const layout_lines *cells,
                    size_t count, const layout_box *box, size_t lines)
{
    for (size_t i = 0; i < lines; i++) {
        sm_pt height = 0, baseline = 0;
        for (size_t c = 0; c < count; c++)
            if (i < cells[c].count) {
                height = fmax(height, cells[c].items[i].height);
                baseline = fmax(baseline, cells[c].items[i].baseline);
            }
        layout_strip *strip = layout_add_strip(&setter->galley, box, height, baseline);
        strip->landscape = context.landscape;
        for (size_t c = 0; c < count; c++)
            if (i < cells[c].count)
                add_line(strip, &cells[c].items[i], 0);
    }
}

void layout_add_row(layout_setter *setter, layout_context context, const layout_lines *cells,
                    size_t count, const layout_box *box, sm_pt height_max)
{
    sm_pt height = 0;
    size_t lines = 0;
    for (size_t c = 0; c < count; c++) {
        height = fmax(height, height_of(&cells[c]));
        lines = cells[c].count > lines ? cells[c].count : lines;
    }
    if (height <= 0)
        height = context.size * context.leading;
    if (height <= height_max || lines < 2)
        add_whole(setter, context, cells, count, box, height);
    else
        add_cut(setter, context, cells, count, box, lines);
}
