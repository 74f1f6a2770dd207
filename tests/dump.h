/* Scenes as text, for the golden files and for eyes. */
#ifndef TESTS_DUMP_H
#define TESTS_DUMP_H

#include "app/scene/scene.h"

/* A scene as text, one item a line. Returns the bytes needed without the
 * end, as snprintf does. */
size_t scene_dump(const struct scene *scene, char *buffer, size_t bytes);

#endif
