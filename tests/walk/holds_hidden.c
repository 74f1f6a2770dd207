/* What is hidden is nowhere in the scene: it could be anything, and the scene would be the same. So
 * the hidden operations lose their numbers and get another shape, another error, and the scene is
 * built again; then they get everything back. */
#include "tests/walk/walk.h"

#include "app/stage/frame.h"

#include <stdlib.h>
#include <string.h>

/* What is spoiled, to be put back. */
struct kept {
    struct attn_op *ops;
    struct range *ranges;
    bool raises[CONTROL_COUNT][CONTROL_CHOICES_MAX];
};

/* The trace is the walker's to spoil: it puts everything back. */
static struct attn_op *op_at(const struct model *model, int i)
{
    return (struct attn_op *)(uintptr_t)attn_trace_op(model->trace, i);
}

static void spoil_op(struct model *model, int i)
{
    struct attn_op *op = op_at(model, i);
    struct range *range = &model->ranges[i];
    op->state = ATTN_STATE_PLANNED;
    op->error = (struct attn_error){ATTN_ERROR_RUNTIME, "spoiled"};
    if (op->shape.rank > 0) {
        op->shape.size[op->shape.rank - 1] = 1;
    }
    *range = (struct range){.revision = range->revision, .largest = 4711, .known = true};
}

/* Of a verdict that is asked: which of the choices now taken would raise. */
static void spoil_raises(struct model *model)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        int now = control_exists(i) ? control_choice(control_at(i), &model->config) : -1;
        if (now >= 0) {
            model->raises[i][now] = !model->raises[i][now];
        }
    }
}

/* Windows show another operation's numbers: who looks at them there sees nothing hidden. */
static bool is_window(const struct attn_op *op)
{
    return op->kind == ATTN_KIND_SLICE || op->kind == ATTN_KIND_SPLIT;
}

static bool hides(const struct model *model, int op)
{
    return model_hides(model, op) && !model_covers(model, op) &&
           !is_window(attn_trace_op(model->trace, op));
}

static bool hides_any(const struct model *model)
{
    bool any = false;
    for (int i = 0; i < attn_trace_count(model->trace); i++) {
        any |= hides(model, i);
    }
    return any;
}

static bool keep(struct kept *kept, const struct model *model)
{
    size_t count = (size_t)attn_trace_count(model->trace);
    kept->ops = malloc(count * sizeof *kept->ops);
    kept->ranges = malloc(count * sizeof *kept->ranges);
    memcpy(kept->raises, model->raises, sizeof kept->raises);
    for (int i = 0; i < (int)count && kept->ops && kept->ranges; i++) {
        kept->ops[i] = *op_at(model, i);
        kept->ranges[i] = model->ranges[i];
    }
    if (!kept->ops || !kept->ranges) {
        free(kept->ops);
        free(kept->ranges);
        return false;
    }
    return true;
}

static void put_back(struct kept *kept, struct model *model)
{
    for (int i = 0; i < attn_trace_count(model->trace); i++) {
        *op_at(model, i) = kept->ops[i];
        model->ranges[i] = kept->ranges[i];
    }
    memcpy(model->raises, kept->raises, sizeof kept->raises);
    free(kept->ops);
    free(kept->ranges);
}

/* ---- are two scenes the same? ---- */

static bool same_rect(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool same_item(const struct item *a, const struct item *b)
{
    return a->kind == b->kind && same_rect(a->rect, b->rect) && a->fill == b->fill &&
           a->stroke == b->stroke && a->text == b->text && a->bytes == b->bytes &&
           a->heatmap.tensor.data == b->heatmap.tensor.data &&
           a->heatmap.range == b->heatmap.range && a->heatmap.op == b->heatmap.op;
}

/* What of b is not as in a: a text, or an item's number. */
static const char *difference(const struct scene *a, const struct scene *b, char *fault)
{
    int count = a->item_count < b->item_count ? a->item_count : b->item_count, i = 0;
    while (i < count && same_item(&a->items[i], &b->items[i]) &&
           memcmp(scene_item_text(a, &a->items[i]), scene_item_text(b, &b->items[i]),
                  (size_t)a->items[i].bytes) == 0) {
        i++;
    }
    if (i == a->item_count && i == b->item_count) {
        return NULL;
    }
    const struct item *item = i < a->item_count ? &a->items[i] : &b->items[i];
    return fault_of(fault, "what is hidden shows: item %d of kind %d at %g %g \"%.*s\"", i,
                    (int)item->kind, (double)item->rect.x, (double)item->rect.y, item->bytes,
                    scene_item_text(i < a->item_count ? a : b, item));
}

/* Nothing of a hidden operation is drawn, not even of another item or head. */
static const char *holds_maps(const struct walker *walker, char *fault)
{
    const struct model *m = &walker->model;
    for (int i = 0; i < walker->scene.item_count; i++) {
        const struct heatmap *h = &walker->scene.items[i].heatmap;
        bool own = walker->scene.items[i].kind == ITEM_HEATMAP && !h->bar && h->tensor.data &&
                   h->op >= 0 && h->op < attn_trace_count(m->trace);
        if (own && hides(m, h->op) && !m->beside.there) {
            return fault_of(fault, "%s is hidden, and drawn", attn_trace_op(m->trace, h->op)->name);
        }
    }
    return NULL;
}

const char *holds_hidden(struct walker *walker, char *fault)
{
    struct model *model = &walker->model;
    struct kept kept;
    if (!hides_any(model)) {
        return NULL;
    }
    const char *wrong = holds_maps(walker, fault);
    if (wrong || !keep(&kept, model)) {
        return wrong;
    }
    for (int i = attn_trace_count(model->trace) - 1; i >= 0; i--) {
        if (hides(model, i)) {
            spoil_op(model, i);
        }
    }
    spoil_raises(model);
    struct measure measure = fonts_measure(walker->tools->fonts);
    view(model, &measure, &walker->spoiled);
    put_back(&kept, model);
    return difference(&walker->scene, &walker->spoiled, fault);
}
