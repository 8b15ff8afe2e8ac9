#include "makeup.h"
#include "set.h"
#include "specmill/scene/build.h"
#include <math.h>
#include <stdlib.h>

typedef struct painter {
    layout_setter *setter;
    const layout_plan *plan;
    layout_marks marks; /* of the page */
    const layout_format *format;
    size_t page;
    const sm_scene *portrait, *landscape; /* watermarks, or NULL */
} painter;

static sm_rect place_of_box(const painter *p, const layout_fragment *f)
{
    return (sm_rect){p->format->left + f->box->x, p->format->top + f->top, f->box->width,
                     f->bottom - f->top};
}

/* What lies below the watermark ... */
static void add_surface(painter *p, const layout_fragment *f)
{
    if (!f->box->fill.on)
        return;
    sm_path path = sm_path_new(p->setter->arena);
    sm_path_round_rect(&path, place_of_box(p, f), f->box->radius);
    layout_add_path(p->setter->arena, &p->marks, &path, f->box->fill, sm_ink_none(), 0);
}

/* ... and above it. */
static void add_lines(painter *p, const layout_fragment *f)
{
    const layout_box *box = f->box;
    sm_arena *arena = p->setter->arena;
    sm_rect rect = place_of_box(p, f);
    if (box->border.on) {
        sm_path path = sm_path_new(arena);
        sm_path_round_rect(&path, rect, box->radius);
        layout_mark *mark = layout_add_path(arena, &p->marks, &path, sm_ink_none(), box->border,
                                            box->border_width);
        if (box->dashed)
            mark->mark.as.path.dash = mark->mark.as.path.gap = 3;
    }
    if (box->bar.on)
        layout_add_rect(arena, &p->marks,
                        (sm_rect){rect.x + (box->bar_right ? rect.width - box->bar_width : 0),
                                  rect.y, box->bar_width, rect.height},
                        box->bar);
    if (box->under.on && f->last) {
        sm_pt y = rect.y + rect.height;
        layout_add_line(arena, &p->marks, (sm_point){rect.x, y},
                        (sm_point){rect.x + rect.width, y}, box->under, box->under_width);
    }
}

/* Leaders and the page's number at the far end of a line of the contents, whose own marks
 * stand on the page already. */
static layout_marks entry_marks(painter *p, const layout_strip *strip, sm_pt y)
{
    layout_setter *setter = p->setter;
    const layout_heading *heading = &setter->headings.items[strip->entry];
    bool mirrored = setter->right_to_left;
    layout_marks made = {NULL, NULL};
    sm_pt left = p->format->left, right = left + layout_measure(p->format);
    sm_pt start = right, end = left;
    const layout_mark *text = NULL;
    for (const layout_mark *m = strip->marks.first; m != NULL;
         m = m == strip->marks.last ? NULL : m->next)
        if (m->mark.kind == SM_MARK_TEXT) {
            text = m;
            start = fmin(start, m->mark.as.text.at.x);
            end = fmax(end, m->mark.as.text.at.x + m->mark.as.text.width);
        }
    if (heading->strip == LAYOUT_NOWHERE || text == NULL)
        return made;
    layout_style style = {
        .font = text->mark.as.text.style,
        .size = text->mark.as.text.size,
        .color = text->mark.as.text.ink.color,
        .tag = text->mark.tag,
    };
    sm_pt baseline = p->format->top + y + strip->baseline;
    sm_str number = sm_str_printf(setter->arena, "%u", p->plan->page_of[heading->strip] + 1);
    sm_pt width = layout_add_text(setter, &made, number, style,
                                  (sm_point){mirrored ? left : right, baseline},
                                  mirrored ? SM_ANCHOR_START : SM_ANCHOR_END, 60);
    sm_pt from = (mirrored ? left + width : end) + 6,
          to = (mirrored ? start : right - width) - 6;
    from = ceil(from / 4) * 4; /* dots stand in columns */
    if (to <= from)
        return made;
    layout_mark *dots = layout_add_line(setter->arena, &made, (sm_point){from, baseline - 1},
                                        (sm_point){to, baseline - 1},
                                        layout_ink(setter->theme->muted_color), 0.8);
    dots->mark.as.path.dash = 0.01;
    dots->mark.as.path.gap = 3.99;
    dots->mark.as.path.round = true;
    return made;
}

static void add_strip(painter *p, const layout_placement *placed)
{
    layout_setter *setter = p->setter;
    layout_galley *galley = placed->note ? &setter->notes : &setter->galley;
    layout_strip *strip = &galley->items[placed->strip];
    if (placed->repeat) {
        /* The head itself was moved to its own page already: its place there is known. */
        layout_marks copy = layout_copy(setter->arena, strip->marks);
        uint32_t page = p->plan->page_of[placed->strip];
        const layout_format *was =
            p->plan->pages.items[page].landscape ? &setter->landscape : &setter->portrait;
        layout_move(copy, p->format->left - was->left,
                    p->format->top + placed->y - was->top - p->plan->y_of[placed->strip]);
        layout_join(&p->marks, copy);
        return;
    }
    layout_move(strip->marks, p->format->left, p->format->top + placed->y);
    layout_marks entry = {NULL, NULL};
    if (strip->entry != LAYOUT_NOWHERE)
        entry = entry_marks(p, strip, placed->y);
    layout_join(&p->marks, strip->marks);
    layout_join(&p->marks, entry);
}

/* The headings whose sections are open, outermost first. */
typedef struct open_sections {
    const layout_heading *items[6];
    size_t count, reached;
} open_sections;

static void enter(open_sections *open, const layout_heading *heading)
{
    while (open->count > 0 && open->items[open->count - 1]->level >= heading->level)
        open->count--;
    open->items[open->count++] = heading;
}

/* The section that the page's running head names: the outermost one at the page's top. */
static sm_str running_section(const layout_setter *setter, const layout_plan *plan, size_t page,
                              open_sections *open)
{
    for (; open->reached < setter->headings.count; open->reached++) {
        const layout_heading *next = &setter->headings.items[open->reached];
        if (next->strip == LAYOUT_NOWHERE || plan->page_of[next->strip] > page)
            break;
        if (plan->page_of[next->strip] == page && plan->y_of[next->strip] > 40)
            break;
        enter(open, next);
    }
    if (open->count == 0)
        return (sm_str){NULL, 0};
    const layout_heading *heading = open->items[0];
    sm_str title = heading->title;
    if (heading->section != NULL && heading->section->as.section.label.len != 0)
        title = heading->section->as.section.label;
    if (heading->number.len == 0)
        return title;
    return sm_str_printf(setter->arena, "%.*s  %.*s", SM_STR_ARG(heading->number),
                         SM_STR_ARG(title));
}

static const sm_scene *finish_scene(painter *p)
{
    sm_scene *scene = SM_NEW(p->setter->arena, sm_scene);
    scene->width = p->format->width;
    scene->height = p->format->height;
    for (layout_mark *m = p->marks.first; m != NULL; m = m->next)
        m->mark.next = m->next == NULL ? NULL : &m->next->mark;
    scene->marks = p->marks.first == NULL ? NULL : &p->marks.first->mark;
    return scene;
}

static void add_watermark(painter *p, const sm_scene *watermark)
{
    if (watermark == NULL)
        return;
    layout_mark *made = layout_new_mark(p->setter->arena, &p->marks, SM_MARK_SCENE, 0);
    made->mark.as.scene.scene = watermark;
    made->mark.as.scene.scale = 1;
}

static const sm_scene *paint_page(painter *p, sm_str section)
{
    layout_setter *setter = p->setter;
    const layout_page_plan *page = &p->plan->pages.items[p->page];
    p->format = page->landscape ? &setter->landscape : &setter->portrait;
    p->marks = (layout_marks){NULL, NULL};
    for (size_t i = page->fragment; i < page->fragment_end; i++)
        add_surface(p, &p->plan->fragments.items[i]);
    add_watermark(p, page->landscape ? p->landscape : p->portrait);
    for (size_t i = page->fragment; i < page->fragment_end; i++)
        add_lines(p, &p->plan->fragments.items[i]);
    for (size_t i = page->placement; i < page->placement_end; i++)
        add_strip(p, &p->plan->placements.items[i]);
    if (page->notes_rule > 0) {
        sm_pt y = p->format->top + page->notes_rule, x = p->format->left;
        x += setter->right_to_left ? layout_measure(p->format) - 90 : 0;
        layout_add_line(setter->arena, &p->marks, (sm_point){x, y}, (sm_point){x + 90, y},
                        layout_ink(setter->theme->rule_color), 0.75);
    }
    layout_add_furniture(setter, &p->marks, p->format, p->page, p->plan->pages.count, section);
    return finish_scene(p);
}

static sm_point place_of(const layout_setter *setter, const layout_plan *plan, uint32_t strip,
                         bool note, size_t *page)
{
    *page = note ? plan->note_page_of[strip] : plan->page_of[strip];
    sm_pt y = note ? plan->note_y_of[strip] : plan->y_of[strip];
    bool landscape = plan->pages.items[*page].landscape;
    const layout_format *format = landscape ? &setter->landscape : &setter->portrait;
    return (sm_point){format->left, fmax(format->top + y - 6, 0)};
}

static void add_outline(layout_setter *setter, const layout_plan *plan, sm_pages *pages)
{
    sm_outline_entry *outline =
        SM_NEW_ARRAY(setter->arena, sm_outline_entry, setter->headings.count);
    for (size_t i = 0; i < setter->headings.count; i++) {
        const layout_heading *heading = &setter->headings.items[i];
        if (heading->strip == LAYOUT_NOWHERE)
            continue;
        sm_outline_entry *entry = &outline[pages->outline_count++];
        entry->level = heading->level;
        entry->title = heading->number.len == 0 ? heading->title
                                                : sm_str_printf(setter->arena, "%.*s %.*s",
                                                                SM_STR_ARG(heading->number),
                                                                SM_STR_ARG(heading->title));
        entry->at = place_of(setter, plan, heading->strip, false, &entry->page);
    }
    pages->outline = outline;
}

static int by_id(const void *a, const void *b)
{
    const sm_destination *x = a, *y = b;
    return sm_str_compare(x->id, y->id);
}

static void add_destinations(layout_setter *setter, const layout_plan *plan, sm_pages *pages)
{
    sm_destination *made = SM_NEW_ARRAY(setter->arena, sm_destination, setter->anchors.count);
    for (size_t i = 0; i < setter->anchors.count; i++) {
        const layout_anchor *anchor = &setter->anchors.items[i];
        made[i].id = anchor->id;
        made[i].at = place_of(setter, plan, anchor->strip, anchor->note, &made[i].page);
    }
    pages->destination_count = setter->anchors.count;
    if (pages->destination_count > 0)
        qsort(made, pages->destination_count, sizeof *made, by_id);
    pages->destinations = made;
}

static void add_fields(layout_setter *setter, const layout_plan *plan, sm_pages *pages)
{
    sm_form_field *made = SM_NEW_ARRAY(setter->arena, sm_form_field, setter->fields.count);
    for (size_t i = 0; i < setter->fields.count; i++) {
        const layout_field *field = &setter->fields.items[i];
        made[i] = (sm_form_field){field->kind, field->name, field->tooltip,
                                  0,           field->box,  field->tag};
        made[i].page = plan->page_of[field->strip];
        bool landscape = plan->pages.items[made[i].page].landscape;
        const layout_format *format = landscape ? &setter->landscape : &setter->portrait;
        made[i].box.x += format->left;
        made[i].box.y += format->top + plan->y_of[field->strip];
    }
    pages->field_count = setter->fields.count;
    pages->fields = made;
}

const sm_pages *layout_paint_pages(layout_setter *setter, const layout_plan *plan)
{
    sm_pages *pages = SM_NEW(setter->arena, sm_pages);
    sm_page *made = SM_NEW_ARRAY(setter->arena, sm_page, plan->pages.count);
    painter p = {
        .setter = setter,
        .plan = plan,
        .portrait = layout_watermark(setter, &setter->portrait),
        .landscape = layout_watermark(setter, &setter->landscape),
    };
    open_sections open = {.count = 0};
    for (p.page = 0; p.page < plan->pages.count; p.page++) {
        sm_str section = running_section(setter, plan, p.page, &open);
        made[p.page].scene = paint_page(&p, section);
        made[p.page].label = sm_str_printf(setter->arena, "%zu", p.page + 1);
    }
    pages->pages = made;
    pages->count = plan->pages.count;
    pages->tags = setter->tags.items;
    pages->tag_count = setter->tags.count;
    add_outline(setter, plan, pages);
    add_destinations(setter, plan, pages);
    add_fields(setter, plan, pages);
    sm_str language = setter->options->language;
    pages->title = layout_title(setter);
    pages->digest = sm_str_copy(setter->arena, sm_str_from_cstr(setter->digest));
    pages->language = language.len > 0 ? language : SM_STR("en");
    return pages;
}
