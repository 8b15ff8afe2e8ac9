#include "typed.h"
#include "specmill/model/date.h"

enum { DIGITS_MAX = 15, DECIMALS_MAX = 6 }; /* a double holds 15 digits exactly */

/* TEXT as a number in its canonical spelling. */
static bool read_number(sm_str text, double *number, int *decimals)
{
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    size_t i = text.len != 0 && text.ptr[0] == '-';
    size_t first = i, digits = 0;
    double value = 0;
    *decimals = -1;
    for (; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && *decimals < 0 && digits != 0) {
            *decimals = 0;
            continue;
        }
        if (!sm_is_digit(c) || ++digits > DIGITS_MAX)
            return false;
        value = value * 10 + (c - '0');
        *decimals += *decimals >= 0;
    }
    bool leading_zero =
        text.len - first > 1 && text.ptr[first] == '0' && text.ptr[first + 1] != '.';
    bool trailing_zero = *decimals == 0 || (*decimals > 0 && text.ptr[text.len - 1] == '0');
    if (digits == 0 || leading_zero || trailing_zero || *decimals > DECIMALS_MAX)
        return false;
    if (first == 1 && value <= 0) /* "-0" */
        return false;
    *decimals = *decimals < 0 ? 0 : *decimals;
    *number = (first == 1 ? -value : value) / powers[*decimals];
    return true;
}

xlsx_typed xlsx_type_text(sm_str text)
{
    xlsx_typed typed = {.type = XLSX_TYPE_OTHER};
    sm_date date;
    if (text.len == 0)
        return (xlsx_typed){.type = XLSX_TYPE_NONE};
    if (text.len > 20)
        return typed;
    if (read_number(text, &typed.number, &typed.decimals))
        typed.type = XLSX_TYPE_NUMBER;
    else if (sm_str_ends(text, SM_STR("%")) &&
             read_number(sm_str_sub(text, 0, text.len - 1), &typed.number, &typed.decimals)) {
        typed.type = XLSX_TYPE_PERCENT;
        typed.number /= 100;
    } else if (sm_date_from_iso(text, &date)) {
        if (xlsx_has_serial(date, &typed.number))
            typed.type = XLSX_TYPE_DATE;
    }
    return typed;
}

void xlsx_see_text(xlsx_typing *typing, sm_str text)
{
    if (typing->type == XLSX_TYPE_OTHER)
        return;
    xlsx_typed typed = xlsx_type_text(text);
    if (typed.type == XLSX_TYPE_NONE)
        return;
    if (typing->type == XLSX_TYPE_NONE)
        typing->type = typed.type;
    else if (typing->type != typed.type)
        typing->type = XLSX_TYPE_OTHER;
    if (typed.decimals > typing->decimals)
        typing->decimals = typed.decimals;
    if (typing->type == XLSX_TYPE_PERCENT && typing->decimals > 3)
        typing->type = XLSX_TYPE_OTHER;
}

xlsx_style xlsx_typing_style(xlsx_typing typing)
{
    switch (typing.type) {
    case XLSX_TYPE_NONE:
    case XLSX_TYPE_OTHER:
        return XLSX_STYLE_TEXT;
    case XLSX_TYPE_NUMBER:
        return XLSX_STYLE_NUMBER;
    case XLSX_TYPE_PERCENT:
        return (xlsx_style)(XLSX_STYLE_PERCENT_0 + typing.decimals);
    case XLSX_TYPE_DATE:
        return XLSX_STYLE_DATE;
    }
    return XLSX_STYLE_TEXT;
}

xlsx_cell xlsx_typed_cell(sm_str text, xlsx_style style)
{
    if (style == XLSX_STYLE_TEXT || text.len == 0)
        return xlsx_text(text);
    return xlsx_number(xlsx_type_text(text).number);
}
