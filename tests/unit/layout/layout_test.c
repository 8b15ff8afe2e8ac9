#include "pages.h"
#include "unit/test.h"
#include <math.h>

/* Whether every text mark lies between the side margins. */
static bool inside_margins(test_pages t)
{
    for (size_t i = 0; i < t.pages->count; i++) {
        const sm_scene *scene = t.pages->pages[i].scene;
        for (const sm_mark *m = scene->marks; m != NULL; m = m->next) {
            if (m->kind != SM_MARK_TEXT)
                continue;
            sm_str text = m->as.text.text;
            size_t blanks = 0; /* may hang over the end of a line */
            while (blanks < text.len && text.ptr[text.len - 1 - blanks] == ' ')
                blanks++;
            sm_pt right = m->as.text.at.x + m->as.text.width - (sm_pt)blanks * m->as.text.size;
            if (m->as.text.at.x < t.theme->page_margin_left - 0.1 ||
                right > scene->width - t.theme->page_margin_right + 0.1 ||
                m->as.text.at.y > scene->height) {
                printf("  page %zu: %.*s\n", i + 1, SM_STR_ARG(text));
                return false;
            }
        }
    }
    return true;
}

TEST(an_empty_document_has_a_page)
{
    test_pages t = set_pages(SM_STR(""));
    CHECK(t.pages->count == 1);
    CHECK(find_text(t, 0, "test") != NULL);
    CHECK(find_text(t, 0, "Page 1 of 1") != NULL);
    free_pages(t);
}

TEST(headings_are_destinations_and_bookmarks)
{
    test_pages t =
        set_pages(SM_STR("# Title\n\n## One\n\ntext\n\n## Two\n\n### Deep\n\nmore\n"));
    CHECK(t.pages->outline_count == 3);
    CHECK(sm_str_equal(t.pages->outline[0].title, SM_STR("1 One")));
    CHECK(t.pages->outline[2].level == 3);
    for (size_t i = 1; i < t.pages->destination_count; i++)
        CHECK(sm_str_compare(t.pages->destinations[i - 1].id, t.pages->destinations[i].id) <=
              0);
    free_pages(t);
}

TEST(a_heading_never_ends_a_page)
{
    sm_arena *arena = sm_arena_new(0);
    for (size_t lines = 20; lines < 60; lines++) {
        sm_buf buf = sm_buf_new(arena);
        sm_buf_add_str(&buf, repeated(arena, "x\n\n", lines));
        sm_buf_add_cstr(&buf, "## Kept\n\nfollower one\n");
        test_pages t = set_pages(sm_buf_str(&buf));
        for (size_t page = 0; page < t.pages->count; page++) {
            bool heading = false;
            for (const sm_mark *m = t.pages->pages[page].scene->marks; m != NULL; m = m->next)
                heading =
                    heading || (m->kind == SM_MARK_TEXT && tag_kind(t, m) == SM_TAG_HEADING);
            if (heading)
                CHECK(find_text(t, page, "follower") != NULL);
        }
        free_pages(t);
    }
    sm_arena_free(arena);
}

TEST(a_table_head_stands_on_every_page_of_the_table)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "|Headword|B|\n|-|-|\n");
    sm_buf_add_str(&buf, repeated(arena, "|cell|x|\n", 120));
    test_pages t = set_pages(sm_buf_str(&buf));
    CHECK(t.pages->count >= 3);
    size_t rows = 0;
    for (size_t page = 0; page < t.pages->count; page++) {
        const sm_mark *head = find_text(t, page, "Headword");
        CHECK(head != NULL);
        if (head != NULL)
            CHECK((head->tag != 0) == (page == 0)); /* set again, it is decoration */
        for (const sm_mark *m = t.pages->pages[page].scene->marks; m != NULL; m = m->next)
            rows += m->kind == SM_MARK_TEXT && sm_str_equal(m->as.text.text, SM_STR("cell"));
    }
    CHECK(rows == 120);
    free_pages(t);
    sm_arena_free(arena);
}

TEST(a_footnote_stands_at_the_foot_of_its_page)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    sm_buf_add_cstr(&buf, "Refers[^1] here.\n\n[^1]: The note.\n\n");
    sm_buf_add_str(&buf, repeated(arena, "Paragraph.\n\n", 80));
    test_pages t = set_pages(sm_buf_str(&buf));
    const sm_mark *note = find_text(t, 0, "The note");
    CHECK(note != NULL);
    if (note != NULL)
        CHECK(note->as.text.at.y > 700);
    CHECK(find_text(t, 1, "The note") == NULL);
    free_pages(t);
    sm_arena_free(arena);
}

TEST(nothing_runs_over_the_margin)
{
    static const char *const hostile[] = {
        "Averylongwordwithoutanyplacetobreakit",
        "`code_without_a_break_but_with_under_scores/and/slashes`",
        "https://example.com/path?query=value&other=more#fragment",
        "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0\u3002",
        "\u05e9\u05dc\u05d5\u05dd\u05e2\u05d5\u05dc\u05dd",
        "- - - - - - - - - - deep",
        "> > > > > > > > > > > > > > deep",
        "    indented code that is longer than the measure is wide ",
    };
    sm_arena *arena = sm_arena_new(0);
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        test_pages t = set_pages(repeated(arena, hostile[i], 12));
        CHECK(inside_margins(t));
        free_pages(t);
    }
    sm_arena_free(arena);
}

TEST(tables_of_many_columns_stay_inside_the_margins)
{
    sm_arena *arena = sm_arena_new(0);
    static const size_t counts[] = {1, 5, 11, 20, 40, 200};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        sm_buf buf = sm_buf_new(arena);
        sm_buf_addf(&buf, "|%.*s\n", SM_STR_ARG(repeated(arena, "Heading|", counts[i])));
        sm_buf_addf(&buf, "|%.*s\n", SM_STR_ARG(repeated(arena, "-|", counts[i])));
        sm_buf_addf(&buf, "|%.*s\n",
                    SM_STR_ARG(repeated(arena, "`long_identifier_here`|", counts[i])));
        test_pages t = set_pages(sm_buf_str(&buf));
        CHECK(inside_margins(t));
        free_pages(t);
    }
    sm_arena_free(arena);
}

TEST(the_contents_name_the_page_of_each_heading)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf buf = sm_buf_new(arena);
    for (int i = 1; i <= 6; i++) {
        sm_buf_addf(&buf, "## Section%d\n\n", i);
        sm_buf_add_str(&buf, repeated(arena, "Paragraph.\n\n", 30));
    }
    test_pages t = set_pages(sm_buf_str(&buf));
    CHECK(find_text(t, 0, "Contents") != NULL);
    for (size_t i = 0; i < t.pages->outline_count; i++) {
        const sm_outline_entry *entry = &t.pages->outline[i];
        char number[24];
        snprintf(number, sizeof number, "%zu", entry->page + 1);
        const sm_mark *line = find_text(t, 0, "Section");
        CHECK(line != NULL);
        const sm_mark *found = NULL;
        for (const sm_mark *m = t.pages->pages[0].scene->marks; m != NULL; m = m->next)
            if (m->kind == SM_MARK_TEXT && m->as.text.at.x > 480 &&
                sm_str_equal(m->as.text.text, sm_str_from_cstr(number)))
                found = m;
        CHECK(found != NULL);
    }
    free_pages(t);
    sm_arena_free(arena);
}

TEST(approvers_get_fields_to_sign_in)
{
    test_pages t = set_pages(SM_STR("# T\n\n## Approval\n\n| Role | Name | Date |\n|-|-|-|\n"
                                    "| Lead | Ann Example | 2026-02-03 |\n"
                                    "| Security | Bob Example | |\n"));
    size_t signatures = 0, texts = 0;
    for (size_t i = 0; i < t.pages->field_count; i++) {
        const sm_form_field *field = &t.pages->fields[i];
        signatures += field->kind == SM_FORM_SIGNATURE;
        texts += field->kind == SM_FORM_TEXT;
        CHECK(field->page == t.pages->count - 1);
        CHECK(field->box.width > 40 && field->box.height > 15);
        CHECK(t.pages->tags[field->tag].kind == SM_TAG_FORM);
    }
    CHECK(signatures == 2);
    CHECK(texts == 3); /* one date is given */
    free_pages(t);
}

TEST(the_state_is_behind_the_text_as_an_outline)
{
    static const char *const states[] = {"Draft", "In Review", "Approved", "Draft | Approved"};
    for (size_t i = 0; i < 4; i++) {
        sm_arena *arena = sm_arena_new(0);
        test_pages t =
            set_pages(sm_str_printf(arena, "# T\n\n**Status:** %s\n\nText.\n", states[i]));
        size_t drawings = 0;
        for (const sm_mark *m = t.pages->pages[0].scene->marks; m != NULL; m = m->next)
            if (m->kind == SM_MARK_SCENE) {
                drawings++;
                CHECK(m->tag == 0 && m->as.scene.scene->marks->kind == SM_MARK_PATH);
                CHECK(m->as.scene.scene->marks->as.path.count > 50);
            }
        CHECK(drawings == (i < 2 ? 1 : 0));
        CHECK(find_text(t, 0, "DRAFT") == NULL && find_text(t, 0, "IN REVIEW") == NULL);
        free_pages(t);
        sm_arena_free(arena);
    }
}

TEST(a_note_is_read_after_the_block_that_refers_to_it)
{
    test_pages t = set_pages(SM_STR("# T\n\nOne[^a] [link](https://example.com/) two.\n\n"
                                    "| H |\n|---|\n| cell[^b] |\n\n- item[^c][^a]\n\n"
                                    "[^a]: First\n[^b]: Second\n[^c]: Third\n[^d]: Fourth\n"));
    static const sm_tag_kind parents[] = {SM_TAG_DOCUMENT, SM_TAG_DATA_CELL, SM_TAG_LIST_BODY,
                                          SM_TAG_DOCUMENT};
    size_t notes = 0;
    for (uint32_t i = 1; i < t.pages->tag_count; i++) {
        const sm_tag *tag = &t.pages->tags[i];
        CHECK(tag->parent < i);
        if (tag->kind == SM_TAG_NOTE && notes < 4)
            CHECK(t.pages->tags[tag->parent].kind == parents[notes++]);
        if (tag->kind == SM_TAG_REFERENCE)
            CHECK(t.pages->tags[i + 1].kind == SM_TAG_LINK && t.pages->tags[i + 1].parent == i);
    }
    CHECK(notes == 4);
    free_pages(t);
}

TEST(contents_that_nearly_fit_on_the_first_page_do)
{
    sm_arena *arena = sm_arena_new(0);
    for (size_t sections = 36; sections <= 48; sections += 12) {
        sm_buf text = sm_buf_new(arena);
        sm_buf_add_cstr(&text, "# T\n");
        for (size_t i = 1; i <= sections; i++)
            sm_buf_addf(&text, "\n%s Heading %zu\n\nText.\n", i % 4 == 1 ? "##" : "###", i);
        test_pages t = set_pages(sm_buf_str(&text));
        char last[24];
        snprintf(last, sizeof last, "Heading %zu ", sections);
        CHECK(find_text(t, 0, last) != NULL);
        CHECK(t.pages->outline[0].page == 1);
        free_pages(t);
    }
    sm_arena_free(arena);
}

TEST(approvers_may_be_named_by_the_user)
{
    test_pages t = set_pages_for(SM_STR("# T\n\nText.\n"), "Lead: Ann Example, Security:, Bob");
    CHECK(t.pages->field_count == 9);
    size_t last = t.pages->count - 1;
    CHECK(find_text(t, last, "Ann Example") != NULL);
    CHECK(find_text(t, last, "Lead") != NULL);
    CHECK(find_text(t, last, "Security") != NULL);
    CHECK(find_text(t, last, "Bob") != NULL);
    free_pages(t);
    t = set_pages(SM_STR("# T\n\nText.\n"));
    CHECK(t.pages->field_count == 0);
    free_pages(t);
}

TEST(every_mark_of_the_text_has_a_tag_with_a_parent)
{
    test_pages t = set_pages(SM_STR("# T\n\nText **bold** [link](#t).\n\n- a\n  1. b\n\n> q\n\n"
                                    "```\ncode\n```\n\n|a|\n|-|\n|b|\n"));
    CHECK(t.pages->tags[1].kind == SM_TAG_DOCUMENT);
    for (size_t i = 2; i < t.pages->tag_count; i++)
        CHECK(t.pages->tags[i].parent >= 1 && t.pages->tags[i].parent < i);
    const sm_mark *bold = find_text(t, 0, "bold");
    CHECK(bold != NULL && bold->as.text.style.bold && tag_kind(t, bold) == SM_TAG_PARAGRAPH);
    const sm_mark *code = find_text(t, 0, "code");
    CHECK(code != NULL && tag_kind(t, code) == SM_TAG_CODE);
    free_pages(t);
}

RUN_TESTS()
