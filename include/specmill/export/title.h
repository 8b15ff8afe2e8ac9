/* What a specification is called in an output. */
#ifndef SPECMILL_EXPORT_TITLE_H
#define SPECMILL_EXPORT_TITLE_H

#include "specmill/model/spec.h"

/* The title, else the name of the file, without folder and extension; never empty. */
sm_str sm_spec_title(const sm_spec *spec);

/* Whether ENTRY says nothing but the title, perhaps together with the document's type: a title
 * block that shows both leaves it out. */
bool sm_spec_is_title_entry(const sm_spec *spec, const sm_entry *entry);

#endif
