/* view: rows. One axis of those asked is another there; each that can be is told with its arithmetic. */
#include "lessons/clinic/class_view.h"

/* The first axes are not what is there: batch or tokens changed. */
static void mend_axis(struct clinic_cause *c, const struct view *v, int axis, long long size)
{
    if (v->named) {
        class_rewrite(c->mend, sizeof c->mend, &v->code, code_argument(v->code.right, axis), "%lld",
                      size);
    } else {
        answer_mend(
            c, axis == 0 ? "x.view(%lld, *sizes[1:])" : "x.view(sizes[0], %lld, *sizes[2:])", size);
    }
}

static void other_batch(const struct view *v, struct answer *a)
{
    long long tail = v->want.rank > 1 ? class_product(&v->want, 1, v->want.rank) : -1;
    long long wanted = v->want.size[0];
    if (tail <= 0 || v->cells % tail != 0 || v->cells / tail == wanted || wanted < 0) {
        return;
    }
    long long there = v->cells / tail;
    /* a last batch is smaller, a doubled one twice as large; a known width beside it speaks for both */
    bool usual = there < wanted || there == 2 * wanted;
    struct clinic_cause *c =
        answer_cause(a, GROUND_ARITHMETIC | (usual && v->want.rank >= 3 ? GROUND_AXIS : 0u),
                     "axis 0 is %lld there, not %lld: a last or doubled batch.", there, wanted);
    answer_because(c, "%lld = %lld x %lld.", v->cells, there, tail);
    mend_axis(c, v, 0, there);
}

static void other_tokens(const struct view *v, struct answer *a)
{
    long long all = class_product(&v->want, 0, v->want.rank),
              axis = v->want.rank >= 3 ? v->want.size[1] : 0;
    long long without = axis > 0 && all > 0 ? all / axis : 0;
    char tokens[80];
    if (without <= 0 || v->cells % without != 0 || v->cells / without == axis) {
        return;
    }
    long long there = v->cells / without;
    const char *known = known_tokens(there, tokens, sizeof tokens);
    struct clinic_cause *c =
        answer_cause(a, GROUND_ARITHMETIC | (known && there > 16 ? GROUND_KNOWN : 0u),
                     "axis 1 holds %lld there, not %lld: other tokens.", there, axis);
    answer_because(c, known ? "%lld = %lld x %lld; %lld is %s." : "%lld = %lld x %lld.", v->cells,
                   there, without, there, known);
    mend_axis(c, v, 1, there);
}

/* As many cells as tokens: the ids were not embedded, or the width is 1. */
static void not_embedded(const struct view *v, struct answer *a)
{
    if (v->want.rank < 3 || class_product(&v->want, 0, 2) != v->cells || v->cells <= 1) {
        return;
    }
    struct clinic_cause *c = answer_cause(a, GROUND_ARITHMETIC | GROUND_KNOWN | GROUND_AXIS,
                                          "there is no embedding axis: ids came, or a width of 1.");
    answer_because(c, "%lld cells are %lld x %lld tokens of 1.", v->cells, v->want.size[0],
                   v->want.size[1]);
    answer_mend(c, "x = nn.Embedding(vocabulary, width)(ids)  # before the layer");
}

/* Three axes, the width last: [B, T, W]. */
static void other_width(const struct view *v, struct answer *a)
{
    int last = v->want.rank - 1;
    long long first = last > 0 ? class_product(&v->want, 0, last) : -1;
    if (first <= 0 || v->cells % first != 0 || v->want.size[last] < 0 || v->want.rank == 4) {
        return;
    }
    long long width = v->cells / first, asked = v->want.size[last];
    struct sizes z = sizes_between(width, asked);
    /* half a known width is half the rows, mostly; and no width is 23 times another */
    bool halved = 2 * width == asked && known_head_width(asked);
    bool near = z.factor == 0 || z.factor <= 8;
    if (width == asked || width == 1) {
        return;
    }
    char text[80];
    sizes_text(&z, text, sizeof text);
    struct clinic_cause *c =
        answer_cause(a, GROUND_ARITHMETIC | (near && !halved ? GROUND_AXIS : 0u),
                     "each row is %lld wide there, not %lld.", width, asked);
    answer_because(c, "%lld / %lld = %lld%s%s.", v->cells, first, width, text[0] ? "; " : "", text);
    if (v->named) {
        class_rewrite(c->mend, sizeof c->mend, &v->code, code_argument(v->code.right, last), "%lld",
                      width);
    } else if (last == 2) {
        answer_mend(c, "x.view(%lld, %lld, %lld)", v->want.size[0], v->want.size[1], width);
    } else {
        answer_mend(c, "x.reshape(%lld, %lld)", first, width);
    }
}

static void inferred(const struct view *v, struct answer *a)
{
    long long known = 1;
    int holes = 0;
    for (int i = 0; i < v->want.rank; i++) {
        holes += v->want.size[i] < 0;
        known *= v->want.size[i] > 0 ? v->want.size[i] : 1;
        known = known > PATTERN_MOST / 1000 ? PATTERN_MOST / 1000 : known;
    }
    if (holes == 1 && known > 0 && v->cells % known != 0) {
        answer_sure(a, "%lld cells do not divide by %lld: rest %lld.", v->cells, known,
                    v->cells % known);
        struct clinic_cause *c =
            answer_cause(a, GROUND_ARITHMETIC, "what is there does not divide by the sizes asked.");
        answer_because(c, "%lld / %lld leaves %lld.", v->cells, known, v->cells % known);
        answer_mend(c, "x.flatten(1)  # keep axis 0, whatever the rest is");
    }
}

void class_view_rows(const struct view *v, struct answer *a)
{
    not_embedded(v, a);
    other_width(v, a);
    other_batch(v, a);
    other_tokens(v, a);
    inferred(v, a);
}
