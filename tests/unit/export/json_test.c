#include "sample.h"
#include "unit/test.h"

static sm_inline *text_node(sample *s, const char *text)
{
    sm_inline *node = SM_NEW(s->arena, sm_inline);
    node->kind = SM_TEXT;
    node->loc = at_line(s, 3);
    node->as.text = str(text);
    return node;
}

static sm_block *block_of(sample *s, sm_block_kind kind)
{
    sm_block *block = SM_NEW(s->arena, sm_block);
    block->kind = kind;
    block->loc = at_line(s, 3);
    block->end_line = 3;
    return block;
}

TEST(an_empty_specification_has_every_key)
{
    sample *s = sample_new();
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json,
                   "{\n  \"specmill\": 1,\n  \"source\": {\n    \"name\": \"sample.md\",\n"));
    CHECK(contains(json, "\"title\": null,"));
    CHECK(contains(json, "\"prd\": {\"text\": null, \"url\": null},"));
    for (size_t i = 0; i < SM_RECORD_COUNT; i++) {
        sm_str line = sm_str_printf(s->arena, "\n    \"%s\": []", sm_record_types[i].name);
        CHECK(contains(json, sm_str_to_cstr(s->arena, line)));
    }
    CHECK(contains(json, "\"placeholders\": [],\n  \"findings\": [],"));
    sm_arena_free(s->arena);
}

TEST(a_task_has_all_its_keys_in_order)
{
    sample *s = sample_new();
    sm_task *task = sample_task(s, "T1", "Write it");
    task->estimate = (sm_estimate){str("2.5h"), SM_UNIT_HOURS, 2.5};
    task->depends_on = list_of(s, "T0", "T9");
    task->priority = (sm_level){str("Med-High"), SM_LEVEL_MEDIUM};
    task->due = (sm_date){str("March 1, 2026"), 2026, 3, 1};
    task->record.extras = &(sm_extra){str("Area"), str("API"), NULL};
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json,
                   "\"id\": \"T1\",\n        \"line\": 10,\n        \"lines\": [10],\n        "
                   "\"section\": null,\n        \"title\": \"Write it\",\n        "
                   "\"description\": null,\n        \"phase\": null,\n        \"state\": "
                   "\"open\",\n        \"owner\": null,\n        \"estimate\": {\"text\": "
                   "\"2.5h\", \"hours\": 2.5},\n        \"depends_on\": [\"T0\", \"T9\"],\n"
                   "        \"priority\": {\"text\": \"Med-High\", \"level\": \"medium\"},\n"
                   "        \"due\": \"2026-03-01\",\n"));
    CHECK(contains(json, "\"extra\": [\n          {\"key\": \"Area\", \"value\": \"API\"}\n"));
    sm_arena_free(s->arena);
}

TEST(values_that_were_not_understood_stay_as_written)
{
    sample *s = sample_new();
    sm_task *task = sample_task(s, "T1", "x");
    task->estimate = (sm_estimate){str("soon"), SM_UNIT_NONE, 0};
    task->due = (sm_date){.text = str("next week")};
    task->priority = (sm_level){str("P?"), SM_LEVEL_NONE};
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json, "\"estimate\": {\"text\": \"soon\"}"));
    CHECK(contains(json, "\"due\": \"next week\""));
    CHECK(contains(json, "\"priority\": {\"text\": \"P?\", \"level\": null}"));
    sm_arena_free(s->arena);
}

TEST(truth_and_score_are_typed)
{
    sample *s = sample_new();
    sm_question *question = sample_record(s, SM_QUESTIONS, "Q1", 4);
    question->blocking = SM_NO;
    sm_question *other = sample_record(s, SM_QUESTIONS, "Q2", 5);
    other->blocking = SM_UNKNOWN;
    sm_risk *risk = sample_record(s, SM_RISKS, "R1", 6);
    risk->score = 12;
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json, "\"blocking\": false,"));
    CHECK(contains(json, "\"blocking\": null,"));
    CHECK(contains(json, "\"score\": 12,"));
    sm_arena_free(s->arena);
}

TEST(strings_are_escaped_and_always_utf8)
{
    sample *s = sample_new();
    s->spec.metadata.title = str("a\"b\\c\n\t\x01 \xc3\xa9 \xff \xed\xa0\x80.");
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json, "\"title\": \"a\\\"b\\\\c\\n\\t\\u0001 \xc3\xa9 \xef\xbf\xbd "));
    CHECK(sm_utf8_invalid(str(json)) == SM_STR_NONE);
    sm_arena_free(s->arena);
}

TEST(a_single_leaf_stays_on_its_line)
{
    sample *s = sample_new();
    sm_block *paragraph = block_of(s, SM_PARAGRAPH);
    paragraph->as.paragraph = text_node(s, "Hello");
    s->doc.blocks = paragraph;
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(
        json, "      {\"kind\": \"paragraph\", \"line\": 3, \"end_line\": 3, \"content\": "
              "[{\"kind\": \"text\", \"line\": 3, \"column\": 1, \"text\": \"Hello\"}]}\n"));
    sm_arena_free(s->arena);
}

TEST(several_inlines_have_a_line_each)
{
    sample *s = sample_new();
    sm_block *paragraph = block_of(s, SM_PARAGRAPH);
    sm_inline *first = text_node(s, "a"), *strong = text_node(s, "");
    strong->kind = SM_STRONG;
    strong->as.children = text_node(s, "b");
    first->next = strong;
    paragraph->as.paragraph = first;
    s->doc.blocks = paragraph;
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json, "\"content\": [\n        {\"kind\": \"text\""));
    CHECK(contains(json,
                   "        {\"kind\": \"strong\", \"line\": 3, \"column\": 1, \"content\": "
                   "[{\"kind\": \"text\""));
    sm_arena_free(s->arena);
}

TEST(deep_nesting_stops_moving_to_the_right)
{
    sample *s = sample_new();
    const sm_block *inner = block_of(s, SM_RULE);
    for (int i = 0; i < SM_DEPTH_MAX; i++) {
        sm_block *quote = block_of(s, SM_QUOTE);
        quote->as.quote.blocks = inner;
        inner = quote;
    }
    s->doc.blocks = inner;
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(strlen(json) < 20000);
    CHECK(contains(json, "{\"kind\": \"rule\", \"line\": 3, \"end_line\": 3}"));
    sm_arena_free(s->arena);
}

TEST(findings_say_what_the_compiler_form_says)
{
    sample *s = sample_new();
    sm_report(s->findings, SM_DIAG_HTML_UNSUPPORTED, at_line(s, 3), "<%s>", "marquee");
    const char *json = sample_text(s, &sm_json_backend);
    CHECK(contains(json,
                   "{\"code\": \"html-unsupported\", \"severity\": \"warning\", \"line\": 3, "
                   "\"column\": 1, \"text\": \"raw HTML is shown as text: <marquee>\"}"));
    sm_arena_free(s->arena);
}

RUN_TESTS()
