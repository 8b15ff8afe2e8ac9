#include "loader.h"

static bool continues_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static size_t line_of(const load *l, size_t offset)
{
    const sm_source *source = l->source;
    size_t line = l->place_line;
    if (source->starts[line] <= offset) {
        for (int steps = 0; steps < 16; steps++, line++)
            if (line + 1 == source->lines || source->starts[line + 1] > offset)
                return line;
    }
    size_t low = 0, high = source->lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

sm_loc load_loc(load *l, size_t offset)
{
    const sm_source *source = l->source;
    if (source->lines == 0)
        return (sm_loc){source, 1, 1};
    if (offset > source->text.len)
        offset = source->text.len;
    size_t line = line_of(l, offset);
    l->place_line = line;
    return sm_source_loc_in_line(source, line, offset);
}

size_t load_offset(const load *l, int line, int column)
{
    const sm_source *source = l->source;
    int below = l->first_line + (line > 0 ? line - 1 : 0);
    size_t row = below > 0 ? (size_t)below : 0;
    if (row >= source->lines)
        return source->text.len;
    size_t start = source->starts[row];
    size_t end = row + 1 < source->lines ? source->starts[row + 1] : source->text.len;
    size_t offset = start + (column > 0 ? (size_t)column - 1 : 0);
    if (offset >= end)
        offset = end > start ? end - 1 : start;
    while (offset > start && continues_character(source->text.ptr[offset]))
        offset--;
    return offset;
}
