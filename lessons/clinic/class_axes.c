/* axes: the code counts on more or fewer axes than the tensor has. */
#include "lessons/clinic/class.h"

#include <stdio.h>

static const char *missing(long long rank)
{
    return rank == 3   ? "the heads are not split: view to 4 axes first."
           : rank == 2 ? "the batch axis is missing, or the ids were not embedded."
                       : "an axis was lost before, by squeeze or an index.";
}

static void mend_rank(struct clinic_cause *c, long long rank, long long want)
{
    if (want > rank && rank == 3) {
        answer_mend(c, "x = x.view(B, T, heads, -1)  # above the line");
    } else if (want > rank) {
        answer_mend(c, "x = x.unsqueeze(0)  # above the line");
    } else if (rank == 4 && want == 3) {
        answer_mend(c, "x = x.flatten(0, 1)  # batch x heads as one axis");
    } else {
        answer_mend(c, "x = x.flatten(0, %lld)  # above the line", rank > want ? rank - want : 1);
    }
}

/* A number of axes and a wanted one. */
static void two_ranks(struct answer *a, long long rank, long long want)
{
    answer_clash(a, want, rank);
    struct clinic_cause *c =
        want > rank ? answer_cause(a, GROUND_SURE,
                                   "the tensor has %lld axes, the code counts on %lld.", rank, want)
                    : answer_cause(a, GROUND_SURE,
                                   "the tensor has %lld axes, at most %lld are taken.", rank, want);
    answer_sure(a, "%s",
                want > rank ? missing(rank) : "axes are too many: join or squeeze them first.");
    if (want > rank && rank != 3) {
        a->out->sure_count--;
        answer_because(c, "%s", missing(rank));
    }
    mend_rank(c, rank, want);
}

static void out_of_range(const struct evidence *e, struct answer *a)
{
    long long high = evidence_number(e, "high"), axis = evidence_number(e, "axis");
    long long rank = high + 1;
    answer_clash(a, axis, rank);
    struct clinic_cause *c =
        axis > high && axis >= 0
            ? answer_cause(a, GROUND_SURE,
                           "axis %lld was asked for; a tensor of %lld axes ends at %lld.", axis,
                           rank, high)
            : answer_cause(a, GROUND_SURE,
                           "the tensor has %lld axes, fewer than the code counts on.", rank);
    answer_sure(a, "counted from 0, %lld axes are 0 to %lld.", rank, high);
    if (rank == 3) {
        answer_because(c, "heads not split, if a transpose or softmax was meant for (B, H, T, d).");
    }
    if (axis == rank) {
        mend_rank(c, rank, axis + 1);
    } else {
        answer_mend(c, "dim=-1  # counted from the end, whatever the rank");
    }
    struct code_line code;
    if (evidence_code(e, CODE_CALL, &code) && class_holds(code.line, "softmax")) {
        answer_mend(c, "torch.softmax(scores, dim=-1)");
    }
}

static void numpy_axis(const struct evidence *e, struct answer *a)
{
    long long axis = evidence_number(e, "axis"), rank = evidence_number(e, "rank");
    const struct clinic_told *came = evidence_shape(e, "came");
    rank = rank >= 0 ? rank : came->rank;
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE, "axis %lld was asked for; an array of %lld axes ends at %lld.",
                     axis, rank, rank - 1);
    answer_clash(a, axis, rank);
    answer_mend(c, "axis=-1  # counted from the end, whatever the rank");
    if (rank == 3) {
        answer_because(c, "heads not split, if four axes were meant.");
    }
}

static void said(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    struct clinic_cause *c;
    if (class_holds(message, "must be a 3D")) {
        struct code_line code;
        c = answer_cause(a, GROUND_SURE,
                         "bmm takes three axes; use @, or join batch and heads first.");
        answer_mend(c, "q @ k.transpose(-2, -1)  # of any number of axes");
        if (evidence_code(e, CODE_MATMUL, &code) && code.left.bytes > 0 && code.right.bytes > 0) {
            class_rewrite(c->mend, sizeof c->mend, &code, code.whole, "%.*s @ %.*s",
                          SPAN(code.left), SPAN(code.right));
        }
    } else if (class_holds(message, "duplicate")) {
        c = answer_cause(a, GROUND_SURE, "an axis is named twice in permute.");
        answer_mend(c, "x.permute(0, 2, 1, 3)  # each axis once");
    } else if (class_holds(message, "repeat")) {
        c = answer_cause(a, GROUND_SURE, "repeat was told fewer numbers than the tensor has axes.");
        answer_mend(c, "x.repeat(1, 1, 1, 4)  # one number an axis, 1 for those that stay");
    } else if (class_holds(message, "Index tensor")) {
        c = answer_cause(a, GROUND_SURE,
                         "gather's index has another number of axes than its input.");
        answer_mend(c, "x.gather(1, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))");
    } else if (class_holds(message, "axes don")) {
        c = answer_cause(a, GROUND_SURE,
                         "transpose names another number of axes than the array has.");
        answer_mend(c, "x.reshape(B, T, heads, -1).transpose(0, 2, 1, 3)");
    } else {
        c = answer_cause(a, GROUND_SURE,
                         "the tensor has another number of axes than the code counts on.");
        answer_mend(c, "x = x.unsqueeze(0)  # or flatten; see what is printed");
    }
}

static void query_ranks(const struct evidence *e, struct answer *a)
{
    long long q = evidence_number(e, "q"), k = evidence_number(e, "k"), v = evidence_number(e, "v");
    struct clinic_cause *c =
        answer_cause(a, GROUND_SURE,
                     "query has %lld axes, key %lld, value %lld: at least 2 are taken.", q, k, v);
    answer_mend(c, "q = q[None, None]  # (batch, heads, tokens, width)");
}

void class_axes(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    long long rank = evidence_number(e, "rank"), want = evidence_number(e, "want");
    const struct clinic_told *came = evidence_shape(e, "came"), *wanted = evidence_shape(e, "want");
    if (class_holds(message, "to be in range")) {
        out_of_range(e, a);
    } else if (evidence_number(e, "q") >= 0) {
        query_ranks(e, a);
    } else if (wanted->rank > 0 && came->rank > 0) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "another shape came than the layer was made for.");
        answer_mend(c, "Input(shape=x.shape[1:])  # built for what comes");
        sketch_lined_up(a, class_word("wanted"), wanted, class_word("came"), came);
    } else if (rank >= 0 && want >= 0) {
        two_ranks(a, rank, want);
    } else if (came->rank > 0 && want >= 0) {
        two_ranks(a, came->rank, want);
    } else if (evidence_number(e, "axis") >= 0) {
        numpy_axis(e, a);
    } else if (class_holds(message, "expects a tensor with")) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, ".t() takes two axes; the tensor has %lld.", rank);
        answer_mend(c, "k.transpose(-2, -1)");
    } else if (class_holds(message, "too many indices")) {
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "the tensor has %lld axes, and more were indexed.", rank);
        answer_because(c, "%s", missing(rank));
        answer_mend(c, "x = x.unsqueeze(0)  # above the line");
    } else if (rank >= 0) {
        long long rank2 = evidence_number(e, "rank2");
        struct clinic_cause *c =
            rank2 >= 0
                ? answer_cause(a, GROUND_SURE,
                               "query has a batch axis, key and value have %lld and %lld axes.",
                               rank, rank2)
                : answer_cause(a, GROUND_SURE, "a tensor of %lld axes came; 2 or 3 are taken.",
                               rank);
        answer_mend(c, rank2 >= 0 ? "mha(query, key.unsqueeze(1), value.unsqueeze(1))"
                       : rank > 3
                           ? "query = query.flatten(2).transpose(1, 2)  # (B, C, H, W) to (B, T, C)"
                           : "query = query.unsqueeze(0)");
    } else {
        said(e, a);
    }
    answer_run(a, "print(x.shape)  # above the failing line");
    if (evidence_number(e, "q") >= 0) {
        answer_run(a, "print(q.shape, k.shape, v.shape)");
    }
}
