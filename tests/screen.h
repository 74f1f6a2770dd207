/* A model of a course with the scene of what it shows, as text that a person can read and a golden
 * file can keep. Text is measured by a rule of its own, so that no font matters. */
#ifndef TESTS_SCREEN_H
#define TESTS_SCREEN_H

#include "tests/lesson.h"

#include "app/stage/frame.h"

/* Lessons of tests/courses/drawn, by their place. */
enum { ONE_NUMBER, SINGLE_HEAD, EIGHT_FULL, SLICED, PROJECTED, FUSED };

struct screen {
    struct course *course;
    struct model model;
    struct scene scene;
    struct measure measure;
};

/* Set up and torn down as cmocka has it: *state is a struct screen on the first step. */
int screen_open(void **state);
int screen_open_small(void **state); /* lessons_made_small */
int screen_close(void **state);
void screen_do(struct screen *screen, enum action_kind kind, int index, int other);
/* The whole frame; or one to draw a panel or a picture with, on an empty scene. */
void screen_view(struct screen *screen);
struct frame screen_frame(struct screen *screen);

/* What was drawn, a line of writing or another item a line, a plate's figures row by row; then what
 * answers to the pointer. The caller frees. */
char *screen_text(const struct screen *screen);
/* Fails the test where the text is not that of tests/golden/NAME.txt, and says at which line.
 * UPDATE_GOLDEN=1 in the environment writes it anew. */
void screen_hold(const char *name, const char *text);

/* The figures of a heatmap: the texts right after it in its rectangle. Returns where they end. */
int screen_figures(const struct scene *scene, int item);

#endif
