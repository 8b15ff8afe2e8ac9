#include "drawn.h"

TEST(a_chain_is_drawn_with_every_label)
{
    drawn r = draw("graph TD\n A[First] -->|yes| B(Second) --> C{Third}\n");
    CHECK(r.scene != NULL && r.count == 0);
    CHECK(holds(&r, ">First<") && holds(&r, ">Second<") && holds(&r, ">Third<"));
    CHECK(holds(&r, ">yes<"));
    CHECK(sm_str_equal(r.scene->title, SM_STR("Flowchart: 3 nodes, 2 connections")));
    sm_arena_free(r.arena);
}

TEST(brackets_in_labels_without_quotes_are_kept_and_reported)
{
    drawn r = draw("flowchart LR\n A[call f(x) now] --> B{a {b} c}\n");
    CHECK(holds(&r, ">call f(x) now<") && holds(&r, ">a {b} c<"));
    CHECK(r.count == 2 && r.findings[0].code == SM_DIAG_DIAGRAM_SYNTAX);
    CHECK(r.findings[0].loc.line == 2 && r.findings[0].loc.column == 4);
    sm_arena_free(r.arena);
}

TEST(ampersands_connect_every_pair)
{
    drawn r = draw("graph LR; A & B --> C & D; D --- A\n");
    CHECK(sm_str_equal(r.scene->title, SM_STR("Flowchart: 4 nodes, 5 connections")));
    sm_arena_free(r.arena);
}

TEST(text_between_two_halves_of_a_link_is_its_label)
{
    drawn r =
        draw("graph TD\nA -- one two --> B\nA -. three .-> B\nA == four ==> B\nA --- B\n");
    CHECK(holds(&r, ">one two<") && holds(&r, ">three<") && holds(&r, ">four<"));
    CHECK(sm_str_equal(r.scene->title, SM_STR("Flowchart: 2 nodes, 4 connections")));
    CHECK(r.count == 0);
    sm_arena_free(r.arena);
}

TEST(ids_may_hold_dashes_and_dots)
{
    drawn r = draw("graph TD\n my-node.a --> other-node_2-->third\n");
    CHECK(holds(&r, ">my-node.a<") && holds(&r, ">other-node_2<") && holds(&r, ">third<"));
    sm_arena_free(r.arena);
}

TEST(markup_and_entities_become_text)
{
    drawn r = draw("graph TD\n A[\"one<br/>two &amp; #quot;three#quot; <b>four</b>\"]\n"
                   "B[\"`**bold** and _it_`\"]\n");
    CHECK(holds(&r, ">one<") && holds(&r, "two &amp; &quot;three&quot;"));
    CHECK(holds(&r, "font-weight=\"bold\" fill") && holds(&r, ">four<") && holds(&r, ">bold<"));
    CHECK(holds(&r, "font-style=\"italic\""));
    sm_arena_free(r.arena);
}

TEST(subgraphs_hold_nodes_and_take_links)
{
    drawn r = draw("flowchart TB\nsubgraph one [First group]\na-->b\nend\nsubgraph two\n"
                   "direction LR\nc-->d\nend\none --> two\nsubgraph empty\nend\n");
    CHECK(holds(&r, ">First group<") && holds(&r, ">two<") && holds(&r, ">empty<"));
    CHECK(r.count == 0);
    sm_arena_free(r.arena);
}

TEST(styles_win_over_the_theme_and_keep_text_readable)
{
    drawn r = draw("graph TD\nA:::dark --> B\nclassDef dark fill:#222,stroke:red\n"
                   "style B fill:#fff,color:#0000ff\n");
    CHECK(holds(&r, "fill=\"#222222\" stroke=\"#ff0000\""));
    CHECK(holds(&r, "fill=\"#ffffff\">A<")); /* white on dark */
    CHECK(holds(&r, "fill=\"#0000ff\">B<"));
    sm_arena_free(r.arena);
}

TEST(links_that_run_scripts_are_not_made)
{
    drawn r = draw("graph TD\nA-->B\nclick A \"https://example.com\" \"Go\"\n"
                   "click B \"javascript:alert(1)\"\n");
    CHECK(holds(&r, "<a href=\"https://example.com\"><title>Go</title>"));
    CHECK(!holds(&r, "javascript"));
    sm_arena_free(r.arena);
}

TEST(an_unknown_kind_is_reported_and_not_drawn)
{
    drawn r = draw("\n%% a comment\nsankeyish\n a,b,3\n");
    CHECK(r.scene == NULL && r.count == 1);
    CHECK(r.findings[0].code == SM_DIAG_DIAGRAM_KIND_UNKNOWN && r.findings[0].loc.line == 3);
    sm_arena_free(r.arena);
}

TEST(self_loops_cycles_and_two_way_links_are_drawn)
{
    drawn r = draw("graph TD\nA-->|again|A\nA-->B\nB-->C\nC-->A\nA<-->C\n");
    CHECK(r.scene != NULL && holds(&r, ">again<"));
    CHECK(!holds(&r, "nan") && !holds(&r, "inf\""));
    sm_arena_free(r.arena);
}

TEST(a_graph_that_is_too_dense_is_simplified)
{
    sm_arena *arena = sm_arena_new(0);
    sm_buf text = sm_buf_new(arena);
    sm_buf_add_cstr(&text, "graph TD\n");
    unsigned seed = 7;
    for (int i = 0; i < 2500; i++) {
        seed = seed * 1103515245u + 12345u;
        sm_buf_addf(&text, "n%u --> n%u\n", seed >> 16 & 255, seed >> 8 & 255);
    }
    sm_buf_add_char(&text, '\0');
    drawn r = draw(text.ptr);
    CHECK(r.scene != NULL && r.count == 1);
    CHECK(r.count == 1 && r.findings[0].code == SM_DIAG_DIAGRAM_SIMPLIFIED);
    sm_arena_free(r.arena);
    sm_arena_free(arena);
}

RUN_TESTS()
