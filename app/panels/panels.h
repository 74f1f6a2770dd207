/* The panels. Each adds its part of the frame to the scene, inside its rectangle of the layout. */
#ifndef APP_PANELS_PANELS_H
#define APP_PANELS_PANELS_H

#include "app/stage/frame.h"

void panel_topbar(const struct frame *frame);
void panel_outline(const struct frame *frame);
void panel_stage(const struct frame *frame);
void panel_inspector(const struct frame *frame);
/* What happens, the listing and the experiment, in one column. */
void panel_prose(const struct frame *frame);
void panel_pipeline(const struct frame *frame);
void panel_help(const struct frame *frame);

/* Parts of the prose column: each draws between top and bottom of its rectangle; the first two
 * return the height that they need or took. */
float listing_height(const struct frame *frame, float width, float room);
void listing_draw(const struct frame *frame, struct rect rect);
float experiment_height(const struct frame *frame, float width);
void experiment_draw(const struct frame *frame, struct rect rect);

/* The top of the stage: title, formula, shapes, and the batch item on view. Returns what is taken. */
struct rect title_draw(const struct frame *frame);

/* All settings, in place of the whole column. */
void settings_draw(const struct frame *frame, struct rect rect);
/* What the step asks, with the answer so far: in place of the listing and the experiment. */
float ask_height(const struct frame *frame, float width);
void ask_draw(const struct frame *frame, struct rect rect);

/* What the layer raised, in place of the inspector, and the trail in place of the experiment. */
bool failure_shown(const struct model *model);
void failure_draw(const struct frame *frame, struct rect box);
float trail_height(const struct frame *frame);
void trail_draw(const struct frame *frame, struct rect rect);

#endif
