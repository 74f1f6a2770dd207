/* What lies over the frame or beside it, and the window itself. */
#include "app/model/model.h"

#include "app/model/layout.h"
#include "app/model/limit.h"
#include "app/model/update.h"

#include <math.h>

static const float zooms[] = {0.8f, 0.9f, 1.0f, 1.15f, 1.3f, 1.5f, 1.75f, 2.0f};
enum { ZOOMS = sizeof zooms / sizeof *zooms, ZOOM_NORMAL = 2 };

static void resize_text(struct model *model, int by)
{
    int here = ZOOM_NORMAL;
    for (int i = 0; i < ZOOMS; i++) {
        here = fabsf(zooms[i] - model->zoom) < 0.01f ? i : here;
    }
    model->zoom = zooms[limit(here + by, 0, ZOOMS - 1)];
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

bool update_window(struct model *model, struct action action)
{
    switch (action.kind) {
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
