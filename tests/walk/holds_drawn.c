/* What is drawn is what was chosen: every heatmap shows the numbers of the batch item and head on
 * view (in the strip of heads or items: of its own place there), and every figure on a cell is that
 * cell's number. */
#include "tests/walk/walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What one looks at. */
struct view_of {
    const struct attn_trace *trace;
    int item, head;
};

static const float *window_start(const struct attn_tensor *tensor, const struct view_of *view)
{
    const float *data = tensor->data;
    for (int i = 0; i < tensor->shape.rank - 2; i++) {
        enum attn_axis axis = tensor->shape.axis[i];
        int index = axis == ATTN_AXIS_BATCH ? view->item : axis == ATTN_AXIS_HEAD ? view->head : 0;
        if (index < 0 || index >= tensor->shape.size[i]) {
            return NULL;
        }
        data += tensor->stride[i] * index;
    }
    return data;
}

/* Whether the heatmap is the last two axes of its operation, at the view's item and head. */
static bool shows(const struct heatmap *h, const struct view_of *view)
{
    if (h->op < 0 || h->op >= attn_trace_count(view->trace)) {
        return false;
    }
    struct attn_tensor tensor = attn_trace_tensor(view->trace, h->op, h->part);
    int rank = tensor.shape.rank;
    if (!tensor.data || window_start(&tensor, view) != h->tensor.data) {
        return false;
    }
    int rows = rank > 1 ? tensor.shape.size[rank - 2] : 1;
    int columns = rank > 0 ? tensor.shape.size[rank - 1] : 1;
    const int *size = h->tensor.shape.size;
    return (size[0] == rows && size[1] == columns) || (size[0] == columns && size[1] == rows);
}

/* A head's own operation is drawn for its own head only. */
static bool shows_own(const struct heatmap *h, const struct view_of *view)
{
    int head = shows(h, view) ? attn_trace_op(view->trace, h->op)->head : -2;
    return head == -1 || head == view->head;
}

static bool holds_rect(struct rect outer, struct rect inner)
{
    float x = inner.x + inner.w / 2, y = inner.y + inner.h / 2;
    return x >= outer.x && y >= outer.y && x < outer.x + outer.w && y < outer.y + outer.h &&
           inner.w <= outer.w && inner.h <= outer.h;
}

/* In the strip below the stage a click chooses what is drawn there. */
static struct view_of view_at(const struct walker *walker, struct rect rect)
{
    const struct model *m = &walker->model;
    struct view_of view = {m->trace, m->item, m->head};
    for (int i = 0; i < walker->scene.target_count; i++) {
        const struct target *t = &walker->scene.targets[i];
        if (t->action.kind == ACTION_HEAD && holds_rect(t->rect, rect)) {
            view.head = t->action.index;
        }
        if (t->action.kind == ACTION_BATCH && holds_rect(t->rect, rect)) {
            view.item = m->item + t->action.other;
        }
    }
    return view;
}

static bool shows_beside(const struct walker *walker, const struct heatmap *h)
{
    const struct model *m = &walker->model;
    if (!m->beside.there) {
        return false;
    }
    const struct attn_config *config = attn_trace_config(m->beside.trace);
    int heads = config->wiring == ATTN_WIRING_SINGLE ? 1 : config->heads;
    struct view_of view = {m->beside.trace, m->item < config->batch ? m->item : config->batch - 1,
                           m->head < heads ? m->head : heads - 1};
    return shows(h, &view);
}

/* In a window far too small some places have no size: nothing is painted there. */
static bool is_drawn(const struct item *item)
{
    const struct heatmap *h = &item->heatmap;
    return item->kind == ITEM_HEATMAP && !h->bar && h->tensor.data && item->rect.w > 0 &&
           item->rect.h > 0 && attn_shape_count(&h->tensor.shape) > 0;
}

const char *holds_drawn(const struct walker *walker, char *fault)
{
    for (int i = 0; i < walker->scene.item_count; i++) {
        const struct item *item = &walker->scene.items[i];
        const struct heatmap *h = &item->heatmap;
        struct view_of view = view_at(walker, item->rect);
        if (is_drawn(item) && !shows_own(h, &view) && !shows_beside(walker, h)) {
            bool there = h->op >= 0 && h->op < attn_trace_count(walker->model.trace);
            return fault_of(
                fault,
                "operation %d (%s) is drawn at %.0f %.0f %.0f %.0f, not of item %d and head %d",
                h->op, there ? attn_trace_op(walker->model.trace, h->op)->name : "none",
                (double)item->rect.x, (double)item->rect.y, (double)item->rect.w,
                (double)item->rect.h, view.item, view.head);
        }
    }
    return NULL;
}

/* ---- figures ---- */

/* "−.43" or "1.2" as a number; how far it may be off, by its decimals. False where it is none. */
static bool read_figure(const char *text, size_t bytes, double *value, double *off)
{
    char plain[40];
    bool negative = bytes >= 3 && memcmp(text, "−", 3) == 0;
    text += negative ? 3 : 0;
    bytes -= negative ? 3 : 0;
    if (bytes == 0 || bytes >= sizeof plain) {
        return false;
    }
    memcpy(plain, text, bytes);
    plain[bytes] = '\0';
    bool endless = strcmp(plain, "∞") == 0;
    char *end = plain, *point = strchr(plain, '.');
    *value = endless ? (double)INFINITY : strtod(plain, &end);
    *value = negative ? -*value : *value;
    *off = strchr(plain, 'e') ? fabs(*value) * 0.01
                              : 0.5 * pow(10, point ? -(double)strlen(point + 1) : 0);
    return endless || *end == '\0';
}

/* Whether the text is what the cell holds. */
static bool tells(const char *text, size_t bytes, float cell)
{
    double value, off;
    if (!read_figure(text, bytes, &value, &off)) {
        return false;
    }
    if (isnan(cell) || isinf(cell)) {
        return isnan(cell) ? isnan(value) : value == (double)cell;
    }
    return fabs(value - (double)cell) <= off * 1.001 + 1e-6 * fabs((double)cell);
}

/* The cell that has the text at its middle, as a plate writes its figures. */
static bool cell_of(const struct item *plate, const struct item *text, float width, int *at)
{
    const int *size = plate->heatmap.tensor.shape.size;
    float wide = plate->rect.w / (float)size[1], high = plate->rect.h / (float)size[0];
    float x = (text->rect.x + width / 2 - plate->rect.x) / wide;
    float y = (text->rect.y - text->size * 0.36f - plate->rect.y) / high;
    at[0] = (int)floorf(y);
    at[1] = (int)floorf(x);
    return at[0] >= 0 && at[0] < size[0] && at[1] >= 0 && at[1] < size[1] &&
           fabsf(x - (float)at[1] - 0.5f) * wide < 1 && fabsf(y - (float)at[0] - 0.5f) * high < 1;
}

const char *holds_figures(const struct walker *walker, char *fault)
{
    const struct scene *scene = &walker->scene;
    const struct measure measure = fonts_measure(walker->tools->fonts);
    const struct item *plate = NULL;
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        const char *text = scene_item_text(scene, item);
        int at[ATTN_RANK_MAX] = {0};
        plate = is_drawn(item) ? item : item->kind == ITEM_TEXT ? plate : NULL;
        if (!plate || item->kind != ITEM_TEXT || item->face != FACE_CODE || item->bytes == 0 ||
            item->turn) {
            continue;
        }
        float width =
            measure.width(measure.context, item->face, item->size, text, (size_t)item->bytes);
        if (cell_of(plate, item, width, at) &&
            !tells(text, (size_t)item->bytes, attn_tensor_at(&plate->heatmap.tensor, at))) {
            return fault_of(fault, "operation %d: \"%.*s\" on a cell of %g", plate->heatmap.op,
                            item->bytes, text, (double)attn_tensor_at(&plate->heatmap.tensor, at));
        }
    }
    return NULL;
}
