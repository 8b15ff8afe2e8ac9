#include "makeup.h"
#include <math.h>

static const sm_pt notes_gap = 14; /* between text and notes, the rule in its middle */

/* The part of a page that contents may fill before the text starts on a page of its own. */
static const double fairly_full = 0.5;

/* A column being filled, from top to bottom. */
typedef struct column {
    const layout_galley *galley;
    struct SM_LIST(const layout_box *) open; /* outermost first */
    struct SM_LIST(size_t) fragments;        /* of the open boxes, when recorded */
    sm_pt y;
    bool empty;
} column;

typedef struct makeup {
    sm_arena *arena;
    layout_setter *setter;
    layout_plan plan;
    column main, notes;
    sm_pt *note_heights;  /* prefix sums over the notes' strips */
    uint32_t note_next;   /* the first note strip that is not placed yet */
    uint32_t note_wanted; /* up to here the text so far refers to them */
} makeup;

static void start_column(column *c, sm_pt y)
{
    c->open.count = c->fragments.count = 0;
    c->y = y;
    c->empty = true;
}

static size_t depth_of(const layout_box *box)
{
    size_t depth = 0;
    for (; box != NULL; box = box->parent)
        depth++;
    return depth;
}

static sm_pt bottom_padding(const layout_box *box)
{
    sm_pt sum = 0;
    for (; box != NULL; box = box->parent)
        sum += box->pad_bottom;
    return sum;
}

/* Whether BOX is on the way from INNER outward. */
static bool holds(const layout_box *box, const layout_box *inner)
{
    for (; inner != NULL; inner = inner->parent)
        if (inner == box)
            return true;
    return false;
}

static void close_box(makeup *m, column *c, bool last, bool record)
{
    const layout_box *box = c->open.items[--c->open.count];
    c->y += box->pad_bottom;
    if (!record)
        return;
    layout_fragment *fragment =
        &m->plan.fragments.items[c->fragments.items[--c->fragments.count]];
    fragment->bottom = c->y;
    fragment->last = last;
}

static void open_box(makeup *m, column *c, const layout_box *box, bool record)
{
    SM_LIST_ADD(m->arena, &c->open, box);
    if (record) {
        layout_fragment fragment = {.box = box, .top = c->y, .bottom = c->y};
        SM_LIST_ADD(m->arena, &m->plan.fragments, fragment);
        SM_LIST_ADD(m->arena, &c->fragments, m->plan.fragments.count - 1);
    }
    c->y += box->pad_top;
}

/* Leaves and enters boxes so that STRIP can be placed at c->y. */
static void approach(makeup *m, column *c, const layout_strip *strip, bool record)
{
    while (c->open.count > 0 && !holds(c->open.items[c->open.count - 1], strip->box))
        close_box(m, c, true, record);
    if (!c->empty)
        c->y += strip->before;
    size_t depth = depth_of(strip->box);
    for (size_t level = c->open.count; level < depth; level++) {
        const layout_box *box = strip->box;
        for (size_t up = depth - 1; up > level; up--)
            box = box->parent;
        open_box(m, c, box, record);
    }
    c->empty = false;
}

static void place(makeup *m, column *c, uint32_t index, bool note, bool repeat, bool record)
{
    const layout_strip *strip = &c->galley->items[index];
    approach(m, c, strip, record);
    if (record) {
        layout_placement placement = {index, note, repeat, c->y};
        SM_LIST_ADD(m->arena, &m->plan.placements, placement);
        uint32_t page = (uint32_t)m->plan.pages.count;
        if (note) {
            m->plan.note_page_of[index] = page;
            m->plan.note_y_of[index] = c->y;
        } else if (!repeat) {
            m->plan.page_of[index] = page;
            m->plan.y_of[index] = c->y;
        }
    }
    c->y += strip->height;
}

static void finish_column(makeup *m, column *c, bool record)
{
    while (c->open.count > 0)
        close_box(m, c, false, record);
}

static sm_pt notes_height(const makeup *m, uint32_t wanted, sm_pt height)
{
    if (wanted <= m->note_next)
        return 0;
    sm_pt sum = m->note_heights[wanted] - m->note_heights[m->note_next];
    return fmin(sum, height * 0.5) + notes_gap;
}

/* Up to which of the notes' strips STRIP wants them on its page. */
static uint32_t notes_wanted(const makeup *m, const layout_strip *strip)
{
    const layout_setter *setter = m->setter;
    if (strip->note == 0 || strip->note_end <= 1)
        return m->note_wanted;
    size_t note = strip->note_end - 2;
    uint32_t end = note + 1 < setter->spec->doc->footnote_count ? setter->note_strips[note + 1]
                                                                : (uint32_t)setter->notes.count;
    return end > m->note_wanted ? end : m->note_wanted;
}

/* Makes the figure in STRIP, which was placed last, EXCESS smaller; what is kept with it must
 * have room, too. */
static bool shrink(makeup *m, uint32_t index, sm_pt excess)
{
    layout_strip *strip = &m->setter->galley.items[index];
    const layout_galley *galley = m->main.galley;
    for (uint32_t i = index; galley->items[i].cut == LAYOUT_CUT_NEVER && i + 1 < galley->count;
         i++)
        excess += galley->items[i + 1].before + galley->items[i + 1].height;
    sm_pt height = strip->height - excess;
    if (strip->least <= 0 || height < strip->least)
        return false;
    layout_shrink(strip->marks, height / strip->height, strip->center);
    m->main.y -= excess;
    strip->height = height;
    return true;
}

/* Fills a column of HEIGHT with strips from FIRST up to END and returns the first that has no
 * room. At least one is placed. */
static uint32_t fill(makeup *m, uint32_t first, uint32_t end, sm_pt height, bool record)
{
    column *c = &m->main;
    const layout_galley *galley = c->galley;
    bool landscape = galley->items[first].landscape;
    uint32_t wanted_before = m->note_wanted;
    start_column(c, 0);
    if (galley->items[first].repeat != LAYOUT_NOWHERE)
        for (uint32_t i = galley->items[first].repeat; i < galley->items[first].repeat_end; i++)
            place(m, c, i, false, true, record);
    uint32_t i = first;
    for (; i < end; i++) {
        const layout_strip *strip = &galley->items[i];
        uint32_t wanted = notes_wanted(m, strip);
        place(m, c, i, false, false, record);
        sm_pt need = c->y + bottom_padding(strip->box) + notes_height(m, wanted, height);
        if (!record && i > first &&
            (strip->landscape != landscape ||
             (need > height + 0.01 && !shrink(m, i, need - height))))
            break;
        m->note_wanted = wanted;
        if (strip->cut == LAYOUT_CUT_PAGE ||
            (strip->cut == LAYOUT_CUT_PART && c->y > height * fairly_full)) {
            i++;
            break;
        }
    }
    finish_column(m, c, record);
    if (!record)
        m->note_wanted = wanted_before;
    return i;
}

/* The best place for a cut at or before END, where the page that starts with FIRST is full. */
static uint32_t best_cut(const layout_galley *galley, uint32_t first, uint32_t end)
{
    if (end >= galley->count)
        return end;
    uint32_t cut = end;
    while (cut > first && galley->items[cut - 1].cut == LAYOUT_CUT_NEVER)
        cut--;
    return cut == first ? end : cut;
}

/* Places the notes that belong on the page, as many as there is room for. */
static void place_notes(makeup *m, layout_page_plan *page, sm_pt height)
{
    if (m->note_wanted <= m->note_next)
        return;
    sm_pt room = fmax(height - m->main.y - notes_gap, 0);
    uint32_t end = m->note_next;
    const sm_pt *heights = m->note_heights;
    while (end < m->note_wanted && heights[end + 1] - heights[m->note_next] <= room + 0.01)
        end++;
    if (end == m->note_next && m->main.empty)
        end++; /* taller than a page: nothing helps */
    if (end == m->note_next)
        return;
    sm_pt top = height - (heights[end] - heights[m->note_next]);
    page->notes_rule = top - notes_gap / 2;
    start_column(&m->notes, top);
    for (uint32_t i = m->note_next; i < end; i++)
        place(m, &m->notes, i, true, false, true);
    finish_column(m, &m->notes, true);
    m->note_next = end;
}

static void add_page(makeup *m, uint32_t first, uint32_t end)
{
    layout_setter *setter = m->setter;
    layout_page_plan page = {
        .placement = m->plan.placements.count,
        .fragment = m->plan.fragments.count,
        .landscape = first < end && m->main.galley->items[first].landscape,
    };
    sm_pt height =
        layout_column_height(page.landscape ? &setter->landscape : &setter->portrait);
    start_column(&m->main, 0);
    if (first < end)
        fill(m, first, end, height, true);
    if (end >= m->main.galley->count)
        m->note_wanted = (uint32_t)setter->notes.count; /* also those nobody refers to */
    place_notes(m, &page, height);
    page.placement_end = m->plan.placements.count;
    page.fragment_end = m->plan.fragments.count;
    SM_LIST_ADD(m->arena, &m->plan.pages, page);
}

/* A table turns its page; what is kept with it turns, too. */
static void turn_kept_strips(layout_galley *galley)
{
    for (size_t i = galley->count; i-- > 1;)
        if (galley->items[i].landscape && galley->items[i - 1].cut == LAYOUT_CUT_NEVER)
            galley->items[i - 1].landscape = true;
}

static void sum_note_heights(makeup *m)
{
    const layout_galley *notes = &m->setter->notes;
    m->note_heights = SM_NEW_ARRAY(m->arena, sm_pt, notes->count + 1);
    const layout_box *before = NULL;
    for (size_t i = 0; i < notes->count; i++) {
        const layout_strip *strip = &notes->items[i];
        sm_pt height = strip->before + strip->height;
        for (const layout_box *box = strip->box; box != NULL && strip->box != before;
             box = box->parent)
            height += box->pad_top + box->pad_bottom; /* never too little */
        before = strip->box;
        m->note_heights[i + 1] = m->note_heights[i] + height;
    }
}

layout_plan layout_plan_pages(sm_arena *arena, layout_setter *setter)
{
    makeup m = {.arena = arena, .setter = setter};
    m.main.galley = &setter->galley;
    m.notes.galley = &setter->notes;
    uint32_t count = (uint32_t)setter->galley.count;
    m.plan.page_of = SM_NEW_ARRAY(arena, uint32_t, count + 1);
    m.plan.y_of = SM_NEW_ARRAY(arena, sm_pt, count + 1);
    m.plan.note_page_of = SM_NEW_ARRAY(arena, uint32_t, setter->notes.count + 1);
    m.plan.note_y_of = SM_NEW_ARRAY(arena, sm_pt, setter->notes.count + 1);
    turn_kept_strips(&setter->galley);
    sum_note_heights(&m);
    size_t most = sm_limit(setter->diag, SM_LIMIT_PAGES);
    for (uint32_t first = 0; first < count && m.plan.pages.count <= most;) {
        bool landscape = setter->galley.items[first].landscape;
        sm_pt height = layout_column_height(landscape ? &setter->landscape : &setter->portrait);
        uint32_t end = best_cut(&setter->galley, first, fill(&m, first, count, height, false));
        add_page(&m, first, end);
        first = end;
    }
    if (m.plan.pages.count == 0)
        add_page(&m, 0, 0);
    while (m.note_next < setter->notes.count && m.plan.pages.count <= most)
        add_page(&m, count, count);
    if (m.plan.pages.count > most) {
        sm_loc loc = {setter->spec->doc->source, 0, 0};
        sm_report_limit(setter->diag, SM_LIMIT_PAGES, loc);
        m.plan.pages.count = 0;
    }
    return m.plan;
}
