#include "specmill/export/link.h"
#include "unit/test.h"

static bool is(const char *url, sm_link_verdict verdict)
{
    return sm_link_check(sm_str_from_cstr(url)) == verdict;
}

TEST(web_mail_and_relative_addresses_are_live)
{
    CHECK(is("https://example.org/a?b#c", SM_LINK_LIVE));
    CHECK(is("HTTP://example.org:8080", SM_LINK_LIVE));
    CHECK(is("http://[::1]:80/", SM_LINK_LIVE));
    CHECK(is("//example.org/x", SM_LINK_LIVE));
    CHECK(is("mailto:a@b.org", SM_LINK_LIVE));
    CHECK(is("tel:+1-23", SM_LINK_FORBIDDEN));
    CHECK(is("other.md#part", SM_LINK_LIVE));
    CHECK(is("./a:b", SM_LINK_LIVE));
    CHECK(is("?q=a:b", SM_LINK_LIVE));
    CHECK(is("#a:b", SM_LINK_LIVE));
    CHECK(is("", SM_LINK_LIVE));
}

TEST(other_schemes_are_forbidden_however_they_are_spelled)
{
    CHECK(is("javascript:alert(1)", SM_LINK_FORBIDDEN));
    CHECK(is(" JavaScript:alert(1)", SM_LINK_FORBIDDEN));
    CHECK(is("java\nscript:alert(1)", SM_LINK_FORBIDDEN));
    CHECK(is("\x01javascript:alert(1)", SM_LINK_FORBIDDEN));
    CHECK(is("data:text/html,x", SM_LINK_FORBIDDEN));
    CHECK(is("vbscript:x", SM_LINK_FORBIDDEN));
    CHECK(is("file:///etc/passwd", SM_LINK_FORBIDDEN));
    CHECK(is("blob:https://example.org/x", SM_LINK_FORBIDDEN));
    CHECK(is("C:\\folder", SM_LINK_FORBIDDEN));
}

TEST(addresses_without_a_host_are_malformed)
{
    CHECK(is("http://user:word@example.org:8080", SM_LINK_MALFORMED));
    CHECK(is("https://example.com%2f@example.org/x", SM_LINK_MALFORMED));
    CHECK(is("http:", SM_LINK_MALFORMED));
    CHECK(is("http:///x", SM_LINK_MALFORMED));
    CHECK(is("https://a b/", SM_LINK_MALFORMED));
    CHECK(is("https://{host}/", SM_LINK_MALFORMED));
    CHECK(is("http://a:port/", SM_LINK_MALFORMED));
    CHECK(is("http://a:70000/", SM_LINK_MALFORMED));
    CHECK(is("http://a..b/", SM_LINK_MALFORMED));
    CHECK(is("mailto:", SM_LINK_MALFORMED));
}

RUN_TESTS()
