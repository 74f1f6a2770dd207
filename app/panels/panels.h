/* The panels. Each adds its part of the frame to the scene, inside its rectangle of the layout. */
#ifndef APP_PANELS_PANELS_H
#define APP_PANELS_PANELS_H

#include "app/stage/frame.h"

/* The panels, back to front, a row each: its name, panel_NAME of the file of that name; its place, a
 * rectangle of the layout, of width 0 where it is not there; and the key that opens it. */
#define PANELS(ROW)                                                                                \
    ROW(stage, stage, "")                                                                          \
    ROW(card, stage, "")                                                                           \
    ROW(pipeline, band, "")                                                                        \
    ROW(column, column, "")                                                                        \
    ROW(foot, foot, "")                                                                            \
    ROW(clinic, clinic, "Ctrl+V")                                                                  \
    ROW(rail, window, "")                                                                          \
    ROW(outline, window, "O")                                                                      \
    ROW(reading, window, "P")                                                                      \
    ROW(ending, window, "")                                                                        \
    ROW(menu, window, "F10")                                                                       \
    ROW(entry, window, "Y")                                                                        \
    ROW(help, window, "F1  ?")

#define PANEL_DRAWN(name, place, key) void panel_##name(const struct frame *frame);
PANELS(PANEL_DRAWN)
#undef PANEL_DRAWN

struct panel {
    const char *name, *key;
    size_t place; /* of its rectangle, in struct layout */
    void (*draw)(const struct frame *frame);
};
int panels_count(void);
const struct panel *panel_at(int index);
struct rect panel_place(const struct panel *panel, const struct layout *layout);

/* Parts of the column: each draws between top and bottom of its rectangle; the heights are what they
 * need, listing_height what it takes of a room: 0 where that is too little. */
float listing_height(const struct frame *frame, float width, float room);
void listing_draw(const struct frame *frame, struct rect rect);
float experiment_height(const struct frame *frame, float width);
void experiment_draw(const struct frame *frame, struct rect rect);
/* The button for painting, where the stage shows a mask; returns its height, else 0. */
float experiment_paint(const struct frame *frame, struct rect row);
/* A setting: its name, its key, its choices. */
float setting_height(const struct frame *frame, float width, int index);
void setting_draw(const struct frame *frame, struct rect rect, int index);
/* All settings, in place of the whole column. */
void settings_draw(const struct frame *frame, struct rect rect);

/* The top of the stage: where one is, the title, the formula with its shapes, as far as they stand above
 * `bottom`. Returns what is taken. */
struct rect headline_draw(const struct frame *frame, float bottom);

/* The rail's numerals: from one to the next, and how many are on view. */
float rail_pitch(const struct frame *frame);
int rail_fitting(const struct frame *frame);

/* What the step asks, with the answer so far: below the picture. */
float ask_height(const struct frame *frame, float width);
void ask_draw(const struct frame *frame, struct rect rect);

/* What the layer raised, and the trail to where the size was born: below the picture. */
bool failure_shown(const struct model *model);
float failure_height(const struct frame *frame, float width);
void failure_draw(const struct frame *frame, struct rect box);

/* The same below a picture of what a step claims: the message alone. */
float raised_height(void);
void raised_draw(const struct frame *frame, struct rect box);
/* "line 55, in forward", where the step names it. */
void failure_write_line(const struct frame *frame, struct pen *pen);

/* The room that the card needs below the picture on stage, where that leaves it none of its own. */
float card_room(const struct frame *frame);

#endif
