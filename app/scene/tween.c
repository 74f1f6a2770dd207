/* The new scene is gone through in order; what of the old one has no counterpart is drawn in between, in
 * its own order, so that what lay behind something still does. */
#include "app/scene/tween.h"

#include <math.h>
#include <string.h>

enum { AHEAD = 400 }; /* how far the counterpart of a mark without a key is looked for */

/* Parts of the whole time. */
static const float TEXT_GONE = 0.4f, TEXT_COMES = 0.5f; /* so that no two cross */
static const float GONE = 0.7f, COMES = 0.3f;
static const float SLIDE = 0.6f; /* one key's way; the others begin a little later each, */
static const float STAGGER = 40.0f / TWEEN_MS; /* where so many have the time for it */

/* A scene that is gone through. */
struct walk {
    const struct scene *scene;
    int i;
    struct rect clip; /* of what comes next */
};

struct tween {
    struct scene *out;
    struct walk from, to;
    float at;
    float stagger;
    struct rect clip; /* as it is in out */
    uint64_t key;     /* that moved last, */
    int order;        /* and after how many others */
};

static bool same_rect(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static float ease(float t)
{
    float u = 2 - 2 * t;
    return t <= 0 ? 0 : t >= 1 ? 1 : t < 0.5f ? 4 * t * t * t : 1 - u * u * u / 2;
}

static float mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

static struct rect mix_rect(struct rect a, struct rect b, float t)
{
    return (struct rect){mix(a.x, b.x, t), mix(a.y, b.y, t), mix(a.w, b.w, t), mix(a.h, b.h, t)};
}

/* ---- counterparts ---- */

static bool same_words(const struct scene *s, const struct item *a, const struct scene *t,
                       const struct item *b)
{
    return a->bytes == b->bytes && a->face == b->face && a->size == b->size && a->turn == b->turn &&
           (a->kind != ITEM_TEXT ||
            memcmp(scene_item_text(s, a), scene_item_text(t, b), (size_t)a->bytes) == 0);
}

static bool same_numbers(const struct heatmap *a, const struct heatmap *b)
{
    return a->tensor.data == b->tensor.data && a->revision == b->revision && a->op == b->op &&
           a->part == b->part && a->map == b->map && a->range == b->range && a->gap == b->gap &&
           a->bar == b->bar && a->tensor.stride[0] == b->tensor.stride[0] &&
           a->tensor.stride[1] == b->tensor.stride[1] &&
           attn_shape_equal(&a->tensor.shape, &b->tensor.shape);
}

static bool same_points(const struct scene *s, const struct item *a, const struct scene *t,
                        const struct item *b)
{
    return a->kind != ITEM_PATH || memcmp(s->points + a->points, t->points + b->points,
                                          (size_t)a->point_count * sizeof(struct point)) == 0;
}

/* Whether one becomes the other by moving and changing its colour. */
static bool becomes(const struct scene *s, const struct item *a, const struct scene *t,
                    const struct item *b)
{
    return a->kind == b->kind && a->kind != ITEM_CLIP && (a->dash > 0) == (b->dash > 0) &&
           (a->fill == COLOUR_NONE) == (b->fill == COLOUR_NONE) &&
           (a->stroke == COLOUR_NONE) == (b->stroke == COLOUR_NONE) && a->shut == b->shut &&
           a->point_count == b->point_count && same_words(s, a, t, b) &&
           (a->kind != ITEM_HEATMAP ||
            (same_rect(a->rect, b->rect) && same_numbers(&a->heatmap, &b->heatmap)));
}

/* Whether one stands where the other stood. */
static bool stays(const struct scene *s, const struct item *a, const struct scene *t,
                  const struct item *b)
{
    return a->kind == b->kind && same_rect(a->rect, b->rect) && a->key == b->key &&
           a->radius == b->radius && a->width == b->width && a->dash == b->dash &&
           becomes(s, a, t, b) && same_points(s, a, t, b);
}

/* The mark of the other scene with the same key: the third of a kind for the third. NULL: none. */
static const struct item *counterpart(const struct scene *s, const struct item *item,
                                      const struct scene *other)
{
    int before = 0;
    for (const struct item *i = s->items; i < item; i++) {
        before += i->key == item->key && i->kind == item->kind;
    }
    for (int i = 0; i < other->item_count; i++) {
        const struct item *there = &other->items[i];
        bool is = there->key == item->key && there->kind == item->kind;
        if (is && before-- == 0) {
            return becomes(s, item, other, there) ? there : NULL;
        }
    }
    return NULL;
}

/* ---- what is drawn ---- */

/* How faded is what goes, and what comes. */
static float going(const struct item *item, float at)
{
    return ease(at / (item->kind == ITEM_TEXT ? TEXT_GONE : GONE));
}

static float coming(const struct item *item, float at)
{
    float from = item->kind == ITEM_TEXT ? TEXT_COMES : COMES;
    return 1 - ease((at - from) / (1 - from));
}

static bool put(struct tween *t, struct rect clip, const struct scene *from, struct item item,
                float faded)
{
    item.faded = 1 - (1 - item.faded) * (1 - faded);
    if (item.faded >= 1) {
        return false;
    }
    if (!same_rect(clip, t->clip)) {
        t->clip = clip;
        scene_clip(t->out, clip);
    }
    scene_copy(t->out, from, &item);
    return !t->out->full;
}

static void mix_points(struct scene *out, const struct scene *s, const struct item *a,
                       const struct scene *e, const struct item *b, float t)
{
    const struct item *last = &out->items[out->item_count - 1];
    for (int i = 0; last->kind == ITEM_PATH && i < last->point_count; i++) {
        struct point p = s->points[a->points + i], q = e->points[b->points + i];
        out->points[last->points + i] = (struct point){mix(p.x, q.x, t), mix(p.y, q.y, t)};
    }
}

/* One mark on its way to another: what it was, and over it what it will be, as far as it is. */
static void put_moving(struct tween *t, const struct item *a, const struct item *b, float by)
{
    const struct scene *from = t->from.scene, *to = t->to.scene;
    struct item was = *a, will = *b;
    was.rect = will.rect = mix_rect(a->rect, b->rect, by);
    was.radius = will.radius = mix(a->radius, b->radius, by);
    was.width = will.width = mix(a->width, b->width, by);
    bool recoloured = a->fill != b->fill || a->stroke != b->stroke;
    was.faded = will.faded = mix(a->faded, b->faded, by);
    if (recoloured && by < 1 && put(t, t->to.clip, from, was, 0)) {
        mix_points(t->out, from, a, to, b, by);
    }
    if (put(t, t->to.clip, to, will, recoloured ? 1 - by : 0)) {
        mix_points(t->out, from, a, to, b, by);
    }
}

/* How far a key's marks are: a little less than those of the key before. */
static float progress(struct tween *t, uint64_t key)
{
    t->order += t->key != 0 && key != t->key;
    t->key = key;
    return ease((t->at - t->stagger * (float)t->order) / SLIDE);
}

/* Goes through the old scene up to the item of that number: what is in no way in the new one fades. */
static void leave(struct tween *t, int end)
{
    struct walk *w = &t->from;
    for (; w->i < end; w->i++) {
        const struct item *item = &w->scene->items[w->i];
        if (item->kind == ITEM_CLIP) {
            w->clip = item->rect;
        } else if (item->key == 0 || !counterpart(w->scene, item, t->to.scene)) {
            put(t, w->clip, w->scene, *item, going(item, t->at));
        }
    }
}

/* The next mark without a key that stands where this one stands; -1: none. */
static int standing(const struct tween *t, const struct item *item)
{
    const struct scene *from = t->from.scene;
    struct rect clip = t->from.clip;
    for (int i = t->from.i; i < from->item_count && i < t->from.i + AHEAD; i++) {
        const struct item *old = &from->items[i];
        if (old->kind == ITEM_CLIP) {
            clip = old->rect;
        } else if (old->rect.x == item->rect.x && same_rect(clip, t->to.clip) &&
                   stays(from, old, t->to.scene, item)) {
            return i;
        }
    }
    return -1;
}

static void step(struct tween *t, const struct item *item)
{
    const struct scene *from = t->from.scene, *to = t->to.scene;
    const struct item *old = item->key ? counterpart(to, item, from) : NULL;
    if (item->kind == ITEM_CLIP) {
        t->to.clip = item->rect;
    } else if (old) {
        put_moving(t, old, item, progress(t, item->key));
    } else {
        int place = item->key ? -1 : standing(t, item);
        if (place >= 0) {
            leave(t, place);
            put_moving(t, &from->items[place], item, ease(t->at));
            t->from.i = place + 1;
        } else {
            put(t, t->to.clip, to, *item, coming(item, t->at));
        }
    }
}

/* How many keys are in both. */
static int keys(const struct scene *from, const struct scene *to)
{
    uint64_t last = 0;
    int count = 0;
    for (int i = 0; i < to->item_count; i++) {
        const struct item *item = &to->items[i];
        if (item->key != 0 && item->key != last && counterpart(to, item, from)) {
            last = item->key;
            count++;
        }
    }
    return count;
}

static void copy(struct scene *out, const struct scene *scene)
{
    for (int i = 0; i < scene->item_count; i++) {
        scene_copy(out, scene, &scene->items[i]);
    }
}

static void copy_targets(struct scene *out, const struct scene *scene)
{
    for (int i = 0; i < scene->target_count; i++) {
        const struct target *t = &scene->targets[i];
        scene_target_cells(out, t->rect, t->rows, t->columns, t->action);
        if (out->target_count > 0) {
            out->targets[out->target_count - 1].on_hover = t->on_hover;
        }
    }
    memcpy(out->scrolls, scene->scrolls, sizeof out->scrolls);
}

void tween(struct scene *out, const struct scene *from, const struct scene *to, float at)
{
    struct tween t = {.out = out, .from = {.scene = from}, .to = {.scene = to}, .at = at};
    scene_begin(out);
    if (!(at > 0) || at >= 1) {
        copy(out, at >= 1 ? to : from);
    } else {
        int count = keys(from, to);
        t.stagger = count > 1 ? fminf(STAGGER, (1 - SLIDE) / (float)(count - 1)) : 0;
        for (t.to.i = 0; t.to.i < to->item_count; t.to.i++) {
            step(&t, &to->items[t.to.i]);
        }
        leave(&t, from->item_count);
    }
    copy_targets(out, to);
}

void tween_leave(struct scene *scene)
{
    for (int i = 0; i < scene->item_count; i++) {
        scene->items[i].heatmap.left = true;
    }
}
