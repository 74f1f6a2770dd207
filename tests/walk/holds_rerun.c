/* What came about step by step equals what is made at once: the layer's numbers those of a fresh
 * plan, a warm painter's pixels those of a new one. */
#include "tests/walk/walk.h"

#include "app/model/layout.h"

#include <stdlib.h>
#include <string.h>

static bool same_bits(const struct attn_tensor *a, const struct attn_tensor *b)
{
    int at[ATTN_RANK_MAX] = {0};
    if (!attn_shape_equal(&a->shape, &b->shape) || !a->data != !b->data) {
        return false;
    }
    if (!a->data || attn_shape_count(&a->shape) == 0) {
        return true;
    }
    do {
        float x = attn_tensor_at(a, at), y = attn_tensor_at(b, at);
        if (memcmp(&x, &y, sizeof x) != 0 && !(x != x && y != y)) {
            return false;
        }
    } while (attn_shape_next(&a->shape, at));
    return true;
}

static const char *compare(const struct attn_trace *warm, const struct attn_trace *fresh,
                           char *fault)
{
    if (attn_trace_count(warm) != attn_trace_count(fresh)) {
        return fault_of(fault, "%d operations, afresh %d", attn_trace_count(warm),
                        attn_trace_count(fresh));
    }
    for (int i = 0; i < attn_trace_count(warm); i++) {
        const struct attn_op *a = attn_trace_op(warm, i), *b = attn_trace_op(fresh, i);
        if (strcmp(a->name, b->name) != 0 || a->state != b->state) {
            return fault_of(fault, "operation %d: %s in state %d, afresh %s in %d", i, a->name,
                            (int)a->state, b->name, (int)b->state);
        }
        for (int part = 0; part < ATTN_PART_COUNT; part++) {
            struct attn_tensor x = attn_trace_tensor(warm, i, (enum attn_part)part);
            struct attn_tensor y = attn_trace_tensor(fresh, i, (enum attn_part)part);
            if (!same_bits(&x, &y)) {
                return fault_of(fault, "%s %s is not as afresh", a->name,
                                attn_part_name((enum attn_part)part));
            }
        }
    }
    return NULL;
}

const char *holds_rerun(const struct walker *walker, char *fault)
{
    const struct model *m = &walker->model;
    struct attn_trace *fresh = attn_trace_new(NULL);
    struct attn_error error = {0};
    const char *wrong = "out of memory";
    if (fresh) {
        bool good = lesson_prepare(model_lesson(m), model_step(m), &m->config, model_mask(m), fresh,
                                   &error) &&
                    attn_trace_run_all(fresh, &error);
        wrong = good ? compare(m->trace, fresh, fault)
                     : fault_of(fault, "afresh it cannot be planned: %.200s", error.text);
    }
    attn_trace_free(fresh);
    return wrong;
}

/* ---- pixels ---- */

enum { WIDTH_MOST = 1300, HEIGHT_MOST = 900 }; /* larger ones are painted, not compared */

static bool paint(const struct walker *walker, struct painter *painter,
                  struct platform_error *error)
{
    const struct model *m = &walker->model;
    struct layout layout = layout_of(m);
    return painter_paint(painter, &walker->scene, layout.window.w, layout.window.h, layout.scale,
                         m->theme, error);
}

static const char *compare_pixels(const struct painter *warm, const struct painter *fresh,
                                  char *fault)
{
    int width, height, pitch, other_width, other_height, other_pitch;
    const uint32_t *a = painter_pixels(warm, &width, &height, &pitch);
    const uint32_t *b = painter_pixels(fresh, &other_width, &other_height, &other_pitch);
    if (width != other_width || height != other_height) {
        return fault_of(fault, "a picture of %d x %d, afresh %d x %d", width, height, other_width,
                        other_height);
    }
    for (int y = 0; y < height; y++) {
        const uint32_t *one = a + (size_t)y * (size_t)pitch / sizeof *a;
        const uint32_t *other = b + (size_t)y * (size_t)other_pitch / sizeof *b;
        for (int x = 0; x < width; x++) {
            if (one[x] != other[x]) {
                return fault_of(fault, "pixel %d, %d is %08x, afresh %08x", x, y, one[x], other[x]);
            }
        }
    }
    return NULL;
}

const char *holds_painted(const struct walker *walker, char *fault)
{
    const struct model *m = &walker->model;
    struct platform_error error = {""};
    fonts_set_density(walker->tools->fonts, layout_scale(m));
    const char *wrong = paint(walker, walker->tools->painter, &error)
                            ? NULL
                            : fault_of(fault, "not painted: %s", error.text);
    if (!wrong && m->width <= WIDTH_MOST && m->height <= HEIGHT_MOST) {
        struct painter *fresh = painter_new(walker->tools->fonts, &error);
        wrong = fresh && paint(walker, fresh, &error)
                    ? compare_pixels(walker->tools->painter, fresh, fault)
                    : fault_of(fault, "not painted afresh: %s", error.text);
        painter_free(fresh);
    }
    fonts_set_density(walker->tools->fonts, 1);
    return wrong;
}
