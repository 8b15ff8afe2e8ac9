#include "specmill/export/backend.h"
#include "specmill/layout/layout.h"
#include "specmill/scene/build.h"
#include "unit/test.h"
#include <png.h>
#include <string.h>

/* What the PDF backend does after layout. Pages are built here, so that each test is about one
 * thing. PDF/A-1 files (part 1) hold their objects in plain text, which the tests can search.
 */
bool pdf_write_pages(sm_arena *arena, const sm_job *job, const sm_pages *pages, sm_fonts *fonts,
                     sm_output *output, sm_diag *diag);

enum { PAGES_MAX = 3, TAGS_MAX = 12 };

typedef struct desk {
    sm_arena *arena;
    sm_diag *diag;
    sm_fonts *fonts;
    const sm_theme *theme;
    sm_scene_builder builders[PAGES_MAX];
    sm_scene scenes[PAGES_MAX];
    sm_page pages[PAGES_MAX];
    sm_tag tags[TAGS_MAX];
    sm_pages made;
} desk;

static const sm_font_style plain = {SM_FAMILY_TEXT, false, false};

static desk *open_desk(size_t page_count)
{
    sm_arena *arena = sm_arena_new(0);
    desk *d = SM_NEW(arena, desk);
    d->arena = arena;
    d->diag = sm_diag_new(arena);
    d->theme = sm_theme_builtin(arena);
    d->fonts = sm_fonts_open(d->theme);
    for (size_t i = 0; i < page_count; i++) {
        d->builders[i] = sm_scene_build(arena);
        d->scenes[i] = (sm_scene){.width = 400, .height = 600};
        d->pages[i] = (sm_page){&d->scenes[i], sm_str_printf(arena, "%zu", i + 1)};
    }
    d->tags[1].kind = SM_TAG_DOCUMENT;
    d->made = (sm_pages){.pages = d->pages,
                         .count = page_count,
                         .tags = d->tags,
                         .tag_count = 2,
                         .title = SM_STR("Title"),
                         .language = SM_STR("en")};
    return d;
}

static void close_desk(desk *d)
{
    sm_fonts_close(d->fonts);
    sm_arena_free(d->arena);
}

static uint32_t add_tag(desk *d, sm_tag tag)
{
    d->tags[d->made.tag_count] = tag;
    return (uint32_t)d->made.tag_count++;
}

static sm_mark *add_text(desk *d, size_t page, uint32_t tag, double y, const char *text)
{
    sm_mark *m = sm_scene_add_text(&d->builders[page], (sm_point){50, y}, SM_ANCHOR_START,
                                   sm_str_from_cstr(text), plain, 10, sm_ink_solid(0));
    m->tag = tag;
    m->as.text.runs = sm_shape(d->arena, d->fonts, plain, 10, sm_str_from_cstr(text), false,
                               (sm_loc){0}, d->diag);
    return m;
}

static void add_link(desk *d, size_t page, uint32_t tag, const char *url)
{
    sm_mark *m = sm_scene_add(&d->builders[page], SM_MARK_LINK);
    m->tag = tag;
    m->as.link.box = (sm_rect){50, 90, 60, 12};
    m->as.link.url = sm_str_from_cstr(url);
}

static void add_image(desk *d, uint32_t tag, sm_str bytes)
{
    sm_mark *m = sm_scene_add(&d->builders[0], SM_MARK_IMAGE);
    m->tag = tag;
    m->as.image.box = (sm_rect){50, 200, 40, 40};
    m->as.image.bytes = bytes;
}

/* The file; absent when it was not written. */
static sm_str written(desk *d, int part)
{
    for (size_t i = 0; i < d->made.count; i++)
        d->scenes[i].marks = d->builders[i].first;
    sm_spec *spec = SM_NEW(d->arena, sm_spec);
    sm_doc *doc = SM_NEW(d->arena, sm_doc);
    doc->source = sm_source_from_bytes(d->arena, SM_STR("some/folder/spec.md"),
                                       SM_STR("# Title\n"), d->diag);
    spec->doc = doc;
    spec->metadata.created = (sm_date){.year = 2026, .month = 3, .day = 1};
    sm_job job = {.spec = spec, .theme = d->theme, .pdf_part = part};
    sm_output *output = sm_output_memory(d->arena);
    bool ok = pdf_write_pages(d->arena, &job, &d->made, d->fonts, output, d->diag);
    return ok ? sm_output_bytes(output) : (sm_str){0};
}

static bool holds(sm_str file, const char *part)
{
    return sm_str_find(file, sm_str_from_cstr(part)) != SM_STR_NONE;
}

static size_t times(sm_str file, const char *part)
{
    size_t count = 0, at;
    while ((at = sm_str_find(file, sm_str_from_cstr(part))) != SM_STR_NONE) {
        count++;
        file = sm_str_from(file, at + 1);
    }
    return count;
}

TEST(a_page_makes_a_file)
{
    desk *d = open_desk(1);
    add_text(d, 0, add_tag(d, (sm_tag){.kind = SM_TAG_PARAGRAPH, .parent = 1}), 100, "Hello");
    sm_str file = written(d, 1);
    CHECK(sm_str_starts(file, SM_STR("%PDF-1.4\n")));
    CHECK(sm_str_ends(file, SM_STR("%%EOF\n")));
    CHECK(holds(file, "/S/P/P ") && holds(file, "/StructTreeRoot") && holds(file, "(en)"));
    CHECK(holds(file, "/Subtype/CIDFontType2") && holds(file, "/CIDSet"));
    CHECK(holds(file, "<pdfaid:part>1<") && !holds(file, "/EmbeddedFile"));
    CHECK(holds(file, "(D:20260301000000Z)"));
    CHECK(sm_str_starts(written(d, 3), SM_STR("%PDF-1.7\n")));
    close_desk(d);
}

TEST(the_same_pages_make_the_same_bytes)
{
    desk *a = open_desk(1), *b = open_desk(1);
    add_text(a, 0, 0, 100, "Wörter, 中文");
    add_text(b, 0, 0, 100, "Wörter, 中文");
    CHECK(sm_str_equal(written(a, 3), written(b, 3)));
    close_desk(a);
    close_desk(b);
}

TEST(an_empty_page_is_a_page)
{
    desk *d = open_desk(2);
    sm_str file = written(d, 1);
    CHECK(file.len != 0 && times(file, "/Type /Page\n") == 2);
    close_desk(d);
}

TEST(the_source_is_attached_by_its_name_only)
{
    desk *d = open_desk(1);
    sm_str file = written(d, 3);
    CHECK(holds(file, "/EmbeddedFile") && !holds(file, "some/folder"));
    CHECK(holds(file, "<pdfaid:part>3<"));
    close_desk(d);
}

TEST(levels_of_headings_are_not_skipped)
{
    desk *d = open_desk(1);
    sm_tag h = {.kind = SM_TAG_HEADING, .parent = 1, .level = 1};
    add_text(d, 0, add_tag(d, h), 50, "one");
    h.level = 4;
    add_text(d, 0, add_tag(d, h), 80, "four");
    sm_str file = written(d, 1);
    CHECK(holds(file, "/S/H1/") && holds(file, "/S/H2/") && !holds(file, "/S/H4/"));
    close_desk(d);
}

TEST(an_element_over_two_pages_is_one)
{
    desk *d = open_desk(2);
    uint32_t p = add_tag(d, (sm_tag){.kind = SM_TAG_PARAGRAPH, .parent = 1});
    add_text(d, 0, p, 50, "begins");
    add_text(d, 1, p, 50, "ends");
    sm_str file = written(d, 1);
    CHECK(times(file, "/S/P/") == 1 && times(file, "/Type/MCR") == 1);
    close_desk(d);
}

TEST(what_paints_nothing_is_no_element_unless_it_is_a_cell)
{
    desk *d = open_desk(1);
    add_tag(d, (sm_tag){.kind = SM_TAG_PARAGRAPH, .parent = 1});
    uint32_t table = add_tag(d, (sm_tag){.kind = SM_TAG_TABLE, .parent = 1});
    uint32_t row = add_tag(d, (sm_tag){.kind = SM_TAG_TABLE_ROW, .parent = table});
    add_tag(d, (sm_tag){.kind = SM_TAG_DATA_CELL, .parent = row});
    add_text(d, 0, add_tag(d, (sm_tag){.kind = SM_TAG_DATA_CELL, .parent = row}), 50, "cell");
    sm_str file = written(d, 1);
    CHECK(!holds(file, "/S/P/") && times(file, "/S/TD/") == 2);
    close_desk(d);
}

TEST(links_are_annotations_and_elements)
{
    desk *d = open_desk(2);
    uint32_t p = add_tag(d, (sm_tag){.kind = SM_TAG_PARAGRAPH, .parent = 1});
    add_text(d, 0, p, 100, "text");
    add_link(d, 0, p, "https://example.org/ä b");
    add_link(d, 0, p, "#there");
    add_link(d, 0, p, "#nowhere");
    sm_destination there = {SM_STR("there"), 1, {50, 300}};
    d->made.destinations = &there;
    d->made.destination_count = 1;
    sm_str file = written(d, 1);
    CHECK(times(file, "/Subtype/Link") == 2 && times(file, "/S/Link/") == 2);
    CHECK(holds(file, "/URI(https://example.org/%C3%A4%20b)"));
    CHECK(holds(file, "/XYZ 0 304 null"));
    close_desk(d);
}

TEST(a_link_that_could_run_something_is_not_live)
{
    desk *d = open_desk(1);
    add_link(d, 0, 0, "javascript:alert(1)");
    add_link(d, 0, 0, "file:///etc/passwd");
    sm_str file = written(d, 1);
    CHECK(!holds(file, "/Subtype/Link") && !holds(file, "javascript"));
    close_desk(d);
}

TEST(outlines_nest_and_pages_have_labels)
{
    desk *d = open_desk(3);
    d->pages[0].label = SM_STR("Cover");
    d->pages[1].label = SM_STR("1");
    d->pages[2].label = SM_STR("2");
    const sm_outline_entry entries[] = {
        {1, SM_STR("One – Größe"), 1, {50, 50}},
        {3, SM_STR("deep"), 1, {50, 80}},
        {1, SM_STR("Two"), 2, {50, 50}},
    };
    d->made.outline = entries;
    d->made.outline_count = 3;
    sm_str file = written(d, 1);
    CHECK(holds(file, "<FEFF004F006E0065") && holds(file, "(deep)") && holds(file, "(Two)"));
    CHECK(holds(file, "/UseOutlines") && times(file, "/XYZ") == 3);
    CHECK(holds(file, "<</Nums[0<</P(Cover)>>1<</S/D/St 1>>]>>"));
    close_desk(d);
}

TEST(fields_are_named_tagged_and_locked_by_their_signature)
{
    desk *d = open_desk(1);
    uint32_t form = add_tag(d, (sm_tag){.kind = SM_TAG_FORM, .parent = 1});
    uint32_t other = add_tag(d, (sm_tag){.kind = SM_TAG_FORM, .parent = 1});
    const sm_form_field fields[] = {
        {SM_FORM_TEXT, SM_STR("approver1_name"), SM_STR("Name"), 0, {50, 50, 90, 20}, form},
        {SM_FORM_SIGNATURE, SM_STR("approver1_sig"), SM_STR(""), 0, {150, 50, 90, 20}, other},
    };
    d->made.fields = fields;
    d->made.field_count = 2;
    sm_str file = written(d, 1);
    CHECK(times(file, "/Subtype/Widget") == 2 && times(file, "/S/Form/") == 2);
    CHECK(holds(file, "/FT/Sig") && holds(file, "/FT/Tx") && holds(file, "/SigFlags 3"));
    CHECK(holds(file, "/SigFieldLock/Action/Include/Fields[(approver1_name)]"));
    CHECK(holds(file, "/TU(approver1_sig)"));
    CHECK(holds(file, "/Rect[50 530 140 550]"));
    CHECK(holds(file, "/Encoding/WinAnsiEncoding"));
    close_desk(d);
}

/* A PNG of one pixel, red and half transparent. */
static const char dot_png[] =
    "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\001"
    "\000\000\000\001\010\006\000\000\000\037\025\304\211\000\000\000\015\111\104\101"
    "\124\170\332\143\370\317\300\320\000\000\004\201\001\200\363\013\334\240\000\000"
    "\000\000\111\105\116\104\256\102\140\202";

TEST(an_image_is_embedded_once_and_a_broken_one_is_reported)
{
    desk *d = open_desk(1);
    uint32_t figure =
        add_tag(d, (sm_tag){.kind = SM_TAG_FIGURE, .parent = 1, .alt = SM_STR("a dot")});
    sm_str png = {dot_png, sizeof dot_png - 1};
    add_image(d, figure, png);
    add_image(d, figure, sm_str_copy(d->arena, png));
    add_image(d, figure, SM_STR("GIF89a"));
    add_image(d, figure, sm_str_sub(png, 0, 50));
    add_image(d, figure, SM_STR("\xFF\xD8\xFF\xE0\0\4ab\xFF\xDA"));
    sm_str file = written(d, 1);
    CHECK(file.len != 0);
    size_t broken = sm_diag_count(d->diag, SM_WARNING);
    CHECK(broken == 3 && times(file, "/Subtype/Image") == 1);
    CHECK(holds(file, "/Alt(a dot)") && holds(file, "/BBox[50 360 90 400]"));
    close_desk(d);
}

/* A PNG of 32 x 16 pixels in so many colors. */
static sm_str colorful_png(sm_arena *arena, unsigned colors)
{
    enum { WIDTH = 32, HEIGHT = 16, ROOM = 8192 };
    unsigned char pixels[WIDTH * HEIGHT * 3];
    for (unsigned i = 0; i < WIDTH * HEIGHT; i++) {
        unsigned color = i % colors;
        pixels[3 * i] = 7;
        pixels[3 * i + 1] = (unsigned char)(color & 255);
        pixels[3 * i + 2] = (unsigned char)(color >> 8);
    }
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = WIDTH,
                     .height = HEIGHT,
                     .format = PNG_FORMAT_RGB};
    char *bytes = sm_arena_alloc(arena, ROOM, 1);
    png_alloc_size_t len = ROOM;
    CHECK(png_image_write_to_memory(&png, bytes, &len, 0, pixels, 0, NULL));
    return (sm_str){bytes, len};
}

TEST(an_image_of_few_colors_has_a_palette)
{
    static const struct {
        unsigned colors;
        const char *expected;
    } cases[] = {
        {1, "/ColorSpace[/Indexed/DeviceRGB 0<070000>]"},
        {3, "/ColorSpace[/Indexed/DeviceRGB 2<070000070100070200>]"},
        {256, "/ColorSpace[/Indexed/DeviceRGB 255<070000"},
        {257, "/ColorSpace/DeviceRGB/DecodeParms<</Predictor 15/Colors 3/Columns 32>>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        desk *d = open_desk(1);
        uint32_t figure =
            add_tag(d, (sm_tag){.kind = SM_TAG_FIGURE, .parent = 1, .alt = SM_STR("dots")});
        add_image(d, figure, colorful_png(d->arena, cases[i].colors));
        sm_str file = written(d, 1);
        CHECK(times(file, "/Subtype/Image") == 1 && holds(file, cases[i].expected));
        close_desk(d);
    }
}

TEST(an_image_in_other_colors_is_reported_where_it_is_asked_for)
{
    static const char cmyk[] =
        "\xFF\xD8\xFF\xC0\0\x14\x08\0\x01\0\x01\x04\x01\x11\0\x02\x11\0\x03"
        "\x11\0\x04\x11\0\xFF\xDA\0\x02\x2A\xFF\xD9";
    desk *d = open_desk(1);
    const sm_source *source =
        sm_source_from_bytes(d->arena, SM_STR("a.md"), SM_STR("one\ntwo\nthree\n"), d->diag);
    uint32_t figure =
        add_tag(d, (sm_tag){.kind = SM_TAG_FIGURE, .parent = 1, .alt = SM_STR("a print")});
    for (uint32_t line = 2; line < 4; line++) {
        add_image(d, figure, (sm_str){cmyk, sizeof cmyk - 1});
        d->builders[0].last->as.image.loc = (sm_loc){source, line, 1};
    }
    sm_str file = written(d, 1);
    size_t count;
    const sm_finding *found = sm_diag_findings(d->diag, &count);
    CHECK(count == 2 && found[0].loc.line == 2 && found[1].loc.line == 3);
    CHECK(count == 2 && sm_str_find(found[0].detail, SM_STR("CMYK")) != SM_STR_NONE);
    CHECK(!holds(file, "/Subtype/Image") && !holds(file, "CMYK"));
    close_desk(d);
}

TEST(hostile_geometry_is_written)
{
    desk *d = open_desk(1);
    sm_path path = sm_path_new(d->arena);
    sm_path_move(&path, 1e300, -1e300);
    sm_path_line(&path, 0.0 / 1e-320, 5);
    sm_scene_add_path(&d->builders[0], &path, sm_ink_solid(0xFF0000), sm_ink_solid(0x00FF00),
                      1e9);
    sm_path empty = sm_path_new(d->arena);
    sm_scene_add_path(&d->builders[0], &empty, sm_ink_solid(0), sm_ink_solid(0), 1);
    CHECK(written(d, 1).len != 0);
    close_desk(d);
}

TEST(text_that_diagrams_leave_unshaped_is_shaped_here)
{
    desk *d = open_desk(1);
    sm_mark *m =
        sm_scene_add_text(&d->builders[0], (sm_point){100, 100}, SM_ANCHOR_MIDDLE,
                          SM_STR("A label wider than said"), plain, 12, sm_ink_solid(0));
    m->as.text.width = 20;
    m->as.text.halo = sm_ink_solid(0xFFFFFF);
    sm_str file = written(d, 1);
    CHECK(holds(file, "/Subtype/Type0"));
    close_desk(d);
}

RUN_TESTS()
