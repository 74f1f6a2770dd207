/* update: an action in, a changed model out. Nothing else changes a model. */
#include "app/model/model.h"

#include "app/model/layout.h"
#include "app/model/limit.h"
#include "app/model/role.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float zooms[] = {0.8f, 0.9f, 1.0f, 1.15f, 1.3f, 1.5f, 1.75f, 2.0f};
enum { ZOOMS = sizeof zooms / sizeof *zooms, ZOOM_NORMAL = 2 };

/* ---- steps ---- */

static void next(struct model *model)
{
    if (model->step + 1 < model_lesson(model)->step_count) {
        model_go(model, model->lesson, model->step + 1);
    } else if (model->lesson + 1 < model->course->count) {
        model_go(model, model->lesson + 1, 0);
    }
}

static void back(struct model *model)
{
    if (model->step > 0) {
        model_go(model, model->lesson, model->step - 1);
    } else if (model->lesson > 0) {
        int lesson = model->lesson - 1;
        model_go(model, lesson, model->course->lessons[lesson]->step_count - 1);
    }
}

static void change_lesson(struct model *model, int by)
{
    int lesson = limit(model->lesson + by, 0, model->course->count - 1);
    if (lesson != model->lesson) {
        model_go(model, lesson, 0);
    }
}

/* The step nearest to this one that shows the operation of that name with these settings, or -1. */
static int step_showing(const struct model *model, const char *name)
{
    const struct lesson *lesson = model_lesson(model);
    const struct lesson_step *here = model_step(model);
    int best = -1;
    for (int i = 0; i < lesson->step_count; i++) {
        const struct lesson_step *step = &lesson->steps[i];
        bool fits = strcmp(step->show, name) == 0 && step->random_values == here->random_values;
        if (fits && (best < 0 || abs(i - model->step) < abs(best - model->step))) {
            best = i;
        }
    }
    return best;
}

/* Goes to an operation: to its step where it has one and the learner has changed nothing, else it
 * is shown aside from the path. */
static void show(struct model *model, int op)
{
    if (op < 0 || op >= attn_trace_count(model->trace)) {
        return;
    }
    int step = step_showing(model, attn_trace_op(model->trace, op)->name);
    if (step >= 0 && step != model->step && !model_is_changed(model)) {
        model_go(model, model->lesson, step);
        return;
    }
    int head = attn_trace_op(model->trace, op)->head;
    model->shown = op;
    model->head = head >= 0 ? head : model->head;
    model->wandered = model_is_aside(model);
    model->pointing = false;
    model_clamp(model);
}

static void along_pipeline(struct model *model, int by)
{
    int ops[MODEL_PIPELINE_MAX] = {0};
    int count = model_pipeline(model, ops, MODEL_PIPELINE_MAX), here = 0;
    for (int i = 0; i < count; i++) {
        here = ops[i] >= 0 && ops[i] <= model->shown ? i : here;
    }
    int to = limit(here + by, 0, count - 1);
    to = ops[to] == PIPELINE_MORE_HEADS ? limit(to + by, 0, count - 1) : to;
    if (ops[to] >= 0) {
        show(model, ops[to]);
    }
}

/* ---- heads ---- */

/* Looks at another head: at what it has in place of the operation on stage. */
static void choose_head(struct model *model, int head)
{
    if (head < 0 || head >= model_heads(model)) {
        return;
    }
    model->pointing = false;
    model->shown = op_twin(model->trace, model->shown, head);
    model->head = head;
    model->wandered = model_is_aside(model);
    model_clamp(model);
}

static void switch_head(struct model *model, int head)
{
    struct attn_config config = model->config;
    if (head >= 0 && head < model_heads(model) && config.wiring != ATTN_WIRING_SINGLE) {
        attn_config_set_off(&config, head, !attn_config_off(&config, head));
        model_plan(model, &config);
    }
}

/* ---- settings ---- */

/* With all settings on view: which choices would raise. Planned, not run. */
static void foresee(struct model *model)
{
    struct attn_trace *trace = model->settings ? attn_trace_new(NULL) : NULL;
    for (int i = 0; trace && i < CONTROL_COUNT; i++) {
        const struct attn_setting *control = control_at(i);
        for (int k = 0; k < control_choices(control); k++) {
            struct attn_config config = model->config;
            struct attn_error error;
            bool planned = attn_config_set(&config, control->name, control->offered[k], &error) &&
                           attn_trace_plan(trace, &config, &error);
            model->raises[i][k] = !planned || attn_trace_failed(trace) >= 0;
        }
    }
    attn_trace_free(trace);
}

static void choose(struct model *model, int index, int choice)
{
    const struct attn_setting *control = control_at(index);
    struct attn_config config = model->config;
    if (choice < 0 || choice >= control_choices(control)) {
        return;
    }
    int painted = model->painted_tokens;
    if (index == CONTROL_TOKENS && painted > 0) { /* it was for so many */
        config.mask = model_step(model)->config.mask;
    }
    if (index == CONTROL_TOKENS || index == CONTROL_MASK) {
        model->painted_tokens = 0;
    }
    if (!attn_config_set(&config, control->name, control->offered[choice], &model->error) ||
        !model_plan(model, &config)) {
        model->painted_tokens = painted;
        return;
    }
    model->control = index;
    foresee(model);
}

static void cycle(struct model *model, int index, int by)
{
    const struct attn_setting *control = control_at(index);
    int choice = control_choice(control, &model->config);
    int count = control_choices(control);
    choose(model, index, choice < 0 ? 0 : (choice + by + count) % count);
}

static void reset(struct model *model)
{
    struct attn_config config = model_step(model)->config;
    model->painted_tokens = 0;
    model_plan(model, &config);
}

static void resize_text(struct model *model, int by)
{
    int here = ZOOM_NORMAL;
    for (int i = 0; i < ZOOMS; i++) {
        here = fabsf(zooms[i] - model->zoom) < 0.01f ? i : here;
    }
    model->zoom = zooms[limit(here + by, 0, ZOOMS - 1)];
}

/* The mask's operation, where the stage shows scores being masked; or -1. */
static int mask_on_stage(const struct model *model)
{
    const struct attn_op *op = attn_trace_op(model->trace, model->shown);
    int by = op->operand_count == 2 ? op->operands[1] : -1;
    return by >= 0 && role_of(attn_trace_op(model->trace, by)) == ROLE_MASK ? by : -1;
}

/* Turns one cell of the mask: 1 to 0, 0 to 1. From then on the mask is the learner's. */
static void paint(struct model *model, int row, int column)
{
    int tokens = model->config.tokens, mask = mask_on_stage(model);
    struct attn_config config = model->config;
    if (mask < 0 || tokens > PAINTED_MAX) {
        return;
    }
    struct attn_tensor now = attn_trace_tensor(model->trace, mask, ATTN_PART_VALUE);
    for (int i = 0; i < tokens * tokens && now.data; i++) {
        model->painted[i] = now.data[i];
    }
    float *cell = &model->painted[row * tokens + column];
    *cell = *cell == 0 ? 1 : 0;
    model->painted_tokens = tokens;
    config.mask = ATTN_MASK_GIVEN;
    if (model_plan(model, &config)) {
        model->row = row;
        model->column = column;
    }
}

/* ---- keys ---- */

static void move_cell(struct model *model, int rows, int columns)
{
    model->pointing = false;
    model->row += rows;
    model->column += columns;
    model_clamp(model);
}

/* The controls that are on view, round and round; from one that is not, the first. */
static int next_control(const struct model *model, int by)
{
    int order[CONTROL_COUNT], here = -1;
    enum controls which = model->settings           ? CONTROLS_ALL
                          : model_heads(model) == 1 ? CONTROLS_ONE_HEAD
                                                    : CONTROLS_MANY_HEADS;
    int count = controls_list(which, order);
    for (int i = 0; i < count; i++) {
        here = order[i] == model->control ? i : here;
    }
    return order[here < 0 ? 0 : (here + by + count) % count];
}

/* An arrow key: across is -1, 0 or 1, so is down. */
static void arrow(struct model *model, int across, int down)
{
    switch (model->focus) {
    case FOCUS_STAGE:
        move_cell(model, down, across);
        return;
    case FOCUS_EXPERIMENT:
        model->control = next_control(model, down);
        if (across) {
            cycle(model, model->control, across);
        }
        return;
    case FOCUS_PIPELINE:
        along_pipeline(model, across + down);
        return;
    default:
        break;
    }
    if (across + down > 0) {
        next(model);
    } else {
        back(model);
    }
}

static void escape(struct model *model)
{
    if (model->help) {
        model->help = false;
    } else if (model->settings) {
        model->settings = false;
        model->focus = FOCUS_STEPS;
    } else if (model_asks(model)) {
        answer_reveal(model);
    } else if (model->wandered) {
        model->shown = op_twin(model->trace, model_step_op(model), model->head);
        model->wandered = false;
        model_clamp(model);
    } else {
        model->focus = FOCUS_STEPS;
    }
}

static void press(struct model *model)
{
    if (model_asks_shape(model) && model->answer.text[0]) {
        answer_submit(model);
    } else if (model->focus == FOCUS_STAGE && mask_on_stage(model) >= 0) {
        paint(model, model->row, model->column);
    } else if (model->focus == FOCUS_EXPERIMENT) {
        cycle(model, model->control, 1);
    } else {
        next(model);
    }
}

/* A blank begins no shape: it steps on, as everywhere else. */
static void type(struct model *model, const char *text)
{
    bool empty = model->answer.text[0] == '\0';
    if (model_asks_shape(model) && empty && strcmp(text, " ") == 0) {
        next(model);
    } else {
        answer_type(model, text);
    }
}

/* What is open shuts and the other way round, whether by hand or by the window's size. */
static void fold_or_unfold(struct model *model, enum action_kind which)
{
    struct layout layout = layout_of(model);
    if (which == ACTION_OUTLINE) {
        model->outline = layout.outline.w > 0 ? FOLD_SHUT : FOLD_OPEN;
    } else {
        model->prose = layout.prose.w > 0 ? FOLD_SHUT : FOLD_OPEN;
    }
}

static bool point(struct model *model, struct action action)
{
    bool same = model->pointing && model->pointed_op == action.index &&
                model->pointed_row == action.row && model->pointed_column == action.column;
    model->pointing = true;
    model->pointed_op = action.index;
    model->pointed_row = action.row;
    model->pointed_column = action.column;
    return !same;
}

static bool leave(struct model *model)
{
    bool changed = model->pointing || model->lit >= 0;
    model->pointing = false;
    model->lit = -1;
    return changed;
}

static void pick(struct model *model, struct action action)
{
    if (action.index == mask_on_stage(model)) {
        paint(model, action.row, action.column);
        return;
    }
    if (action.index == model->shown) {
        model->row = action.row;
        model->column = action.column;
    } else {
        show(model, action.index);
        model->row = action.row;
        model->column = action.column;
        model_clamp(model);
    }
}

/* What moves through the course. */
static bool update_steps(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_NEXT:
        next(model);
        return true;
    case ACTION_BACK:
        back(model);
        return true;
    case ACTION_FIRST:
        model_go(model, model->lesson, 0);
        return true;
    case ACTION_LAST:
        model_go(model, model->lesson, model_lesson(model)->step_count - 1);
        return true;
    case ACTION_NEXT_LESSON:
        change_lesson(model, 1);
        return true;
    case ACTION_PREVIOUS_LESSON:
        change_lesson(model, -1);
        return true;
    case ACTION_GO:
        model_go(model, action.index, action.other);
        return true;
    case ACTION_SHOW:
        show(model, action.index);
        return true;
    default:
        return false;
    }
}

/* What looks at cells and turns settings. */
static bool update_stage(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_POINT:
        return point(model, action);
    case ACTION_PICK:
        pick(model, action);
        return true;
    case ACTION_LIGHT:
        model->pointing = false;
        model->lit = action.index;
        return true;
    case ACTION_LEAVE:
        return leave(model);
    case ACTION_CYCLE:
        cycle(model, action.index, action.other < 0 ? -1 : 1);
        return true;
    case ACTION_CHOOSE:
        choose(model, action.index, action.other);
        return true;
    case ACTION_RESET:
        reset(model);
        return true;
    case ACTION_HEAD:
        choose_head(model, action.index);
        return true;
    case ACTION_NEXT_HEAD:
        choose_head(model, (model->head + action.other + model_heads(model)) % model_heads(model));
        return true;
    case ACTION_SWITCH_HEAD:
        switch_head(model, action.index);
        return true;
    case ACTION_COMPARE:
        model->beside.shown = !model->beside.shown;
        beside_refresh(model);
        return true;
    case ACTION_TYPE:
        type(model, action.text);
        return true;
    case ACTION_ERASE:
        answer_erase(model);
        return true;
    case ACTION_ANSWER:
        answer_pick(model, action.index);
        return true;
    case ACTION_RANGE:
        model->all_heads = !model->all_heads;
        return true;
    case ACTION_BATCH:
        model->item = limit(model->item + action.other, 0, model->config.batch - 1);
        return true;
    default:
        return false;
    }
}

/* What lies over the frame or beside it. */
static bool update_panels(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_SETTINGS:
        model->settings = !model->settings;
        model->focus = model->settings ? FOCUS_EXPERIMENT : FOCUS_STEPS;
        model->prose = model->settings ? FOLD_OPEN : model->prose;
        foresee(model);
        return true;
    case ACTION_HELP:
        model->help = !model->help;
        return true;
    case ACTION_THEME:
        model->theme = model->theme == THEME_LIGHT ? THEME_DARK : THEME_LIGHT;
        return true;
    case ACTION_OUTLINE:
    case ACTION_PROSE:
        fold_or_unfold(model, action.kind);
        return true;
    default:
        return false;
    }
}

/* Keys that mean different things by focus, and the window itself. */
static bool update_window(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_LEFT:
        arrow(model, -1, 0);
        return true;
    case ACTION_RIGHT:
        arrow(model, 1, 0);
        return true;
    case ACTION_UP:
        arrow(model, 0, -1);
        return true;
    case ACTION_DOWN:
        arrow(model, 0, 1);
        return true;
    case ACTION_FOCUS_NEXT:
        model->focus = (enum focus)((model->focus + 1) % FOCUS_ROUND);
        return true;
    case ACTION_FOCUS_PREVIOUS:
        model->focus = (enum focus)((model->focus + FOCUS_ROUND - 1) % FOCUS_ROUND);
        return true;
    case ACTION_PRESS:
        press(model);
        return true;
    case ACTION_ESCAPE:
        escape(model);
        return true;
    case ACTION_LARGER:
        resize_text(model, 1);
        return true;
    case ACTION_SMALLER:
        resize_text(model, -1);
        return true;
    case ACTION_SCROLL:
        model->scroll =
            limit(limit(model->scroll, 0, action.index) + action.other, 0, action.index);
        return true;
    case ACTION_RESIZE:
        model->width = action.width;
        model->height = action.height;
        return true;
    case ACTION_QUIT:
        model->quit = true;
        return true;
    default:
        return false;
    }
}

static bool has_op(const struct model *model, int op)
{
    return op >= 0 && op < attn_trace_count(model->trace);
}

static bool has_step(const struct model *model, int lesson, int step)
{
    return lesson >= 0 && lesson < model->course->count && step >= 0 &&
           step < model->course->lessons[lesson]->step_count;
}

/* Whether what the action names is there. Actions that arrive together were made from one scene; what
 * the first changes the later ones may no longer meet. */
static bool meets(const struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_SHOW:
    case ACTION_LIGHT:
        return has_op(model, action.index);
    case ACTION_POINT:
    case ACTION_PICK:
        return has_op(model, action.index) &&
               op_has_cell(attn_trace_op(model->trace, action.index), action.row, action.column);
    case ACTION_GO:
        return has_step(model, action.index, action.other);
    case ACTION_CYCLE:
    case ACTION_CHOOSE:
        return action.index >= 0 && action.index < CONTROL_COUNT && control_exists(action.index);
    case ACTION_ANSWER:
        return model_asks(model) && action.index >= 0;
    default:
        return true;
    }
}

bool model_update(struct model *model, struct action action)
{
    if (!meets(model, action)) {
        return false;
    }
    bool changed = update_steps(model, action) || update_stage(model, action) ||
                   update_panels(model, action) || update_window(model, action);
    beside_measure(model);
    return changed;
}
