/* Fit: widths to one scale. What is joined, block by block; below it the mouth of the layer that takes it,
 * and what that gives. What has no room stays out: the one red thing. Words behind `picture: fit`: mouth,
 * of joined heads the layer that takes them; promised, beside them what embed // heads would have made. */
#include "app/stage/fit.h"

#include "app/stage/pictures.h"

#include "app/scene/path.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { EDGE = 4, GAP = 16, LABEL_LEAST = 58, NUMBER_LEAST = 22 };

/* ---- the bar ---- */

static void dashed_box(const struct frame *frame, struct rect r, enum colour colour)
{
    struct path path = path_begin(frame->scene, r.x + 0.5f, r.y + 0.5f);
    path_line(&path, r.x + r.w - 0.5f, r.y + 0.5f);
    path_line(&path, r.x + r.w - 0.5f, r.y + r.h - 0.5f);
    path_line(&path, r.x + 0.5f, r.y + r.h - 0.5f);
    path_end(&path, COLOUR_NONE, colour, 1, 3, true);
}

/* A block with its edge on top; what it is, and below how wide, where there is room. */
static void block(const struct frame *frame, struct rect r, enum colour fill, enum colour hue,
                  const char *name, const char *number, const char *width)
{
    scene_fade(frame->scene, fill == hue ? 0.55f : 0);
    scene_rect(frame->scene, r, fill);
    scene_fade(frame->scene, 0);
    scene_rect(frame->scene, (struct rect){r.x, r.y, r.w, EDGE}, hue);
    bool wide = r.w > LABEL_LEAST &&
                r.w > measure_width(frame->measure, FACE_PROSE_BOLD, TYPE_LABEL, name) + 20;
    if (r.w > NUMBER_LEAST && r.h > 26) {
        scene_text(frame->scene, r.x + (wide ? 12 : 6), r.y + 22, FACE_PROSE_BOLD, TYPE_LABEL,
                   COLOUR_INK, wide ? name : number);
    }
    if (wide && r.h > 56) {
        scene_text(frame->scene, r.x + 12, r.y + r.h - 14, FACE_CODE, TYPE_LABEL, COLOUR_INK,
                   width);
    }
}

static void draw_head(const struct frame *frame, const struct fit *f, const struct place *p, int h,
                      int from)
{
    char name[32], number[16], width[16];
    bool sinks = from + f->widths[h] <= f->taken, off = attn_config_off(frame->lens.config, h);
    struct rect r = {fit_edge(p, from), p->bar,
                     fit_edge(p, from + f->widths[h]) - fit_edge(p, from) - 1, p->high};
    snprintf(name, sizeof name, string(STRING_HEAD), h);
    snprintf(number, sizeof number, "%d", h);
    snprintf(width, sizeof width, "%d", f->widths[h]);
    if (sinks && p->sink > 0) {
        dashed_box(frame, (struct rect){r.x, r.y, r.w, p->sink},
                   theme_head_colour(COLOUR_HEAD_HUE, h, f->heads));
        r.y += p->sink;
    }
    scene_key(frame->scene, "head", h);
    scene_fade(frame->scene, 0);
    block(frame, r, off ? COLOUR_SOFT : theme_head_colour(COLOUR_HEAD_FILL, h, f->heads),
          theme_head_colour(COLOUR_HEAD_HUE, h, f->heads), name, number,
          off ? string(STRING_OFF) : width);
    scene_key(frame->scene, NULL, 0);
    /* a flat block can be hit a little above and below, too */
    float more = fmaxf(0, 24 - r.h);
    struct rect hit = {r.x, r.y - more / 2, r.w, r.h + more};
    scene_target(frame->scene, hit, (struct action){.kind = ACTION_SWITCH_HEAD, .index = h});
}

/* What comes in as it is, cut where there is no more room for it. */
static void draw_whole(const struct frame *frame, const struct fit *f, const struct place *p)
{
    int cut = f->taker && f->taken < f->given ? f->taken : f->given;
    enum colour colour = fit_colour(f);
    char number[16];
    snprintf(number, sizeof number, "%d", cut);
    struct rect in = {fit_edge(p, 0), p->bar + p->sink, fit_edge(p, cut) - fit_edge(p, 0), p->high};
    if (p->sink > 0) {
        dashed_box(frame, (struct rect){in.x, p->bar, in.w, p->sink}, colour);
    }
    scene_key(frame->scene, "in", 0);
    block(frame, in, colour, colour, f->bar->name, number, number);
    if (cut < f->given) {
        scene_key(frame->scene, "in", 1);
        snprintf(number, sizeof number, "%d", f->given - cut);
        struct rect out = {fit_edge(p, cut) + 1, p->bar,
                           fit_edge(p, f->given) - fit_edge(p, cut) - 1, p->high};
        block(frame, out, colour, colour, number, "", "");
    }
    scene_key(frame->scene, NULL, 0);
}

/* Both ends of a width, and what it is, in the middle. */
static void draw_bracket(const struct frame *frame, const struct fit *f, const struct place *p)
{
    float x0 = fit_edge(p, 0), x1 = fit_edge(p, f->given), y = p->bracket;
    struct pen trial = {NULL, frame->measure, 0, 0, FACE_CODE, TYPE_PROSE, COLOUR_MUTED};
    fit_write_sum(&trial, f);
    float wide = trial.x, middle = floorf((x0 + x1 - wide) / 2);
    if (wide + 40 > x1 - x0) {
        return;
    }
    enum colour colour = fit_colour(f);
    scene_key(frame->scene, "bracket", 0);
    scene_line(frame->scene, x0, y, middle - 12, y, colour, 1, 0);
    scene_line(frame->scene, middle + wide + 12, y, x1, y, colour, 1, 0);
    scene_line(frame->scene, x0, y, x0, y + 7, colour, 1, 0);
    scene_line(frame->scene, x1 - 1, y, x1 - 1, y + 7, colour, 1, 0);
    struct pen pen = frame_pen(frame, middle, y + 5, FACE_CODE, TYPE_PROSE, COLOUR_MUTED);
    fit_write_sum(&pen, f);
    scene_key(frame->scene, NULL, 0);
}

static void draw_bar(const struct frame *frame, const struct fit *f, const struct place *p)
{
    int from = 0;
    draw_bracket(frame, f, p);
    for (int h = 0; h < f->heads; h++) {
        draw_head(frame, f, p, h, from);
        from += f->widths[h];
    }
    if (f->heads == 0) {
        draw_whole(frame, f, p);
    }
}

/* Name and shape; at the right the scale that everything is drawn to. */
static void draw_caption(const struct frame *frame, const struct fit *f, const struct place *p)
{
    char text[64];
    struct pen pen =
        frame_pen(frame, p->area.x, p->caption, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_MUTED);
    pen_write(&pen, f->bar->name);
    pen.x += 14;
    pen.size = TYPE_LABEL;
    pen_shape(&pen, &f->bar->shape, false);
    int unit = f->heads ? f->widths[0] : f->taken < f->given ? f->taken : f->given;
    float right = p->area.x + p->area.w, left = right - floorf((float)unit * p->scale);
    snprintf(text, sizeof text, string(STRING_FIT_SCALE), unit);
    float wide = measure_width(frame->measure, FACE_PROSE, TYPE_LABEL, text);
    if (left - 12 - wide < pen.x + 12) {
        return; /* one block is most of the width: what it is stands on it */
    }
    scene_text(frame->scene, left - 12 - wide, p->caption, FACE_PROSE, TYPE_LABEL, COLOUR_MUTED,
               text);
    scene_line(frame->scene, left, p->caption - 4, right, p->caption - 4, COLOUR_MUTED, 1, 0);
    scene_line(frame->scene, left, p->caption - 8, left, p->caption + 1, COLOUR_MUTED, 1, 0);
    scene_line(frame->scene, right - 1, p->caption - 8, right - 1, p->caption + 1, COLOUR_MUTED, 1,
               0);
}

/* ---- what takes it ---- */

/* "fc_out", of fc_out.weight. */
static void layer_name(const struct fit *f, char *text, size_t bytes)
{
    const char *dot = strrchr(f->weight->name, '.');
    snprintf(text, bytes, "%.*s", (int)(dot ? dot - f->weight->name : 40), f->weight->name);
}

static void write_layer(const struct frame *frame, const struct fit *f, float x, float y,
                        float room)
{
    char text[80];
    struct pen pen = frame_pen(frame, x, y, FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK);
    layer_name(f, text, sizeof text);
    pen_write(&pen, text);
    pen.x += 12;
    pen.face = FACE_CODE;
    pen_write(&pen, "Linear(");
    fit_write(&pen, fit_takes_colour(f), f->taken);
    pen_write(&pen, ", ");
    fit_write(&pen, fit_gives_colour(f), f->gives);
    pen_colour(&pen, COLOUR_INK, ")");
    snprintf(text, sizeof text, string(STRING_FIT_TAKES), f->taken, f->gives);
    pen_fitted(frame->scene, frame->measure, x, y + 22, room, FACE_PROSE, TYPE_SMALL, COLOUR_MUTED,
               text);
}

/* Open above where it takes, open below where it gives. */
static void draw_funnel(const struct frame *frame, const struct fit *f, const struct place *p)
{
    float left = fit_edge(p, 0), mouth = fit_edge(p, f->taken), spout = fit_edge(p, f->gives);
    float top = p->mouth + p->sink, bottom = top + p->funnel;
    scene_key(frame->scene, "mouth", 0);
    struct path in = path_begin(frame->scene, left, top);
    path_line(&in, mouth, top);
    path_line(&in, spout, bottom);
    path_line(&in, left, bottom);
    path_end(&in, COLOUR_SOFT, COLOUR_NONE, 0, 0, true);
    struct path wall = path_begin(frame->scene, left - 1, p->mouth);
    path_line(&wall, left - 1, bottom);
    path_end(&wall, COLOUR_NONE, COLOUR_INK, 2, 0, false);
    struct path other = path_begin(frame->scene, mouth + 1, p->mouth);
    path_line(&other, mouth + 1, top);
    path_line(&other, spout + 1, bottom);
    path_end(&other, COLOUR_NONE, COLOUR_INK, 2, 0, false);
    scene_key(frame->scene, NULL, 0);
}

static void draw_out(const struct frame *frame, const struct fit *f, const struct place *p)
{
    float y = p->mouth + p->sink + p->funnel + FIT_ARROW, right = fit_edge(p, f->gives);
    struct rect r = {fit_edge(p, 0), y, right - fit_edge(p, 0), FIT_OUT - 2};
    float middle = r.x + fminf(r.w, 110) / 2;
    path_stroke(frame->scene, middle, y - 20, middle, y - 6, COLOUR_MUTED, 1);
    struct path tip = path_begin(frame->scene, middle - 4, y - 10);
    path_line(&tip, middle, y - 5);
    path_line(&tip, middle + 4, y - 10);
    path_end(&tip, COLOUR_NONE, COLOUR_MUTED, 1, 0, false);
    if (f->clash) {
        dashed_box(frame, r, COLOUR_MUTED);
    } else {
        scene_key(frame->scene, "out", 0);
        scene_fade(frame->scene, 0.55f);
        scene_rect(frame->scene, r, fit_gives_colour(f));
        scene_fade(frame->scene, 0);
        scene_key(frame->scene, NULL, 0);
    }
    bool beside = right + GAP + 160 < p->area.x + p->area.w;
    struct pen pen = frame_pen(frame, beside ? right + GAP : r.x + 12, y + 18, FACE_PROSE_BOLD,
                               TYPE_SMALL, f->clash && beside ? COLOUR_MUTED : COLOUR_INK);
    pen_write(&pen, f->taker->name);
    pen.x += 12;
    pen.face = FACE_PROSE;
    pen.size = TYPE_LABEL;
    if (f->clash) {
        pen_colour(&pen, COLOUR_MUTED, string(STRING_FIT_NOT_REACHED));
    } else if (beside) {
        pen_shape(&pen, &f->taker->shape, false);
    } else {
        fit_write(&pen, COLOUR_INK, f->gives);
    }
}

/* What there is no room for, or what is missing: the one red thing. */
static void draw_clash(const struct frame *frame, const struct fit *f, const struct place *p)
{
    bool over = f->given > f->taken;
    int apart = over ? f->given - f->taken : f->taken - f->given;
    float from = fit_edge(p, over ? f->taken : f->given),
          to = fit_edge(p, over ? f->given : f->taken);
    struct rect hatched = over ? (struct rect){from + 2, p->mouth + 3, to - from - 2, 20}
                               : (struct rect){from, p->bar, to - from, p->high};
    scene_hatch(frame->scene, hatched, COLOUR_ERROR);
    scene_rect(frame->scene, (struct rect){from + (over ? 1 : 0), p->mouth, to - from, 3},
               COLOUR_ERROR);
    char text[64];
    snprintf(text, sizeof text, string(over ? STRING_FIT_OUT : STRING_FIT_MISSING), apart);
    if (over) {
        float x = from + GAP;
        scene_text(frame->scene, x, p->mouth + 52, FACE_PROSE_BOLD, TYPE_CLAIM, COLOUR_ERROR, text);
    } else {
        pen_right(frame->scene, frame->measure, to - 12, p->mouth + 32, FACE_PROSE_BOLD, TYPE_CLAIM,
                  COLOUR_ERROR, text);
    }
}

/* Where there is little room, first the layer goes unnamed. */
static void draw_taker(const struct frame *frame, const struct fit *f, const struct place *p)
{
    draw_funnel(frame, f, p);
    if (f->clash) {
        draw_clash(frame, f, p);
    }
    float widest = fmaxf(fit_edge(p, f->taken), fit_edge(p, f->gives)), top = p->mouth + p->sink;
    bool beside = widest + GAP + 220 < p->area.x + p->area.w;
    float x = beside ? widest + GAP : p->area.x + 14;
    float y = f->clash && beside ? fmaxf(top + 24, p->mouth + 84) : top + 26;
    if (y + 30 < top + p->funnel + FIT_ARROW) {
        write_layer(frame, f, x, y, p->area.x + p->area.w - x);
    }
    float end = top + p->funnel + FIT_ARROW + FIT_OUT;
    if (!f->hidden && end <= p->area.y + p->area.h + 4 && (!f->clash || end > p->mouth + 84)) {
        draw_out(frame, f, p);
    }
}

/* Below joined heads that nothing takes yet: what was promised, or what each head was given. */
static void draw_beside(const struct frame *frame, const struct fit *f, const struct place *p)
{
    const struct attn_config *c = frame->lens.config;
    char text[96];
    int width = f->promised ? f->promised : c->embed;
    float y = p->mouth + fminf(56, p->high / 4);
    struct rect r = {fit_edge(p, 0), y, fit_edge(p, width) - fit_edge(p, 0),
                     f->promised ? p->high : floorf(p->high / 2)};
    if (y + r.h > p->area.y + p->area.h || width > f->given) {
        return;
    }
    if (f->promised) {
        dashed_box(frame, r, COLOUR_INK);
        snprintf(text, sizeof text, string(STRING_FIT_PROMISED), c->heads, c->embed / c->heads,
                 width);
    } else {
        scene_key(frame->scene, "in", 0);
        block(frame, r, COLOUR_EMBED, COLOUR_EMBED, "x", "x", "");
        scene_key(frame->scene, NULL, 0);
        snprintf(text, sizeof text, string(STRING_FIT_GIVEN), width);
    }
    pen_fitted(frame->scene, frame->measure, r.x + r.w + GAP, y + r.h / 2 + 6,
               p->area.x + p->area.w - r.x - r.w - GAP, FACE_PROSE, TYPE_PROSE, COLOUR_INK, text);
}

void picture_fit(const struct frame *frame, int op, const struct space *space)
{
    struct fit f = fit_of(frame, op);
    struct place p = fit_place(&f, space->below);
    draw_caption(frame, &f, &p);
    if (f.taker) {
        draw_taker(frame, &f, &p);
    } else {
        draw_beside(frame, &f, &p);
    }
    draw_bar(frame, &f, &p);
}
