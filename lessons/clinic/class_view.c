/* view: cells there against sizes asked. The rest of what is there, after the first axes, is the width
 * that really came; nn.MultiheadAttention shows its faults as a view of three axes, [n, batch x heads,
 * width]. */
#include "lessons/clinic/class_view.h"

#include <stdio.h>
#include <string.h>

static void read_view(struct view *v, const struct evidence *e)
{
    memset(v, 0, sizeof *v);
    v->want = *evidence_shape(e, "want");
    v->have = *evidence_shape(e, "have");
    v->cells = evidence_number(e, "cells");
    if (v->cells < 0 && v->have.rank > 0) {
        v->cells = class_product(&v->have, 0, v->have.rank);
    }
    v->named = evidence_code(e, CODE_VIEW, &v->code);
}

static void unflattened(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *parts = evidence_shape(e, "parts");
    long long width = evidence_number(e, "width"), heads = parts->rank > 0 ? parts->size[0] : 0;
    struct clinic_cause *c;
    if (heads > 0 && width % heads != 0) {
        c = answer_cause(a, GROUND_SURE, "%lld does not divide by %lld: the rest is %lld.", width,
                         heads, width % heads);
        class_view_mend_heads(c, width, heads);
        sketch_bar(a, width, heads);
    } else {
        c = answer_cause(a, GROUND_SURE,
                         "the parts asked do not multiply to the %lld that are there.", width);
        answer_mend(c, "x.unflatten(-1, (%lld, %lld))", heads, heads > 0 ? width / heads : width);
    }
}

static void draw(const struct view *v, struct answer *a)
{
    char want[100], have[100];
    if (a->out->picture_lines == 0 && v->want.rank > 0) {
        struct clinic_told cells = {1, {v->cells}};
        long long asked = class_product(&v->want, 0, v->want.rank);
        sketch_shape(v->have.rank > 0 ? &v->have : &cells, have, sizeof have);
        sketch_shape(&v->want, want, sizeof want);
        a->out->picture_lines = 2;
        snprintf(a->out->picture[0], CLINIC_LINE_MAX, "there %lld cells%s%s", v->cells,
                 v->have.rank > 0 ? " " : "", v->have.rank > 0 ? have : "");
        if (asked >= 0) {
            snprintf(a->out->picture[1], CLINIC_LINE_MAX, "asked %lld cells %s", asked, want);
        } else {
            snprintf(a->out->picture[1], CLINIC_LINE_MAX, "asked %s", want);
        }
    }
}

void class_view(const struct evidence *e, struct answer *a)
{
    struct view v;
    read_view(&v, e);
    a->out->left = v.have;
    a->out->right = v.want;
    long long asked =
        v.want.rank > 0 ? class_product(&v.want, 0, v.want.rank) : evidence_number(e, "wanted");
    answer_clash(a, v.cells, asked);
    if (evidence_shape(e, "parts")->rank > 0) {
        unflattened(e, a);
    } else if (v.cells < 0 && v.want.rank == 0) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "two sizes of one view are -1; one can be.");
        answer_mend(c, "x.view(x.shape[0], -1, x.shape[-1])  # one -1 only");
    } else if (v.want.rank == 0) {
        answer_sure(a, "%lld cells are there, %lld were asked for.", v.cells, asked);
        answer_cannot(a, "which axis differs: this message does not tell the shape asked for.");
        struct sizes z = sizes_between(v.cells, asked);
        char text[80];
        if (z.factor > 1) {
            struct clinic_cause *c = answer_cause(a, GROUND_ARITHMETIC,
                                                  "a factor of %lld too %s: heads, "
                                                  "batch or a width of that ratio.",
                                                  z.factor, v.cells > asked ? "much" : "few");
            answer_because(c, "%s.", sizes_text(&z, text, sizeof text));
            answer_mend(c, "x.reshape(x.shape[0], -1, %s)", "width");
        }
    } else if (!class_view_indivisible(&v, a)) {
        if (!class_view_inside(e, &v, a)) {
            if (asked >= 0) {
                answer_sure(a, "%lld cells are there, the sizes asked multiply to %lld.", v.cells,
                            asked);
            }
            class_view_heads(&v, a);
            class_view_rows(&v, a);
            answer_cannot(a, "which size is wrong: no single one makes %lld cells.", v.cells);
        }
    }
    if (v.named && code_is_name(v.code.left)) {
        answer_run(a, "print(%.*s.shape)", SPAN(v.code.left));
    } else {
        answer_run(a, "print(x.shape, heads, x.shape[-1] %% heads)");
    }
    draw(&v, a);
}
