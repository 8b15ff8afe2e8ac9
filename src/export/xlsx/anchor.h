/* Cells that lead to places in the published HTML, when it is published. */
#ifndef SPECMILL_EXPORT_XLSX_ANCHOR_H
#define SPECMILL_EXPORT_XLSX_ANCHOR_H

#include "book.h"
#include "specmill/export/anchors.h"

/* The title of SECTION (NULL: blank), leading there. ROW is the cell's: a sheet holds only so
 * many links. HTML_BASE NULL: no link. */
xlsx_cell xlsx_section_cell(sm_arena *arena, const char *html_base, size_t row,
                            const sm_block *section);

/* The number of LOC's line, leading to where TEXT (may be absent) stands in SECTION. */
xlsx_cell xlsx_line_cell(sm_arena *arena, const char *html_base, size_t row, sm_loc loc,
                         const sm_block *section, sm_str text);

/* The number of RECORD's line, leading to its anchor or, when it has none, to where TEXT
 * stands. */
xlsx_cell xlsx_record_line_cell(sm_arena *arena, const char *html_base, size_t row,
                                const sm_anchors *anchors, const sm_record *record,
                                sm_str text);

/* The innermost section that LINE is in, or NULL. */
const sm_block *xlsx_section_at(const sm_spec *spec, uint32_t line);

#endif
