#include "sample.h"
#include "unit/test.h"

static const char *csv(sample *s)
{
    return sample_text(s, &sm_jira_backend);
}

TEST(without_tasks_there_is_a_header_and_a_finding)
{
    sample *s = sample_new();
    CHECK(strcmp(csv(s),
                 "Summary,Issue Type,Issue ID,Parent,Description,Priority,Labels,Assignee,"
                 "Original Estimate,Story Points,Due date,Status\r\n") == 0);
    CHECK(reported(s, SM_DIAG_NO_TASKS));
    sm_arena_free(s->arena);
}

TEST(phases_are_epics_in_front_of_the_tasks_that_they_own)
{
    sample *s = sample_new();
    sample_task(s, "T1", "one")->phase = str("Build");
    sample_task(s, "T2", "two")->phase = str("Ship");
    sample_task(s, "T3", "three")->phase = str("build ");
    sm_phase *phase = sample_record(s, SM_PHASES, "P1", 5);
    phase->name = str("Ship");
    phase->goal = str("Customers have it");
    const char *text = csv(s);
    CHECK(contains(text, "\r\nBuild,Epic,1,,"));
    CHECK(
        contains(text, "\r\nShip,Epic,2,,\"Customers have it\n\n----\nSpecified in sample.md"));
    CHECK(contains(text, "\r\none,Task,3,1,"));
    CHECK(contains(text, "\r\ntwo,Task,4,2,"));
    CHECK(contains(text, "\r\nthree,Task,5,1,"));
    sm_arena_free(s->arena);
}

TEST(steps_are_sub_tasks_behind_all_tasks)
{
    sample *s = sample_new();
    sample_task(s, "1", "task");
    sample_task(s, "1.1", "step")->parent = str("1");
    sample_task(s, "1.1.1", "step of a step")->parent = str("1.1");
    sample_task(s, "2", "other");
    const char *text = csv(s);
    CHECK(contains(text, "\r\ntask,Task,1,,"));
    CHECK(contains(text, "\r\nother,Task,2,,"));
    CHECK(contains(text, "\r\nstep,Sub-task,3,1,"));
    CHECK(contains(text, "\r\nstep of a step,Sub-task,4,1,"));
    sm_arena_free(s->arena);
}

TEST(a_circle_of_parents_is_plain_tasks)
{
    sample *s = sample_new();
    sample_task(s, "A", "first")->parent = str("B");
    sample_task(s, "B", "second")->parent = str("A");
    sample_task(s, "C", "own")->parent = str("C");
    const char *text = csv(s);
    CHECK(contains(text, "\r\nfirst,Task,1,,"));
    CHECK(contains(text, "\r\nsecond,Task,2,,"));
    CHECK(contains(text, "\r\nown,Task,3,,"));
    sm_arena_free(s->arena);
}

TEST(dependencies_are_blocks_links_and_text)
{
    sample *s = sample_new();
    sample_task(s, "T1", "first");
    sample_task(s, "T2", "second")->depends_on = list_of(s, "T1", "T9");
    sample_task(s, "T3", "third")->depends_on = list_of(s, "T1", "T2");
    const char *text = csv(s);
    CHECK(contains(text, ",Status,Blocks,Blocks\r\n"));
    CHECK(
        contains(
            text,
            "\r\nfirst,Task,1,,\"Specified as T1 in sample.md line 10\",,,,,,,To Do,2,3\r\n") ||
        contains(text,
                 "\r\nfirst,Task,1,,Specified as T1 in sample.md line 10,,,,,,,To Do,2,3\r\n"));
    CHECK(contains(text, "*Depends on:*\n* T1 first\n* T9\n\n----\n"));
    CHECK(contains(text, ",To Do,3,\r\n"));
    CHECK(contains(text, ",To Do,,\r\n"));
    sm_arena_free(s->arena);
}

TEST(estimates_are_seconds_or_points)
{
    sample *s = sample_new();
    sample_task(s, "T1", "a")->estimate = (sm_estimate){str("2d"), SM_UNIT_HOURS, 16};
    sample_task(s, "T2", "b")->estimate = (sm_estimate){str("5 pts"), SM_UNIT_POINTS, 5};
    sample_task(s, "T3", "c")->estimate = (sm_estimate){str("~200 lines"), SM_UNIT_LINES, 200};
    const char *text = csv(s);
    CHECK(contains(text, ",57600,,,To Do\r\n"));
    CHECK(contains(text, ",,5,,To Do\r\n"));
    CHECK(contains(text, "*Estimate in lines:* \\~200 lines"));
    sm_arena_free(s->arena);
}

TEST(a_task_with_a_ticket_is_left_out_and_named)
{
    sample *s = sample_new();
    sample_task(s, "T1", "done elsewhere")->ticket = str("see PAY_2-12.");
    sample_task(s, "T2", "second")->depends_on = list_of(s, "T1", NULL);
    sample_task(s, "T3", "third")->ticket = str("#12 or UTF-8x");
    sample_task(s, "T4", "fourth")->state = SM_TASK_DROPPED;
    const char *text = csv(s);
    CHECK(!contains(text, "\r\ndone elsewhere,"));
    CHECK(contains(text, "* T1 done elsewhere (PAY_2-12)"));
    CHECK(contains(text, "\r\nthird,Task,2,,"));
    CHECK(!contains(text, "fourth"));
    CHECK(reported(s, SM_DIAG_TASK_HAS_TICKET) && reported(s, SM_DIAG_TASK_DROPPED));
    sm_arena_free(s->arena);
}

TEST(cells_that_a_spreadsheet_would_run_are_defused)
{
    sample *s = sample_new();
    sample_task(s, "T1", "=HYPERLINK(\"http://x\")");
    sample_task(s, "T2", "-2+3");
    sample_task(s, "T3",
                "\xef\xbc\x9d"
                "1");
    sample_task(s, "T4", "a-b");
    const char *text = csv(s);
    CHECK(contains(text, "\r\n\"'=HYPERLINK(\"\"http://x\"\")\",Task,1,"));
    CHECK(contains(text, "\r\n'-2+3,Task,2,"));
    CHECK(contains(text, "\r\n'\xef\xbc\x9d"
                         "1,Task,3,"));
    CHECK(contains(text, "\r\na-b,Task,4,"));
    CHECK(reported(s, SM_DIAG_CELL_DEFUSED));
    sm_arena_free(s->arena);
}

TEST(a_long_title_is_shortened_and_stays_whole_in_the_description)
{
    sample *s = sample_new();
    char *title = sm_arena_alloc(s->arena, 301, 1);
    memset(title, 'x', 300);
    sample_task(s, "T1", title);
    const char *text = csv(s);
    CHECK(contains(text, "x\xe2\x80\xa6,Task,1,"));
    CHECK(contains(text, title));
    sm_arena_free(s->arena);
}

TEST(people_are_found_by_their_address)
{
    sample *s = sample_new();
    sm_person ada = {.name = str("Ada"), .email = str("ada@example.org"), .handle = str("al")};
    s->spec.metadata.authors = (sm_people){&ada, 1};
    sample_task(s, "T1", "a")->owner = str("ada");
    sample_task(s, "T2", "b")->owner = str("@al");
    sample_task(s, "T3", "c")->owner = str("Bob <bob@example.org>");
    sample_task(s, "T4", "d")->owner = str("Team X");
    const char *text = csv(s);
    CHECK(contains(text, "line 10,,,ada@example.org,,,,To Do\r\nb,"));
    CHECK(contains(text, "line 10,,,ada@example.org,,,,To Do\r\nc,"));
    CHECK(contains(text, "line 10,,,bob@example.org,"));
    CHECK(contains(text, "line 10,,,Team X,"));
    sm_arena_free(s->arena);
}

TEST(labels_have_no_blanks_and_a_column_each)
{
    sample *s = sample_new();
    s->spec.metadata.tags = list_of(s, "pay ments", NULL);
    sm_task *task = sample_task(s, "T1", "a");
    task->record.extras = &(sm_extra){str("Labels"), str("x y, z"), NULL};
    const char *text = csv(s);
    CHECK(contains(text, ",Labels,Labels,Labels,"));
    CHECK(contains(text, ",pay-ments,x-y,z,"));
    sm_arena_free(s->arena);
}

TEST(markup_in_the_text_is_escaped)
{
    sample *s = sample_new();
    sm_task *task = sample_task(s, "T1", "a");
    task->description = str("use {x} and [y] but snake_case, 2*3, *bold\n# no list\nh1. no");
    const char *text = csv(s);
    CHECK(contains(
        text, "use \\{x\\} and \\[y\\] but snake_case, 2*3, \\*bold\n\\# no list\nh1\\. no"));
    sm_arena_free(s->arena);
}

TEST(what_jira_would_show_otherwise_is_escaped)
{
    sample *s = sample_new();
    sm_task *task = sample_task(s, "T1", "a");
    task->description = str("(i) C:\\temp\\ and \\* and a:) b :) &lt; & (x)\nbq. no");
    const char *text = csv(s);
    CHECK(contains(text, "\\(i) C:\\temp\\ and &#92;* and a:) b \\:) &amp;lt; & \\(x)\n"
                         "bq\\. no"));
    sm_arena_free(s->arena);
}

TEST(a_number_does_not_make_a_list_of_markdown)
{
    sample *s = sample_new();
    s->job.options.profile = "github";
    sample_task(s, "T1", "a")->description = str("2026. a year\n1) one\n1.5 two");
    CHECK(contains(csv(s), "2026\\. a year\n1\\) one\n1.5 two"));
    sm_arena_free(s->arena);
}

TEST(many_dependents_do_not_make_many_columns)
{
    sample *s = sample_new();
    sample_task(s, "T0", "hub");
    for (int i = 1; i < 63; i++) {
        sm_str id = sm_str_printf(s->arena, "T%d", i);
        sample_task(s, sm_str_to_cstr(s->arena, id), "x")->depends_on = list_of(s, "T0", NULL);
    }
    csv(s);
    CHECK(reported(s, SM_DIAG_LINKS_CUT));
    sm_arena_free(s->arena);
}

TEST(azure_has_a_tree_of_titles)
{
    sample *s = sample_new();
    s->job.options.profile = "azure";
    sample_task(s, "T1", "one")->phase = str("Build");
    sample_task(s, "T2", "two")->phase = str("Ship");
    sample_task(s, "T3", "three")->phase = str("Build");
    sample_task(s, "T4", "step")->parent = str("T1");
    sample_task(s, "T5", "alone");
    const char *text = csv(s);
    const char *order[] = {",Epic,Build,,,",       ",User Story,,one,,", ",Task,,,step,",
                           ",User Story,,three,,", ",Epic,Ship,,,",      ",User Story,,two,,",
                           ",User Story,alone,,,"};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        text = strstr(text, order[i]);
        CHECK(text != NULL);
        if (text == NULL)
            break;
    }
    sm_arena_free(s->arena);
}

TEST(gitlab_estimates_and_labels_are_quick_actions)
{
    sample *s = sample_new();
    s->job.options.profile = "gitlab";
    s->spec.metadata.tags = list_of(s, "pay ments", NULL);
    sm_task *task = sample_task(s, "T1", "one");
    task->estimate = (sm_estimate){str("2d"), SM_UNIT_HOURS, 16};
    task->phase = str("Build");
    const char *text = csv(s);
    CHECK(sm_str_starts(str(text), SM_STR("title,description,due_date,milestone\r\none,")));
    CHECK(contains(text, "\n\n/estimate 16h\n\n/label ~\"\"pay-ments\"\"\",,Build\r\n"));
    sm_arena_free(s->arena);
}

TEST(lines_of_a_description_are_no_quick_actions)
{
    sample *s = sample_new();
    s->job.options.profile = "gitlab";
    sample_task(s, "T1", "one")->description = str("/close it\n/assign @ann\nsee /close");
    const char *text = csv(s);
    CHECK(contains(text, ",\"\\/close it\n\\/assign @ann\nsee /close\n"));
    sm_arena_free(s->arena);
}

TEST(data_center_has_epics_by_name)
{
    sample *s = sample_new();
    s->job.options.profile = "jira-server";
    sample_task(s, "T1", "one")->phase = str("Build");
    sample_task(s, "T2", "step")->parent = str("T1");
    const char *text = csv(s);
    CHECK(contains(text, "\r\nBuild,Epic,1,,Build,,"));
    CHECK(contains(text, "\r\none,Task,2,,,Build,"));
    CHECK(contains(text, "\r\nstep,Sub-task,3,2,,,"));
    sm_arena_free(s->arena);
}

TEST(tasks_with_tickets_update_them_on_request)
{
    sample *s = sample_new();
    s->job.options.with_tickets = true;
    sample_task(s, "T1", "one")->ticket = str("PAY-7");
    sample_task(s, "T2", "two");
    const char *text = csv(s);
    CHECK(contains(text, "Summary,Issue Type,Issue Key,Issue ID,"));
    CHECK(contains(text, "\r\none,Task,PAY-7,1,"));
    CHECK(contains(text, "\r\ntwo,Task,,2,"));
    sm_arena_free(s->arena);
}

TEST(published_specifications_are_linked_to)
{
    sample *s = sample_new();
    s->job.options.html_base = "https://example.org/spec.html";
    s->job.options.byte_order_mark = true;
    sample_task(s, "T1", "one");
    const char *text = csv(s);
    CHECK(sm_str_starts(str(text), SM_STR("\xef\xbb\xbfSummary,")));
    CHECK(contains(text, "[sample.md line 10|https://example.org/spec.html]"));
    sm_arena_free(s->arena);
}

static sm_block *block_of(sample *s, sm_block_kind kind, uint32_t line)
{
    sm_block *block = SM_NEW(s->arena, sm_block);
    block->kind = kind;
    block->loc = at_line(s, line);
    return block;
}

static sm_inline *inline_of(sample *s, sm_inline_kind kind, const char *text)
{
    sm_inline *node = SM_NEW(s->arena, sm_inline);
    node->kind = kind;
    node->as.text = str(text);
    return node;
}

/* A section that states a task, with a paragraph, code and a section of another task. */
static void section_task(sample *s)
{
    sm_block *section = block_of(s, SM_SECTION, 1), *paragraph = block_of(s, SM_PARAGRAPH, 2);
    sm_block *code = block_of(s, SM_CODE_BLOCK, 2), *inner = block_of(s, SM_SECTION, 3);
    sm_inline *strong = inline_of(s, SM_STRONG, NULL);
    strong->as.children = inline_of(s, SM_TEXT, "File");
    strong->next = inline_of(s, SM_CODE, "a_b{c}");
    paragraph->as.paragraph = strong;
    code->as.code.language = str("ts");
    code->as.code.text = str("let x = [1];\n");
    inner->as.section.title = inline_of(s, SM_TEXT, "Inner task");
    section->as.section.blocks = paragraph;
    paragraph->next = code;
    code->next = inner;
    sm_task *task = sample_task(s, "T1", "outer");
    task->record.loc = section->loc;
    task->record.lines = &section->loc.line;
    task->record.origin = section;
    sm_extra *note = SM_NEW(s->arena, sm_extra);
    *note = (sm_extra){str("Note"), str("a_b{c}"), NULL};
    task->record.extras = note;
    sm_task *other = sample_task(s, "T2", "inner");
    other->record.loc = inner->loc;
    other->record.lines = &inner->loc.line;
    other->record.origin = inner;
}

TEST(a_task_that_is_a_section_brings_its_text_without_other_tasks)
{
    sample *s = sample_new();
    section_task(s);
    const char *text = csv(s);
    CHECK(contains(text, "outer,Task,1,,\"*File*{{a_b\\{c\\}}}\n\n{code:javascript}\nlet x = "
                         "[1];\n{code}\n\n----\nSpecified as T1 in sample.md line 1\""));
    CHECK(!contains(text, "Inner task"));
    CHECK(!contains(text, "Note"));
    sm_arena_free(s->arena);
}

TEST(other_trackers_have_it_in_their_markup)
{
    sample *s = sample_new();
    section_task(s);
    s->job.options.profile = "github";
    CHECK(contains(csv(s), "**File**`a_b{c}`\n\n```ts\nlet x = [1];\n```\n\n---\n\n"));
    s->job.options.profile = "azure";
    CHECK(contains(csv(s), "<p><b>File</b><code>a_b{c}</code></p>\n<pre>let x = [1];\n</pre>"));
    sm_arena_free(s->arena);
}

RUN_TESTS()
