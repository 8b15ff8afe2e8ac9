/* Labels: markup read, lines broken, measured and set. */
#include "label.h"
#include "specmill/font/metrics.h"

/* Styles change inside a normalized text at these bytes; the source's own are dropped. */
enum { BOLD_ON = 1, BOLD_OFF = 2, ITALIC_ON = 3, ITALIC_OFF = 4 };

static const struct {
    const char *name;
    uint32_t codepoint;
} entities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},        {"quot", '"'},
    {"apos", '\''},     {"nbsp", ' '},     {"lpar", '('},      {"rpar", ')'},
    {"lbrack", '['},    {"rbrack", ']'},   {"lsqb", '['},      {"rsqb", ']'},
    {"lbrace", '{'},    {"rbrace", '}'},   {"lcub", '{'},      {"rcub", '}'},
    {"semi", ';'},      {"colon", ':'},    {"num", '#'},       {"hash", '#'},
    {"sol", '/'},       {"bsol", '\\'},    {"vert", '|'},      {"commat", '@'},
    {"comma", ','},     {"period", '.'},   {"equals", '='},    {"percnt", '%'},
    {"dollar", '$'},    {"ast", '*'},      {"lowbar", '_'},    {"excl", '!'},
    {"quest", '?'},     {"plus", '+'},     {"grave", '`'},     {"copy", 0xA9},
    {"reg", 0xAE},      {"trade", 0x2122}, {"deg", 0xB0},      {"plusmn", 0xB1},
    {"times", 0xD7},    {"divide", 0xF7},  {"middot", 0xB7},   {"bull", 0x2022},
    {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},  {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"ldquo", 0x201C}, {"rdquo", 0x201D},  {"laquo", 0xAB},
    {"raquo", 0xBB},    {"euro", 0x20AC},  {"pound", 0xA3},    {"yen", 0xA5},
    {"sect", 0xA7},     {"para", 0xB6},    {"larr", 0x2190},   {"uarr", 0x2191},
    {"rarr", 0x2192},   {"darr", 0x2193},  {"harr", 0x2194},   {"rArr", 0x21D2},
    {"hArr", 0x21D4},   {"le", 0x2264},    {"ge", 0x2265},     {"ne", 0x2260},
    {"asymp", 0x2248},  {"infin", 0x221E}, {"sum", 0x2211},    {"radic", 0x221A},
    {"check", 0x2713},  {"cross", 0x2717}, {"hearts", 0x2665}, {"alpha", 0x3B1},
    {"beta", 0x3B2},    {"gamma", 0x3B3},  {"delta", 0x3B4},   {"lambda", 0x3BB},
    {"mu", 0x3BC},      {"pi", 0x3C0},     {"sigma", 0x3C3},   {"omega", 0x3C9},
    {"Delta", 0x394},   {"eacute", 0xE9},  {"egrave", 0xE8},   {"uuml", 0xFC},
    {"ouml", 0xF6},     {"auml", 0xE4},    {"szlig", 0xDF},    {"ensp", ' '},
    {"emsp", ' '},      {"zwnj", 0x200C},  {"shy", 0xAD},      {"zwj", 0x200D},
    {"thinsp", ' '},    {"lArr", 0x21D0},
};

/* "&lt;", "&#60;", "&#x3c;" and Mermaid's own "#lt;" and "#60;" at *AT. */
static bool read_entity(sm_str raw, size_t *at, uint32_t *codepoint)
{
    size_t i = *at + 1;
    if (raw.ptr[*at] == '&' && i < raw.len && raw.ptr[i] == '#')
        i++;
    bool hex = i < raw.len && raw.ptr[*at] == '&' && raw.ptr[*at + 1] == '#' &&
               sm_to_lower(raw.ptr[i]) == 'x';
    if (hex)
        i++;
    size_t start = i;
    while (i < raw.len && sm_is_alnum(raw.ptr[i]) && i - start < 12)
        i++;
    if (i == start || i >= raw.len || raw.ptr[i] != ';')
        return false;
    sm_str name = sm_str_sub(raw, start, i - start);
    *at = i + 1;
    if (sm_is_digit(name.ptr[0]) || hex) {
        uint32_t value = 0;
        for (size_t j = 0; j < name.len; j++) {
            char c = sm_to_lower(name.ptr[j]);
            uint32_t digit = sm_is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)(c - 'a') + 10;
            value = value < 0x110000 ? value * (hex ? 16 : 10) + digit : value;
        }
        *codepoint = value < 0x20 || value >= 0x110000 || (value >= 0xD800 && value < 0xE000)
                         ? SM_REPLACEMENT
                         : value;
        return true;
    }
    for (size_t j = 0; j < sizeof entities / sizeof *entities; j++)
        if (sm_str_equal(name, sm_str_from_cstr(entities[j].name))) {
            *codepoint = entities[j].codepoint;
            return true;
        }
    *at = start - 1;
    return false;
}

/* An HTML tag at *AT: what it means here is appended, or nothing. False: not a tag we know, so
 * text such as "List<Item>". */
static bool read_tag(sm_buf *out, sm_str raw, size_t *at)
{
    size_t i = *at + 1;
    bool closing = i < raw.len && raw.ptr[i] == '/';
    if (closing)
        i++;
    size_t start = i;
    while (i < raw.len && sm_is_alnum(raw.ptr[i]))
        i++;
    sm_str name = sm_str_sub(raw, start, i - start);
    if (name.len == 0 ||
        !sm_str_among(name, "br|b|strong|i|em|u|s|p|div|span|sub|sup|small|big|"
                            "font|center|code|pre|a|img|ul|ol|li|hr|h1|h2|h3|"
                            "h4|h5|h6|del|ins|mark|kbd|table|tr|td|th"))
        return false;
    size_t end = i;
    while (end < raw.len && raw.ptr[end] != '>' && raw.ptr[end] != '<' && end - i < 400)
        end++;
    if (end >= raw.len || raw.ptr[end] != '>')
        return false;
    *at = end + 1;
    if (sm_str_among(name, "br|hr"))
        sm_buf_add_char(out, '\n');
    else if (sm_str_among(name, "p|div|li|tr|h1|h2|h3|h4|h5|h6|ul|ol|table") && out->len > 0 &&
             out->ptr[out->len - 1] != '\n' && *at < raw.len)
        sm_buf_add_char(out, '\n');
    else if (sm_str_among(name, "b|strong|th"))
        sm_buf_add_char(out, closing ? BOLD_OFF : BOLD_ON);
    else if (sm_str_among(name, "i|em"))
        sm_buf_add_char(out, closing ? ITALIC_OFF : ITALIC_ON);
    else if (sm_str_among(name, "td"))
        sm_buf_add_char(out, ' ');
    return true;
}

/* "fa:fa-car" and its relatives name pictures that we have not. */
static bool skip_icon(sm_str raw, size_t *at)
{
    sm_str rest = sm_str_from(raw, *at);
    static const char *const prefixes[] = {"fa:fa-",  "fab:fa-", "fas:fa-", "far:fa-",
                                           "fal:fa-", "fad:fa-", "fak:fa-"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (!sm_str_starts(rest, sm_str_from_cstr(prefixes[i])))
            continue;
        size_t end = 0;
        while (end < rest.len && !sm_is_space(rest.ptr[end]) && rest.ptr[end] != '<')
            end++;
        while (end < rest.len && rest.ptr[end] == ' ')
            end++;
        if (end == rest.len && *at == 0)
            return false; /* all there is: better its name than nothing */
        *at += end;
        return true;
    }
    return false;
}

/* Markdown emphasis at *AT: toggles, and moves past the delimiter. */
static bool read_emphasis(sm_buf *out, sm_str raw, size_t *at, bool *bold, bool *italic)
{
    char c = raw.ptr[*at];
    bool twice = *at + 1 < raw.len && raw.ptr[*at + 1] == c;
    if (c == '_' && !twice && *at > 0 && sm_is_alnum(raw.ptr[*at - 1]) && *at + 1 < raw.len &&
        sm_is_alnum(raw.ptr[*at + 1]))
        return false;
    bool *state = twice ? bold : italic;
    sm_str delimiter = sm_str_sub(raw, *at, twice ? 2 : 1);
    if (!*state && sm_str_find(sm_str_from(raw, *at + delimiter.len), delimiter) == SM_STR_NONE)
        return false;
    *state = !*state;
    if (twice)
        sm_buf_add_char(out, *bold ? BOLD_ON : BOLD_OFF);
    else
        sm_buf_add_char(out, *italic ? ITALIC_ON : ITALIC_OFF);
    *at += delimiter.len;
    return true;
}

/* Whether "**words**" starts or, where BOLD, ends at AT: meant to be strong in plain labels,
 * too.
 */
static bool is_strong(sm_str raw, size_t at, bool bold)
{
    sm_str rest = sm_str_from(raw, at);
    if (!sm_str_starts(rest, SM_STR("**")))
        return false;
    if (bold)
        return true;
    if (at > 0 && sm_is_alnum(raw.ptr[at - 1]))
        return false; /* 2**3 */
    size_t end = sm_str_find(sm_str_from(rest, 2), SM_STR("**"));
    return end != SM_STR_NONE && end > 0 && rest.ptr[2] != ' ' && rest.ptr[2] != '*' &&
           rest.ptr[end + 1] != ' ';
}

static bool is_markdown(sm_str *raw)
{
    sm_str text = sm_str_trim(*raw);
    if (text.len < 2 || text.ptr[0] != '`' || text.ptr[text.len - 1] != '`')
        return false;
    *raw = sm_str_sub(text, 1, text.len - 2);
    return true;
}

/* RAW with breaks as "\n" and styles as the bytes above. */
static sm_str normalized(dia *d, sm_str raw, bool literal, bool markdown)
{
    markdown = (!literal && is_markdown(&raw)) || markdown;
    bool bold = false, italic = false;
    sm_buf out = sm_buf_new(d->arena);
    size_t at = 0;
    while (at < raw.len) {
        char c = raw.ptr[at] == DIA_BREAK ? '\n' : raw.ptr[at];
        uint32_t codepoint;
        if ((c == '&' || c == '#') && read_entity(raw, &at, &codepoint))
            sm_buf_add_codepoint(&out, codepoint);
        else if (c == '<' && read_tag(&out, raw, &at))
            continue;
        else if (c == '\\' && at + 1 < raw.len && raw.ptr[at + 1] == 'n') {
            sm_buf_add_char(&out, '\n');
            at += 2;
        } else if (((markdown && (c == '*' || c == '_')) ||
                    (!literal && is_strong(raw, at, bold))) &&
                   read_emphasis(&out, raw, &at, &bold, &italic))
            continue;
        else if (!literal && c == 'f' && (at == 0 || !sm_is_alnum(raw.ptr[at - 1])) &&
                 skip_icon(raw, &at))
            continue;
        else {
            char last = out.len > 0 ? out.ptr[out.len - 1] : '\n';
            if ((unsigned char)c > 0x20 || c == '\n')
                sm_buf_add_char(&out, c);
            else if ((c == '\t' || c == ' ') && last != ' ' && last != '\n')
                sm_buf_add_char(&out, ' ');
            at++;
        }
    }
    return sm_str_trim(sm_buf_str(&out));
}

/* A word with its style; a chain of words without blanks between them may be several. */
typedef struct word {
    sm_str text;
    sm_pt width;
    bool bold, italic, blank_before, break_before;
} word;

typedef struct word_list SM_LIST(word) word_list;

typedef struct splitter {
    dia *d;
    dia_label_style style;
    word_list words;
    bool bold, italic, blank, line_end;
} splitter;

static void add_word(splitter *s, sm_str text)
{
    if (text.len == 0)
        return;
    word w = {.text = text,
              .bold = s->bold,
              .italic = s->italic,
              .blank_before = s->blank,
              .break_before = s->line_end};
    w.width = sm_text_width(text, s->style.size, s->bold, false);
    SM_LIST_ADD(s->d->arena, &s->words, w);
    s->blank = s->line_end = false;
}

/* Words are cut where a line may break: at blanks, around wide characters, and inside words
 * that are longer than a line. */
static void split_words(splitter *s, sm_str text)
{
    size_t start = 0, at = 0;
    sm_pt width = 0;
    while (at < text.len) {
        char c = text.ptr[at];
        if (c == ' ' || c == '\n' || (c >= BOLD_ON && c <= ITALIC_OFF)) {
            add_word(s, sm_str_sub(text, start, at - start));
            if (c == ' ')
                s->blank = true;
            else if (c == '\n') {
                if (s->line_end) /* an empty line */
                    add_word(s, SM_STR(" "));
                s->line_end = true;
            } else if (c <= BOLD_OFF)
                s->bold = s->style.bold || c == BOLD_ON;
            else
                s->italic = s->style.italic || c == ITALIC_ON;
            start = ++at;
            width = 0;
            continue;
        }
        size_t before = at;
        uint32_t codepoint = sm_utf8_next(text, &at);
        sm_pt advance =
            sm_text_width(sm_str_sub(text, before, at - before), s->style.size, s->bold, false);
        width += advance;
        bool too_long = s->style.wrap > 0 && width > s->style.wrap * 1.25;
        bool wide = codepoint >= 0x2E80 && codepoint < 0xFE00 && sm_is_wide(codepoint);
        if ((too_long || wide) && before > start) {
            add_word(s, sm_str_sub(text, start, before - start));
            start = before;
            width = advance;
        }
    }
    add_word(s, sm_str_sub(text, start, at - start));
}

static sm_pt blank_width(const splitter *s, const word *w)
{
    return w->blank_before ? sm_text_width(SM_STR(" "), s->style.size, w->bold, false) : 0;
}

/* Marks where lines break when none may be wider than WRAP (0: never), and counts the lines;
 * the widest is *WIDEST. */
static size_t count_lines(const splitter *s, sm_pt wrap, sm_pt *widest)
{
    size_t lines = 0;
    sm_pt width = 0;
    *widest = 0;
    for (size_t i = 0; i < s->words.count; i++) {
        const word *w = &s->words.items[i];
        sm_pt more = blank_width(s, w) + w->width;
        if (i == 0 || w->break_before || (wrap > 0 && width + more > wrap)) {
            lines++;
            width = w->width;
        } else
            width += more;
        if (width > *widest)
            *widest = width;
    }
    return lines;
}

/* The narrowest width that needs no more lines than WRAP does: lines of even length. */
static sm_pt balanced_width(const splitter *s, sm_pt wrap)
{
    sm_pt widest;
    size_t lines = count_lines(s, wrap, &widest);
    if (wrap <= 0 || lines < 2)
        return wrap;
    sm_pt low = widest / 2, high = widest + 0.01;
    for (int i = 0; i < 8; i++) {
        sm_pt middle = (low + high) / 2, ignored;
        if (count_lines(s, middle, &ignored) <= lines && ignored <= high)
            high = middle;
        else
            low = middle;
    }
    return high;
}

typedef struct line_builder {
    dia *d;
    dia_label label;
    dia_label_line *last;
    dia_span *span;
} line_builder;

static void start_line(line_builder *b)
{
    dia_label_line *line = SM_NEW(b->d->arena, dia_label_line);
    if (b->last != NULL)
        b->last->next = line;
    else
        b->label.lines = line;
    b->last = line;
    b->span = NULL;
    b->label.count++;
}

/* Joins W to the span before it when that has the same style and ends just before it. */
static void append_word(line_builder *b, const word *w, sm_pt blank)
{
    size_t gap = blank > 0 ? 1 : 0;
    if (b->span != NULL && b->span->bold == w->bold && b->span->italic == w->italic &&
        b->span->text.ptr + b->span->text.len + gap == w->text.ptr) {
        b->span->text.len += gap + w->text.len;
        b->span->width += blank + w->width;
    } else {
        dia_span *span = SM_NEW(b->d->arena, dia_span);
        *span = (dia_span){w->text, w->bold, w->italic, w->width, NULL};
        if (b->span != NULL) {
            b->span->width += blank;
            b->span->next = span;
        } else
            b->last->spans = span;
        b->span = span;
    }
    b->last->width += blank + w->width;
    if (b->last->width > b->label.width)
        b->label.width = b->last->width;
}

dia_label dia_label_make(dia *d, sm_str raw, dia_label_style style)
{
    splitter s = {.d = d, .style = style, .bold = style.bold, .italic = style.italic};
    split_words(&s, normalized(d, raw, style.literal, style.markdown));
    sm_pt wrap = balanced_width(&s, style.wrap);
    line_builder b = {.d = d, .label = {.size = style.size, .ink = style.ink}};
    for (size_t i = 0; i < s.words.count; i++) {
        const word *w = &s.words.items[i];
        sm_pt blank = blank_width(&s, w);
        if (i == 0 || w->break_before ||
            (wrap > 0 && b.last->width + blank + w->width > wrap + 0.001)) {
            start_line(&b);
            blank = 0;
        }
        append_word(&b, w, blank);
    }
    b.label.height = (sm_pt)b.label.count * style.size * DIA_LEADING;
    return b.label;
}

dia_label dia_label_node(dia *d, sm_str raw)
{
    return dia_label_make(d, raw,
                          (dia_label_style){.size = DIA_TEXT_SIZE,
                                            .wrap = DIA_WRAP,
                                            .ink = d->palette.node_text});
}

dia_label dia_label_edge(dia *d, sm_str raw)
{
    return dia_label_make(d, raw,
                          (dia_label_style){.size = DIA_SMALL_SIZE,
                                            .wrap = DIA_WRAP * 0.8,
                                            .ink = d->palette.muted});
}

dia_label dia_label_title(dia *d, sm_str raw, sm_pt wrap)
{
    return dia_label_make(
        d, raw,
        (dia_label_style){
            .size = DIA_TEXT_SIZE, .bold = true, .wrap = wrap, .ink = d->palette.text});
}

static void draw_line(dia *d, const dia_label *label, const dia_label_line *line, sm_pt left,
                      sm_pt base)
{
    const dia_span *span = line->spans;
    if (span != NULL && span->next == NULL) {
        sm_font_style style = {SM_FAMILY_TEXT, span->bold, span->italic};
        sm_mark *mark =
            sm_scene_add_text(&d->scene, (sm_point){left + span->width / 2, base},
                              SM_ANCHOR_MIDDLE, span->text, style, label->size, label->ink);
        mark->as.text.width = span->width;
        return;
    }
    for (; span != NULL; span = span->next) {
        sm_font_style style = {SM_FAMILY_TEXT, span->bold, span->italic};
        sm_mark *mark = sm_scene_add_text(&d->scene, (sm_point){left, base}, SM_ANCHOR_START,
                                          span->text, style, label->size, label->ink);
        mark->as.text.width = span->width;
        left += span->width;
    }
}

void dia_label_center(dia *d, const dia_label *label, sm_point center)
{
    sm_pt leading = label->size * DIA_LEADING;
    /* Capitals and figures, 0.716 em high in Arial, stand in the middle of their line. */
    sm_pt base = center.y - label->height / 2 + leading / 2 + label->size * 0.358;
    for (const dia_label_line *line = label->lines; line != NULL; line = line->next) {
        draw_line(d, label, line, center.x - line->width / 2, base);
        base += leading;
    }
}

void dia_label_left(dia *d, const dia_label *label, sm_point top_left)
{
    sm_pt leading = label->size * DIA_LEADING;
    sm_pt base = top_left.y + leading / 2 + label->size * 0.358;
    for (const dia_label_line *line = label->lines; line != NULL; line = line->next) {
        const dia_span *span = line->spans;
        sm_pt x = top_left.x;
        for (; span != NULL; span = span->next) {
            sm_font_style style = {SM_FAMILY_TEXT, span->bold, span->italic};
            sm_mark *mark = sm_scene_add_text(&d->scene, (sm_point){x, base}, SM_ANCHOR_START,
                                              span->text, style, label->size, label->ink);
            mark->as.text.width = span->width;
            x += span->width;
        }
        base += leading;
    }
}

sm_str dia_label_text(sm_arena *arena, const dia_label *label)
{
    sm_buf buf = sm_buf_new(arena);
    for (const dia_label_line *line = label->lines; line != NULL; line = line->next) {
        if (buf.len > 0)
            sm_buf_add_char(&buf, ' ');
        const char *end = NULL;
        for (const dia_span *span = line->spans; span != NULL; span = span->next) {
            for (; end != NULL && end < span->text.ptr; end++)
                if (*end == ' ')
                    sm_buf_add_char(&buf, ' ');
            sm_buf_add_str(&buf, span->text);
            end = span->text.ptr + span->text.len;
        }
    }
    return sm_buf_str(&buf);
}

void dia_text(dia *d, sm_point at, sm_text_anchor anchor, sm_str text, sm_pt size, bool bold,
              sm_ink ink)
{
    sm_mark *mark = sm_scene_add_text(&d->scene, at, anchor, text,
                                      (sm_font_style){SM_FAMILY_TEXT, bold, false}, size, ink);
    mark->as.text.width = sm_text_width(text, size, bold, false);
}
