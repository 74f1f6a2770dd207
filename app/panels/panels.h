/* The panels. Each adds its part of the frame to the scene, inside its rectangle of the layout. */
#ifndef APP_PANELS_PANELS_H
#define APP_PANELS_PANELS_H

#include "app/stage/frame.h"

/* The panels, back to front, a row each: its name, panel_NAME of the file of that name; its place, a
 * rectangle of the layout, of width 0 where it is folded away; and the key that opens or folds it. */
#define PANELS(ROW)                                                                                \
    ROW(stage, stage, "")                                                                          \
    ROW(inspector, inspector, "")                                                                  \
    ROW(outline, outline, "O")                                                                     \
    ROW(prose, prose, "P")                                                                         \
    ROW(pipeline, pipeline, "")                                                                    \
    ROW(topbar, top, "")                                                                           \
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

/* Parts of the prose column: each draws between top and bottom of its rectangle; the first two
 * return the height that they need or took. */
float listing_height(const struct frame *frame, float width, float room);
void listing_draw(const struct frame *frame, struct rect rect);
float experiment_height(const struct frame *frame, float width);
void experiment_draw(const struct frame *frame, struct rect rect);

/* The top of the stage: title, formula, shapes, and the batch item on view. Returns what is taken. */
struct rect title_draw(const struct frame *frame);

/* All settings, in place of the whole column. */
void experiment_draw_all(const struct frame *frame, struct rect rect);
/* What the step asks, with the answer so far: in place of the inspector. Its height, 0 where nothing is
 * asked, does not change while it is answered. */
float ask_height(const struct frame *frame, float width);
void ask_draw(const struct frame *frame, struct rect rect);

/* What the layer raised, in place of the inspector, and the trail in place of the experiment. */
bool failure_shown(const struct model *model);
void failure_draw(const struct frame *frame, struct rect box);
float failure_trail_height(const struct frame *frame);
void failure_draw_trail(const struct frame *frame, struct rect rect);

#endif
