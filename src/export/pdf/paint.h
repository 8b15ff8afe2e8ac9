/* Painting pages: scene marks to content streams. Takes no decisions. */
#ifndef SPECMILL_EXPORT_PDF_PAINT_H
#define SPECMILL_EXPORT_PDF_PAINT_H

#include "fonts.h"
#include "images.h"
#include "links.h"
#include "tags.h"
#include "specmill/base/list.h"
#include "specmill/export/backend.h"

/* A drawing without text that decorates many pages, kept in the file once (a form XObject). */
typedef struct pdf_stencil {
    const sm_scene *scene;
    uint32_t object;
} pdf_stencil;

typedef struct pdf_studio {
    sm_arena *arena;
    pdf_file *file;
    pdf_fonts *fonts;
    pdf_images *images;
    pdf_tags *tags;
    pdf_links *links;
    sm_fonts *faces;     /* for diagrams, whose texts are not shaped yet */
    bool opaque;         /* transparency is not allowed: colors are mixed with white */
    bool opacities[101]; /* in percent: those used */
    struct SM_LIST(pdf_stencil) stencils;
    sm_diag *diag;
} pdf_studio;

/* The operators of SCENE as page PAGE, in SCRATCH. */
sm_str pdf_paint(pdf_studio *studio, sm_arena *scratch, const sm_scene *scene, size_t page);

/* The whole file: PAGES, whose runs have faces of FONTS. False after reporting. */
bool pdf_write_pages(sm_arena *arena, const sm_job *job, const sm_pages *pages, sm_fonts *fonts,
                     sm_output *output, sm_diag *diag);

/* The resource dictionary that all pages share. */
sm_str pdf_resources(const pdf_studio *studio);

#endif
