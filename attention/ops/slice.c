/* input[..., start:start + width]: a window on some of the last axis. Nothing is copied: the rows
 * stay as far apart as they were. */
#include "attention/ops/kind.h"

#include "attention/numbers/tensor.h"

#include <string.h>

/* As in Python, a slice that reaches past the end is shorter, or empty, and no error. */
static bool slice_shape(struct attn_op *op, const struct attn_op *ops)
{
    const struct attn_shape *in = operand_shape(op, ops, 0);
    int last = in->rank - 1, width = op->shape.size[last];
    op->start = op->start < in->size[last] ? op->start : in->size[last];
    int room = in->size[last] - op->start;
    enum attn_axis axis = op->shape.axis[last];
    op->shape = *in;
    op->shape.size[last] = width < room ? width : room;
    op->shape.axis[last] = axis;
    return true;
}

static struct attn_tensor slice_window(const struct attn_op *op, const struct attn_tensor *in)
{
    struct attn_tensor window = *in;
    window.shape = op->shape;
    window.data = in->data ? in->data + op->start : NULL;
    return window;
}

static void source(const struct attn_op *op, const int *at, int *in)
{
    memcpy(in, at, ATTN_RANK_MAX * sizeof *in);
    in[op->shape.rank - 1] += op->start;
}

static void slice_explain(const struct view *view, struct attn_explanation *e)
{
    int in[ATTN_RANK_MAX];
    source(view->op, e->cell.at, in);
    e->term_count = 1;
    explanation_read(e, view_line(view, 0, in, -1));
}

static struct attn_term slice_term(const struct view *view, const struct attn_explanation *e, int k)
{
    int in[ATTN_RANK_MAX];
    (void)k;
    source(view->op, e->cell.at, in);
    return view_term(view, 0, in);
}

/* "[..., 4:8]"; none where it is not reached and has no width. */
static struct word slice_word(const struct subject *s, const char *name)
{
    const struct attn_shape *shape = &s->op->shape;
    if (strcmp(name, "columns") != 0 || shape->rank == 0) {
        return word_none();
    }
    return word_text("[..., %d:%d]", s->op->start, s->op->start + shape_last(shape));
}

const struct kind kind_slice = {
    .about = {.name = "slice",
              .formula = "{0}{columns}",
              .spoken = "{kind}({0})",
              .sentence = "A slice: some columns of the tensor, the same floats, no copy.",
              .picture = "slice",
              .form = ATTN_FORM_SAME,
              .note = "the same float, nothing is computed"},
    .shape = slice_shape,
    .window = slice_window,
    .explain = slice_explain,
    .term = slice_term,
    .word = slice_word,
};
