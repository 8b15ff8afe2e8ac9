#include "unit/export/page.h"
#include "unit/test.h"

static bool article_has(const char *text, const char *const *parts)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "docbook", sm_str_from_cstr(text), (sm_str){0});
    bool all = true;
    for (; *parts != NULL; parts++)
        if (!page_has(&p, *parts)) {
            printf("  missing: %s\n", *parts);
            all = false;
        }
    sm_arena_free(arena);
    return all;
}

#define HAS(text, ...) CHECK(article_has((text), (const char *const[]){__VA_ARGS__, NULL}))

TEST(the_title_and_the_metadata_are_the_article_s)
{
    HAS("---\nstatus: draft\nversion: 1.2\n---\n\n# Pump\n\nText.\n", "xml:id=\"pump\"",
        "status=\"draft\"", "<title>Pump</title>",
        "<releaseinfo role=\"version\">1.2</releaseinfo>", "<term>version</term>");
}

TEST(sections_nest_and_are_never_empty)
{
    HAS("# T\n\n## A\n\n#### B\n\n## 1C\n",
        "<section xml:id=\"a\" label=\"1\">\n<title>A</title>\n<section xml:id=\"b\"",
        "<title>B</title>\n<para/></section></section>",
        "<section xml:id=\"_.1c\" label=\"2\">");
}

TEST(columns_have_room_for_their_longest_word)
{
    HAS("# T\n\n## S\n\n| ID | Likelihood |\n|---|---|\n| 1 | Low |\n",
        "colname=\"c1\" colwidth=\"8*\"", "colname=\"c2\" colwidth=\"12*\"");
    HAS("# T\n\n| Risk | Likelihood | Plan |\n|---|---|---|\n"
        "| This is a text of more than sixty characters, which is much for one cell | Low | "
        "And this is another text of more than sixty characters, as long as that one |\n",
        "colname=\"c1\" colwidth=\"32*\"", "colname=\"c2\" colwidth=\"12*\"",
        "colname=\"c3\" colwidth=\"32*\"");
}

TEST(links_inside_lead_to_ids_and_others_outside)
{
    HAS("# T\n\n## \xc3\x84 B\n\n[in](#%C3%A4-b) [gone](#nothing) [out](https://x.org/?a&b)\n",
        "<link linkend=\"\xc3\xa4-b\">in</link> gone <link "
        "xlink:href=\"https://x.org/?a&amp;b\">out</link>");
}

TEST(a_footnote_stands_where_it_is_first_referred_to)
{
    HAS("# T\n\nOne[^x] two[^x].\n\n[^x]: The note.\n",
        "One<footnote xml:id=\"footnote.1\">\n<para>The note.</para></footnote>",
        "two<footnoteref linkend=\"footnote.1\"/>.");
}

TEST(tables_are_cals_tables)
{
    HAS("| a | b |\n|---|--:|\n| 1 | 2 |\n", "<tgroup cols=\"2\">",
        "<colspec colname=\"c2\" colwidth=\"8*\" align=\"right\"/>",
        "<thead>\n<row>\n<entry>a</entry>", "<tbody>\n<row>\n<entry>1</entry>");
}

TEST(a_table_of_a_head_only_has_a_body_nevertheless)
{
    HAS("| a |\n|---|\n", "<tbody>\n<row>\n<entry/></row></tbody>");
}

TEST(admonitions_do_not_stand_in_each_other)
{
    HAS("> [!WARNING]\n> Outer.\n>\n> > [!NOTE]\n> > Inner.\n", "<warning>\n<para>Outer.",
        "<blockquote role=\"note\">\n<para>Inner.");
}

TEST(terms_become_a_glossary_where_they_stand)
{
    HAS("# T\n\n## Glossary\n\nBefore.\n\n- **A**: first *one*\n- **B:** second\n\nAfter.\n",
        "<para>Before.</para>\n<glosslist>\n<glossentry>\n<glossterm>A</"
        "glossterm>\n<glossdef>\n<para>first "
        "<emphasis>one</emphasis></para></glossdef></glossentry>",
        "</glosslist>\n<para>After.</para>");
    HAS("# T\n\n## Glossary\n\n- **A**: first\n- just text\n", "<itemizedlist");
}

TEST(lists_keep_their_numbers_and_boxes)
{
    HAS("3. c\n4. d\n\ntext\n\n- [x] done\n- [ ] open\n",
        "<orderedlist spacing=\"compact\" startingnumber=\"3\">",
        "<listitem role=\"task done\" condition=\"done\">\n<para>\xe2\x98\x91 done</para>",
        "<para>\xe2\x98\x90 open</para>");
}

TEST(numbered_steps_of_a_migration_are_a_procedure)
{
    HAS("# T\n\n## Migration Plan\n\n1. a\n   1. b\n2. c\n",
        "<procedure>\n<step>\n<para>a</para>\n<substeps>\n<step>\n<para>b</para></step></"
        "substeps>"
        "</step>\n<step>\n<para>c</para></step></procedure>");
    HAS("# T\n\n## Other\n\n1. a\n2. c\n", "<orderedlist");
}

TEST(questions_have_their_answers)
{
    HAS("# T\n\n## Open Questions\n\n- Why? **Answer:** so\n- How?\n  - this way\n- When?\n",
        "<question>\n<para>Why? </para></question>\n<answer>\n<para><emphasis "
        "role=\"strong\">Answer:</emphasis> so</para></answer>",
        "<question>\n<para>How?</para></question>\n<answer>\n<itemizedlist",
        "<question>\n<para>When?</para></question></qandaentry>");
}

TEST(keys_in_bold_face_make_a_variable_list)
{
    HAS("# T\n\n- **Key:** value\n- **Other**: `x` y\n",
        "<varlistentry>\n<term>Key</term>\n<listitem>\n<para>value</para>",
        "<term>Other</term>\n<listitem>\n<para><literal>x</literal> y</para>");
    HAS("# T\n\n- **Key:** value\n- other\n", "<itemizedlist");
}

TEST(endpoints_with_sections_of_their_own_are_listed)
{
    HAS("# T\n\n## API Design\n\n### GET /a\n\nx\n\n### POST /b\n\ny\n",
        "<segmentedlist role=\"endpoints\">", "<segtitle>Method</segtitle>",
        "<seglistitem><seg>GET</seg><seg><link linkend=\"get-a\">/a</link></seg></seglistitem>",
        "<seg>POST</seg>");
}

TEST(a_link_that_says_the_title_is_a_reference)
{
    HAS("# T\n\n## Part *one*\n\nSee [Part one](#part-one) and [it](#part-one).\n",
        "See <xref linkend=\"part-one\"/> and <link linkend=\"part-one\">it</link>.");
}

TEST(a_glossary_at_the_end_is_one)
{
    HAS("# T\n\n## A\n\nx\n\n## Glossary\n\n- **A**: first\n",
        "</section>\n<glossary xml:id=\"glossary\" role=\"terms\">\n<title>Glossary</title>\n"
        "<glossentry>");
    HAS("# T\n\n## Glossary\n\n- **A**: first\n\n## B\n\nx\n", "<section xml:id=\"glossary\"",
        "<glosslist>");
}

TEST(states_are_conditions_for_profiling)
{
    HAS("# T\n\n## Tasks\n\n- [x] T1: a\n- [ ] T2: b\n\n## Risks\n\n| ID | Risk | Probability "
        "| "
        "Impact |\n|---|---|---|---|\n| R7 | a | Low | High |\n",
        "<listitem xml:id=\"task-t1\" condition=\"done\"",
        "<listitem xml:id=\"task-t2\" condition=\"open\"",
        "<row xml:id=\"risk-r7\" condition=\"impact-high\">");
}

TEST(a_book_has_chapters)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_with(arena, "docbook",
                       SM_STR("---\nstatus: Draft\n---\n# T\n\nLead.\n\n## A\n\n### B\n\nx\n\n"
                              "## Glossary\n\n- **A**: b\n\n## Appendix\n\ny\n"),
                       (sm_str){0}, (sm_export_options){.docbook_book = true});
    CHECK(page_has(&p, "<book xmlns="));
    CHECK(page_has(&p, "<preface>\n<title>About this document</title>\n<variablelist"));
    CHECK(page_has(&p, "<para>Lead.</para></preface>\n<chapter xml:id=\"a\""));
    CHECK(page_has(&p, "<section xml:id=\"b\""));
    CHECK(page_has(&p, "<glossary xml:id=\"glossary\""));
    CHECK(page_has(&p, "<appendix xml:id=\"appendix\""));
    p = page_with(arena, "docbook", SM_STR("Only text.\n"), (sm_str){0},
                  (sm_export_options){.docbook_book = true});
    CHECK(page_has(&p, "<para>Only text.</para></preface>\n</book>"));
    p = page_with(arena, "docbook", SM_STR(""), (sm_str){0},
                  (sm_export_options){.docbook_book = true});
    CHECK(page_has(&p, "<para/></preface>\n</book>"));
    sm_arena_free(arena);
}

TEST(characters_that_xml_forbids_are_replaced_and_reported)
{
    sm_arena *arena = sm_arena_new(0);
    page p = page_of(arena, "docbook",
                     SM_STR("a\x01"
                            "b `c\x1f`\n"),
                     (sm_str){0});
    CHECK(page_has(&p, "a\xef\xbf\xbd"
                       "b <literal>c\xef\xbf\xbd</literal>"));
    CHECK(page_reports(&p, SM_DIAG_XML_CHARACTER));
    sm_arena_free(arena);
}

TEST(placeholders_are_phrases_of_their_own)
{
    HAS("By [Your Name].\n", "By <phrase role=\"placeholder\" "
                             "condition=\"placeholder\">[Your Name]</phrase>.");
}

RUN_TESTS()
