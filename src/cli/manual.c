#include "options.h"
#include "run.h"
#include "say.h"
#include "specmill/specmill.h"
#include "specmill/theme/keys.h"
#include <string.h>

/* The manual page, in the mdoc language (mdoc(7)): prose is here, and everything that is in a
 * table comes from the table. */

/* TEXT so that roff shows it as it is; at the start of a line a point would be a macro. */
static void add_text(sm_buf *buf, const char *text, bool starts_line)
{
    if (starts_line && (*text == '.' || *text == '\''))
        sm_buf_add_cstr(buf, "\\&");
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            sm_buf_add_cstr(buf, "\\e");
        else if (*text == '-')
            sm_buf_add_cstr(buf, "\\-");
        else
            sm_buf_add_char(buf, *text);
    }
}

/* Prose in short lines; each sentence starts a new one, as mdoc wants it. */
static void add_prose(sm_buf *buf, const char *text)
{
    enum { COLUMNS = 76 };
    sm_str rest = sm_str_from_cstr(text), word;
    size_t line = buf->len;
    while (sm_str_split(&rest, ' ', &word)) {
        if (buf->len != line)
            sm_buf_add_char(buf, ' ');
        if (buf->len - line + word.len > COLUMNS && buf->len != line) {
            buf->ptr[buf->len - 1] = '\n';
            line = buf->len;
        }
        add_text(buf, sm_str_to_cstr(buf->arena, word), buf->len == line);
        if (rest.len != 0 && sm_str_ends(word, SM_STR("."))) {
            sm_buf_add_char(buf, '\n');
            line = buf->len;
        }
    }
    sm_buf_add_char(buf, '\n');
}

/* The help text of a table, which starts in lower case and has no point, as a sentence. */
static void add_help(sm_buf *buf, const char *help)
{
    sm_str sentence = sm_str_printf(buf->arena, "%s.", help);
    char *text = sm_str_to_cstr(buf->arena, sentence);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    add_prose(buf, text);
}

static void add_synopsis(sm_buf *buf)
{
    sm_buf_add_cstr(buf,
                    ".Dd November 21, 2026\n.Dt SPECMILL 1\n.Os\n"
                    ".Sh NAME\n.Nm specmill\n"
                    ".Nd turn technical specifications in Markdown into documents and data\n"
                    ".Sh SYNOPSIS\n.Nm\n.Op Ar OPTIONS\n.Ar SPEC ...\n"
                    ".Sh DESCRIPTION\n");
    add_prose(buf,
              "specmill reads technical specifications in Markdown, recognizes what they say "
              "about themselves (metadata, tasks, risks, error codes, endpoints, open "
              "questions, approvals and more), and writes them in other formats. Nothing has "
              "to be written in a special way. What is not understood stays in the text as "
              "it was written.");
    sm_buf_add_cstr(buf, ".Pp\n");
    add_prose(buf,
              "SPEC is a file, or - for standard input. Each one is read once, however many "
              "outputs are written. A specification that cannot be read or written does not "
              "keep the others from being written. An output takes the place of the file "
              "that was there only when it is complete.");
}

static void add_options(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh OPTIONS\n");
    add_prose(buf,
              "Options may stand anywhere. The argument of a long option follows it, or an "
              "equals sign. What follows -- is no option.");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < cli_option_count; i++) {
        const cli_option *option = &cli_options[i];
        if (option->help == NULL)
            continue;
        sm_buf_add_cstr(buf, ".It");
        if (option->letter != 0)
            sm_buf_addf(buf, " Fl %c ,", option->letter);
        sm_buf_addf(buf, " Fl \\-%s", option->name);
        if (option->argument != NULL) {
            sm_buf_add_cstr(buf, " Ar ");
            add_text(buf, option->argument, false);
        }
        sm_buf_add_char(buf, '\n');
        add_help(buf, option->help);
        if (option->manual != NULL)
            add_prose(buf, option->manual);
    }
    sm_buf_add_cstr(buf, ".El\n");
}

static void add_commands(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh COMMANDS\n");
    add_prose(buf, "The first word may name a command in place of a specification. A file of "
                   "such a name is written with ./ before it.");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        sm_buf_addf(buf, ".It Cm %s ", cli_commands[i].name);
        add_text(buf, cli_commands[i].operands, false);
        sm_buf_add_char(buf, '\n');
        add_help(buf, cli_commands[i].help);
    }
    sm_buf_add_cstr(buf, ".El\n");
}

static void add_sites(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh SITES\n");
    add_prose(buf,
              "specmill site makes a page for every file of Markdown (*.md, *.markdown, "
              "*.mdown, *.mkd, *.mkdn) below a folder, at the "
              "same relative path, and around them an index, lists of all open questions, "
              "risks, tasks and terms, a page for each diagram, and a search that needs no "
              "server. Hidden folders, node_modules and the folder of the site are passed "
              "over; the file .specmillignore in the folder, with patterns as in .gitignore, "
              "takes away more. Links to folders are not followed, links to files only within "
              "the folder. Images may come from anywhere in the folder, and files that pages "
              "link to come along at their own path, up to 64 MB each: documents, data, "
              "sources and archives, but nothing that a browser could run, nothing hidden "
              "and nothing that is passed over. A specmill.yaml holds for its folder and "
              "those below it that have none.");
    sm_buf_add_cstr(buf, ".Pp\n");
    add_prose(buf,
              "Relative addresses of other specifications lead to their pages; those that "
              "lead nowhere are findings, on every run. Only what has changed is built: the "
              "file .specmill-site.json in the site remembers digests of each specification, "
              "its images, its configuration, the theme, the options and the program, and "
              "which files specmill has made; it writes over no other file, unless --force is "
              "given, and removes none. Findings of specifications that have not changed are "
              "counted, and count for --strict, but are not shown again. A specification that "
              "cannot be built is listed on the index, and the status is 1.");
    sm_buf_add_cstr(buf, ".Pp\n");
    add_prose(buf,
              "specmill watch builds again whenever a specification, an image, a "
              "configuration or the theme changes, until it is interrupted. What --serve "
              "serves is read on every request; names that begin with a point are not, and "
              "requests that name another host than this machine are refused.");
}

static void add_formats(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh FORMATS\n");
    add_prose(buf, "The format of an output follows from the extension of its name.");
    sm_buf_add_cstr(buf, ".Bl -tag -width docbookxx\n");
    for (size_t i = 0; sm_backends[i] != NULL; i++) {
        const sm_backend *backend = sm_backends[i];
        if (backend->internal)
            continue;
        sm_buf_addf(buf, ".It Cm %s\n", backend->name);
        add_help(buf, backend->summary);
        sm_buf_addf(buf, ".Pq Pa .%s\n", backend->extension);
    }
    sm_buf_add_cstr(buf, ".El\n");
}

static void add_diagrams(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh DIAGRAMS\n");
    add_prose(buf, "Code blocks of the language mermaid are drawn, without a browser. Kinds: "
                   "flowcharts, sequence, C4, state, class and entity relationship diagrams, "
                   "Gantt charts, pies, user journeys, git graphs, mind maps, timelines, "
                   "quadrants, XY charts, blocks, requirements, packets, kanban boards, "
                   "architectures, Sankey diagrams, radar charts, treemaps and tree views.");
    add_prose(buf,
              "What Mermaid would refuse but a reader understands is drawn, with a finding "
              "at its line; a kind that is not known stays code, with a finding. Colors of "
              "a drawing follow the theme and, in HTML, the page's light or dark mode; "
              "those that the diagram names itself (style, classDef, themeVariables) stay. "
              "A drawing that a page is too narrow for is made smaller, then stands on a "
              "page that lies, and at last flows in the other direction there. Where the "
              "author gave no accTitle and accDescr, they are made from the content.");
}

static void add_themes(sm_buf *buf, const sm_theme *builtin)
{
    sm_buf_add_cstr(buf, ".Sh THEMES\n");
    add_prose(buf,
              "A theme is a folder with a theme.yaml, which sets keys and may inherit the "
              "others from another theme that its key inherits names. A page.css beside it "
              "is added to the style of HTML. Lengths have a unit (pt, mm, cm, in, px). "
              "Colors are \"#rrggbb\" or \"#rgb\" in quotes, or names of CSS. Paths are "
              "relative to the theme. The keys, with the values of the built-in theme, are:");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < sm_theme_key_count; i++) {
        const sm_theme_key *key = &sm_theme_keys[i];
        sm_buf value = sm_buf_new(buf->arena);
        sm_theme_add_value(&value, builtin, key);
        sm_buf_addf(buf, ".It Cm %s Pq %s\n", key->name, sm_theme_type_name(key->type));
        add_help(buf, key->help);
        add_prose(
            buf,
            sm_str_printf(buf->arena, "Default: %.*s", SM_STR_ARG(sm_buf_str(&value))).ptr);
    }
    sm_buf_add_cstr(buf, ".El\n");
}

/* NAMES, separated by commas. */
static sm_str listed(sm_arena *arena, const char *const *names, size_t count)
{
    sm_buf list = sm_buf_new(arena);
    for (size_t i = 0; i < count; i++)
        sm_buf_addf(&list, "%s%s", i != 0 ? ", " : "", names[i]);
    sm_buf_add_char(&list, '\0');
    return sm_buf_str(&list);
}

static void add_part(sm_buf *buf, const char *name, const char *text)
{
    sm_buf_addf(buf, ".It Cm %s\n", name);
    add_prose(buf, text);
}

static void add_tracker(sm_buf *buf)
{
    sm_str fields = listed(buf->arena, sm_tracker_field_names, SM_TRACKER_FIELD_COUNT);
    add_prose(buf, "The key tracker says what the CSV for a tracker and the sheet "
                   "\"Task import\" of the workbook look like:");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    add_part(buf, "profile", "Whose importer it is for, unless --profile says it.");
    add_part(buf, "project", "The key of the project; a column has it in every row.");
    add_part(buf, "types", "What a phase, story, task and step become: names of issue types.");
    add_part(buf, "labels , components", "What every issue has besides its own; lists.");
    add_part(buf, "headers",
             sm_str_printf(buf->arena,
                           "Other names for columns; an empty one takes the column away. The "
                           "keys are %s.",
                           fields.ptr)
                 .ptr);
    add_part(
        buf, "columns",
        "Further columns: a header, and the text for every row. In it, {owner} stands for "
        "the task's owner, and so do {id}, {line}, {section}, {file}, every other field "
        "that the JSON has for tasks, and the headings of the author's own columns. A text "
        "that asks for nothing but empty fields is empty.");
    add_part(buf, "custom_fields", "The numbers that custom fields have in Jira, by header.");
    sm_buf_add_cstr(buf, ".El\n");
}

static void add_configuration(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh CONFIGURATION\n");
    add_prose(
        buf,
        "A file specmill.yaml in the specification's folder, or the file that --config "
        "names, teaches specmill words and describes the tracker. For standard input only "
        "--config counts. What is wrong in it is reported and has no effect. Each of these "
        "keys holds names and, for each, a word or a list of words that mean the same:");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    add_part(buf, "columns",
             "Headings of columns and names of field lines, such as risks.mitigation: the kind "
             "of the record and its field, as the JSON has them.");
    add_part(buf, "roles",
             "Headings of sections: risks, tasks, open-questions and so on, the "
             "roles of sections in the JSON.");
    add_part(buf, "levels", "low, medium, high, critical.");
    add_part(buf, "states",
             "Of the document: draft, in-review, approved, implemented, superseded, "
             "rejected.");
    add_part(buf, "task_states", "open, done, active, dropped.");
    add_part(buf, "units", "Of estimates: minutes, hours, days, weeks, months, points, lines.");
    add_part(buf, "metadata",
             "Keys in front of the document: title, status, version, authors and "
             "the others that the JSON has.");
    sm_buf_add_cstr(buf, ".El\n.Pp\n");
    add_tracker(buf);
}

static void add_findings(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh FINDINGS\n");
    add_prose(buf, "What is wrong with a specification is shown on standard error, one finding "
                   "after the other, with the file, the line and the column, the severity, and "
                   "in brackets a name that never changes. These are all the names:");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    for (int code = 0; code < SM_DIAG_COUNT; code++) {
        sm_diag_code c = (sm_diag_code)code;
        sm_buf_addf(buf, ".It Bq %s\n", sm_diag_slug(c));
        sm_buf_addf(buf, ".Em %s :\n", sm_severity_name(sm_diag_severity(c)));
        add_help(buf, sm_diag_text(c));
        add_prose(buf, sm_diag_help(c));
    }
    sm_buf_add_cstr(buf, ".El\n");
}

static void add_limits(sm_buf *buf)
{
    sm_buf_add_cstr(buf, ".Sh LIMITS\n");
    add_prose(buf,
              "Nothing that a specification holds may hurt. What is bounded, and what happens "
              "beyond the bound, which --limit NAME=VALUE moves; 0 is no limit:");
    sm_buf_add_cstr(buf, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < SM_LIMIT_COUNT; i++) {
        const sm_limit_row *row = &sm_limit_rows[i];
        char value[32];
        sm_limit_print(value, sm_limits_default.at_most[i]);
        sm_buf_add_cstr(buf, ".It Cm ");
        add_text(buf, row->name, false);
        sm_buf_addf(buf, " Pq %s\n", value);
        add_help(buf, row->what);
        add_prose(buf, row->beyond);
    }
    sm_buf_add_cstr(buf, ".El\n");
}

static void add_end(sm_buf *buf)
{
    sm_buf_add_cstr(
        buf,
        ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
        ".It Ev SOURCE_DATE_EPOCH\n"
        "The date of the outputs, in seconds since 1970, unless\n.Fl \\-date\nis given.\n"
        ".It Ev NO_COLOR\nWhen set and not empty, findings are not colored.\n"
        ".It Ev TERM\nWhen it is dumb or not set, findings are not colored.\n"
        ".It Ev FONTCONFIG_FILE , FONTCONFIG_PATH , FONTCONFIG_SYSROOT\n"
        "Where fontconfig is configured, which finds the fonts of PDFs.\n"
        ".It Ev HOME , XDG_DATA_HOME , XDG_DATA_DIRS , XDG_CACHE_HOME\n"
        "Where fontconfig looks for fonts of the user and remembers what it found.\n.El\n"
        ".Pp\nNo other variable has an effect on any output.\n"
        ".Sh FILES\n.Bl -tag -width Ds\n"
        ".It Pa share/specmill/themes\n"
        "The installed themes, below the folder that the program's\n.Pa bin\nis in.\n"
        ".It Pa specmill.yaml\nThe configuration for the specifications in its folder.\n"
        ".It Pa .specmillignore\nWhat\n.Cm site\nleaves out.\n"
        ".It Pa share/specmill/schema.json\nThe JSON Schema of the format\n.Cm json .\n.El\n"
        ".Sh EXIT STATUS\n.Bl -tag -width Ds\n"
        ".It 0\nEverything was written.\n"
        ".It 1\nSomething was not written, or there are findings that\n.Fl \\-strict\nor\n"
        ".Fl \\-fail\\-on\nask for.\n"
        ".It 2\nThe command line was wrong; nothing was read.\n"
        ".It 3\nOut of memory, or over a limit.\n.El\n"
        ".Sh EXAMPLES\n"
        "A page to read and share:\n.Pp\n.Dl specmill spec.md \\-o spec.html\n.Pp\n"
        "For sign\\-off and for tracking, read once:\n.Pp\n"
        ".Dl specmill spec.md \\-o spec.pdf \\-o tasks.xlsx\n.Pp\n"
        "A site of all specifications, and its pages in a browser that follows:\n.Pp\n"
        ".Dl specmill watch specs \\-d public \\-\\-serve 8000\n.Pp\n"
        "Every format of every specification:\n.Pp\n"
        ".Dl specmill \\-t all \\-d out specs/*.md\n.Pp\n"
        "The open questions, by another program:\n.Pp\n"
        ".Dl specmill spec.md \\-t json \\-o \\- | jq .records.questions\n.Pp\n"
        "Whether a PDF that came back signed is of this specification:\n.Pp\n"
        ".Dl specmill \\-\\-verify signed.pdf spec.md\n.Pp\n"
        "A theme of one's own, from the one that is built in:\n.Pp\n"
        ".Dl specmill \\-\\-show\\-theme > mine.yaml\n"
        ".Dl specmill spec.md \\-\\-theme mine.yaml \\-o spec.pdf\n");
}

cli_status cli_manual(cli_settings *settings)
{
    sm_buf buf = sm_buf_new(settings->arena);
    add_synopsis(&buf);
    add_options(&buf);
    add_commands(&buf);
    add_sites(&buf);
    add_formats(&buf);
    add_diagrams(&buf);
    add_themes(&buf, sm_theme_builtin(settings->arena));
    add_configuration(&buf);
    add_findings(&buf);
    add_limits(&buf);
    add_end(&buf);
    return cli_print(sm_buf_str(&buf)) ? CLI_OK : CLI_FAILED;
}
