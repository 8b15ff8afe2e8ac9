#include "specmill/base/list.h"
#include "values.h"
#include "words.h"
#include <string.h>

/* Lists of people in any spelling. A piece is cut at the separators outside brackets; what
 * stands in its brackets is an e-mail address, a handle or a role. */

typedef struct people_builder SM_LIST(sm_person) people_builder;

static bool is_email(sm_str text)
{
    size_t at = sm_str_find_char(text, '@');
    return at != SM_STR_NONE && at != 0 && at + 3 < text.len &&
           sm_str_find_char(text, ' ') == SM_STR_NONE &&
           sm_str_find_char(sm_str_from(text, at), '.') != SM_STR_NONE;
}

static void add_detail(sm_person *person, sm_str text)
{
    text = rec_trim_separators(text);
    if (sm_str_starts(text, SM_STR("mailto:")))
        text = sm_str_from(text, 7);
    if (text.len == 0)
        return;
    if (is_email(text))
        person->email = text;
    else if (text.ptr[0] == '@' && text.len > 1)
        person->handle = sm_str_from(text, 1);
    else if (person->role.ptr == NULL)
        person->role = text;
}

/* A handle at the end of a name: "Ann Lee @ann". */
static sm_str cut_handle(sm_person *person, sm_str name)
{
    size_t at = sm_str_find(name, SM_STR(" @"));
    if (at == SM_STR_NONE)
        return name;
    sm_str tail = sm_str_trim(sm_str_from(name, at));
    if (sm_str_find_char(tail, ' ') != SM_STR_NONE)
        return name;
    person->handle = sm_str_from(tail, 1);
    return rec_trim_separators(sm_str_sub(name, 0, at));
}

static void add_person(sm_arena *arena, people_builder *people, sm_str text)
{
    sm_person person = {0};
    text = rec_trim_separators(text);
    if (text.len == 0)
        return;
    if (sm_str_among(text, "TBD|TBC|N/A|none"))
        return;
    bool placeholder = text.ptr[0] == '[' || text.ptr[0] == '{' || text.ptr[0] == '<';
    sm_str name = text;
    for (size_t at = 0; !placeholder && at < text.len; at++) {
        char open = text.ptr[at];
        if (open != '(' && open != '<')
            continue;
        size_t end = sm_str_find_char(sm_str_from(text, at), open == '(' ? ')' : '>');
        if (end == SM_STR_NONE)
            break;
        sm_str inside = sm_str_sub(text, at + 1, end - 1), detail; /* "(@bob, lead)" */
        bool several = sm_str_find_char(inside, '@') != SM_STR_NONE;
        while (several && sm_str_split(&inside, ',', &detail))
            add_detail(&person, detail);
        if (!several)
            add_detail(&person, inside);
        if (name.len == text.len)
            name = sm_str_sub(text, 0, at);
        at += end;
    }
    name = placeholder ? name : cut_handle(&person, rec_trim_separators(name));
    if (name.len != 0 && name.ptr[0] == '@' && name.len > 1)
        person.handle = sm_str_from(name, 1);
    else if (is_email(name))
        person.email = name;
    else if (name.len != 0)
        person.name = name;
    SM_LIST_ADD(arena, people, person);
}

/* "Ann Lee and Bob Ray", but not "Research and Development": both sides look like names. */
static bool looks_like_name(sm_str text)
{
    size_t words = 1;
    text = sm_str_trim(text);
    if (text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++)
        words += text.ptr[i] == ' ';
    return words >= 2 || text.ptr[0] == '@' || sm_str_find_char(text, '(') != SM_STR_NONE;
}

/* The length of the separator at AT, or 0. */
static size_t separator_at(sm_str text, size_t at, bool listed)
{
    static const char *const marks[] = {";",  ",",   "、",  "，",  "；",
                                        "\n", " / ", " | ", " · ", " • "};
    static const char *const ands[] = {" and ", " & ", " und ", " et ", " y ", " и ", " + "};
    sm_str rest = sm_str_from(text, at);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sm_str_starts(rest, sm_str_from_cstr(marks[i])))
            return strlen(marks[i]);
    for (size_t i = 0; i < sizeof ands / sizeof *ands; i++) {
        size_t len = strlen(ands[i]);
        if (sm_str_starts(rest, sm_str_from_cstr(ands[i])) &&
            (listed || (looks_like_name(sm_str_sub(text, 0, at)) &&
                        looks_like_name(sm_str_from(rest, len)))))
            return len;
    }
    return 0;
}

sm_people rec_people(sm_arena *arena, const rec_vocabulary *vocabulary, sm_str text)
{
    people_builder people = {0};
    if (rec_is_nothing(vocabulary, text))
        return (sm_people){0};
    text = sm_str_copy(arena, sm_str_trim(text));
    bool listed = sm_str_find_char(text, ',') != SM_STR_NONE ||
                  sm_str_find_char(text, '@') != SM_STR_NONE;
    int depth = 0;
    size_t start = 0;
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        depth += c == '(' || c == '[' || c == '<' || c == '{'                  ? 1
                 : (c == ')' || c == ']' || c == '>' || c == '}') && depth > 0 ? -1
                                                                               : 0;
        bool candidate = depth == 0 && (c == ';' || c == ',' || c == '\n' || c == ' ' ||
                                        (unsigned char)c >= 0x80);
        size_t len = candidate ? separator_at(text, at, listed || people.count != 0) : 0;
        if (len == 0) {
            at++;
            continue;
        }
        add_person(arena, &people, sm_str_sub(text, start, at - start));
        at += len;
        start = at;
    }
    sm_str last = sm_str_from(text, start);
    static const char *const ands[] = {"and ", "& ", "und ", "et ", "y ", "и "};
    for (size_t i = 0; people.count != 0 && i < sizeof ands / sizeof *ands; i++)
        if (sm_str_starts(sm_str_trim(last), sm_str_from_cstr(ands[i])))
            last = sm_str_from(sm_str_trim(last), strlen(ands[i])); /* "a, b, and c" */
    add_person(arena, &people, last);
    return (sm_people){people.items, people.count};
}
