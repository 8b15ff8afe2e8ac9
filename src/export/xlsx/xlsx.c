#include "book.h"
#include "charts.h"
#include "import.h"
#include "lists.h"
#include "overview.h"
#include "package.h"
#include "records.h"
#include "specmill/base/list.h"
#include "specmill/base/utf8.h"
#include "tables.h"

/* Paper numbers of ECMA-376 18.3.1.63. */
static uint8_t paper_of(const sm_theme *theme)
{
    static const struct {
        const char *name;
        uint8_t number;
    } papers[] = {{"letter", 1}, {"legal", 5}, {"A3", 8}, {"A4", 9}, {"A5", 11}};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (sm_str_equal_nocase(theme->page_size, sm_str_from_cstr(papers[i].name)))
            return papers[i].number;
    return 9;
}

/* TEXT for a header or footer, where '&' begins a code and 255 characters are the limit.
 * libxlsxwriter 1.1.5 takes "&&G" for the place of a picture, finds that there is none, and
 * uses what it has freed; a character that takes no room keeps the two apart. */
static const char *header_text(xlsx_book *book, const char *before, sm_str text,
                               const char *after)
{
    const char *word_joiner = "\u2060";
    sm_buf buf = sm_buf_new(book->arena);
    sm_buf_add_cstr(&buf, before);
    text = sm_str_sub(text, 0, sm_str_find_char(text, '\n'));
    for (size_t i = 0; i < text.len && i < 80; i++) {
        if (text.ptr[i] == '&')
            sm_buf_add_char(&buf, '&');
        sm_buf_add_char(&buf, text.ptr[i]);
        sm_str rest = sm_str_from(text, i + 1);
        if (text.ptr[i] == '&' &&
            (sm_str_starts(rest, SM_STR("G")) || sm_str_starts(rest, SM_STR("[Picture]"))))
            sm_buf_add_cstr(&buf, word_joiner);
    }
    sm_buf_add_cstr(&buf, after);
    return xlsx_cstr(book, book->arena, sm_buf_str(&buf), (sm_loc){0});
}

lxw_worksheet *xlsx_add_sheet(xlsx_book *book, xlsx_entry entry, bool landscape)
{
    lxw_worksheet *sheet =
        workbook_add_worksheet(book->workbook, sm_str_to_cstr(book->arena, entry.sheet));
    if (landscape)
        worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, paper_of(book->job->theme));
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.7, 0.7);
    worksheet_set_header(sheet,
                         header_text(book, "&L", book->job->spec->metadata.title, "&R&A"));
    worksheet_set_footer(
        sheet, header_text(book, "&L", book->job->theme->organization, "&RPage &P of &N"));
    SM_LIST_ADD(book->arena, &book->index, entry);
    return sheet;
}

/* Midnight UTC of DATE as seconds since 1970. */
static time_t time_of(sm_date date)
{
    const double unix_epoch = 25569; /* as a serial date */
    double serial;
    return xlsx_has_serial(date, &serial) ? (time_t)((serial - unix_epoch) * 86400) : 0;
}

static char *names_of(xlsx_book *book, sm_people people)
{
    sm_str_builder names = {0};
    for (size_t i = 0; i < people.count; i++)
        if (people.items[i].name.len != 0)
            SM_LIST_ADD(book->arena, &names, people.items[i].name);
    sm_str joined =
        sm_str_join(book->arena, (sm_str_list){names.items, names.count}, SM_STR(", "));
    return xlsx_cstr(book, book->arena, sm_utf8_clip(joined, 250), (sm_loc){0});
}

static char *property(xlsx_book *book, sm_str text)
{
    return xlsx_cstr(book, book->arena, sm_utf8_clip(text, 250), (sm_loc){0});
}

static void set_properties(xlsx_book *book)
{
    const sm_metadata *metadata = &book->job->spec->metadata;
    const sm_date dates[] = {book->job->date,
                             metadata->updated,
                             metadata->date,
                             metadata->created,
                             {.year = 2000, .month = 1, .day = 1}};
    lxw_doc_properties properties = {
        .title = property(book, metadata->title),
        .subject = property(book, metadata->type),
        .author = names_of(book, metadata->authors),
        .company = property(book, book->job->theme->organization),
        .keywords = property(book, sm_str_join(book->arena, metadata->tags, SM_STR(", "))),
        .comments = sm_str_to_cstr(book->arena, SM_STR("Made by specmill")),
        .status = property(book, metadata->status),
    };
    for (size_t i = 0; properties.created == 0; i++) /* zero would mean the clock */
        properties.created = time_of(dates[i]);
    workbook_set_properties(book->workbook, &properties);
}

static void add_sheets(xlsx_book *book)
{
    const sm_spec *spec = book->job->spec;
    lxw_worksheet *overview =
        xlsx_add_sheet(book, (xlsx_entry){.sheet = SM_STR("Overview")}, false);
    book->index.count = 0; /* it does not list itself */
    sm_ids tasks = sm_ids_new(book->arena, &spec->records[SM_TASKS]);
    for (size_t kind = 0; kind < SM_RECORD_COUNT; kind++) {
        if (spec->records[kind].count != 0)
            xlsx_add_records(book, (sm_record_kind)kind, &tasks);
        if (kind == SM_TASKS)
            xlsx_add_plan(book, &tasks);
        if (kind == SM_RISKS)
            xlsx_add_matrix(book);
    }
    xlsx_add_entity_fields(book);
    xlsx_add_import(book);
    if (book->job->options.all_tables)
        xlsx_add_tables(book);
    xlsx_add_placeholders(book);
    xlsx_add_findings(book);
    xlsx_add_outline(book);
    xlsx_paint_overview(book, overview);
}

static bool write_xlsx(sm_arena *arena, const sm_job *job, sm_output *output, sm_diag *diag)
{
    const char *path = sm_output_path(output);
    sm_loc whole = {.source = job->spec->doc->source};
    if (path == NULL) /* committing tells why */
        return true;
    xlsx_book book = {.arena = arena, .job = job, .diag = diag, .workbook = workbook_new(path)};
    if (job->options.html_base != NULL)
        book.anchors = sm_anchors_new(arena, job->spec);
    xlsx_styles(&book);
    set_properties(&book);
    add_sheets(&book);
    lxw_error error = workbook_close(book.workbook);
    if (error == LXW_NO_ERROR &&
        xlsx_package_is_whole(path)) /* a full disk is no error to it */
        return true;
    sm_report(diag, SM_DIAG_OUTPUT_FAILED, whole, "%s",
              error != LXW_NO_ERROR ? lxw_strerror(error)
                                    : "the workbook could not be written whole");
    return false;
}

const sm_backend sm_xlsx_backend = {
    .name = "xlsx",
    .extension = "xlsx",
    .summary = "Excel workbook: a sheet for each kind of record",
    .binary = true,
    .write = write_xlsx,
};
