#include "specmill/base/digest.h"
#include "unit/test.h"
#include <string.h>

static bool digest_is(sm_str bytes, const char *wanted)
{
    char hex[65];
    sm_sha256_hex(bytes, hex);
    return strcmp(hex, wanted) == 0;
}

TEST(the_examples_of_fips_180_4)
{
    CHECK(digest_is(SM_STR("abc"),
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    CHECK(digest_is(SM_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    CHECK(digest_is(SM_STR("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                           "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
                    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"));
}

TEST(nothing_has_a_digest)
{
    CHECK(digest_is(SM_STR(""),
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    CHECK(digest_is((sm_str){0},
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

TEST(a_million_letters)
{
    static char letters[1000000];
    memset(letters, 'a', sizeof letters);
    CHECK(digest_is((sm_str){letters, sizeof letters},
                    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

TEST(lengths_around_a_block)
{
    /* 55, 56, 63, 64, 65 bytes "a": where the padding needs one block more */
    static const struct {
        size_t len;
        const char *hex;
    } known[] = {
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
    };
    char letters[65];
    memset(letters, 'a', sizeof letters);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        CHECK(digest_is((sm_str){letters, known[i].len}, known[i].hex));
}

RUN_TESTS()
