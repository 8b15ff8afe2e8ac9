#include "lists.h"
#include "anchor.h"
#include "specmill/base/list.h"

static sm_str section_title(sm_arena *arena, const sm_block *section)
{
    return section != NULL ? sm_plain_text(arena, section->as.section.title) : (sm_str){0};
}

static xlsx_style section_style(const xlsx_book *book)
{
    return book->job->options.html_base != NULL ? XLSX_STYLE_LINK : XLSX_STYLE_TEXT;
}

enum placeholder_source { PLACEHOLDER_TEXT, PLACEHOLDER_SECTION, PLACEHOLDER_LINE };

static xlsx_cell placeholder_cell(sm_arena *arena, const xlsx_table *table, size_t row,
                                  const xlsx_column *column)
{
    const sm_job *job = table->rows;
    const sm_placeholder *placeholder = &job->spec->placeholders[row];
    const char *base = job->options.html_base;
    switch ((enum placeholder_source)column->source) {
    case PLACEHOLDER_TEXT:
        return xlsx_text(placeholder->text);
    case PLACEHOLDER_SECTION:
        return xlsx_section_cell(arena, base, row, placeholder->section);
    case PLACEHOLDER_LINE:
        return xlsx_line_cell(arena, base, row, placeholder->loc, placeholder->section,
                              placeholder->text);
    }
    return xlsx_text((sm_str){0});
}

void xlsx_add_placeholders(xlsx_book *book)
{
    const sm_spec *spec = book->job->spec;
    if (spec->placeholder_count == 0)
        return;
    xlsx_table table = {
        .name = "Placeholders",
        .sheet = SM_STR("Placeholders"),
        .row_count = spec->placeholder_count,
        .rows = book->job,
        .cell = placeholder_cell,
        .note = SM_STR("still to be filled in"),
    };
    xlsx_add_column(book, &table, SM_STR("Placeholder"), XLSX_STYLE_ID, PLACEHOLDER_TEXT);
    xlsx_add_column(book, &table, SM_STR("Section"), section_style(book), PLACEHOLDER_SECTION);
    xlsx_add_column(book, &table, SM_STR("Line"), XLSX_STYLE_NUMBER, PLACEHOLDER_LINE);
    xlsx_paint_table(book, &table);
}

typedef struct findings {
    const sm_job *job;
    const sm_finding *items;
} findings;

enum finding_source { FINDING_SEVERITY, FINDING_TEXT, FINDING_LINE, FINDING_CODE };

/* A finding may be about another file: a theme, the configuration. */
static const sm_block *section_of(const sm_spec *spec, sm_loc loc)
{
    return loc.source == spec->doc->source ? xlsx_section_at(spec, loc.line) : NULL;
}

static xlsx_cell finding_cell(sm_arena *arena, const xlsx_table *table, size_t row,
                              const xlsx_column *column)
{
    const findings *all = table->rows;
    const sm_finding *finding = &all->items[row];
    const char *text = sm_diag_text(finding->code);
    switch ((enum finding_source)column->source) {
    case FINDING_SEVERITY:
        return xlsx_text(sm_str_from_cstr(sm_severity_name(sm_diag_severity(finding->code))));
    case FINDING_TEXT:
        return xlsx_text(
            finding->detail.ptr == NULL
                ? sm_str_from_cstr(text)
                : sm_str_printf(arena, "%s: %.*s", text, SM_STR_ARG(finding->detail)));
    case FINDING_LINE:
        return finding->loc.line != 0
                   ? xlsx_line_cell(arena, all->job->options.html_base, row, finding->loc,
                                    section_of(all->job->spec, finding->loc), (sm_str){0})
                   : xlsx_text((sm_str){0});
    case FINDING_CODE:
        return xlsx_text(sm_str_from_cstr(sm_diag_slug(finding->code)));
    }
    return xlsx_text((sm_str){0});
}

void xlsx_add_findings(xlsx_book *book)
{
    size_t count;
    const sm_finding *found = sm_diag_findings(book->job->findings, &count);
    if (count == 0)
        return;
    sm_finding *rows = SM_NEW_ARRAY(book->arena, sm_finding, count); /* this run may add more */
    for (size_t i = 0; i < count; i++)
        rows[i] = found[i];
    const findings all = {book->job, rows};
    xlsx_table table = {
        .name = "Findings",
        .sheet = SM_STR("Findings"),
        .row_count = count,
        .rows = &all,
        .cell = finding_cell,
        .note = sm_str_printf(book->arena, "%zu warnings or errors",
                              sm_diag_count(book->job->findings, SM_WARNING)),
    };
    xlsx_add_column(book, &table, SM_STR("Severity"), XLSX_STYLE_ID, FINDING_SEVERITY);
    xlsx_add_column(book, &table, SM_STR("Finding"), XLSX_STYLE_TEXT, FINDING_TEXT);
    xlsx_add_column(book, &table, SM_STR("Line"), XLSX_STYLE_NUMBER, FINDING_LINE);
    xlsx_add_column(book, &table, SM_STR("Code"), XLSX_STYLE_MUTED, FINDING_CODE);
    xlsx_paint_table(book, &table);
}

enum outline_source {
    OUTLINE_NUMBER,
    OUTLINE_TITLE,
    OUTLINE_LEVEL,
    OUTLINE_ROLE,
    OUTLINE_LINE
};

/* Titles move to the right with their level. */
static xlsx_cell outline_title(sm_arena *arena, const sm_block *section)
{
    xlsx_cell cell = xlsx_text(section_title(arena, section));
    int level = section->as.section.level - 1;
    cell.indent = level < XLSX_INDENT_MAX ? level : XLSX_INDENT_MAX;
    return cell;
}

static xlsx_cell outline_cell(sm_arena *arena, const xlsx_table *table, size_t row,
                              const xlsx_column *column)
{
    const sm_job *job = table->rows;
    const sm_spec *spec = job->spec;
    const sm_block *section = spec->sections[row];
    switch ((enum outline_source)column->source) {
    case OUTLINE_NUMBER:
        return xlsx_text(section->as.section.number);
    case OUTLINE_TITLE:
        return outline_title(arena, section);
    case OUTLINE_LEVEL:
        return xlsx_number(section->as.section.level);
    case OUTLINE_ROLE:
        return xlsx_text(sm_str_from_cstr(sm_role_name(sm_spec_role(spec, section))));
    case OUTLINE_LINE:
        return xlsx_line_cell(arena, job->options.html_base, row, section->loc, section,
                              (sm_str){0});
    }
    return xlsx_text((sm_str){0});
}

void xlsx_add_outline(xlsx_book *book)
{
    const sm_spec *spec = book->job->spec;
    if (spec->section_count == 0)
        return;
    xlsx_table table = {
        .name = "Outline",
        .sheet = SM_STR("Outline"),
        .row_count = spec->section_count,
        .rows = book->job,
        .cell = outline_cell,
        .note = SM_STR("sections of the document"),
    };
    xlsx_add_column(book, &table, SM_STR("No."), XLSX_STYLE_ID, OUTLINE_NUMBER);
    xlsx_add_column(book, &table, SM_STR("Section"), XLSX_STYLE_TEXT, OUTLINE_TITLE);
    xlsx_add_column(book, &table, SM_STR("Level"), XLSX_STYLE_NUMBER, OUTLINE_LEVEL);
    xlsx_add_column(book, &table, SM_STR("About"), XLSX_STYLE_MUTED, OUTLINE_ROLE);
    xlsx_add_column(book, &table, SM_STR("Line"), XLSX_STYLE_NUMBER, OUTLINE_LINE);
    xlsx_paint_table(book, &table);
}

typedef struct entity_row {
    const sm_entity *entity;
    const sm_entity_field *field;
} entity_row;

enum field_source {
    FIELD_ENTITY,
    FIELD_NAME,
    FIELD_TYPE,
    FIELD_CONSTRAINTS,
    FIELD_DESCRIPTION
};

static xlsx_cell field_cell(sm_arena *arena, const xlsx_table *table, size_t row,
                            const xlsx_column *column)
{
    (void)arena;
    const entity_row *at = &((const entity_row *)table->rows)[row];
    switch ((enum field_source)column->source) {
    case FIELD_ENTITY:
        return xlsx_text(at->entity->name);
    case FIELD_NAME:
        return xlsx_text(at->field->name);
    case FIELD_TYPE:
        return xlsx_text(at->field->type);
    case FIELD_CONSTRAINTS:
        return xlsx_text(at->field->constraints);
    case FIELD_DESCRIPTION:
        return xlsx_text(at->field->description);
    }
    return xlsx_text((sm_str){0});
}

void xlsx_add_entity_fields(xlsx_book *book)
{
    const sm_records *entities = &book->job->spec->records[SM_ENTITIES];
    struct {
        entity_row *items;
        size_t count, capacity;
    } rows = {0};
    for (size_t i = 0; i < entities->count; i++) {
        const sm_entity *entity = (const sm_entity *)(const void *)entities->items[i];
        for (size_t n = 0; n < entity->field_count; n++) {
            entity_row row = {entity, &entity->fields[n]};
            SM_LIST_ADD(book->arena, &rows, row);
        }
    }
    if (rows.count == 0)
        return;
    xlsx_table table = {
        .name = "Entity_fields",
        .sheet = SM_STR("Entity fields"),
        .row_count = rows.count,
        .rows = rows.items,
        .cell = field_cell,
    };
    xlsx_add_column(book, &table, SM_STR("Entity"), XLSX_STYLE_ID, FIELD_ENTITY);
    xlsx_add_column(book, &table, SM_STR("Field"), XLSX_STYLE_TEXT, FIELD_NAME);
    xlsx_add_column(book, &table, SM_STR("Type"), XLSX_STYLE_TEXT, FIELD_TYPE);
    xlsx_add_column(book, &table, SM_STR("Constraints"), XLSX_STYLE_TEXT, FIELD_CONSTRAINTS);
    xlsx_add_column(book, &table, SM_STR("Description"), XLSX_STYLE_TEXT, FIELD_DESCRIPTION);
    xlsx_paint_table(book, &table);
}
