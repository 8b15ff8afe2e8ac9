#include "html.h"
#include "specmill/export/link.h"

bool html_is_remote(sm_str url)
{
    size_t colon = sm_str_find_char(url, ':'), end = 0;
    while (end < url.len && url.ptr[end] != '/' && url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    return sm_str_starts(url, SM_STR("//")) || (colon != SM_STR_NONE && colon < end);
}

void html_author_url(html_writer *w, sm_str url, bool image)
{
    if (w->options->page)
        url = sm_str_trim(url);
    bool elsewhere = url.len != 0 && url.ptr[0] != '#' && !html_is_remote(url);
    if (elsewhere && w->setup->rewrite != NULL) {
        sm_str other = w->setup->rewrite(w->setup->context, w->arena, url, image);
        if (other.ptr != NULL && sm_link_check(other) == SM_LINK_LIVE)
            url = other;
    }
    if (w->options->page && sm_str_starts(url, SM_STR("//")))
        html_put(w,
                 SM_STR("https:")); /* in a page opened as a file it would name a file server */
    sm_link_write(w->buf, url);
}
