/* Four faces, each opened at whatever sizes are asked for. */
#ifndef APP_PLATFORM_FACES_H
#define APP_PLATFORM_FACES_H

#include "app/platform/platform.h"

#include <SDL_ttf.h>

enum {
    FACES_OPEN = 64,                    /* faces at sizes */
    FACE_STEPS = 8,                     /* sizes are told apart this finely: steps of a pixel */
    FACE_MEASURED_AT = 512 * FACE_STEPS /* the one size at which texts are measured */
};

struct open_face {
    enum face face;
    int steps;
    TTF_Font *font;
};

struct face_file {
    const char *data;
    size_t bytes;
    char *own; /* data, where it was read from a folder */
};

struct faces {
    struct face_file files[FACE_COUNT];
    bool started; /* SDL_ttf, which counts its users */
    struct open_face open[FACES_OPEN];
    int open_count;
};

/* Reads the four files, of folder dir or, where it is NULL, compiled in, and tries each; false with
 * error's text filled in. faces_clear is due either way. */
bool faces_init(struct faces *faces, const char *dir, struct platform_error *error);
void faces_clear(struct faces *faces);
/* Closes what is open; the files stay. */
void faces_close(struct faces *faces);
/* The face at that size; NULL when it cannot be opened. It is the faces', until so many others are
 * asked for. */
TTF_Font *faces_at(struct faces *faces, enum face face, int steps);

/* A text's width in a font, pixels; false for want of memory. */
bool face_measure(TTF_Font *font, const char *text, int *width);
bool face_is_code(enum face face);

#endif
