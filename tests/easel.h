/* A scene and what makes pixels of it; no display is needed. */
#ifndef TESTS_EASEL_H
#define TESTS_EASEL_H

#include "tests/test.h"

#include "app/platform/platform.h"

struct easel {
    struct fonts *fonts;
    struct painter *painter;
    struct scene scene;
    float density; /* that was painted at last */
};

int easel_open(void **state);
int easel_close(void **state);

#endif
