#include "catalog.h"
#include "specmill/base/list.h"
#include "specmill/font/font.h"
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A font to take characters from. A pattern answers slowly, so there are only the answers that
 * every search needs. */
typedef struct candidate {
    FcPattern *pattern;
    FcCharSet *coverage;
    const char *family;
    size_t rank; /* of the family in the lists below */
    bool mono;
    bool checked, usable; /* the latter is known once it was checked */
} candidate;

/* The usable fonts of a family. */
typedef struct family_fonts {
    const char *name;
    const FcPattern **fonts;
    size_t count;
    const struct family_fonts *next;
} family_fonts;

/* A font and one of the names of its family. */
typedef struct font_name {
    uint32_t key;
    const FcPattern *font;
    const char *name;
} font_name;

struct font_catalog {
    sm_arena *arena;
    FcConfig *config;
    FcConfig *folders; /* the first configuration when CONFIG is the whole; files refer to it */
    struct SM_LIST(font_name) names; /* empty until a family is asked for */
    const family_fonts *families;    /* those asked for */
    bool whole; /* the machine's whole configuration was read, not only its folders */
    candidate *candidates; /* every font, the best first; NULL until asked for */
    size_t count;
};

/* Families to take a character from that the theme's families lack, best first. What is not
 * listed follows by name. Droid Sans Fallback lacks Latin and Noto Mono box drawing, which does
 * no harm: the choice is made for each character. */
static const char *const text_families[] = {
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans CJK TC",
    "Noto Sans CJK KR",
    "Source Han Sans SC",
    "Source Han Sans JP",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "NanumGothic",
    "UnDotum",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Math",
    "Symbola",
    "Noto Emoji",
    "FreeSans",
    "Unifont",
};
static const char *const mono_families[] = {
    "DejaVu Sans Mono",      "Liberation Mono",       "Noto Sans Mono",         "FreeMono",
    "Noto Sans Mono CJK SC", "Noto Sans Mono CJK JP", "WenQuanYi Zen Hei Mono",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Blanks out what stands in TEXT from START to END, both included, each time. */
static void blank_out(char *text, const char *start, const char *end)
{
    for (char *from = text; (from = strstr(from, start)) != NULL;) {
        char *to = strstr(from, end);
        if (to == NULL)
            return;
        memset(from, ' ', (size_t)(to - from) + strlen(end));
    }
}

/* The configuration file without its includes. The dozens of included files hold the rules for
 * choosing fonts, which are not needed here and cost more time to read (4 ms) than a short
 * document takes to typeset; the main file names the folders. Of these, half of Debian's hold
 * no font that can be embedded; and fontconfig's cache is in ~/.fontconfig no longer, but
 * looked for there for each of them. */
static char *folders_only(FcConfig *config)
{
    static const char end[] = "</fontconfig>";
#define FONTS "/usr/share/fonts/" /* a pattern that begins with a star takes longer to tell */
    static const char without[] =
        "<selectfont><rejectfont><glob>" FONTS "X11/Type1</glob><glob>" FONTS
        "X11/encodings*</glob><glob>" FONTS "X11/util</glob><glob>" FONTS
        "type1*</glob><glob>" FONTS "cmap*</glob><glob>" FONTS
        "cMap</glob></rejectfont></selectfont></fontconfig>";
    FcChar8 *path = FcConfigGetFilename(config, NULL);
    FILE *file = path != NULL ? fopen((const char *)path, "rb") : NULL;
    if (path != NULL)
        FcStrFree(path);
    if (file == NULL)
        return NULL;
    enum { LIMIT = 1 << 20 };
    char *text = malloc(LIMIT + sizeof without);
    size_t len = text != NULL ? fread(text, 1, LIMIT, file) : 0;
    fclose(file);
    if (text == NULL)
        return NULL;
    text[len] = '\0';
    blank_out(text, "<include", "</include>");
    blank_out(text, "<cachedir>~", "</cachedir>");
    char *last = strstr(text, end);
    if (last != NULL)
        memcpy(last, without, sizeof without);
    return text;
}

static FcConfig *quick_config(void)
{
    FcConfig *config = FcConfigCreate();
    if (config == NULL)
        return NULL;
    char *text = folders_only(config);
    bool ok = text != NULL &&
              FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcFalse) &&
              FcConfigBuildFonts(config);
    free(text);
    const FcFontSet *set = ok ? FcConfigGetFonts(config, FcSetSystem) : NULL;
    if (set != NULL && set->nfont > 0)
        return config;
    FcConfigDestroy(config);
    return NULL;
}

static sm_str_list strings(sm_arena *arena, FcStrList *list, sm_str_builder *found)
{
    for (FcChar8 *path; list != NULL && (path = FcStrListNext(list)) != NULL;)
        SM_LIST_ADD(arena, found, sm_str_copy(arena, sm_str_from_cstr((const char *)path)));
    if (list != NULL)
        FcStrListDone(list);
    return (sm_str_list){found->items, found->count};
}

sm_str_list sm_font_folders(sm_arena *arena, sm_str_list *caches)
{
    sm_str_builder read = {0}, written = {0};
    FcConfig *config = FcConfigCreate();
    if (config == NULL)
        return (sm_str_list){0};
    FcChar8 *file = FcConfigGetFilename(config, NULL);
    if (file != NULL) {
        FcChar8 *folder = FcStrDirname(file);
        SM_LIST_ADD(arena, &read, sm_str_copy(arena, sm_str_from_cstr((const char *)folder)));
        FcStrFree(folder);
        FcStrFree(file);
    }
    SM_LIST_ADD(arena, &read, SM_STR("/usr/share/fontconfig")); /* what /etc/fonts links to */
    char *text = folders_only(config);
    if (text != NULL)
        FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcFalse);
    free(text);
    strings(arena, FcConfigGetFontDirs(config), &read);
    *caches = strings(arena, FcConfigGetCacheDirs(config), &written);
    FcConfigDestroy(config);
    return (sm_str_list){read.items, read.count};
}

font_catalog *font_catalog_open(sm_arena *arena)
{
    font_catalog *catalog = SM_NEW(arena, font_catalog);
    catalog->arena = arena;
    catalog->config = quick_config();
    return catalog;
}

void font_catalog_close(font_catalog *catalog)
{
    if (catalog->config != NULL)
        FcConfigDestroy(catalog->config);
    if (catalog->folders != NULL)
        FcConfigDestroy(catalog->folders);
}

bool font_catalog_read_whole(font_catalog *catalog)
{
    if (catalog->whole)
        return false;
    catalog->whole = true;
    catalog->folders = catalog->config;
    catalog->config = FcInitLoadConfigAndFonts();
    catalog->names.count = 0;
    catalog->families = NULL;
    catalog->candidates = NULL;
    catalog->count = 0;
    return true;
}

static int integer(const FcPattern *pattern, const char *object, int fallback)
{
    int value;
    if (FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch)
        return value;
    double real;
    if (FcPatternGetDouble(pattern, object, 0, &real) == FcResultMatch)
        return (int)real;
    return fallback;
}

static bool flag(const FcPattern *pattern, const char *object)
{
    FcBool value;
    return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

static const char *text_of(const FcPattern *pattern, const char *object)
{
    FcChar8 *value;
    return FcPatternGetString(pattern, object, 0, &value) == FcResultMatch ? (const char *)value
                                                                           : "";
}

static bool is_usable(const FcPattern *pattern)
{
    const char *format = text_of(pattern, FC_FONTFORMAT);
    FcBool variable; /* a font with axes is listed a second time as itself: variable is true or
                        a range */
    bool instance = integer(pattern, FC_INDEX, 0) > 0xFFFF ||
                    (FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable) == FcResultMatch &&
                     variable != FcFalse);
    return !instance && !flag(pattern, FC_COLOR) && text_of(pattern, FC_FILE)[0] == '/' &&
           (strcmp(format, "TrueType") == 0 || strcmp(format, "CFF") == 0);
}

/* How far PATTERN is from the style asked for; 0: exactly that. */
static int distance(const FcPattern *pattern, bool bold, bool italic)
{
    int weight = integer(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    int slant = integer(pattern, FC_SLANT, FC_SLANT_ROMAN);
    int width = integer(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    return abs(weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)) +
           ((slant != FC_SLANT_ROMAN) != italic ? 1000 : 0) + abs(width - FC_WIDTH_NORMAL) * 30;
}

bool font_file_may_have(const font_file *file, uint32_t codepoint)
{
    return file->coverage == NULL || FcCharSetHasChar(file->coverage, codepoint);
}

static void fill(font_file *file, sm_arena *arena, const FcPattern *pattern)
{
    FcCharSet *coverage;
    file->path = sm_str_to_cstr(arena, sm_str_from_cstr(text_of(pattern, FC_FILE)));
    file->index = integer(pattern, FC_INDEX, 0);
    file->bold = integer(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR) >= FC_WEIGHT_DEMIBOLD;
    file->italic = integer(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN;
    file->coverage = FcPatternGetCharSet(pattern, FC_CHARSET, 0, &coverage) == FcResultMatch
                         ? coverage
                         : NULL;
}

static const FcFontSet *system_fonts(const font_catalog *catalog)
{
    return catalog->config != NULL ? FcConfigGetFonts(catalog->config, FcSetSystem) : NULL;
}

/* A number that spellings of a family's name share which differ in case only. */
static uint32_t family_key(const char *name)
{
    uint32_t key = 2166136261u; /* FNV-1a */
    for (; *name != '\0'; name++)
        key = (key ^ (unsigned char)sm_to_lower(*name)) * 16777619u;
    return key;
}

/* The keys of all names of all fonts, gone over for each family that is asked for. */
static void index_names(font_catalog *catalog)
{
    const FcFontSet *set = system_fonts(catalog);
    int count = set != NULL ? set->nfont : 0;
    for (int i = 0; i < count; i++) {
        FcChar8 *name;
        for (int k = 0; FcPatternGetString(set->fonts[i], FC_FAMILY, k, &name) == FcResultMatch;
             k++) {
            font_name one = {family_key((const char *)name), set->fonts[i], (const char *)name};
            SM_LIST_ADD(catalog->arena, &catalog->names, one);
        }
    }
}

static const family_fonts *family_of(font_catalog *catalog, const char *name)
{
    for (const family_fonts *f = catalog->families; f != NULL; f = f->next)
        if (strcmp(f->name, name) == 0)
            return f;
    if (catalog->names.count == 0)
        index_names(catalog);
    family_fonts *found = SM_NEW(catalog->arena, family_fonts);
    *found = (family_fonts){.name = name, .next = catalog->families};
    catalog->families = found;
    struct SM_LIST(const FcPattern *) fonts = {0};
    const FcPattern *last = NULL;
    uint32_t key = family_key(name);
    for (size_t i = 0; i < catalog->names.count; i++) {
        const font_name *n = &catalog->names.items[i];
        if (n->key != key || n->font == last ||
            !sm_str_equal_nocase(sm_str_from_cstr(n->name), sm_str_from_cstr(name)))
            continue;
        last = n->font;
        if (is_usable(n->font))
            SM_LIST_ADD(catalog->arena, &fonts, n->font);
    }
    found->fonts = fonts.items;
    found->count = fonts.count;
    return found;
}

static const FcPattern *nearest(font_catalog *catalog, const char *name, bool bold, bool italic)
{
    const family_fonts *f = family_of(catalog, name);
    const FcPattern *best = NULL;
    int best_distance = 0;
    for (size_t i = 0; i < f->count; i++) {
        const FcPattern *pattern = f->fonts[i];
        int d = distance(pattern, bold, italic);
        if (best == NULL || d < best_distance ||
            (d == best_distance &&
             strcmp(text_of(pattern, FC_FILE), text_of(best, FC_FILE)) < 0)) {
            best = pattern;
            best_distance = d;
        }
    }
    return best;
}

bool font_catalog_find(font_catalog *catalog, sm_str family, bool bold, bool italic,
                       font_file *file)
{
    const char *name = sm_str_to_cstr(catalog->arena, family);
    const FcPattern *best = nearest(catalog, name, bold, italic);
    if (best == NULL)
        return false;
    fill(file, catalog->arena, best);
    return true;
}

static size_t rank_in(const char *const *families, size_t count, const char *family)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(families[i], family) == 0)
            return i;
    return count;
}

static int by_rank(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    int order = strcmp(x->family, y->family);
    if (order == 0)
        order = strcmp(text_of(x->pattern, FC_FILE), text_of(y->pattern, FC_FILE));
    return order != 0 ? order
                      : integer(x->pattern, FC_INDEX, 0) - integer(y->pattern, FC_INDEX, 0);
}

/* The rank of C's family, and whether it is a monospaced one. LAST is the font listed before:
 * the files of a family mostly follow each other. */
static void rank_candidate(candidate *c, const candidate *last)
{
    if (last != NULL && strcmp(c->family, last->family) == 0) {
        c->rank = last->rank;
        c->mono = last->mono;
        return;
    }
    c->mono = rank_in(mono_families, COUNT(mono_families), c->family) < COUNT(mono_families);
    if (c->mono) { /* after the listed families for text, before the unlisted ones */
        c->rank = COUNT(text_families);
        return;
    }
    c->rank = rank_in(text_families, COUNT(text_families), c->family);
    if (c->rank == COUNT(text_families))
        c->rank++;
}

static void list_candidates(font_catalog *catalog)
{
    const FcFontSet *set = system_fonts(catalog);
    size_t room = set != NULL ? (size_t)set->nfont : 0;
    catalog->candidates = SM_NEW_ARRAY(catalog->arena, candidate, room + 1);
    catalog->count = 0;
    const candidate *last = NULL;
    for (size_t i = 0; i < room; i++) {
        FcPattern *pattern = set->fonts[i];
        FcCharSet *coverage;
        if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &coverage) != FcResultMatch)
            continue;
        candidate *c = &catalog->candidates[catalog->count++];
        *c = (candidate){
            .pattern = pattern, .coverage = coverage, .family = text_of(pattern, FC_FAMILY)};
        rank_candidate(c, last);
        last = c;
    }
    qsort(catalog->candidates, catalog->count, sizeof *catalog->candidates, by_rank);
}

static bool checked_usable(candidate *c)
{
    if (!c->checked)
        c->usable = is_usable(c->pattern);
    c->checked = true;
    return c->usable;
}

/* The best style of the first family that has CODEPOINT, of all or of the monospaced ones. */
static const candidate *first_covering(font_catalog *catalog, uint32_t codepoint,
                                       bool mono_only, bool bold, bool italic)
{
    const candidate *best = NULL;
    int best_distance = 0;
    for (size_t i = 0; i < catalog->count; i++) {
        candidate *c = &catalog->candidates[i];
        if (best != NULL && strcmp(c->family, best->family) != 0)
            break; /* a family's files stand together */
        if ((mono_only && !c->mono) || !FcCharSetHasChar(c->coverage, codepoint) ||
            !checked_usable(c))
            continue;
        int d = distance(c->pattern, bold, italic);
        if (best == NULL || d < best_distance) {
            best = c;
            best_distance = d;
        }
    }
    return best;
}

static bool covering(font_catalog *catalog, uint32_t codepoint, bool mono, bool bold,
                     bool italic, font_file *file)
{
    if (catalog->candidates == NULL)
        list_candidates(catalog);
    const candidate *best =
        mono ? first_covering(catalog, codepoint, true, bold, italic) : NULL;
    if (best == NULL)
        best = first_covering(catalog, codepoint, false, bold, italic);
    if (best == NULL)
        return false;
    fill(file, catalog->arena, best->pattern);
    return true;
}

bool font_catalog_covering(font_catalog *catalog, uint32_t codepoint, bool mono, bool bold,
                           bool italic, font_file *file)
{
    return covering(catalog, codepoint, mono, bold, italic, file) ||
           (font_catalog_read_whole(catalog) &&
            covering(catalog, codepoint, mono, bold, italic, file));
}
