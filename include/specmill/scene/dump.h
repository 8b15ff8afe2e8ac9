/* A scene as text, a mark a line, for golden files. */
#ifndef SPECMILL_SCENE_DUMP_H
#define SPECMILL_SCENE_DUMP_H

#include "specmill/scene/scene.h"

void sm_scene_dump(sm_buf *buf, const sm_scene *scene);

#endif
