#include "html.h"
#include "specmill/model/readiness.h"

/* Whether the specification can be signed, and what is left to do before that. */

/* There is something to sign: it says that it is not approved yet, or names who approves, or
 * holds what has to be settled first. */
static bool applies(const html_writer *w, const sm_hurdle *hurdles, size_t count)
{
    sm_state state = w->spec->metadata.state;
    if (state == SM_STATE_SUPERSEDED || state == SM_STATE_REJECTED ||
        state == SM_STATE_IMPLEMENTED)
        return false;
    bool left = false;
    size_t own = count - (w->options->findings != NULL); /* any document may have findings */
    for (size_t i = 0; i < own; i++)
        left = left || hurdles[i].count != 0;
    if (state == SM_STATE_APPROVED)
        return left;
    return left || state != SM_STATE_UNKNOWN || w->spec->metadata.approvers.count != 0 ||
           w->spec->records[SM_APPROVALS].count != 0;
}

static void places(html_writer *w, const sm_hurdle *hurdle)
{
    for (size_t i = 0; i < hurdle->place_count; i++) {
        const sm_block *section = hurdle->places[i];
        if (i == 0) {
            html_put(w, SM_STR(" "));
            html_say(w, SM_SAY_IN_PLACES);
        }
        html_put(w, i == 0 ? SM_STR(" ") : SM_STR(", "));
        if (section == w->spec->title_section) {
            html_say(w, SM_SAY_THE_BEGINNING);
            continue;
        }
        html_put(w, SM_STR("<a href=\"#"));
        html_section_fragment(w, section);
        html_put(w, SM_STR("\">"));
        size_t before = w->buf->len;
        w->bare = true;
        html_inlines(w, section->as.section.title, NULL);
        w->bare = false;
        if (w->buf->len == before)
            html_say(w, SM_SAY_UNTITLED_SECTION);
        html_put(w, SM_STR("</a>"));
    }
    if (hurdle->more != 0) {
        html_put(w, SM_STR(" "));
        html_say_count(w, SM_SAY_AND_MORE, hurdle->more);
    }
}

static void hurdle_item(html_writer *w, const sm_hurdle *hurdle)
{
    html_put(w, hurdle->count == 0 ? SM_STR("<li class=\"met\">") : SM_STR("<li>"));
    html_say(w, hurdle->what);
    html_put(w, SM_STR(": "));
    if (hurdle->count == 0) {
        html_say(w, SM_SAY_NONE);
        html_put(w, SM_STR("</li>\n"));
        return;
    }
    html_put(w, SM_STR("<b>"));
    sm_buf_add_integer(w->buf, (intmax_t)hurdle->count);
    html_put(w, SM_STR("</b>"));
    places(w, hurdle);
    html_put(w, SM_STR("</li>\n"));
}

void html_readiness(html_writer *w)
{
    sm_hurdle hurdles[SM_HURDLES_MAX];
    size_t count = sm_spec_hurdles(w->spec, w->options->findings, hurdles), left = 0;
    if (!applies(w, hurdles, count))
        return;
    for (size_t i = 0; i < count; i++)
        left += hurdles[i].count != 0;
    html_put(w, SM_STR("<details class=\"readiness\">\n<summary>"));
    if (left == 0) {
        html_put(w, SM_STR("<span class=\"badge ready\">"));
        html_say(w, SM_SAY_READY);
        html_put(w, SM_STR("</span>"));
    } else {
        html_put(w, SM_STR("<span class=\"badge left\">"));
        html_say(w, SM_SAY_NOT_READY);
        html_put(w, SM_STR("</span> "));
        html_text(w->buf, sm_say_with(w->arena, w->wording, SM_SAY_CHECKS_OPEN,
                                      sm_str_printf(w->arena, "%zu", left),
                                      sm_str_printf(w->arena, "%zu", count)));
    }
    html_put(w, SM_STR("</summary>\n<ul>\n"));
    for (size_t i = 0; i < count; i++)
        hurdle_item(w, &hurdles[i]);
    html_put(w, SM_STR("</ul>\n</details>\n"));
}
