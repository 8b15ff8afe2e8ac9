#include "drawn.h"

TEST(parts_stand_beside_each_other_in_the_order_of_the_author)
{
    drawn r = draw("graph LR\nA[first]-->B\nC[second]-->D\nE[third]-->F\n");
    CHECK(text_y(&r, "first") < text_y(&r, "second"));
    CHECK(text_y(&r, "second") < text_y(&r, "third"));
    sm_arena_free(r.arena);
}

TEST(siblings_stand_in_the_order_of_the_author)
{
    drawn r = draw("graph TD\nA-->B[one]\nA-->C[two]\nA-->D[three]\n");
    CHECK(text_x(&r, "one") < text_x(&r, "two") && text_x(&r, "two") < text_x(&r, "three"));
    sm_arena_free(r.arena);
}

TEST(front_matter_may_be_indented)
{
    drawn r = draw("  ---\n  title: Named\n  ---\n  graph TD\n  A-->B\n");
    CHECK(r.scene != NULL && holds(&r, ">Named<") && r.count == 0);
    sm_arena_free(r.arena);
}

TEST(the_text_of_a_link_may_run_over_lines)
{
    drawn r = draw("graph TD\nA -- one or\n two --> B\nB -- lost\nC[x] --> D\n");
    CHECK(holds(&r, ">one or<") && holds(&r, ">two<"));
    CHECK(holds(&r, ">x<") && holds(&r, ">D<"));
    sm_arena_free(r.arena);
}

TEST(a_link_may_begin_on_the_next_line_and_with_a_dot)
{
    drawn r = draw("graph LR\nA[a]\n --> B[b]\nB .-> C\nC <.-> D\n");
    CHECK(r.count == 0 && titled(&r, "Flowchart: 4 nodes, 3 connections"));
    sm_arena_free(r.arena);
}

TEST(attributes_of_tags_need_no_other_quotes)
{
    drawn r = draw("graph LR\nA(<a href=\"b.html\">Named</a>)-->B\n");
    CHECK(r.count == 0 && holds(&r, ">Named<"));
    sm_arena_free(r.arena);
}

TEST(a_subgraph_named_in_another_stands_inside_it)
{
    drawn r = draw("graph TD\nsubgraph Outer\na --> Inner\nend\n"
                   "subgraph Inner\nb --> c\nend\n");
    CHECK(r.scene != NULL && text_y(&r, "Outer") < text_y(&r, "Inner"));
    CHECK(times(&r, ">Inner<") == 1 && r.count == 0);
    sm_arena_free(r.arena);
}

TEST(a_click_may_have_a_tooltip_of_two_lines)
{
    drawn r = draw("graph LR\nA-->B\nclick A \"https://a.example\" \"two\nlines\"\n");
    CHECK(r.count == 0 && holds(&r, "<a href=\"https://a.example\">"));
    sm_arena_free(r.arena);
}

TEST(theme_variables_color_nodes_and_their_text)
{
    drawn r = draw("%%{init: {'theme':'base','themeVariables':{'primaryColor':'#102030',"
                   "'primaryTextColor':'#ffeedd','lineColor':'#333'}}}%%\ngraph LR\nA-->B\n");
    CHECK(holds(&r, "fill=\"#102030\"") && holds(&r, "fill=\"#ffeedd\""));
    CHECK(!holds(&r, "#333333")); /* gray lines follow the page */
    sm_arena_free(r.arena);
}

TEST(a_state_named_in_another_stands_inside_it)
{
    drawn r = draw("stateDiagram-v2\nstate Outer\n{\n a --> Inner\n}\n"
                   "state Inner {\n b --> c\n}\nc --> d\n");
    CHECK(r.count == 0 && text_y(&r, "Outer") < text_y(&r, "Inner"));
    CHECK(holds(&r, ">d<"));
    sm_arena_free(r.arena);
}

TEST(a_state_keeps_its_name_and_its_description)
{
    drawn r = draw("stateDiagram-v2\nstate \"Long name\" as S1: what it is\n[*] --> S1\n");
    CHECK(holds(&r, ">Long name<") && holds(&r, ">what it is<"));
    sm_arena_free(r.arena);
}

TEST(texts_of_classes_may_have_lines_and_entities)
{
    drawn r = draw("classDiagram\nclass A {\n run(x) Bool\n get&lt;T&gt;(k) T\n}\n"
                   "note for A \"one\ntwo\"\nclass B[\"b\nc\"] {\n +n\n}\n");
    CHECK(r.count == 0 && holds(&r, ">run(x) : Bool<") && holds(&r, ">get&lt;T&gt;(k) : T<"));
    CHECK(holds(&r, ">one<") && holds(&r, ">two<") && holds(&r, ">+n<"));
    sm_arena_free(r.arena);
}

TEST(a_mindmap_node_may_run_over_lines_and_has_emphasis)
{
    drawn r = draw("mindmap\n root((\n The root\n ))\n  **Bold** text\n");
    CHECK(r.count == 0 && holds(&r, ">The root<") && holds(&r, ">Bold<"));
    CHECK(!holds(&r, "**"));
    sm_arena_free(r.arena);
}

TEST(places_of_findings_count_the_lines_that_were_joined)
{
    drawn r = draw("classDiagram\nnote \"one\ntwo\"\n???? what is this\n");
    CHECK(r.count == 1 && r.findings[0].loc.line == 4);
    sm_arena_free(r.arena);
}

TEST(services_stand_at_the_sides_that_their_edges_name)
{
    drawn r = draw("architecture-beta\nservice a(server)[East]\nservice b(server)[Middle]\n"
                   "service c(server)[South]\nservice d(server)[North]\n"
                   "a:L -- R:b\nb:B --> T:c\nb:T --> B:d\n");
    CHECK(text_x(&r, "Middle") < text_x(&r, "East"));
    CHECK(text_y(&r, "North") < text_y(&r, "Middle"));
    CHECK(text_y(&r, "Middle") < text_y(&r, "South"));
    CHECK(text_y(&r, "Middle") - text_y(&r, "East") < 1);
    sm_arena_free(r.arena);
}

TEST(relations_of_c4_may_say_where_the_other_stands)
{
    drawn r = draw("C4Context\nSystem(a, \"Alpha\")\nSystem(b, \"Beta\")\n"
                   "System(c, \"Gamma\")\nRel_R(a, b, \"to\")\nRel_L(a, c, \"too\")\n");
    CHECK(text_x(&r, "Gamma") < text_x(&r, "Alpha") &&
          text_x(&r, "Alpha") < text_x(&r, "Beta"));
    CHECK(text_y(&r, "Gamma") - text_y(&r, "Beta") < 1);
    sm_arena_free(r.arena);
}

TEST(a_flow_can_be_turned_by_a_right_angle)
{
    sm_arena *arena = sm_arena_new(0);
    const sm_theme *theme = sm_theme_builtin(arena);
    sm_block block = {.kind = SM_CODE_BLOCK};
    block.as.code.text = SM_STR("graph LR\nA-->B-->C-->D-->E\n");
    const sm_scene *as_written = sm_draw_block(arena, &block, theme, sm_diag_new(arena));
    const sm_scene *turned = sm_draw_turned(arena, &block, theme);
    CHECK(as_written->width > as_written->height && turned->width < turned->height);
    block.as.code.text = SM_STR("pie\n\"a\" : 1\n"); /* nothing flows in it */
    CHECK(sm_draw_turned(arena, &block, theme) == NULL);
    sm_arena_free(arena);
}

TEST(what_is_to_be_seen_is_told_in_words)
{
    drawn r = draw("graph LR\nA[Order] -->|yes| B[Pay]\nC[Lonely]\nD --> A\n");
    CHECK(sm_str_equal(r.scene->description, SM_STR("Order to Pay: yes; D to Order; Lonely")));
    sm_arena_free(r.arena);
    r = draw("sequenceDiagram\ntitle Paying\nautonumber\nA->>B: please\nNote over A: why\n");
    CHECK(sm_str_equal(r.scene->description,
                       SM_STR("Sequence diagram: 2 participants, 1 message. "
                              "A to B: 1 please; note: why")));
    sm_arena_free(r.arena);
    r = draw("pie\n\"x\" : 1\n\"y\" : 3\n");
    CHECK(sm_str_equal(r.scene->description, SM_STR("x: 25 %; y: 75 %")));
    sm_arena_free(r.arena);
}

TEST(numbers_of_messages_go_on_while_they_are_off)
{
    drawn r = draw("sequenceDiagram\nautonumber 10 10\nA->>B: a\nautonumber off\nA->>B: b\n"
                   "autonumber\nA->>B: c\nautonumber 1.5 .25\nA->>B: d\nA->>B: e\n");
    CHECK(holds(&r, ">10<") && holds(&r, ">30<") && !holds(&r, ">20<"));
    CHECK(holds(&r, ">1.5<") && holds(&r, ">1.75<"));
    sm_arena_free(r.arena);
}

TEST(sections_with_nothing_in_them_are_drawn)
{
    drawn r = draw("timeline\nsection Past\n a: b\nsection Future\n");
    CHECK(holds(&r, ">Past<") && holds(&r, ">Future<"));
    sm_arena_free(r.arena);
    r = draw("journey\nsection One\nsection Two\n x: 3: me\n");
    CHECK(holds(&r, ">One<") && holds(&r, ">Two<"));
    sm_arena_free(r.arena);
}

TEST(a_commit_shows_all_its_tags)
{
    drawn r = draw("gitGraph\ncommit id: \"a\" tag: \"v1\" tag: \"v2\"\n");
    CHECK(holds(&r, ">v1<") && holds(&r, ">v2<"));
    sm_arena_free(r.arena);
}

TEST(relations_of_a_dynamic_c4_diagram_are_numbered)
{
    drawn r = draw("C4Dynamic\nSystem(a, \"A\")\nSystem(b, \"B\")\nRel(a, b, \"Asks\")\n"
                   "Rel(b, a, \"Answers\")\nUpdateElementStyle(a, \"#aabbcc\", \"#112233\")\n");
    CHECK(holds(&r, ">1: Asks<") && holds(&r, ">2: Answers<"));
    CHECK(holds(&r, "#aabbcc") && holds(&r, "#112233"));
    sm_arena_free(r.arena);
}

TEST(an_actor_shows_its_links)
{
    drawn r = draw("sequenceDiagram\nparticipant A as Ann\nlink A: Wiki @ https://w.example/a\n"
                   "links A: {\"Board\": \"https://b.example\", \"Bad\": \"javascript:x()\"}\n"
                   "A->>A: self\n");
    CHECK(holds(&r, "<a href=\"https://w.example/a\">") && holds(&r, ">Wiki<"));
    CHECK(holds(&r, "<a href=\"https://b.example\">") && holds(&r, ">Bad<"));
    CHECK(!holds(&r, "javascript"));
    sm_arena_free(r.arena);
}

TEST(entities_may_stand_in_subgraphs_that_relations_end_at)
{
    drawn r = draw("erDiagram\nsubgraph d [\"Domain\"]\nA ||--|| B : one\nend\n"
                   "C ||--o{ d : two\n");
    CHECK(r.count == 0 && holds(&r, ">Domain<") && holds(&r, ">one<") && holds(&r, ">two<"));
    CHECK(!holds(&r, ">end<") && !holds(&r, ">d<"));
    CHECK(titled(&r, "Entity relationship diagram: 3 entities, 2 relationships"));
    sm_arena_free(r.arena);
}

TEST(an_interface_of_another_language_is_a_class)
{
    drawn r =
        draw("classDiagram\ninterface Store {\n+get()\n}\n&lt;&lt;enumeration&gt;&gt; Color\n");
    CHECK(holds(&r, ">\xC2\xABinterface\xC2\xBB<") && holds(&r, ">Store<") &&
          holds(&r, ">+get()<"));
    CHECK(holds(&r, ">\xC2\xAB"
                    "enumeration\xC2\xBB<") &&
          holds(&r, ">Color<"));
    CHECK(r.count == 1 && r.findings[0].code == SM_DIAG_DIAGRAM_SYNTAX);
    sm_arena_free(r.arena);
}

TEST(a_loop_stands_where_no_line_runs)
{
    drawn left = draw("graph TD\nA --> B\nB -->|again| B\nB --> C\n");
    CHECK(text_x(&left, "again") > text_x(&left, "B"));
    drawn r = draw("graph LR\nA -->|a longer text| B\nB -->|again| B\nB -->|back to it| A\n");
    CHECK(holds(&r, ">again<") && holds(&r, ">back to it<"));
    sm_arena_free(left.arena);
    sm_arena_free(r.arena);
}

TEST(commits_with_long_names_keep_apart)
{
    drawn r = draw("gitGraph\ncommit id: \"release-merge\"\ncommit id: \"hotfix-merge\"\n");
    CHECK(text_x(&r, "hotfix-merge") - text_x(&r, "release-merge") > 48);
    sm_arena_free(r.arena);
}

TEST(names_of_points_keep_apart)
{
    drawn r = draw("quadrantChart\nFirst: [0.4, 0.3]\nSecond: [0.4, 0.28]\n");
    CHECK(text_y(&r, "First") < text_y(&r, "Second") - 8);
    sm_arena_free(r.arena);
}

TEST(a_title_stands_above_its_nodes_when_all_runs_upward)
{
    drawn r = draw("graph BT\nsubgraph Group\na --> b\nend\nsubgraph Other\nc\nend\nb --> c\n");
    CHECK(text_y(&r, "Group") < text_y(&r, "b") - 15 && text_y(&r, "b") < text_y(&r, "a"));
    CHECK(text_y(&r, "Other") < text_y(&r, "c") - 15 && text_y(&r, "c") < text_y(&r, "Group"));
    sm_arena_free(r.arena);
}

TEST(a_guard_stands_beside_what_is_active)
{
    drawn r = draw("sequenceDiagram\nA->>+B: go\nalt fine\nB->>C: on\nelse broken\nB->>B: log\n"
                   "end\nB-->>-A: done\n");
    CHECK(text_x(&r, "[broken]") > text_x(&r, "B"));
    sm_arena_free(r.arena);
}

RUN_TESTS()
