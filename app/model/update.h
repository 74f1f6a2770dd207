/* The parts of update, private to it: each takes the actions that are its own and returns whether
 * anything changed that may be seen; and what one of them asks of another. */
#ifndef APP_MODEL_UPDATE_H
#define APP_MODEL_UPDATE_H

#include "app/model/model.h"

bool update_steps(struct model *model, struct action action);
bool update_stage(struct model *model, struct action action);
bool update_experiment(struct model *model, struct action action);
bool update_focus(struct model *model, struct action action);
bool update_paint(struct model *model, struct action action);
bool update_window(struct model *model, struct action action);

void update_steps_next(struct model *model);
/* The next beat, the lesson's end, the next step; and back. */
void update_steps_onward(struct model *model);
void update_steps_backward(struct model *model);
void update_steps_back(struct model *model);
/* By beats. */
void update_steps_onward(struct model *model);
void update_steps_backward(struct model *model);
/* Goes to an operation: to its step where it has one and the learner has changed nothing. */
void update_steps_show(struct model *model, int op);
void update_steps_along_pipeline(struct model *model, int by);

/* With all settings on view: looks ahead which choices would raise, once for each layer. */
void update_experiment_foresee(struct model *model);
void update_experiment_cycle(struct model *model, int index, int by);
/* The next of the controls that are on view, round and round; -1 where there is none. */
int update_experiment_next_control(const struct model *model, int by);

/* Arrows and Enter in the outline. */
void update_window_browse(struct model *model, int across, int down);
void update_window_open_browsed(struct model *model);
/* Shuts what lies over the frame; false where nothing does. */
bool update_window_shut(struct model *model);

/* Turns one cell of the mask, and begins a stroke of what it became. */
void update_paint_begin(struct model *model, int row, int column);
void update_stage_move_cell(struct model *model, int rows, int columns);

#endif
