#define _POSIX_C_SOURCE 200809L
#include "specmill/base/image.h"
#include "specmill/base/input.h"
#include "specmill/base/path.h"
#include "specmill/yaml/yaml.h"
#include "values.h"
#include <string.h>
#include <unistd.h>

enum {
    FILE_LIMIT = 1 << 20,
    LOGO_LIMIT = 16 << 20,
    INHERITED_MAX = 16 /* themes in a row */
};

/* One theme.yaml and what inherits from it. */
typedef struct heir {
    const char *path;
    const struct heir *next;
    size_t depth;
} heir;

typedef struct loader {
    sm_arena *arena;
    sm_str_list search;
    sm_diag *diag;
} loader;

static sm_theme *load_file(const loader *l, const char *path, const heir *heirs);

/* Whether NAME is the path of a theme.yaml, not a theme's name. */
static bool is_path(const char *name)
{
    sm_str str = sm_str_from_cstr(name);
    return strchr(name, '/') != NULL || sm_str_ends(str, SM_STR(".yaml")) ||
           sm_str_ends(str, SM_STR(".yml"));
}

/* What the theme in the file at PATH is called: its folder when the file is a theme.yaml, else
 * the file without its extension. */
static sm_str title_of(sm_arena *arena, const char *path)
{
    sm_str whole = sm_str_from_cstr(path), base = sm_path_name(whole);
    if (sm_str_equal(base, SM_STR("theme.yaml")) && base.len != whole.len) {
        sm_str folder = sm_path_name(sm_path_parent(whole));
        if (folder.len != 0 && folder.ptr[0] != '.')
            return sm_str_copy(arena, folder);
    }
    return sm_str_copy(arena, sm_path_stem(base));
}

/* The theme.yaml of the theme NAME in the folders of the search, or NULL. */
static const char *find_named(const loader *l, const char *name)
{
    for (size_t i = 0; i < l->search.count; i++) {
        sm_str path =
            sm_str_printf(l->arena, "%.*s/%s/theme.yaml", SM_STR_ARG(l->search.items[i]), name);
        if (access(path.ptr, F_OK) == 0)
            return path.ptr;
    }
    return NULL;
}

/* The theme called NAME in a file in FOLDER (absent: on the command line). LOC is where. */
static sm_theme *load_named(const loader *l, const char *name, sm_str folder, sm_loc loc,
                            const heir *heirs)
{
    const char *path = name;
    if (is_path(name)) {
        if (folder.ptr != NULL && name[0] != '/')
            path = sm_str_printf(l->arena, "%.*s/%s", SM_STR_ARG(folder), name).ptr;
    } else {
        path = find_named(l, name);
    }
    if (path == NULL && strcmp(name, "default") == 0) {
        sm_theme *theme = SM_NEW(l->arena, sm_theme);
        *theme = *sm_theme_builtin(l->arena);
        return theme;
    }
    if (path == NULL) {
        sm_report(l->diag, SM_DIAG_THEME_UNREADABLE, loc, "%s: no theme of this name", name);
        return NULL;
    }
    for (const heir *h = heirs; h != NULL; h = h->next)
        if (strcmp(h->path, path) == 0 || h->depth >= INHERITED_MAX) {
            sm_report(l->diag, SM_DIAG_THEME_UNREADABLE, loc,
                      "%s: themes that inherit from each other", name);
            return NULL;
        }
    return load_file(l, path, heirs);
}

/* What the theme in the file of VALUES starts from; NULL after reporting. */
static sm_theme *inherited(const loader *l, const sm_value *values, sm_str folder,
                           const heir *heirs)
{
    const sm_value *parent = sm_value_find(values, SM_STR("inherits"));
    sm_str name = sm_value_text(parent);
    if (parent != NULL && name.len == 0) {
        sm_report(l->diag, SM_DIAG_THEME_VALUE, parent->loc, "inherits: not a theme's name");
        parent = NULL;
    }
    if (parent != NULL)
        return load_named(l, sm_str_to_cstr(l->arena, name), folder, parent->loc, heirs);
    sm_theme *theme = SM_NEW(l->arena, sm_theme);
    *theme = *sm_theme_builtin(l->arena);
    return theme;
}

/* Whether BYTES are an image for every format. */
static bool is_image(sm_str bytes)
{
    sm_image_kind kind = sm_image_kind_of(bytes);
    return kind == SM_IMAGE_PNG || kind == SM_IMAGE_JPEG || kind == SM_IMAGE_SVG;
}

/* Reads the logo that this file names; one that cannot be used is no logo. */
static void read_logo(const loader *l, sm_theme *theme, sm_loc loc)
{
    sm_str bytes;
    theme->logo_bytes = (sm_str){0};
    if (theme->logo.len == 0)
        return;
    if (!sm_input_read_inside(l->arena, theme->folder, theme->logo, LOGO_LIMIT, &bytes))
        sm_report(l->diag, SM_DIAG_THEME_VALUE, loc,
                  "logo: no file of this name in the theme's folder that can be read");
    else if (!is_image(bytes))
        sm_report(l->diag, SM_DIAG_THEME_VALUE, loc, "logo: neither PNG, JPEG nor SVG");
    else
        theme->logo_bytes = bytes;
    if (theme->logo_bytes.ptr == NULL)
        theme->logo = SM_STR("");
}

/* Adds the page.css in the theme's folder, if there is one, to what was inherited. */
static void read_css(const loader *l, sm_theme *theme, sm_str folder)
{
    sm_str bytes;
    if (!sm_input_read_inside(l->arena, folder, SM_STR("page.css"), FILE_LIMIT, &bytes))
        return;
    sm_str name = sm_str_printf(l->arena, "%.*s/page.css", SM_STR_ARG(folder));
    const sm_source *source = sm_source_from_bytes(l->arena, name, bytes, l->diag);
    if (theme->css.len == 0)
        theme->css = source->text;
    else
        theme->css = sm_str_printf(l->arena, "%.*s\n%.*s", SM_STR_ARG(theme->css),
                                   SM_STR_ARG(source->text));
}

static void set_all(const loader *l, sm_theme *theme, const sm_value *values, sm_str folder)
{
    sm_theme before = *theme;
    sm_loc page = values->loc;
    for (const sm_value_pair *pair = values->as.map; pair != NULL; pair = pair->next) {
        if (sm_str_equal(pair->key, SM_STR("inherits")))
            continue;
        theme_set(l->arena, theme, pair, l->diag);
        if (sm_str_starts(pair->key, SM_STR("page_")))
            page = pair->loc;
        if (sm_str_equal(pair->key, SM_STR("logo"))) {
            theme->folder = folder;
            read_logo(l, theme, pair->value->loc);
        }
    }
    theme_check_page(theme, &before, page, l->diag);
}

static sm_theme *load_file(const loader *l, const char *path, const heir *heirs)
{
    const sm_source *source = sm_input_source(l->arena, path, FILE_LIMIT, l->diag);
    if (source == NULL)
        return NULL;
    sm_yaml_error error;
    const sm_value *values = sm_yaml_parse(l->arena, source, 0, source->text, &error);
    if (values == NULL) {
        sm_report(l->diag, SM_DIAG_THEME_UNREADABLE, error.loc, "%.*s", SM_STR_ARG(error.text));
        return NULL;
    }
    if (values->kind == SM_VALUE_SCALAR || values->kind == SM_VALUE_LIST) {
        sm_report(l->diag, SM_DIAG_THEME_UNREADABLE, values->loc,
                  "no keys and values such as \"text_size: 11pt\"");
        return NULL;
    }
    sm_str folder = sm_str_copy(l->arena, sm_path_parent(sm_str_from_cstr(path)));
    heir self = {path, heirs, heirs != NULL ? heirs->depth + 1 : 0};
    sm_theme *theme = inherited(l, values, folder, &self);
    if (theme == NULL)
        return NULL;
    theme->name = title_of(l->arena, path);
    if (theme->logo.len == 0)
        theme->folder = folder;
    if (values->kind == SM_VALUE_MAP)
        set_all(l, theme, values, folder);
    read_css(l, theme, folder);
    return theme;
}

const sm_theme *sm_theme_load(sm_arena *arena, const char *name_or_file, sm_str_list search,
                              sm_diag *diag)
{
    loader l = {arena, search, diag};
    return load_named(&l, name_or_file, (sm_str){0}, (sm_loc){0}, NULL);
}
