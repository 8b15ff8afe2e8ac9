/* A drawing on its own, as a file. */
#ifndef SPECMILL_EXPORT_DRAWING_H
#define SPECMILL_EXPORT_DRAWING_H

#include "specmill/base/diag.h"
#include "specmill/base/output.h"
#include "specmill/model/date.h"
#include "specmill/scene/scene.h"

/* A PDF of one page of SCENE's size, with its fonts; the caller commits it. SOURCE is what it
 * was drawn from. PART: of PDF/A, as in sm_job. False after reporting. */
bool sm_pdf_write_drawing(sm_arena *arena, const sm_scene *scene, const sm_source *source,
                          const sm_theme *theme, int part, sm_date date, sm_output *output,
                          sm_diag *diag);

#endif
