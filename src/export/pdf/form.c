#include "form.h"
#include "fonts.h"

typedef struct form {
    sm_arena *arena;
    pdf_file *file;
    const sm_pages *pages;
    const uint32_t *page_objects;
} form;

/* A field's name; a point would make it two levels (12.7.3.2). */
static void add_name(const form *f, sm_buf *buf, sm_str name)
{
    char *copy = sm_str_to_cstr(f->arena, name);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '.')
            *c = '_';
    pdf_add_text(buf, sm_str_from_cstr(copy));
}

/* What a field belongs to: "approver1" of "approver1_date". */
static sm_str group_of(sm_str name)
{
    size_t end = name.len;
    while (end > 0 && name.ptr[end - 1] != '_')
        end--;
    return sm_str_sub(name, 0, end);
}

/* Signing locks the signer's other fields (12.7.4.5). */
static void add_lock(const form *f, sm_buf *buf, const sm_form_field *signature)
{
    sm_str group = group_of(signature->name);
    sm_buf names = sm_buf_new(f->arena);
    for (size_t i = 0; group.len != 0 && i < f->pages->field_count; i++) {
        const sm_form_field *other = &f->pages->fields[i];
        if (other->kind == SM_FORM_TEXT && sm_str_equal(group_of(other->name), group))
            add_name(f, &names, other->name);
    }
    if (names.len != 0)
        sm_buf_addf(
            buf, "/Lock %u 0 R",
            (unsigned)pdf_add(f->file, sm_str_printf(f->arena,
                                                     "<</Type/SigFieldLock/Action/Include"
                                                     "/Fields[%.*s]>>",
                                                     SM_STR_ARG(sm_buf_str(&names)))));
}

/* PDF/A asks for an appearance even of what is empty. */
static uint32_t empty_appearance(const form *f, const sm_form_field *field)
{
    sm_buf entries = sm_buf_new(f->arena);
    sm_buf_add_cstr(&entries, "/Type/XObject/Subtype/Form/Resources<<>>/BBox");
    pdf_add_rect(&entries, 0, 0, field->box.width, field->box.height);
    return pdf_add_stream(f->file, sm_buf_str(&entries),
                          field->kind == SM_FORM_TEXT ? SM_STR("/Tx BMC EMC\n") : SM_STR("\n"));
}

static void write_field(const form *f, const sm_form_field *field, uint32_t object,
                        unsigned key)
{
    double bottom =
        f->pages->pages[field->page].scene->height - field->box.y - field->box.height;
    sm_buf buf = sm_buf_new(f->arena);
    sm_buf_add_cstr(&buf, "<</Type/Annot/Subtype/Widget/F 4/Rect");
    pdf_add_rect(&buf, field->box.x, bottom, field->box.x + field->box.width,
                 bottom + field->box.height);
    sm_buf_addf(&buf, "/P %u 0 R/StructParent %u/AP<</N %u 0 R>>/T",
                (unsigned)f->page_objects[field->page], key,
                (unsigned)empty_appearance(f, field));
    add_name(f, &buf, field->name);
    sm_buf_add_cstr(&buf, "/TU");
    pdf_add_text(&buf, field->tooltip.len != 0 ? field->tooltip : field->name);
    if (field->kind == SM_FORM_TEXT) {
        static const double two_lines = 24; /* points */
        sm_buf_add_cstr(&buf, "/FT/Tx/DA(/FormFont 9 Tf 0 g)");
        if (field->box.height >= two_lines)
            sm_buf_add_cstr(&buf, "/Ff 4096"); /* Multiline (12.7.4.3) */
    } else {
        sm_buf_add_cstr(&buf, "/FT/Sig");
        add_lock(f, &buf, field);
    }
    sm_buf_add_cstr(&buf, ">>");
    pdf_put(f->file, object, sm_buf_str(&buf));
}

void pdf_form_write(sm_arena *arena, pdf_file *file, const sm_pages *pages,
                    const uint32_t *page_objects, pdf_tags *tags, pdf_links *links,
                    sm_fonts *fonts)
{
    if (pages->field_count == 0)
        return;
    const form f = {arena, file, pages, page_objects};
    bool signatures = false;
    sm_buf fields = sm_buf_new(arena);
    for (size_t i = 0; i < pages->field_count; i++) {
        const sm_form_field *field = &pages->fields[i];
        uint32_t object = pdf_reserve(file);
        unsigned key =
            pdf_tags_annotation(tags, field->tag != 0 ? field->tag : 1, field->page, object);
        write_field(&f, field, object, key);
        pdf_links_add_annotation(links, field->page, object);
        sm_buf_addf(&fields, "%u 0 R ", (unsigned)object);
        signatures = signatures || field->kind == SM_FORM_SIGNATURE;
    }
    sm_buf buf = sm_buf_new(arena);
    sm_buf_addf(&buf, "<</Fields[%.*s]", SM_STR_ARG(sm_buf_str(&fields)));
    const sm_face *face = sm_fonts_form_face(fonts);
    if (face != NULL)
        sm_buf_addf(&buf, "/DR<</Font<</FormFont %u 0 R>>>>/DA(/FormFont 9 Tf 0 g)",
                    (unsigned)pdf_form_font(arena, file, face));
    if (signatures)
        sm_buf_add_cstr(&buf, "/SigFlags 3"); /* there are some, and only append to the file */
    sm_buf_add_cstr(&buf, ">>");
    pdf_set(file, pdf_doc(file)->catalog, "AcroForm", sm_buf_str(&buf));
}
