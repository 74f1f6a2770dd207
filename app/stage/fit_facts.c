/* Fit: which widths meet, and which number says so. All of it is read off shapes. */
#include "app/stage/fit.h"

#include "app/stage/pictures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct attn_op *op_at(const struct frame *frame, int index)
{
    return attn_trace_op(frame->lens.trace, index);
}

static int last_size(const struct attn_op *op)
{
    return op->shape.rank > 0 ? op->shape.size[op->shape.rank - 1] : 0;
}

static bool told(const struct frame *frame, const char *word)
{
    const char *with = model_step(frame->model)->picture_with;
    return with && strcmp(with, word) == 0;
}

/* ---- what is so ---- */

static void find_heads(const struct frame *frame, struct fit *f)
{
    int last = f->bar->shape.rank - 1;
    bool joined = last >= 0 && f->bar->shape.axis[last] == ATTN_AXIS_CONCAT &&
                  attn_kind_about(f->bar->kind)->form == ATTN_FORM_SAME;
    int count = f->bar->heads > 0 ? f->bar->heads : f->bar->operand_count;
    f->heads = joined && count > 1 && count <= FIT_HEADS_MOST ? count : 0;
    for (int h = 0; h < f->heads; h++) {
        f->widths[h] =
            f->bar->heads > 0 ? f->given / count : last_size(op_at(frame, f->bar->operands[h]));
    }
}

/* A product with a parameter, as nn.Linear's: what it takes must meet what comes in. */
static bool is_layer(const struct frame *frame, const struct attn_op *op)
{
    return attn_kind_about(op->kind)->flattens && op->operand_count > 1 &&
           op_at(frame, op->operands[1])->shape.rank == 2;
}

/* What raises is not told before it may be seen. */
static void take(const struct frame *frame, struct fit *f, int index)
{
    const struct attn_op *taker = op_at(frame, index), *weight = op_at(frame, taker->operands[1]);
    bool clash = weight->shape.size[1] != f->given, hidden = model_hides(frame->model, index);
    if (clash && hidden) {
        return;
    }
    f->taker = taker;
    f->weight = weight;
    f->gives = weight->shape.size[0];
    f->taken = weight->shape.size[1];
    f->clash = clash;
    f->hidden = hidden;
}

struct fit fit_of(const struct frame *frame, int index)
{
    const struct attn_op *op = op_at(frame, index);
    bool layer = is_layer(frame, op);
    struct fit f = {.bar = layer ? op_at(frame, op->operands[0]) : op};
    f.given = last_size(f.bar);
    find_heads(frame, &f);
    if (layer) {
        take(frame, &f, index);
    }
    for (int i = index + 1;
         !layer && told(frame, "mouth") && i < attn_trace_count(frame->lens.trace); i++) {
        if (!f.taker && is_layer(frame, op_at(frame, i)) && op_at(frame, i)->operands[0] == index) {
            take(frame, &f, i);
        }
    }
    const struct attn_config *c = frame->lens.config;
    f.promised = told(frame, "promised") && f.heads ? c->embed / c->heads * c->heads : 0;
    return f;
}

bool picture_fit_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = op_at(frame, op);
    if (o->state == ATTN_STATE_NOT_REACHED || (!is_layer(frame, o) && o->shape.rank < 2)) {
        return false;
    }
    struct fit f = fit_of(frame, op);
    return f.given > 0 && (f.heads > 0 || f.taken > 0);
}

/* ---- the number ---- */

static enum colour axis_colour(const struct attn_op *op, int axis)
{
    return op && axis >= 0 ? theme_axis_colour(op->shape.axis[axis]) : COLOUR_EMBED;
}

enum colour fit_colour(const struct fit *f)
{
    return axis_colour(f->bar, f->bar->shape.rank - 1);
}

/* A Linear's weight is (out, in). */
enum colour fit_takes_colour(const struct fit *f)
{
    return axis_colour(f->weight, 1);
}

enum colour fit_gives_colour(const struct fit *f)
{
    return axis_colour(f->weight, 0);
}

void fit_write(struct pen *pen, enum colour colour, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    pen_colour(pen, colour, text);
}

void fit_write_sum(struct pen *pen, const struct fit *f)
{
    char text[48];
    bool even = f->heads > 0 && f->given % f->heads == 0;
    snprintf(text, sizeof text, "%d × %d = ", f->heads, even ? f->given / f->heads : 0);
    pen_write(pen, even ? text : "");
    fit_write(pen, fit_colour(f), f->given);
}

static void write_sign(struct pen *pen, const char *sign)
{
    pen_colour(pen, COLOUR_MUTED, sign);
}

void picture_fit_number(const struct frame *frame, int op, struct pen *pen)
{
    struct fit f = fit_of(frame, op);
    int other = f.promised ? f.promised : f.taken;
    if (f.clash || (f.promised && f.promised != f.given)) {
        fit_write(pen, fit_colour(&f), f.given);
        write_sign(pen, " ≠ ");
        fit_write(pen, f.promised ? COLOUR_EMBED : fit_takes_colour(&f), other);
    } else if (f.heads) {
        pen->colour = COLOUR_MUTED;
        fit_write_sum(pen, &f);
    } else {
        fit_write(pen, fit_colour(&f), f.given);
        write_sign(pen, " → ");
        fit_write(pen, fit_gives_colour(&f), f.gives);
    }
}

/* ---- where ---- */

struct place fit_place(const struct fit *f, struct rect area)
{
    float most = fmaxf((float)f->given, fmaxf((float)f->taken, (float)f->gives));
    struct place p = {.area = area, .scale = area.w / most, .caption = area.y + 22};
    bool low = area.h < 330;
    p.bracket = p.caption + (low ? 24 : 36);
    p.bar = p.bracket + (low ? 14 : 24);
    float rest = area.y + area.h - p.bar - FIT_ARROW - FIT_OUT;
    p.high = floorf(rest * (f->taker ? 0.42f : f->promised ? 0.36f : 0.56f));
    p.sink = f->clash && f->given > f->taken ? floorf(p.high * 0.3f) : 0;
    p.mouth = p.bar + p.high;
    p.funnel = floorf(fmaxf(30, rest - p.high - p.sink - 8));
    return p;
}

float fit_edge(const struct place *p, int features)
{
    return floorf(p->area.x + (float)features * p->scale + 0.5f);
}
