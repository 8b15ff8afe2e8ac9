#include "anchor.h"
#include "specmill/base/url.h"

enum { FRAGMENT_MAX = 60 }; /* bytes of text: enough to tell one row from another */

/* TEXT for a text fragment (WICG "URL Fragment Text Directives"): its first words, with
 * everything encoded that is no letter or digit. */
static void add_fragment(sm_buf *buf, sm_str text)
{
    text = sm_str_trim(sm_str_sub(text, 0, sm_str_find_char(text, '\n')));
    size_t len = text.len;
    if (len > FRAGMENT_MAX) /* a match ends with a word */
        for (len = FRAGMENT_MAX; len > 0 && text.ptr[len] != ' ';)
            len--;
    if (len < 3)
        return;
    sm_buf_add_cstr(buf, ":~:text=");
    sm_url_encode(buf, sm_str_sub(text, 0, len), "");
}

/* The address of TEXT at the anchor ID, or absent. */
static sm_str address(sm_arena *arena, const char *html_base, size_t row, sm_str id,
                      sm_str text)
{
    sm_buf buf = sm_buf_new(arena);
    if (html_base == NULL || id.len == 0 || row >= XLSX_LINKS_MAX / 2)
        return (sm_str){0};
    sm_buf_addf(&buf, "%s#%.*s", html_base, SM_STR_ARG(id));
    add_fragment(&buf, text);
    return buf.len <= XLSX_URL_MAX ? sm_buf_str(&buf) : (sm_str){0};
}

xlsx_cell xlsx_section_cell(sm_arena *arena, const char *html_base, size_t row,
                            const sm_block *section)
{
    if (section == NULL)
        return xlsx_text((sm_str){0});
    xlsx_cell cell = xlsx_text(section->as.section.label);
    cell.target = address(arena, html_base, row, section->as.section.id, (sm_str){0});
    if (cell.target.len != 0 && cell.kind == XLSX_TEXT)
        cell.kind = XLSX_LINK;
    return cell;
}

xlsx_cell xlsx_line_cell(sm_arena *arena, const char *html_base, size_t row, sm_loc loc,
                         const sm_block *section, sm_str text)
{
    xlsx_cell cell = xlsx_number(loc.line);
    if (section != NULL)
        cell.target = address(arena, html_base, row, section->as.section.id, text);
    if (cell.target.len != 0)
        cell.kind = XLSX_NUMBER_LINK;
    return cell;
}

xlsx_cell xlsx_record_line_cell(sm_arena *arena, const char *html_base, size_t row,
                                const sm_anchors *anchors, const sm_record *record, sm_str text)
{
    sm_str id = sm_anchor_id(anchors, record);
    if (id.len == 0)
        return xlsx_line_cell(arena, html_base, row, record->loc, record->section, text);
    xlsx_cell cell = xlsx_number(record->loc.line);
    cell.target = address(arena, html_base, row, id, (sm_str){0});
    if (cell.target.len != 0)
        cell.kind = XLSX_NUMBER_LINK;
    return cell;
}

const sm_block *xlsx_section_at(const sm_spec *spec, uint32_t line)
{
    size_t low = 0, high = spec->section_count;
    while (low < high) { /* sections stand in the order of their lines */
        size_t middle = low + (high - low) / 2;
        if (spec->sections[middle]->loc.line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : spec->sections[low - 1];
}
