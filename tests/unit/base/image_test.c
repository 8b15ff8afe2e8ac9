#include "specmill/base/image.h"
#include "unit/test.h"

static bool is_svg(sm_str bytes)
{
    return sm_image_kind_of(bytes) == SM_IMAGE_SVG;
}

TEST(a_kind_is_told_by_the_first_bytes)
{
    CHECK(sm_image_kind_of(SM_STR("\x89PNG\r\n\x1a\nrest")) == SM_IMAGE_PNG);
    CHECK(sm_image_kind_of(SM_STR("\xff\xd8\xff\xe0")) == SM_IMAGE_JPEG);
    CHECK(sm_image_kind_of(SM_STR("GIF89a.")) == SM_IMAGE_GIF);
    CHECK(sm_image_kind_of(SM_STR("GIF87a.")) == SM_IMAGE_GIF);
    CHECK(sm_image_kind_of(SM_STR("RIFF....WEBPVP8 ")) == SM_IMAGE_WEBP);
    CHECK(sm_image_kind_of(SM_STR("RIFF....WAVEfmt ")) == SM_IMAGE_UNKNOWN);
    CHECK(sm_image_kind_of(SM_STR("\x89PNG\r\n")) == SM_IMAGE_UNKNOWN);
    CHECK(sm_image_kind_of(SM_STR("%PDF-1.7")) == SM_IMAGE_UNKNOWN);
    CHECK(sm_image_kind_of((sm_str){0}) == SM_IMAGE_UNKNOWN);
}

TEST(an_svg_is_told_by_its_first_element)
{
    CHECK(is_svg(SM_STR("<svg/>")));
    CHECK(is_svg(
        SM_STR("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a > b -->\n<svg width=\"9\">")));
    CHECK(is_svg(SM_STR("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">\n<svg>")));
    CHECK(is_svg(SM_STR("<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"/>")));
    CHECK(!is_svg(SM_STR("<html><svg/></html>")));
    CHECK(!is_svg(SM_STR("<!-- <svg>")));
    CHECK(!is_svg(SM_STR("<?xml")));
}

TEST(a_kind_has_a_media_type)
{
    CHECK(sm_str_equal(sm_image_media_type(SM_IMAGE_SVG), SM_STR("image/svg+xml")));
    CHECK(sm_str_equal(sm_image_media_type(SM_IMAGE_JPEG), SM_STR("image/jpeg")));
    CHECK(sm_image_media_type(SM_IMAGE_UNKNOWN).ptr == NULL);
}

RUN_TESTS()
