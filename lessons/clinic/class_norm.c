/* layer_norm, conv: layers that read one axis, handed a tensor whose features stand on another. */
#include "lessons/clinic/class.h"

#include <stdio.h>

static int axis_of(const struct clinic_told *t, long long n)
{
    for (int i = 0; i < t->rank; i++) {
        if (t->size[i] == n) {
            return i;
        }
    }
    return -1;
}

/* The call's own input wrapped: norm(x) becomes norm(x.permute(..)).permute(..). */
static void mend_call(struct clinic_cause *c, const struct evidence *e, const char *before,
                      const char *after, const char *otherwise)
{
    struct code_line code;
    if (!evidence_code(e, CODE_CALL, &code) || code.right.bytes == 0) {
        snprintf(c->mend, sizeof c->mend, "%s", otherwise);
        return;
    }
    struct code_span in = code_argument(code.right, 0);
    class_rewrite(c->mend, sizeof c->mend, &code, code.whole, "%.*s(%.*s%s)%s", SPAN(code.left),
                  SPAN(in), before, after);
}

static void channels_first(const struct evidence *e, struct answer *a,
                           const struct clinic_told *came, long long n, long long last, int axis)
{
    struct clinic_cause *c = answer_cause(
        a, GROUND_ARITHMETIC | GROUND_AXIS,
        "channels first: the norm reads the last axis (%lld), %lld is axis %d.", last, n, axis);
    answer_cause_not_it(c, "the width: %lld is there, in another place.", n);
    if (came->rank == 4) {
        mend_call(c, e, ".permute(0, 2, 3, 1)", ".permute(0, 3, 1, 2)",
                  "norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)");
        answer_cause_careful(c, "an image %lld wide would run, and be wrong.", n);
    } else {
        mend_call(c, e, ".transpose(1, 2)", ".transpose(1, 2)",
                  "norm(x.transpose(1, 2)).transpose(1, 2)");
        answer_cause_careful(c, "a sequence of %lld tokens would run, and be wrong.", n);
    }
    if (came->rank == 4) {
        c = answer_cause(a, GROUND_USUAL,
                         "tokens are meant: x.flatten(2).transpose(1, 2) is (%lld, %lld, %lld).",
                         came->size[0], came->size[2] * came->size[3], came->size[1]);
        answer_mend(c, "norm(x.flatten(2).transpose(1, 2))");
    }
}

static void layer_norm(const struct evidence *e, struct answer *a, const struct clinic_told *built,
                       const struct clinic_told *came)
{
    long long n = built->size[built->rank - 1], last = came->size[came->rank - 1];
    int axis = axis_of(came, n);
    struct sizes z = sizes_between(n, last);
    char text[80];
    answer_clash(a, n, last);
    answer_sure(a, "built for %lld; the last axis is %lld.", n, last);
    if (built->rank == 1 && axis >= 0 && came->rank > 2) {
        channels_first(e, a, came, n, last, axis);
    }
    if (built->rank > 1) {
        struct clinic_cause *c = answer_cause(
            a, GROUND_AXIS, "the norm was built for %d axes at once, of fixed sizes.", built->rank);
        answer_because(c, "normalized_shape counts from the last axis back.");
        answer_mend(c, "nn.LayerNorm(%lld)", last);
    }
    struct clinic_cause *c =
        answer_cause(a,
                     GROUND_AXIS | (z.factor == 2 ? GROUND_ARITHMETIC : 0u) |
                         (known_width(n) && known_width(last) ? GROUND_KNOWN : 0u),
                     z.factor == 2 && last > n
                         ? "%lld arrives: two features of %lld were joined before the norm."
                         : "%lld arrives at a norm made for %lld: another width.",
                     last, n);
    answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
    answer_mend(c, "nn.LayerNorm(%lld)", last);
    if (z.factor > 2 && known_head_width(last) && came->rank == 4) {
        c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC,
                         "one head of %lld arrives where all %lld, joined, are expected.", last,
                         z.factor);
        answer_because(c, "%s.", text);
        answer_mend(c, "x.transpose(1, 2).flatten(2)  # from (B, %lld, T, %lld)", z.factor, last);
    }
    if (came->rank == 1) {
        c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC | GROUND_KNOWN,
                         "axes were lost: a vector of %lld came.", last);
        answer_mend(c, "norm(x.unsqueeze(0))");
    }
    answer_run(a, "print(x.shape, norm.normalized_shape)");
    struct code_line code;
    if (evidence_code(e, CODE_CALL, &code) && code_is_name(code_argument(code.right, 0)) &&
        code.left.bytes < 20) {
        answer_run(a, "print(%.*s.shape, %.*s)", SPAN(code_argument(code.right, 0)),
                   SPAN(code.left));
    }
    sketch_lined_up(a, class_word("x"), came, class_word("norm"), built);
}

static void counts(const struct evidence *e, struct answer *a)
{
    long long got = evidence_number(e, "got"), want = evidence_number(e, "want");
    struct code_span message = {e->text + e->start, (int)e->length};
    bool running = class_holds(message, "running_mean");
    answer_clash(a, got, want);
    struct clinic_cause *c;
    if (running) {
        c = answer_cause(a, GROUND_AXIS | GROUND_TEXT,
                         "BatchNorm reads axis 1: %lld stands there, it was made for %lld.", got,
                         want);
        answer_mend(c, "norm(x.transpose(1, 2)).transpose(1, 2)");
        answer_because(c, "(B, T, C) has tokens on axis 1; BatchNorm1d wants (B, C, T).");
    } else {
        c = answer_cause(a, GROUND_TEXT, "the norm's weight has %lld numbers, %lld are needed.",
                         want, got);
        answer_mend(c, "nn.GroupNorm(groups, %lld)", got);
    }
    answer_sure(a, "%lld on the axis that is normed, %lld in the layer.", got, want);
    answer_run(a, "print(x.shape, norm)");
}

void class_layer_norm(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *built = evidence_shape(e, "built"), *came = evidence_shape(e, "came");
    a->out->left = *came;
    a->out->right = *built;
    if (built->rank > 0 && came->rank > 0) {
        layer_norm(e, a, built, came);
    } else if (evidence_number(e, "got") >= 0) {
        counts(e, a);
    } else {
        answer_cannot(a, "which axis is normed: the message tells no shapes.");
        answer_run(a, "print(x.shape, norm.normalized_shape)");
    }
}

/* ---- convolutions ---- */

static void channels(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *came = evidence_shape(e, "came"),
                             *weight = evidence_shape(e, "weight");
    long long want = evidence_number(e, "want"), got = evidence_number(e, "got");
    if (want < 0 && weight->rank > 1 && came->rank > 1) {
        want = weight->size[weight->rank - 1];
        got = came->size[came->rank - 1];
    }
    int axis = axis_of(came, want);
    struct clinic_cause *c;
    answer_clash(a, want, got);
    answer_sure(a, "the convolution takes %lld channels, on its axis there are %lld.", want, got);
    if (axis > 1 && came->rank == 4) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "channels last: %lld stands on axis %d, a convolution reads axis 1.", want,
                         axis);
        mend_call(c, e, ".permute(0, 3, 1, 2)", "", "conv(x.permute(0, 3, 1, 2))");
        answer_cause_not_it(c, "the number of channels: %lld is there.", want);
    } else if (axis > 1 && came->rank == 3) {
        c = answer_cause(a, GROUND_ARITHMETIC | GROUND_AXIS,
                         "channels last: %lld stands on axis %d, a convolution reads axis 1.", want,
                         axis);
        mend_call(c, e, ".transpose(1, 2)", ".transpose(1, 2)",
                  "conv(x.transpose(1, 2)).transpose(1, 2)");
        answer_cause_not_it(c, "the number of channels: %lld is there.", want);
    } else if (want == 3 && (got == 1 || got == 4)) {
        c = answer_cause(a, GROUND_KNOWN | GROUND_AXIS,
                         got == 1
                             ? "a grey image, 1 channel, went into a layer for 3."
                             : "an image with transparency, 4 channels, went into a layer for 3.");
        answer_mend(c, "image = image.convert(\"RGB\")");
    } else if (got == 2 * want) {
        c = answer_cause(a, GROUND_ARITHMETIC,
                         "twice the channels: two tensors were joined before it.");
        answer_mend(c, "nn.Conv2d(%lld, out_channels, kernel_size)", got);
    } else {
        c = answer_cause(a, GROUND_AXIS,
                         "a tensor of %lld channels went into a layer made for %lld.", got, want);
        answer_mend(c, "nn.Conv2d(%lld, out_channels, kernel_size)", got);
    }
    answer_run(a, "print(x.shape)");
}

void class_conv(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *came = evidence_shape(e, "came"), *image = evidence_shape(e, "image");
    const struct clinic_told *kernel = evidence_shape(e, "kernel");
    struct clinic_cause *c;
    a->out->left = *came;
    if (evidence_number(e, "groups") >= 0 || e->system == CLINIC_SYSTEM_MLX) {
        channels(e, a);
    } else if (came->rank > 0) {
        long long rank = evidence_number(e, "rank2");
        rank = rank >= 0 ? rank : evidence_number(e, "rank");
        c = answer_cause(a, GROUND_SURE,
                         "the input has %d axes, the convolution takes %lld at most.", came->rank,
                         rank);
        if (came->rank < rank) {
            snprintf(c->verdict, sizeof c->verdict,
                     "the input has %d axes, the convolution takes %lld.", came->rank, rank);
        }
        answer_mend(c, came->rank > rank ? "x.flatten(0, 1)  # or x.squeeze(1)" : "x.unsqueeze(0)");
        answer_run(a, "print(x.shape)");
    } else {
        if (image->rank > 0 && kernel->rank > 0) {
            answer_clash(a, image->size[0], kernel->size[0]);
            answer_sure(a, "the image is %lld x %lld, the patch %lld x %lld.", image->size[0],
                        image->size[image->rank - 1], kernel->size[0],
                        kernel->size[kernel->rank - 1]);
        }
        c = answer_cause(a, GROUND_SURE,
                         "the image is smaller than the kernel that is to slide over it.");
        answer_mend(c, "x = F.interpolate(x, size=image_size)");
        answer_run(a, "print(x.shape)");
    }
}
