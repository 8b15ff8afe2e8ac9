#include "specmill/export/language.h"
#include "specmill/base/utf8.h"

enum { SAMPLE = 64 << 10 }; /* bytes of prose that are looked at */

static void sample_inlines(sm_buf *buf, const sm_inline *content)
{
    for (; content != NULL && buf->len < SAMPLE; content = content->next)
        if (content->kind == SM_TEXT)
            sm_buf_add_str(buf, sm_utf8_clip(content->as.text, SAMPLE));
        else if (content->kind == SM_SOFT_BREAK || content->kind == SM_LINE_BREAK)
            sm_buf_add_char(buf, ' ');
        else
            sample_inlines(buf, sm_inline_children(content));
}

static void sample_blocks(sm_buf *buf, const sm_block *block);

static void sample_row(sm_buf *buf, const sm_row *row, size_t columns)
{
    for (size_t i = 0; i < columns && buf->len < SAMPLE; i++) {
        sample_inlines(buf, row->cells[i].content);
        sm_buf_add_char(buf, ' ');
    }
}

static void sample_block(sm_buf *buf, const sm_block *block)
{
    switch (block->kind) {
    case SM_SECTION:
        sample_inlines(buf, block->as.section.title);
        break;
    case SM_PARAGRAPH:
        sample_inlines(buf, block->as.paragraph);
        break;
    case SM_LIST:
        for (const sm_item *i = block->as.list.items; i != NULL && buf->len < SAMPLE;
             i = i->next)
            sample_blocks(buf, i->blocks);
        break;
    case SM_TABLE:
        for (const sm_row *r = block->as.table.rows; r != NULL && buf->len < SAMPLE;
             r = r->next)
            sample_row(buf, r, block->as.table.columns);
        break;
    case SM_QUOTE:
    case SM_DETAILS:
    case SM_CODE_BLOCK:
    case SM_RULE:
    case SM_HTML_BLOCK:
        break;
    }
    sm_buf_add_char(buf, ' ');
    sample_blocks(buf, sm_block_children(block));
}

static void sample_blocks(sm_buf *buf, const sm_block *block)
{
    for (; block != NULL && buf->len < SAMPLE; block = block->next)
        sample_block(buf, block);
}

enum { LATIN, HAN, KANA, HANGUL, CYRILLIC, ARABIC, HEBREW, GREEK, THAI, DEVANAGARI, SCRIPTS };

/* Blocks of the Unicode standard that are telling. */
static const struct {
    uint32_t first, last;
    int script;
} ranges[] = {
    {'A', 'Z', LATIN},      {'a', 'z', LATIN},          {0xc0, 0x24f, LATIN},
    {0x370, 0x3ff, GREEK},  {0x400, 0x52f, CYRILLIC},   {0x590, 0x5ff, HEBREW},
    {0x600, 0x6ff, ARABIC}, {0x900, 0x97f, DEVANAGARI}, {0xe00, 0xe7f, THAI},
    {0x3040, 0x30ff, KANA}, {0x3400, 0x9fff, HAN},      {0xac00, 0xd7af, HANGUL},
};

static void count_scripts(sm_str text, size_t counts[SCRIPTS])
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c = sm_utf8_next(text, &at);
        for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
            if (c >= ranges[i].first && c <= ranges[i].last) {
                counts[ranges[i].script]++;
                break;
            }
    }
}

/* Words that are frequent in one of the languages and rare in the others. */
static const struct {
    const char *tag, *words;
} languages[] = {
    {"en",
     "the|and|of|to|is|for|with|that|this|be|are|or|by|from|not|should|when|will|must|on"},
    {"de",
     "der|die|und|das|den|ist|mit|f\xc3\xbcr|auf|nicht|eine|wird|werden|dem|von|oder|bei|zu"},
    {"fr", "le|les|des|et|est|une|pour|dans|avec|sur|par|du|qui|sont|pas|ou|aux|cette"},
    {"es", "el|los|las|y|una|para|con|por|del|es|se|que|como|m\xc3\xa1s|su|al|son|est\xc3\xa1"},
    {"pt",
     "os|das|dos|e|uma|para|com|n\xc3\xa3o|em|ao|\xc3\xa9|um|ser|como|por|na|no|s\xc3\xa3o"},
    {"it", "il|gli|di|che|per|una|con|non|della|sono|nel|\xc3\xa8|alla|dei|questo|delle|del|e"},
    {"nl", "het|een|van|en|voor|met|niet|zijn|wordt|op|aan|dat|door|naar|bij|ook|moet|de"},
    {"pl", "nie|jest|przez|oraz|dla|si\xc4\x99|na|do|lub|jako|w|z|o|od|po|kt\xc3\xb3re|to|aby"},
    {"sv", "och|att|det|som|f\xc3\xb6r|med|\xc3\xa4r|av|inte|ett|till|den|kan|p\xc3\xa5|ska|"
           "fr\xc3\xa5n"},
    {"tr", "ve|bir|bu|i\xc3\xa7in|ile|olarak|veya|daha|gibi|olan|her|de\xc4\x9fil|var|olan"},
    {"cs", "je|se|pro|jako|nen\u00ed|\u017ee|kter\u00e9|jsou|nebo|aby|kdy\u017e|tak\u00e9|"
           "b\u00fdt|p\u0159i|na|do|o|v"},
    {"da", "og|at|er|det|til|af|ikke|som|med|p\u00e5|kan|skal|fra|efter|v\u00e6re|ogs\u00e5|"
           "n\u00e5r|eller|den"},
    {"nb", "og|at|er|det|til|av|ikke|som|med|p\u00e5|kan|skal|fra|etter|v\u00e6re|ogs\u00e5|"
           "n\u00e5r|eller|den"},
    {"fi", "ja|on|ei|ett\u00e4|tai|se|kun|ovat|my\u00f6s|jos|mutta|voi|t\u00e4m\u00e4|joka|"
           "kuin|ole|sek\u00e4"},
    {"hu", "\u00e9s|az|egy|hogy|nem|van|vagy|csak|kell|lehet|ha|meg|ezt|minden|mint|ami|a"},
    {"ro",
     "\u0219i|pentru|din|care|sau|nu|cu|\u00een|mai|sunt|prin|fi|trebuie|ale|c\u0103|dar"},
    {"vi", "v\u00e0|c\u1ee7a|l\u00e0|c\u00e1c|cho|\u0111\u01b0\u1ee3c|kh\u00f4ng|v\u1edbi|"
           "trong|c\u00f3|m\u1ed9t|khi|\u0111\u1ec3|n\u00e0y|t\u1eeb"},
    {"id", "dan|yang|untuk|dengan|dari|pada|tidak|ini|dalam|akan|atau|adalah|oleh|dapat|jika"},
};

enum {
    LANGUAGES = sizeof languages / sizeof *languages,
    WORDS = 6000,
    LONGEST = 8,
    SLOTS = 1024,
    DIFFERENT = 3 /* words of another language: "do" alone is not Polish */
};

/* The words above as numbers: their bytes in lower case. */
typedef struct word_slot {
    uint64_t word;      /* 0: free */
    unsigned languages; /* a bit for each that has it; a word twice in one counts once */
    bool met;           /* in the text */
} word_slot;

static uint64_t pack(sm_str word)
{
    uint64_t packed = 0;
    for (size_t i = 0; i < word.len; i++)
        packed = packed << 8 | (unsigned char)sm_to_lower(word.ptr[i]);
    return packed;
}

static word_slot *find_word(word_slot *slots, uint64_t word)
{
    size_t at = word * UINT64_C(0x9E3779B97F4A7C15) >> 54; /* SLOTS is 2^10 */
    while (slots[at].word != 0 && slots[at].word != word)
        at = (at + 1) % SLOTS;
    return &slots[at];
}

static void collect_words(word_slot *slots)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        sm_str rest = sm_str_from_cstr(languages[i].words), word;
        while (sm_str_split(&rest, '|', &word)) {
            word_slot *slot = find_word(slots, pack(word));
            slot->word = pack(word);
            slot->languages |= 1u << i;
        }
    }
}

static const char *latin_language(sm_str text)
{
    size_t counts[LANGUAGES] = {0}, different[LANGUAGES] = {0}, best = 0;
    size_t words = 0;
    word_slot slots[SLOTS] = {{0}};
    collect_words(slots);
    for (size_t at = 0; at < text.len && words < WORDS; words++) {
        while (at < text.len && !sm_is_alpha(text.ptr[at]) &&
               (unsigned char)text.ptr[at] < 0x80)
            at++;
        size_t start = at;
        while (at < text.len &&
               (sm_is_alpha(text.ptr[at]) || (unsigned char)text.ptr[at] >= 0x80))
            at++;
        sm_str word = sm_str_sub(text, start, at - start);
        if (word.len == 0 || word.len > LONGEST)
            continue;
        word_slot *slot = find_word(slots, pack(word));
        unsigned found = slot->languages;
        for (size_t i = 0; found != 0; i++, found >>= 1) {
            counts[i] += found & 1;
            different[i] += slot->met ? 0 : found & 1;
        }
        slot->met = true;
    }
    for (size_t i = 1; i < LANGUAGES; i++)
        if (counts[i] > counts[best] && different[i] >= DIFFERENT)
            best = i;
    return languages[best].tag;
}

/* Letters of languages whose script is mostly another one's, the more telling ones first. */
static const struct {
    int script;
    const char *tag, *letters;
} tell_tales[] = {
    {CYRILLIC, "uk", "\u0456\u0457\u0454\u0491"},
    {CYRILLIC, "ru", "\u044b\u044d\u0451"},
    {CYRILLIC, "bg", "\u044a"},
    {ARABIC, "ur", "\u0679\u0688\u06ba\u06d2"},
    {ARABIC, "fa", "\u067e\u0686\u06af\u06cc\u06a9"},
};

/* The language of SCRIPT whose letters make up a sixtieth of the COUNT letters in TEXT, or
 * USUAL. */
static const char *tell(sm_str text, int script, size_t count, const char *usual)
{
    for (size_t i = 0; i < sizeof tell_tales / sizeof *tell_tales; i++) {
        if (tell_tales[i].script != script)
            continue;
        sm_str letters = sm_str_from_cstr(tell_tales[i].letters);
        size_t found = 0;
        for (size_t at = 0; at < text.len;) {
            size_t from = at;
            if (sm_utf8_next(text, &at) >= 0x80)
                found += sm_str_find(letters, sm_str_sub(text, from, at - from)) != SM_STR_NONE;
        }
        if (found * 60 > count)
            return tell_tales[i].tag;
    }
    return usual;
}

static const char *guess(sm_str text)
{
    size_t n[SCRIPTS] = {0};
    count_scripts(text, n);
    size_t east = n[HAN] + n[KANA] + n[HANGUL]; /* a character is about half a word there */
    if (east * 4 > n[LATIN])
        return n[KANA] * 8 > east ? "ja" : n[HANGUL] * 2 > east ? "ko" : "zh";
    static const struct {
        int script;
        const char *tag;
    } others[] = {{CYRILLIC, "ru"}, {ARABIC, "ar"}, {HEBREW, "he"},
                  {GREEK, "el"},    {THAI, "th"},   {DEVANAGARI, "hi"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (n[others[i].script] > n[LATIN] / 2 + 20)
            return tell(text, others[i].script, n[others[i].script], others[i].tag);
    return latin_language(text);
}

/* Two or three letters, then subtags (RFC 5646). */
static bool is_tag(sm_str text)
{
    size_t part = 0, parts = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '-') {
            if (!(parts == 0 ? sm_is_alpha(text.ptr[i]) : sm_is_alnum(text.ptr[i])))
                return false;
            part++;
            continue;
        }
        if (parts == 0 ? part < 2 || part > 3 : part < 2 || part > 8)
            return false;
        parts++;
        part = 0;
    }
    return parts <= 4;
}

sm_str sm_spec_language(sm_arena *arena, const sm_spec *spec)
{
    sm_str said = spec->metadata.language;
    if (said.len != 0 && is_tag(said))
        return said;
    sm_buf sample = sm_buf_new(arena);
    sample_blocks(&sample, spec->doc->blocks);
    return sm_str_from_cstr(guess(sm_buf_str(&sample)));
}

static bool is_rtl(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC);
}

bool sm_text_is_rtl(sm_str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t c = sm_utf8_next(text, &i);
        bool sign = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
                    (c >= 0xFE00 && c <= 0xFE0F) || c >= 0x1F000;
        if (c < 0xC0 ? c < 0x80 && sm_is_alpha((char)c) : !sign)
            return is_rtl(c);
    }
    return false;
}
