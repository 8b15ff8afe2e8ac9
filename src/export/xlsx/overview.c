#include "overview.h"
#include "typed.h"

/* Column A is a margin, B names, C numbers and values, D notes. */
enum { COLUMN_NAME = 1, COLUMN_VALUE, COLUMN_NOTE };

enum { WIDTH_NAME = 28, WIDTH_VALUE = 46, WIDTH_NOTE = 44 };

typedef struct overview {
    xlsx_book *book;
    lxw_worksheet *sheet;
    size_t row;
} overview;

static void put(overview *o, size_t column, xlsx_cell cell, xlsx_style style)
{
    xlsx_write(o->book, o->sheet, o->book->arena, o->row, column, cell, style);
}

static void heading(overview *o, const char *text)
{
    o->row++;
    put(o, COLUMN_NAME, xlsx_text(sm_str_from_cstr(text)), XLSX_STYLE_HEADING);
    put(o, COLUMN_VALUE, xlsx_text((sm_str){0}), XLSX_STYLE_HEADING);
    put(o, COLUMN_NOTE, xlsx_text((sm_str){0}), XLSX_STYLE_HEADING);
    worksheet_set_row(o->sheet, (lxw_row_t)o->row, 22, NULL);
    o->row++;
}

static void title(overview *o)
{
    const sm_metadata *metadata = &o->book->job->spec->metadata;
    sm_str text =
        metadata->title.len != 0 ? metadata->title : o->book->job->spec->doc->source->name;
    put(o, COLUMN_NAME, xlsx_text(text), XLSX_STYLE_TITLE);
    worksheet_set_row(o->sheet, (lxw_row_t)o->row, 32, NULL);
    o->row++;
    sm_buf buf = sm_buf_new(o->book->arena);
    const sm_str parts[] = {metadata->type, metadata->subtitle};
    for (size_t i = 0; i < 2; i++)
        if (parts[i].len != 0)
            sm_buf_addf(&buf, "%s%.*s", buf.len != 0 ? " \u00b7 " : "", SM_STR_ARG(parts[i]));
    put(o, COLUMN_NAME, xlsx_text(sm_buf_str(&buf)), XLSX_STYLE_SUBTITLE);
    o->row++;
}

/* Whether a link to URL works outside the document's own folder. */
static bool is_web_link(sm_str url)
{
    return url.len < 2000 && (sm_str_starts_nocase(url, SM_STR("https://")) ||
                              sm_str_starts_nocase(url, SM_STR("http://")) ||
                              sm_str_starts_nocase(url, SM_STR("mailto:")));
}

/* The target of the first link in CONTENT up to END, or absent. */
static sm_str first_url(const sm_inline *content, const sm_inline *end)
{
    for (; content != NULL && content != end; content = content->next)
        if (content->kind == SM_LINK)
            return content->as.link.url;
    return (sm_str){0};
}

static void row_of(overview *o, sm_str key, sm_str value, sm_str url, sm_loc loc)
{
    xlsx_cell cell = xlsx_text(value);
    cell.loc = loc;
    xlsx_style style = XLSX_STYLE_VALUE;
    xlsx_typed typed = xlsx_type_text(value);
    if (typed.type == XLSX_TYPE_DATE) {
        cell = xlsx_number(typed.number);
        style = XLSX_STYLE_VALUE_DATE;
    }
    if (cell.kind == XLSX_TEXT && is_web_link(url)) {
        cell.kind = XLSX_LINK;
        cell.target = url;
        style = XLSX_STYLE_VALUE_LINK;
    }
    put(o, COLUMN_NAME, xlsx_text(key), XLSX_STYLE_KEY);
    put(o, COLUMN_VALUE, cell, style);
    size_t lines = xlsx_wrapped_lines(o->book, value, WIDTH_VALUE);
    size_t key_lines = xlsx_wrapped_lines(o->book, key, WIDTH_NAME);
    xlsx_set_height(o->book, o->sheet, o->row, lines > key_lines ? lines : key_lines);
    o->row++;
}

static void status(overview *o)
{
    const sm_metadata *metadata = &o->book->job->spec->metadata;
    static const xlsx_tone tones[] = {
        [SM_STATE_UNKNOWN] = XLSX_TONE_QUIET,    [SM_STATE_DRAFT] = XLSX_TONE_MEDIUM,
        [SM_STATE_IN_REVIEW] = XLSX_TONE_ACTIVE, [SM_STATE_APPROVED] = XLSX_TONE_GOOD,
        [SM_STATE_IMPLEMENTED] = XLSX_TONE_GOOD, [SM_STATE_SUPERSEDED] = XLSX_TONE_QUIET,
        [SM_STATE_REJECTED] = XLSX_TONE_BAD,
    };
    put(o, COLUMN_NAME, xlsx_text(SM_STR("State")), XLSX_STYLE_KEY);
    put(o, COLUMN_VALUE, xlsx_text(sm_str_from_cstr(sm_state_label(metadata->state))),
        XLSX_STYLE_VALUE);
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_NO_BLANKS,
                                   .format = o->book->tones[tones[metadata->state]]};
    worksheet_conditional_format_cell(o->sheet, (lxw_row_t)o->row, COLUMN_VALUE, &rule);
    o->row++;
}

static void metadata(overview *o)
{
    const sm_spec *spec = o->book->job->spec;
    heading(o, "Document");
    status(o);
    for (size_t i = 0; i < spec->metadata.entry_count; i++) {
        const sm_entry *entry = &spec->metadata.entries[i];
        sm_str url = first_url(entry->content, entry->content_end);
        row_of(o, entry->key, entry->value, url.len != 0 ? url : entry->value, entry->loc);
    }
    row_of(o, SM_STR("Source"), spec->doc->source->name, (sm_str){0}, (sm_loc){0});
    char digest[65];
    sm_source_digest(spec->doc->source, digest);
    sm_str kept = sm_str_copy(o->book->arena, sm_str_from_cstr(digest));
    row_of(o, SM_STR("SHA-256"), kept, (sm_str){0}, (sm_loc){0});
}

static void contents(overview *o)
{
    sm_arena *arena = o->book->arena;
    heading(o, "In this workbook");
    for (size_t i = 0; i < o->book->index.count; i++) {
        const xlsx_entry *entry = &o->book->index.items[i];
        xlsx_cell name = xlsx_text(entry->sheet), count = xlsx_text((sm_str){0});
        name.kind = XLSX_LINK;
        name.target = sm_str_printf(arena, "internal:'%.*s'!A1", SM_STR_ARG(entry->sheet));
        if (entry->table != NULL) {
            count = xlsx_number((double)entry->count);
            count.kind = XLSX_NUMBER_FORMULA;
            count.target = sm_str_printf(arena, "=ROWS(%s[])", entry->table);
        }
        put(o, COLUMN_NAME, name, XLSX_STYLE_VALUE_LINK);
        put(o, COLUMN_VALUE, count, XLSX_STYLE_VALUE);
        put(o, COLUMN_NOTE, xlsx_text(entry->note), XLSX_STYLE_KEY);
        o->row++;
    }
}

static void count_of(overview *o, const char *what, size_t count, bool should_be_zero)
{
    put(o, COLUMN_NAME, xlsx_text(sm_str_from_cstr(what)), XLSX_STYLE_KEY);
    put(o, COLUMN_VALUE, xlsx_number((double)count), XLSX_STYLE_VALUE);
    if (should_be_zero) {
        lxw_conditional_format rule = {
            .type = LXW_CONDITIONAL_TYPE_CELL,
            .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
            .value = 0,
            .format = o->book->tones[XLSX_TONE_MEDIUM],
        };
        worksheet_conditional_format_cell(o->sheet, (lxw_row_t)o->row, COLUMN_VALUE, &rule);
    }
    o->row++;
}

static void readiness(overview *o)
{
    const sm_spec *spec = o->book->job->spec;
    size_t open = 0, bare = 0, unsized = 0, unsigned_off = 0;
    for (size_t i = 0; i < spec->records[SM_QUESTIONS].count; i++)
        open +=
            ((const sm_question *)(const void *)spec->records[SM_QUESTIONS].items[i])->state ==
            SM_QUESTION_OPEN;
    for (size_t i = 0; i < spec->records[SM_RISKS].count; i++)
        bare +=
            ((const sm_risk *)(const void *)spec->records[SM_RISKS].items[i])->mitigation.len ==
            0;
    for (size_t i = 0; i < spec->records[SM_TASKS].count; i++)
        unsized += ((const sm_task *)(const void *)spec->records[SM_TASKS].items[i])
                       ->estimate.text.len == 0;
    for (size_t i = 0; i < spec->records[SM_APPROVALS].count; i++) {
        const sm_approval *approval =
            (const sm_approval *)(const void *)spec->records[SM_APPROVALS].items[i];
        unsigned_off += approval->decision.len == 0 && approval->signature.len == 0;
    }
    heading(o, "Readiness");
    count_of(o, "Open placeholders", spec->placeholder_count, true);
    count_of(o, "Open questions", open, true);
    count_of(o, "Risks without mitigation", bare, true);
    count_of(o, "Tasks without estimate", unsized, true);
    count_of(o, "Approvals outstanding", unsigned_off, true);
    count_of(o, "Warnings and errors", sm_diag_count(o->book->job->findings, SM_WARNING), true);
}

void xlsx_paint_overview(xlsx_book *book, lxw_worksheet *sheet)
{
    overview o = {book, sheet, 0};
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_column(sheet, 0, 0, 2, NULL);
    worksheet_set_column(sheet, COLUMN_NAME, COLUMN_NAME, WIDTH_NAME, NULL);
    worksheet_set_column(sheet, COLUMN_VALUE, COLUMN_VALUE, WIDTH_VALUE, NULL);
    worksheet_set_column(sheet, COLUMN_NOTE, COLUMN_NOTE, WIDTH_NOTE, NULL);
    title(&o);
    metadata(&o);
    contents(&o);
    readiness(&o);
    worksheet_activate(sheet);
}
