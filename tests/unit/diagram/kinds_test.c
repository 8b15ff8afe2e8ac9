#include "drawn.h"

TEST(a_sequence_keeps_all_messages_notes_and_guards)
{
    drawn r =
        draw("sequenceDiagram\nparticipant A as Alice\nA->>+B: hello; world\n"
             "alt good\nB-->>-A: fine\nelse bad\nNote right of B: oops\nend\nB-xA: lost\n");
    CHECK(titled(&r, "Sequence diagram: 2 participants, 3 messages"));
    CHECK(holds(&r, ">Alice<") && holds(&r, ">hello; world<") && holds(&r, ">[good]<"));
    CHECK(holds(&r, ">[bad]<") && holds(&r, ">oops<") && holds(&r, ">lost<"));
    CHECK(r.count == 1 && r.findings[0].code == SM_DIAG_DIAGRAM_SYNTAX); /* the semicolon */
    sm_arena_free(r.arena);
}

TEST(a_frame_that_is_not_closed_is_closed_at_the_end)
{
    drawn r = draw("sequenceDiagram\nloop often\nA->>A: think\n");
    CHECK(r.scene != NULL && r.count == 1 && holds(&r, ">loop<"));
    sm_arena_free(r.arena);
}

TEST(names_with_dashes_and_blanks_are_names)
{
    drawn r = draw("sequenceDiagram\nmy-app x->>the other one: go\n");
    CHECK(holds(&r, ">my-app x<") && holds(&r, ">the other one<"));
    sm_arena_free(r.arena);
}

TEST(two_relations_between_the_same_elements_are_both_drawn)
{
    drawn r = draw(
        "C4Context\nPerson(a, \"Ann\", \"buys, pays\")\nSystem_Ext(b, \"Bank\")\n"
        "Rel(a, b, \"first\", \"HTTP\")\nRel(a, b, \"second\")\nRel(a, ghost, \"third\")\n");
    CHECK(holds(&r, ">first<") && holds(&r, ">[HTTP]<") && holds(&r, ">second<"));
    CHECK(holds(&r, ">buys, pays<") && holds(&r, ">[External Software System]<"));
    CHECK(holds(&r, ">ghost<") && holds(&r, ">third<"));
    sm_arena_free(r.arena);
}

TEST(states_nest_and_run_concurrently)
{
    drawn r =
        draw("stateDiagram-v2\n[*] --> Outer\nstate Outer {\n[*] --> A\nA --> B : next\n--\n"
             "[*] --> C\n}\nOuter --> [*]\nnote right of Outer\n two\n lines\nend note\n");
    CHECK(r.count == 0 && holds(&r, ">Outer<") && holds(&r, ">next<") && holds(&r, ">C<"));
    CHECK(holds(&r, ">two<") && holds(&r, ">lines<"));
    sm_arena_free(r.arena);
}

TEST(entities_keep_their_attributes_and_cardinalities)
{
    drawn r = draw("erDiagram\nCUSTOMER ||--o{ ORDER : \"places many\"\n"
                   "ORDER { decimal(10, 2) total \"in euro\" }\n"
                   "p[Person] one or more to only one HOUSE : owns\n");
    CHECK(titled(&r, "Entity relationship diagram: 4 entities, 2 relationships"));
    CHECK(holds(&r, ">places many<") && holds(&r, ">decimal(10, 2)<") &&
          holds(&r, ">in euro<"));
    CHECK(holds(&r, ">Person<") && holds(&r, ">owns<"));
    sm_arena_free(r.arena);
}

TEST(classes_have_members_generics_and_annotations)
{
    drawn r =
        draw("classDiagram\nclass Box~T~ {\n<<interface>>\n+get() T\n-items List~T~\n}\n"
             "Box <|-- Crate : kind of\nCrate \"1\" *-- \"0..n\" Slat\nCrate : +int size\n");
    CHECK(holds(&r, ">Box&lt;T&gt;<") && holds(&r, ">\xC2\xABinterface\xC2\xBB<"));
    CHECK(holds(&r, ">-items List&lt;T&gt;<") && holds(&r, ">+int size<"));
    CHECK(holds(&r, ">kind of<") && holds(&r, ">0..n<"));
    sm_arena_free(r.arena);
}

TEST(gantt_tasks_follow_each_other_and_skip_weekends)
{
    drawn r = draw("gantt\ndateFormat YYYY-MM-DD\nexcludes weekends\nsection S\n"
                   "First : a, 2026-01-02, 2d\nSecond : after a, 1w\nThird : not-a-date, 3d\n");
    CHECK(titled(&r, "Gantt chart: 3 tasks in 1 section"));
    CHECK(holds(&r, ">First<") && holds(&r, ">Second<") && holds(&r, ">Third<"));
    CHECK(r.count == 1);
    sm_arena_free(r.arena);
}

TEST(pie_slices_show_their_share)
{
    drawn r = draw("pie showData title Time\n\"Work\" : 75\n\"Rest\" : 25.0\n");
    CHECK(holds(&r, ">75%<") && holds(&r, ">25%<") && holds(&r, ">Work [75]<"));
    CHECK(titled(&r, "Time"));
    sm_arena_free(r.arena);
}

TEST(merges_and_tags_are_in_the_git_graph)
{
    drawn r = draw("gitGraph\ncommit id: \"start\"\nbranch dev\ncommit\ncheckout main\n"
                   "merge dev tag: \"v1\"\ncheckout nowhere\ncommit\n");
    CHECK(titled(&r, "Git graph: 4 commits on 3 branches"));
    CHECK(holds(&r, ">start<") && holds(&r, ">v1<") && holds(&r, ">dev<") && r.count == 1);
    sm_arena_free(r.arena);
}

TEST(the_other_kinds_show_their_texts)
{
    static const struct {
        const char *text, *shows;
    } cases[] = {
        {"mindmap\n root((Core))\n  Leaf one\n   [Deep]\n  Leaf two\n", ">Deep<"},
        {"journey\ntitle T\nsection S\nDo it: 4: Me, You\n", ">You<"},
        {"timeline\n2024 : Idea : Draft\n2025 : Done\n", ">Draft<"},
        {"quadrantChart\nx-axis Low --> High\nquadrant-1 Go\nSpot: [0.3, 0.6]\n", ">Spot<"},
        {"xychart-beta\nx-axis [a, \"b c\"]\nbar [3, 5]\nline [2, 4]\n", ">b c<"},
        {"block-beta\ncolumns 2\na[\"One\"] b:1\nblock:g\nc\nend\na -- \"to\" --> b\n", ">to<"},
        {"requirementDiagram\nrequirement r {\nid: 7\ntext: be fast\n}\nelement e {\n}\n"
         "e - satisfies -> r\n",
         ">Text: be fast<"},
        {"packet-beta\n0-15: \"Source\"\n+16: \"Target\"\n", ">Target<"},
        {"kanban\n todo[To do]\n  a[Write]@{ ticket: X-1, priority: 'High' }\n", ">X-1 "},
        {"architecture-beta\ngroup g(cloud)[Net]\nservice a(disk)[Disk] in g\nservice "
         "b(server)[Srv]\n"
         "a:R --> L:b\n",
         ">Srv<"},
        {"sankey-beta\nA,\"B, and \"\"C\"\"\",3\nB,A,1\nA,B,2.5\n", ">B, and &quot;C&quot;<"},
        {"radar-beta\naxis a[\"North, east\"], b\ncurve c[\"One\"]{\nb: 2,\na: 1\n}\n",
         ">North, east<"},
        {"treemap\n\"All\"\n \"Left\": 3\n \"Right\": 0.001\n \"Zero\": 0\n", "Zero: 0<"},
        {"treeView-beta\n\xE2\x94\x9C\xE2\x94\x80 src\n"
         "\xE2\x94\x82  \xE2\x94\x94\xE2\x94\x80 main.c ## begins\n",
         ">main.c<"},
        {"swimlane-beta LR\nsubgraph Buyer\na[Order]\nend\na --> b\n", ">Buyer<"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drawn r = draw(cases[i].text);
        CHECK(r.scene != NULL && holds(&r, cases[i].shows));
        CHECK(r.count == 0);
        CHECK(!holds(&r, "nan") && times(&r, "<svg") == 1);
        sm_arena_free(r.arena);
    }
}

TEST(kinds_without_content_are_not_drawn)
{
    static const char *const cases[] = {"sequenceDiagram\n",
                                        "erDiagram",
                                        "classDiagram\n%% x\n",
                                        "stateDiagram\n",
                                        "mindmap\n",
                                        "timeline",
                                        "kanban\n",
                                        "packet-beta\n",
                                        "C4Context\n",
                                        "sankey\n",
                                        "radar-beta\nmax 3\n",
                                        "treemap\n",
                                        "treeView-beta\n",
                                        "",
                                        "\n\n",
                                        "---\ntitle: x\n---\n"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        drawn r = draw(cases[i]);
        CHECK(r.scene == NULL && r.count == 1);
        sm_arena_free(r.arena);
    }
}

TEST(the_author_can_name_and_describe_a_diagram)
{
    drawn r = draw(
        "---\ntitle: Front\n---\nflowchart LR\naccTitle: Named\naccDescr {\n told\n in two\n}\n"
        "A-->B\n");
    CHECK(titled(&r, "Named") && holds(&r, "told\n in two</desc>") && holds(&r, ">Front<"));
    CHECK(r.count == 0);
    sm_arena_free(r.arena);
}

TEST(theme_variables_color_nodes)
{
    drawn r = draw("%%{init: {'theme': 'base', 'themeVariables': {'primaryColor': '#112233', "
                   "'lineColor': '#00ff00'}}}%%\ngraph TD\nA-->B\n");
    CHECK(holds(&r, "fill=\"#112233\"") && holds(&r, "stroke=\"#00ff00\""));
    CHECK(holds(&r, "fill=\"#ffffff\">A<"));
    sm_arena_free(r.arena);
}

RUN_TESTS()
