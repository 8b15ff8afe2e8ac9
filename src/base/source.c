#include "specmill/base/source.h"
#include "specmill/base/buf.h"
#include "specmill/base/diag.h"
#include "specmill/base/digest.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include <string.h>

typedef struct faults {
    size_t utf8, nul; /* offset in the clean text of the first of each, or SM_STR_NONE */
} faults;

/* Whether BYTES can stand as they are: no CR, no NUL, well-formed. */
static bool is_clean(sm_str bytes)
{
    return sm_str_find_char(bytes, '\r') == SM_STR_NONE &&
           sm_str_find_char(bytes, '\0') == SM_STR_NONE &&
           sm_utf8_invalid(bytes) == SM_STR_NONE;
}

static sm_str clean(sm_arena *arena, sm_str bytes, faults *found)
{
    sm_buf buf = sm_buf_new(arena);
    sm_buf_reserve(&buf, bytes.len);
    size_t offset = 0;
    while (offset < bytes.len) {
        unsigned char c = (unsigned char)bytes.ptr[offset];
        if (c == '\r') {
            sm_buf_add_char(&buf, '\n');
            offset += offset + 1 < bytes.len && bytes.ptr[offset + 1] == '\n' ? 2 : 1;
        } else if (c != '\0' && c < 0x80) {
            sm_buf_add_char(&buf, (char)c);
            offset++;
        } else {
            size_t start = offset;
            uint32_t codepoint = sm_utf8_next(bytes, &offset);
            bool well_formed =
                codepoint != SM_REPLACEMENT || (offset - start == 3 && c == 0xEF);
            if (c == '\0' && found->nul == SM_STR_NONE)
                found->nul = buf.len;
            if (!well_formed && found->utf8 == SM_STR_NONE)
                found->utf8 = buf.len;
            sm_buf_add_codepoint(&buf, c == '\0' ? SM_REPLACEMENT : codepoint);
        }
    }
    return sm_buf_str(&buf);
}

static void find_lines(sm_arena *arena, sm_source *source)
{
    struct SM_LIST(size_t) starts = {0};
    sm_str text = source->text;
    for (size_t at = 0; at < text.len;) {
        SM_LIST_ADD(arena, &starts, at);
        const char *end = memchr(text.ptr + at, '\n', text.len - at);
        at = end == NULL ? text.len : (size_t)(end - text.ptr) + 1;
    }
    source->starts = starts.items;
    source->lines = starts.count;
}

enum { MARK = 1024 }; /* bytes */

static size_t count_continued(const sm_source *source, size_t from, size_t to)
{
    return to - from - sm_utf8_count(sm_str_sub(source->text, from, to - from));
}

static void count_characters(sm_arena *arena, sm_source *source)
{
    if (sm_utf8_is_ascii(source->text))
        return;
    size_t marks = source->text.len / MARK + 1, count = 0;
    uint32_t *continued = SM_NEW_ARRAY(arena, uint32_t, marks);
    for (size_t i = 1; i < marks; i++) {
        count += count_continued(source, (i - 1) * MARK, i * MARK);
        continued[i] = (uint32_t)count;
    }
    source->continued = continued;
}

/* How many of the bytes from FROM to TO continue a character. */
static size_t continued_between(const sm_source *source, size_t from, size_t to)
{
    if (source->continued == NULL)
        return 0;
    if (to - from < MARK)
        return count_continued(source, from, to);
    size_t first = from / MARK, last = to / MARK;
    return source->continued[last] - source->continued[first] +
           count_continued(source, last * MARK, to) -
           count_continued(source, first * MARK, from);
}

const sm_source *sm_source_from_bytes(sm_arena *arena, sm_str name, sm_str bytes, sm_diag *diag)
{
    return sm_source_in_folder(arena, name, (sm_str){0}, bytes, diag);
}

const sm_source *sm_source_with_outside(sm_arena *arena, const sm_source *source,
                                        sm_str_list outside)
{
    sm_source *wider = SM_NEW(arena, sm_source);
    *wider = *source;
    wider->outside = outside;
    return wider;
}

const sm_source *sm_source_in_folder(sm_arena *arena, sm_str name, sm_str folder, sm_str bytes,
                                     sm_diag *diag)
{
    sm_source *source = SM_NEW(arena, sm_source);
    source->name = sm_str_copy(arena, sm_utf8_clean(arena, name)); /* it is shown */
    source->folder = sm_str_copy(arena, folder);
    source->bytes = bytes;
    sm_str text = bytes;
    bool little = sm_str_starts(bytes, SM_STR("\xFF\xFE"));
    bool utf16 = little || sm_str_starts(bytes, SM_STR("\xFE\xFF"));
    if (utf16)
        text = sm_utf8_from_utf16(arena, sm_str_from(bytes, 2), !little);
    else if (sm_str_starts(bytes, SM_STR("\xEF\xBB\xBF")))
        text = sm_str_from(bytes, 3);
    faults found = {SM_STR_NONE, SM_STR_NONE};
    source->text = is_clean(text) ? text : clean(arena, text, &found);
    if (source->text.ptr == NULL)
        source->text = SM_STR("");
    find_lines(arena, source);
    count_characters(arena, source);
    if (utf16)
        sm_report(diag, SM_DIAG_UTF16_CONVERTED, (sm_loc){source, 0, 0}, NULL);
    if (found.utf8 != SM_STR_NONE)
        sm_report(diag, SM_DIAG_INVALID_UTF8, sm_source_loc(source, found.utf8), NULL);
    if (found.nul != SM_STR_NONE)
        sm_report(diag, SM_DIAG_NUL_BYTE, sm_source_loc(source, found.nul), NULL);
    return source;
}

sm_loc sm_source_loc_of_file(sm_arena *arena, sm_str name)
{
    sm_source *named = SM_NEW(arena, sm_source);
    named->name = sm_str_copy(arena, name);
    return (sm_loc){named, 0, 0};
}

sm_str sm_source_line(const sm_source *source, uint32_t line)
{
    if (line == 0 || line > source->lines)
        return SM_STR("");
    size_t from = source->starts[line - 1];
    size_t to = line < source->lines ? source->starts[line] : source->text.len;
    if (to > from && source->text.ptr[to - 1] == '\n')
        to--;
    return (sm_str){source->text.ptr + from, to - from};
}

sm_loc sm_source_loc(const sm_source *source, size_t offset)
{
    size_t low = 0, high = source->lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return sm_source_loc_in_line(source, low, offset);
}

sm_loc sm_source_loc_in_line(const sm_source *source, size_t index, size_t offset)
{
    if (source->lines == 0)
        return (sm_loc){source, 1, 1};
    if (offset > source->text.len)
        offset = source->text.len;
    size_t start = source->starts[index];
    size_t column = offset - start - continued_between(source, start, offset) + 1;
    return (sm_loc){source, (uint32_t)(index + 1), (uint32_t)column};
}

void sm_source_digest(const sm_source *source, char hex[65])
{
    hex[0] = '\0';
    if (source->bytes.ptr != NULL)
        sm_sha256_hex(source->bytes, hex);
}
