/* What lies over the frame or beside it, and the window itself. */
#include "app/model/model.h"

#include "app/model/layout.h"
#include "app/model/limit.h"
#include "app/model/update.h"

#include <math.h>

static const float zooms[] = {0.8f, 0.9f, 1.0f, 1.15f, 1.3f, 1.5f, 1.75f};
enum { ZOOMS = sizeof zooms / sizeof *zooms, ZOOM_NORMAL = 2 };

/* A size that this window has no room for is not taken: one key back is one size back. */
static void resize_text(struct model *model, int by)
{
    int here = ZOOM_NORMAL;
    float before = layout_prose_scale(model), zoom = model->zoom;
    for (int i = 0; i < ZOOMS; i++) {
        here = fabsf(zooms[i] - model->zoom) < 0.01f ? i : here;
    }
    model->zoom = zooms[limit(here + by, 0, ZOOMS - 1)];
    if (by > 0 && layout_prose_scale(model) <= before) {
        model->zoom = zoom;
    }
}

/* Opens what lies over the frame in place of what did, or shuts it. */
static void open_or_shut(struct model *model, enum over over)
{
    model->over = model->over == over ? OVER_NOTHING : over;
    if (model->over == OVER_PROSE || model->over == OVER_HELP) {
        model->scroll[over == OVER_PROSE ? SCROLL_PROSE : SCROLL_HELP] = 0;
    }
}

bool update_window_shut(struct model *model)
{
    bool open = model->over != OVER_NOTHING;
    model->over = OVER_NOTHING;
    return open;
}

/* ---- the outline ---- */

static void browse(struct model *model, int lesson, int step)
{
    model->browsed = lesson;
    model->browsed_step = step;
    model->scroll[SCROLL_STEPS] = 0;
}

static void open_outline(struct model *model, int lesson)
{
    bool other = lesson > 0 && lesson <= model->course->count && model->over == OVER_OUTLINE &&
                 model->browsed != lesson - 1;
    if (!other) {
        open_or_shut(model, OVER_OUTLINE);
    }
    bool named = lesson > 0 && lesson <= model->course->count;
    int to = named ? lesson - 1 : model->lesson;
    browse(model, to, to == model->lesson ? model->step : -1);
}

void update_window_browse(struct model *model, int across, int down)
{
    int steps = model->course->lessons[model->browsed]->step_count;
    if (across) {
        model->browsed_step = across < 0 ? -1 : model->browsed_step < 0 ? 0 : model->browsed_step;
    } else if (model->browsed_step >= 0) {
        model->browsed_step = limit(model->browsed_step + down, 0, steps - 1);
    } else {
        browse(model, limit(model->browsed + down, 0, model->course->count - 1), -1);
    }
}

void update_window_open_browsed(struct model *model)
{
    int step = model->browsed_step;
    if (model->browsed == model->lesson && (step < 0 || step == model->step)) {
        model->over = OVER_NOTHING; /* where one is already */
    } else {
        model_go(model, model->browsed, step < 0 ? 0 : step);
    }
}

/* ---- the window ---- */

static bool hover(struct model *model, struct action action)
{
    bool same = model->hover_x == action.width && model->hover_y == action.height;
    model->hover_x = action.width;
    model->hover_y = action.height;
    return !same;
}

static bool scroll(struct model *model, struct action action)
{
    if (action.row < 0 || action.row >= SCROLL_COUNT) {
        return false;
    }
    int *lines = &model->scroll[action.row];
    *lines = limit(limit(*lines, 0, action.index) + action.other, 0, action.index);
    return true;
}

/* What the world does. */
static bool ask_world(struct model *model, enum action_kind kind)
{
    switch (kind) {
    case ACTION_FULL_SCREEN:
        model->full_screen = !model->full_screen;
        return true;
    case ACTION_PRESENT:
        model->presenting = !model->presenting;
        return true;
    case ACTION_BLANK:
        model->blank = model->presenting;
        return true;
    case ACTION_COPY_LINK:
        model->request = REQUEST_COPY_LINK;
        return true;
    case ACTION_PASTE_LINK:
        model->request = REQUEST_PASTE_LINK;
        return true;
    case ACTION_QUIT:
        model->quit = true;
        return true;
    default:
        return false;
    }
}

static bool open_over(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_HELP:
        open_or_shut(model, OVER_HELP);
        return true;
    case ACTION_MENU:
        open_or_shut(model, OVER_MENU);
        return true;
    case ACTION_PROSE:
        open_or_shut(model, OVER_PROSE);
        return true;
    case ACTION_OUTLINE:
        open_outline(model, action.index);
        return true;
    case ACTION_BROWSE:
        browse(model, action.index, action.index == model->lesson ? model->step : -1);
        return true;
    default:
        return false;
    }
}

bool update_window(struct model *model, struct action action)
{
    switch (action.kind) {
    case ACTION_THEME:
        model->theme = model->theme == THEME_LIGHT ? THEME_DARK : THEME_LIGHT;
        return true;
    case ACTION_STILL:
        model->still = !model->still;
        return true;
    case ACTION_LARGER:
        resize_text(model, 1);
        return true;
    case ACTION_SMALLER:
        resize_text(model, -1);
        return true;
    case ACTION_SCROLL:
        return scroll(model, action);
    case ACTION_RESIZE:
        model->width = action.width;
        model->height = action.height;
        return true;
    case ACTION_HOVER:
        return hover(model, action);
    default:
        return open_over(model, action) || ask_world(model, action.kind);
    }
}
