#include "specmill/svg/svg.h"
#include "unit/test.h"
#include <string.h>

#define NS "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""

static double width, height;

static bool has_size(const char *text)
{
    double seconds = 30;
    width = height = 0;
    return sm_svg_size(sm_str_from_cstr(text), &seconds, &width, &height);
}

/* The pixel at X, Y of TEXT drawn 20 by 10 large, as 0xRRGGBBAA; 1: it could not be drawn. */
static uint32_t pixel(const char *text, unsigned x, unsigned y)
{
    uint8_t pixels[20 * 10 * 4];
    double seconds = 30;
    if (!sm_svg_draw(sm_str_from_cstr(text), &seconds, 20, 10, pixels))
        return 1;
    const uint8_t *p = pixels + (y * 20 + x) * 4;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

TEST(its_size_is_in_pixels_of_css)
{
    CHECK(has_size("<svg " NS " width=\"120\" height=\"40px\"/>") && width == 120 &&
          height == 40);
    CHECK(has_size("<svg " NS " width=\"1in\" height=\"36pt\"/>") && width == 96 &&
          height == 48);
    CHECK(has_size("<svg " NS " viewBox=\"0 0 300 150\"/>") && width == 300 && height == 150);
    CHECK(has_size("<svg " NS " width=\"100%\" viewBox=\"5 5 30 15\"/>") && width == 30 &&
          height == 15);
    CHECK(!has_size("<svg " NS "/>"));
    CHECK(!has_size("<svg " NS " width=\"0\" height=\"0\"/>"));
    CHECK(!has_size("<svg " NS " width=\"10\" height=\"10\">"));
}

TEST(it_is_drawn_to_fit)
{
    const char *text =
        "<svg " NS " width=\"200\" height=\"100\"><style>.a{fill:#c04020}</style>"
        "<rect class=\"a\" width=\"100\" height=\"100\"/>"
        "<rect x=\"100\" width=\"100\" height=\"50\" fill=\"#00f\" opacity=\"0.5\"/>"
        "</svg>";
    CHECK(pixel(text, 0, 0) == 0xC04020FF && pixel(text, 9, 9) == 0xC04020FF);
    CHECK(pixel(text, 12, 2) >> 8 == 0x0000FF);
    CHECK((pixel(text, 12, 2) & 0xFF) == 127 || (pixel(text, 12, 2) & 0xFF) == 128);
    CHECK(pixel(text, 12, 8) == 0);
}

TEST(nothing_but_the_file_is_read)
{
    FILE *other = fopen("/tmp/specmill-svg-test.svg", "wb");
    CHECK(other != NULL);
    fputs("<svg " NS
          " width=\"9\" height=\"9\"><rect id=\"r\" width=\"9\" height=\"9\"/></svg>",
          other);
    fclose(other);
#define OPEN "<svg " NS " width=\"20\" height=\"10\">"
    CHECK(pixel(OPEN "<image width=\"20\" height=\"10\" "
                     "xlink:href=\"file:///tmp/specmill-svg-test.svg\"/></svg>",
                4, 4) == 0);
    CHECK(pixel(OPEN "<image width=\"20\" height=\"10\" "
                     "xlink:href=\"/tmp/specmill-svg-test.svg\"/></svg>",
                4, 4) == 0);
    CHECK(pixel(OPEN "<use xlink:href=\"/tmp/specmill-svg-test.svg#r\"/></svg>", 4, 4) == 0);
    CHECK(pixel(OPEN "<style>@import url(\"file:///tmp/specmill-svg-test.svg\");</style></svg>",
                4, 4) == 0);
    remove("/tmp/specmill-svg-test.svg");
}

TEST(what_takes_too_long_ends)
{
    const char *slow =
        "<svg " NS " width=\"2000\" height=\"2000\"><filter id=\"f\">"
        "<feTurbulence baseFrequency=\"0.01\" numOctaves=\"100000000\"/></filter>"
        "<rect width=\"2000\" height=\"2000\" filter=\"url(#f)\"/></svg>";
    static uint8_t pixels[100 * 100 * 4];
    double seconds = 1;
    CHECK(!sm_svg_draw(sm_str_from_cstr(slow), &seconds, 100, 100, pixels));
    CHECK(seconds < 0.5 && seconds > -2);
    seconds = 0;
    CHECK(
        !sm_svg_draw(SM_STR("<svg " NS " width=\"9\" height=\"9\"/>"), &seconds, 9, 9, pixels));
    CHECK(seconds == 0);
}

TEST(what_the_library_gives_up_on_ends_a_process_of_its_own)
{
    /* librsvg 2.54 panics: a font cannot be that large. */
    const sm_str text = SM_STR("<svg " NS " width=\"99\" height=\"99\"><text y=\"9\" "
                               "font-size=\"444444444444444444413\">Load</text></svg>");
    static uint8_t pixels[9 * 9 * 4];
    double seconds = 30;
    sm_svg_draw(text, &seconds, 9, 9, pixels);
    CHECK(seconds > 0 && seconds < 30);
}

TEST(impossible_sizes_are_refused)
{
    static uint8_t pixels[40];
    double seconds = 30;
    const sm_str text = SM_STR("<svg " NS " width=\"9\" height=\"9\"/>");
    CHECK(!sm_svg_draw(text, &seconds, 0, 9, pixels));
    CHECK(!sm_svg_draw(text, &seconds, 9, 0, pixels));
    CHECK(sm_svg_draw(text, &seconds, 1, 9, pixels));
}

TEST(html_that_nothing_stands_in_for_is_found)
{
    CHECK(sm_svg_has_html(SM_STR("<svg><foreignObject width=\"9\"><p>a</p></foreignObject>")));
    CHECK(!sm_svg_has_html(SM_STR("<svg><switch><foreignObject requiredFeatures=\"x#E\"><p/>"
                                  "</foreignObject><text>a</text></switch></svg>")));
    CHECK(!sm_svg_has_html(SM_STR("<svg><text>a</text></svg>")));
    CHECK(sm_svg_has_html(SM_STR("<svg><foreignObject")));
}

RUN_TESTS()
