/* A scene as SVG 1.1: literal presentation attributes with var(--x, literal) style rules for
 * ink that follows the page, no foreignObject, no external font, no script. */
#ifndef SPECMILL_SCENE_SVG_H
#define SPECMILL_SCENE_SVG_H

#include "specmill/scene/scene.h"

/* ID_PREFIX makes the ids of title and description unique in the page that the SVG stands in.
 * STANDALONE adds the XML namespace and declaration for a file of its own. */
void sm_scene_svg(sm_buf *buf, const sm_scene *scene, sm_str id_prefix, bool standalone);

#endif
