#include "records.h"

enum { MATCH_ROWS_MAX = 5000 }; /* looking up each id in more rows would hold Excel up */

/* ID as MATCH looks for it: '*', '?' and '~' would be wildcards. */
static sm_str match_text(sm_arena *arena, sm_str id)
{
    sm_buf buf = sm_buf_new(arena);
    for (size_t i = 0; i < id.len; i++) {
        if (id.ptr[i] == '*' || id.ptr[i] == '?' || id.ptr[i] == '~')
            sm_buf_add_char(&buf, '~');
        sm_buf_add_char(&buf, id.ptr[i]);
    }
    return sm_buf_str(&buf);
}

xlsx_cell xlsx_jump(sm_arena *arena, const sm_ids *tasks, sm_str id, sm_str text)
{
    size_t row = sm_ids_find(tasks, id);
    /* Formulas hold text as it is: what a cell would escape stays a plain text. */
    bool plain = true;
    for (size_t i = 0; i < text.len; i++)
        plain = plain && (unsigned char)text.ptr[i] >= 0x20;
    if (row == SM_STR_NONE || !plain || text.len > XLSX_FORMULA_TEXT_MAX || id.len > 100)
        return xlsx_text(text);
    sm_buf buf = sm_buf_new(arena);
    if (tasks->records->count > MATCH_ROWS_MAX) {
        sm_buf_addf(&buf, "=HYPERLINK(\"#Tasks!A%zu\",", row + 2);
    } else {
        sm_buf_add_cstr(&buf, "=HYPERLINK(\"#Tasks!A\"&MATCH(");
        xlsx_formula_text(&buf, match_text(arena, id));
        sm_buf_add_cstr(&buf, ",Tasks!$A:$A,0),");
    }
    xlsx_formula_text(&buf, text);
    sm_buf_add_char(&buf, ')');
    return (xlsx_cell){.kind = XLSX_TEXT_FORMULA, .text = text, .target = sm_buf_str(&buf)};
}

sm_str xlsx_capital(sm_arena *arena, const char *name)
{
    if (name == NULL)
        return (sm_str){0};
    sm_str text = sm_str_copy(arena, sm_str_from_cstr(name));
    return sm_str_printf(arena, "%c%.*s", text.ptr[0] - 'a' + 'A',
                         SM_STR_ARG(sm_str_from(text, 1)));
}
