/* Parts of a file's path, as text: nothing is looked up. All are views into it. */
#ifndef SPECMILL_BASE_PATH_H
#define SPECMILL_BASE_PATH_H

#include "specmill/base/str.h"

/* PATH up to its last slash, which is part of it; empty when there is none. */
sm_str sm_path_folder(sm_str path);

/* The folder that PATH is in, as one opens it: without a slash at the end; "." and "/". */
sm_str sm_path_parent(sm_str path);

/* PATH after its last slash. */
sm_str sm_path_name(sm_str path);

/* What follows the last dot of PATH's name; absent without one, or when the dot begins the
 * name, which then is a hidden one. */
sm_str sm_path_extension(sm_str path);

/* PATH without its extension and the dot before that. */
sm_str sm_path_stem(sm_str path);

/* Whether PATH ends as files of Markdown do: .md, .markdown, .mdown, .mkd or .mkdn, in small or
 * capital letters. */
bool sm_path_is_markdown(sm_str path);

#endif
