#include "docbook.h"
#include "specmill/scene/svg.h"

static void listing(docbook_writer *d, const sm_block *block)
{
    const sm_placeholder *const *first;
    size_t count = sm_placeholders_in_code(&d->placeholders, block, &first);
    sm_str text = block->as.code.text;
    if (text.len != 0 && text.ptr[text.len - 1] == '\n')
        text.len--;
    docbook_open_on_line(d, "programlisting");
    if (block->as.code.language.len != 0)
        docbook_attribute(d, "language", block->as.code.language);
    docbook_placeholder_text(d, text, first, count);
    docbook_close(d);
}

/* SVG as a part of the document. Formatters know no custom properties, so the style attributes
 * that follow a page's colors go; the literal colors beside them stay. */
static void drawing(docbook_writer *d, const sm_scene *scene, uint32_t index, const char *role)
{
    sm_buf svg = sm_buf_new(d->arena);
    sm_scene_svg(&svg, scene, sm_str_printf(d->arena, "figure.%u.%s.", index, role), false);
    sm_str rest = sm_buf_str(&svg), start = SM_STR("<svg"), style = SM_STR(" style=\"");
    docbook_raw(d, SM_STR("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    rest = sm_str_from(rest, start.len);
    for (size_t at; (at = sm_str_find(rest, style)) != SM_STR_NONE;) {
        docbook_raw(d, sm_str_sub(rest, 0, at));
        rest = sm_str_from(rest, at + style.len);
        size_t end = sm_str_find_char(rest, '"');
        rest = sm_str_from(rest, end == SM_STR_NONE ? rest.len : end + 1);
    }
    docbook_raw(d, rest);
}

enum { MEASURE = 440, TALLEST = 560 }; /* points; larger drawings are made to fit a page */

/* The DocBook stylesheets (1.79) take a drawing that is part of the document for no image, and
 * show its source, unless an object carries the role of their output: so each has its own. */
static void image_object(docbook_writer *d, const sm_block *block, const sm_scene *scene,
                         const char *role)
{
    double height =
        scene->width > MEASURE ? scene->height * MEASURE / scene->width : scene->height;
    docbook_open_on_line(d, "imageobject");
    docbook_attribute(d, "role", sm_str_from_cstr(role));
    docbook_open(d, "imagedata");
    docbook_attribute(d, "format", SM_STR("svg"));
    if (scene->width > MEASURE || height > TALLEST) {
        docbook_attribute(d, "width", SM_STR("100%"));
        if (height > TALLEST)
            docbook_attribute(d, "depth", sm_str_printf(d->arena, "%dpt", TALLEST));
        docbook_attribute(d, "scalefit", SM_STR("1"));
    }
    drawing(d, scene, block->index, role);
    docbook_close(d);
    docbook_close(d);
}

static void diagram(docbook_writer *d, const sm_block *block, const sm_scene *scene)
{
    sm_str title = scene->title.len != 0 ? scene->title : scene->description;
    docbook_open_on_line(d, "mediaobject");
    if (title.len != 0)
        docbook_element(d, "alt", title);
    image_object(d, block, scene, "html");
    image_object(d, block, scene, "fo");
    docbook_open_on_line(d, "textobject"); /* what it was drawn from */
    listing(d, block);
    docbook_close(d);
    if (scene->title.len != 0) {
        docbook_open_on_line(d, "textobject");
        docbook_element(d, "phrase", scene->title);
        docbook_close(d);
    }
    docbook_close(d);
}

void docbook_code(docbook_writer *d, const sm_block *block)
{
    const sm_scene *scene = sm_figure(d->job->figures, block);
    if (scene != NULL)
        diagram(d, block, scene);
    else
        listing(d, block);
}
