#include "specmill/base/source.h"
#include "specmill/base/diag.h"
#include "unit/test.h"
#include <string.h>

typedef struct fixture {
    sm_arena *arena;
    sm_diag *diag;
    const sm_source *source;
} fixture;

static fixture read(sm_str bytes)
{
    fixture f = {.arena = sm_arena_new(0)};
    f.diag = sm_diag_new(f.arena);
    f.source = sm_source_from_bytes(f.arena, SM_STR("spec.md"), bytes, f.diag);
    return f;
}

/* Whether BYTES become TEXT without a finding. */
static bool becomes(sm_str bytes, sm_str text)
{
    fixture f = read(bytes);
    bool same = sm_str_equal(f.source->text, text) && sm_diag_count(f.diag, SM_NOTE) == 0;
    sm_arena_free(f.arena);
    return same;
}

/* Whether BYTES become TEXT with one finding CODE at LINE and COLUMN. */
static bool is_repaired(sm_str bytes, sm_str text, sm_diag_code code, uint32_t line,
                        uint32_t column)
{
    fixture f = read(bytes);
    size_t count;
    const sm_finding *found = sm_diag_findings(f.diag, &count);
    bool same = sm_str_equal(f.source->text, text) && count == 1 && found->code == code &&
                found->loc.source == f.source && found->loc.line == line &&
                found->loc.column == column;
    sm_arena_free(f.arena);
    return same;
}

TEST(line_ends_become_one_kind)
{
    CHECK(becomes(SM_STR("a\r\nb\rc\nd\r\r\n"), SM_STR("a\nb\nc\nd\n\n")));
    CHECK(becomes(SM_STR("\r"), SM_STR("\n")) && becomes(SM_STR("a"), SM_STR("a")));
}

TEST(clean_bytes_are_not_copied)
{
    sm_str bytes = SM_STR("clean\n");
    fixture f = read(bytes);
    CHECK(f.source->text.ptr == bytes.ptr);
    sm_arena_free(f.arena);
}

TEST(a_byte_order_mark_is_no_text)
{
    CHECK(becomes(SM_STR("\xEF\xBB\xBF# Hi\n"), SM_STR("# Hi\n")));
    CHECK(becomes(SM_STR("\xEF\xBB\xBF"), SM_STR("")));
    CHECK(becomes(SM_STR("a\xEF\xBB\xBF"), SM_STR("a\xEF\xBB\xBF"))); /* elsewhere it is */
}

TEST(nothing_is_a_source_without_lines)
{
    fixture f = read((sm_str){0});
    CHECK(f.source->text.ptr != NULL && f.source->text.len == 0 && f.source->lines == 0);
    sm_loc loc = sm_source_loc(f.source, 0);
    CHECK(loc.line == 1 && loc.column == 1);
    CHECK(sm_source_line(f.source, 1).len == 0);
    sm_arena_free(f.arena);
}

TEST(ill_formed_utf8_is_replaced_and_reported_at_its_first_place)
{
    CHECK(is_repaired(SM_STR("a\r\nb\xFF\xC3(\n"), SM_STR("a\nb\xEF\xBF\xBD\xEF\xBF\xBD(\n"),
                      SM_DIAG_INVALID_UTF8, 2, 2));
    CHECK(is_repaired(SM_STR("\xE6\xBC\xA2\xE6\xBC"), SM_STR("\xE6\xBC\xA2\xEF\xBF\xBD"),
                      SM_DIAG_INVALID_UTF8, 1, 2));
}

TEST(a_replacement_character_of_the_author_is_no_fault)
{
    CHECK(becomes(SM_STR("a\r\n\xEF\xBF\xBD\n"), SM_STR("a\n\xEF\xBF\xBD\n")));
}

TEST(nul_is_replaced_and_reported)
{
    CHECK(is_repaired(SM_STR("x\ny\0z\0"), SM_STR("x\ny\xEF\xBF\xBDz\xEF\xBF\xBD"),
                      SM_DIAG_NUL_BYTE, 2, 2));
}

TEST(utf16_is_converted_and_said)
{
    CHECK(is_repaired(SM_STR("\xFF\xFE#\0 \0\xAC\x20\r\0\n\0"), SM_STR("# \xE2\x82\xAC\n"),
                      SM_DIAG_UTF16_CONVERTED, 0, 0));
    CHECK(is_repaired(SM_STR("\xFE\xFF\0#\0 \0\n"), SM_STR("# \n"), SM_DIAG_UTF16_CONVERTED, 0,
                      0));
}

TEST(lines_are_found_by_number)
{
    fixture f = read(SM_STR("one\n\nthree\nfour"));
    CHECK(f.source->lines == 4);
    CHECK(sm_str_equal(sm_source_line(f.source, 1), SM_STR("one")));
    CHECK(sm_source_line(f.source, 2).len == 0);
    CHECK(sm_str_equal(sm_source_line(f.source, 4), SM_STR("four")));
    CHECK(sm_source_line(f.source, 0).len == 0 && sm_source_line(f.source, 5).len == 0);
    sm_arena_free(f.arena);
}

TEST(places_count_characters_from_1)
{
    fixture f = read(SM_STR("ab\n\xC3\xA9\xE6\xBC\xA2x\nlast\n"));
    static const struct {
        size_t offset;
        uint32_t line, column;
    } places[] = {{0, 1, 1}, {1, 1, 2},  {2, 1, 3},  {3, 2, 1},  {5, 2, 2}, {8, 2, 3},
                  {9, 2, 4}, {10, 3, 1}, {14, 3, 5}, {15, 3, 6}, {99, 3, 6}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        sm_loc loc = sm_source_loc(f.source, places[i].offset);
        CHECK(loc.line == places[i].line && loc.column == places[i].column);
    }
    sm_arena_free(f.arena);
}

TEST(the_digest_is_of_the_bytes_as_read)
{
    fixture f = read(SM_STR("\xEF\xBB\xBF"
                            "abc"));
    fixture plain = read(SM_STR("abc"));
    char with_mark[65], without[65];
    sm_source_digest(f.source, with_mark);
    sm_source_digest(plain.source, without);
    CHECK(strcmp(without, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") ==
          0);
    CHECK(strcmp(with_mark, without) != 0);
    sm_arena_free(f.arena);
    sm_arena_free(plain.arena);
}

TEST(name_and_folder_are_copied)
{
    sm_arena *arena = sm_arena_new(0);
    char name[] = "a.md", folder[] = "dir";
    const sm_source *s = sm_source_in_folder(arena, (sm_str){name, 4}, (sm_str){folder, 3},
                                             SM_STR("x"), sm_diag_new(arena));
    memset(name, '?', 4);
    memset(folder, '?', 3);
    CHECK(sm_str_equal(s->name, SM_STR("a.md")) && sm_str_equal(s->folder, SM_STR("dir")));
    CHECK(sm_source_from_bytes(arena, s->name, SM_STR(""), sm_diag_new(arena))->folder.ptr ==
          NULL);
    sm_arena_free(arena);
}

RUN_TESTS()
