/* broadcast: two sizes on one axis, neither of them 1. The axis named is the last that differs, so what
 * comes after it agrees. Who the two are stands in the code line; without one the axis says what mostly
 * stands there. The causes are in two files: masks and scores, and everything else. */
#include "lessons/clinic/class_broadcast.h"

#include <stdio.h>
#include <string.h>

static void say_sure(const struct sides *s, struct answer *a)
{
    char left[80], right[80];
    if (s->left.shape.rank > 0 && s->right.shape.rank > 0) {
        answer_sure(a, "%s against %s: axis %d differs, %lld and %lld.",
                    sketch_shape(&s->left.shape, left, sizeof left),
                    sketch_shape(&s->right.shape, right, sizeof right), s->axis, s->left.size,
                    s->right.size);
        return;
    }
    const char *later = s->code.op == CODE_MATMUL || s->code.op == CODE_SDPA
                            ? "the last two axes were not yet compared."
                            : "the axes after it agree.";
    if (s->named && code_is_name(s->left.name) && code_is_name(s->right.name) &&
        s->left.name.bytes + s->right.name.bytes <= 24) {
        answer_sure(a, "%.*s has %lld, %.*s %lld on axis %d; %s", SPAN(s->left.name), s->left.size,
                    SPAN(s->right.name), s->right.size, s->axis, later);
    } else if (s->named) {
        answer_sure(a, "%lld left and %lld right on axis %d; %s", s->left.size, s->right.size,
                    s->axis, later);
    } else {
        answer_sure(a, "if the line is + * or masked_fill, the axes after axis %d agree.", s->axis);
    }
}

/* Sizes of 1 fit anything, so only a rank that is told says more than the two numbers. */
static void draw(const struct sides *s, struct answer *a)
{
    struct clinic_told l = s->left.shape, r = s->right.shape;
    if (s->axis < 0) {
        return;
    }
    int rank = s->axis + 1 < 4 ? 4 : s->axis + 1;
    if (l.rank == 0 || r.rank == 0) {
        rank = s->axis == 2 || (s->axis == 1 && (s->lo <= 0 || s->hi % s->lo != 0)) ? 3 : rank;
        l = r = (struct clinic_told){.rank = rank};
        for (int i = 0; i < rank; i++) {
            l.size[i] = r.size[i] = -1;
        }
        l.size[s->axis] = s->left.size;
        r.size[s->axis] = s->right.size;
    }
    a->out->left = l;
    a->out->right = r;
    sketch_lined_up(a, s->left.name, &l, s->right.name, &r);
}

static void two_whole_shapes(const struct sides *s, struct answer *a)
{
    if (s->left.shape.rank == 0 || s->axis < 0) {
        return;
    }
    struct clinic_cause *c =
        answer_cause(a, GROUND_USUAL | GROUND_AXIS,
                     "axis %d, counted from 0, has %lld on one side, %lld on the "
                     "other.",
                     s->axis, s->left.size, s->right.size);
    static const char *const later[] = {"", "", ", :", ", :, :", ", :, :, :"};
    int right = sides_from_right(s);
    answer_mend(c, "%.*s[..., :%lld%s]  # if the rest is not meant; else make both alike",
                SPAN(class_name(s->left.size > s->right.size ? s->left.name : s->right.name, "x")),
                s->lo, right > 0 && right < 5 ? later[right] : "");
}

/* x += y where the result has another shape than x: a size of 1 cannot grow in place. */
static bool in_place(const struct evidence *e, const struct sides *s, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    char out[80], result[80];
    if (!class_holds(message, "output with shape")) {
        return false;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "an operation in place cannot make its left side larger: use x = x + y.");
    answer_sure(a, "the left is %s, the result %s.", sketch_shape(&s->left.shape, out, sizeof out),
                sketch_shape(&s->right.shape, result, sizeof result));
    answer_mend(c, "x = x + y  # not x += y");
    struct code_line code;
    const char *sign = evidence_code(e, 0, &code) ? NULL : code.target.at;
    if (sign && code.value.bytes > 0 && code_is_name(code.target)) {
        answer_mend(c, "%.*s = %.*s + %.*s", SPAN(code.target), SPAN(code.target),
                    SPAN(code.value));
        const char *op = code_end(code.target);
        op += *op == ' ';
        if (strchr("-*/", *op)) {
            answer_mend(c, "%.*s = %.*s %c (%.*s)", SPAN(code.target), SPAN(code.target), *op,
                        SPAN(code.value));
        }
    }
    answer_run(a, "print(x.shape, y.shape)");
    sketch_lined_up(a, class_word("left"), &s->left.shape, class_word("result"), &s->right.shape);
    return true;
}

/* A side with nothing on an axis: it was cut to nothing. */
static bool empty(const struct sides *s, struct answer *a)
{
    if (s->lo != 0 || s->hi <= 0) {
        return false;
    }
    const struct side *none = s->left.size == 0 ? &s->left : &s->right;
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "one side is empty: axis %d has 0 of the %lld wanted.", s->axis, s->hi);
    answer_because(c, "a slice that begins past the end, as positions past their table, is empty.");
    answer_mend(c, "# print what %.*s is cut with: the slice begins past its end",
                SPAN(class_name(s->named ? none->name : class_word(""), "the empty one")));
    sides_run(s, a, "a", "b");
    draw(s, a);
    return true;
}

/* Two whole shapes that would broadcast, from an operation that does not. */
static bool no_broadcast(const struct sides *s, const struct evidence *e, struct answer *a)
{
    char left[80], right[80];
    if (s->left.shape.rank == 0 || s->right.shape.rank == 0 || s->left.size >= 0) {
        return false;
    }
    struct code_span op = evidence_word(e, "op");
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "this operation does not broadcast, and the shapes are not the same.");
    answer_sure(a, "%s against %s.", sketch_shape(&s->left.shape, left, sizeof left),
                sketch_shape(&s->right.shape, right, sizeof right));
    if (op.bytes > 0 && op.bytes < 20) {
        answer_mend(c, "a.broadcast_%.*s(&b)?  // or b.broadcast_as(a.shape())?", SPAN(op));
    } else {
        answer_mend(c, "b.broadcast_as(a.shape())?");
    }
    answer_run(a, "println!(\"{:?} {:?}\", a.shape(), b.shape());");
    sketch_lined_up(a, class_word("left"), &s->left.shape, class_word("right"), &s->right.shape);
    return true;
}

void class_broadcast(const struct evidence *e, struct answer *a)
{
    struct sides s;
    sides_read(e, &s);
    if (in_place(e, &s, a)) {
        return;
    }
    if (no_broadcast(&s, e, a)) {
        return;
    }
    if (s.left.size < 0 || s.right.size < 0) {
        answer_cannot(a, "which axis differs: the message does not tell both sizes.");
        answer_sure(a, "lined up at the right, two sizes differ and neither is 1.");
        sides_run(&s, a, "a", "b");
        return;
    }
    answer_clash(a, s.left.size, s.right.size);
    say_sure(&s, a);
    if (empty(&s, a)) {
        return;
    }
    class_broadcast_masks(e, &s, a);
    class_broadcast_others(e, &s, a);
    two_whole_shapes(&s, a);
    answer_cannot(a, "what %lld and %lld on axis %d are: that stands in the line.", s.left.size,
                  s.right.size, s.axis);
    if (!s.named && s.left.shape.rank == 0) {
        answer_tell_me(a, "the code line: in masked_fill(m) a is the mask, in s + m it is b.");
    }
    bool masks = s.axis >= 2 && !s.named;
    sides_run(&s, a, s.axis == 1 || s.axis == 0 ? "q" : "x",
              masks         ? "mask"
              : s.axis == 1 ? "k"
                            : "k");
    draw(&s, a);
}
