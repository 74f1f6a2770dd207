/* einsum and einops: one letter with two sizes, or letters and axes that are not as many. */
#include "lessons/clinic/class.h"

#include <stdio.h>

static void two_sizes(const struct evidence *e, struct answer *a)
{
    struct code_span letter = evidence_word(e, "letter");
    long long seen = evidence_number(e, "a"), size = evidence_number(e, "b"),
              lo = seen < size ? seen : size;
    long long which = evidence_number(e, "which");
    struct sizes z = sizes_between(seen, size);
    char text[80];
    answer_clash(a, seen, size);
    sizes_text(&z, text, sizeof text);
    if (letter.bytes > 0) {
        answer_sure(a, "%.*s is %lld in operand %lld, and %lld before it.", SPAN(letter), size,
                    which, seen);
    } else {
        answer_sure(a, "one letter has two sizes: %lld and %lld.", seen, size);
    }
    bool head = letter.bytes == 1 && (*letter.at == 'h' || *letter.at == 'n');
    bool batch = letter.bytes == 1 && *letter.at == 'b';
    unsigned axis = GROUND_AXIS | (z.factor > 1 ? GROUND_ARITHMETIC : 0u);
    struct clinic_cause *c;
    if (batch && z.factor > 1) {
        c = answer_cause(a, axis, "one operand's batch was repeated %lld times, the other's not.",
                         z.factor);
        answer_mend(c, "x.repeat_interleave(%lld, dim=0)  # the operand of %lld", z.factor, lo);
    } else if (head && z.factor > 1) {
        c = answer_cause(a, axis,
                         "the heads differ, %lld and %lld: grouped keys were not repeated.", seen,
                         size);
        answer_mend(c, "k = k.repeat_interleave(%lld, dim=1)", z.factor);
    } else if (known_head_width(seen) && known_head_width(size)) {
        c = answer_cause(a, GROUND_KNOWN | GROUND_AXIS, "two head widths meet: %lld and %lld.",
                         seen, size);
        answer_mend(c, "to_k = nn.Linear(width, heads * %lld)", seen);
    } else if (known_width(seen) && known_width(size)) {
        c = answer_cause(a, GROUND_KNOWN | GROUND_AXIS, "two widths meet: %lld and %lld.", seen,
                         size);
        answer_mend(c, "nn.Linear(%lld, %lld)  # on operand %lld", size, seen, which);
    } else if (z.factor > 1) {
        c = answer_cause(a, GROUND_ARITHMETIC, "one operand has %lld times the other on that axis.",
                         z.factor);
        answer_mend(c, "x.repeat_interleave(%lld, dim=0)  # on the axis of that letter", z.factor);
    } else {
        c = answer_cause(a, GROUND_AXIS, "one letter stands for two things: %lld and %lld.", seen,
                         size);
        answer_mend(c, "torch.einsum(\"bhid,bhjd->bhij\", q, k)  # a letter for each length");
    }
    answer_because(c, "%s%s", text, text[0] ? "." : "");
}

static void letters(struct answer *a, long long count, long long axes, long long which)
{
    struct clinic_cause *c;
    answer_clash(a, count, axes);
    if (which >= 0) {
        answer_sure(a, "%lld letters for operand %lld, which has %lld axes.", count, which, axes);
    } else {
        answer_sure(a, "%lld axes are written, the tensor has %lld.", count, axes);
    }
    if (count == 4 && axes == 3) {
        c = answer_cause(a, GROUND_AXIS | GROUND_ARITHMETIC,
                         "the heads are not split: three axes came, four are written.");
        answer_mend(c,
                    "q, k, v = (t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in (q, k, v))");
    } else if (count == axes + 1) {
        c = answer_cause(a, GROUND_AXIS,
                         "an axis is missing: a batch of 1 was squeezed away, mostly.");
        answer_mend(c, "x.unsqueeze(0)  # or squeeze(-1), not squeeze(), before it");
    } else {
        c = answer_cause(a, GROUND_AXIS, "the equation is for tensors of %lld axes, %lld came.",
                         count, axes);
        answer_mend(c, count < axes ? "x.flatten(0, %lld)" : "x.unsqueeze(0)", axes - count);
    }
}

static void said(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    struct code_span letter = evidence_word(e, "letter");
    struct clinic_cause *c;
    if (class_holds(message, "output subscript")) {
        c = answer_cause(a, GROUND_SURE, "the letter %.*s is in the result and in no operand.",
                         SPAN(letter));
        answer_mend(
            c, "torch.einsum(\"bhid,bhjd->bhij\", q, k)  # every letter comes from an operand");
    } else if (class_holds(message, "only on one side")) {
        c = answer_cause(a, GROUND_SURE, "the name %.*s stands on one side of the arrow only.",
                         SPAN(letter));
        answer_mend(c, "rearrange(x, \"b t (h d) -> b h t d\", h=heads)");
    } else if (class_holds(message, "more operands")) {
        c = answer_cause(a, GROUND_SURE, "more tensors were given than the equation has operands.");
        answer_mend(c, "torch.einsum(\"bid,bjd->bij\", q, k)  # a comma between operands");
    } else if (class_holds(message, "fewer operands")) {
        c = answer_cause(a, GROUND_SURE,
                         "fewer tensors were given than the equation has operands.");
        answer_mend(c, "torch.einsum(\"bid,bjd->bij\", q, k)  # as many as commas and one");
    } else {
        c = answer_cause(a, GROUND_TEXT,
                         "an operand has fewer axes than its letters: heads not split?");
        answer_mend(c, "x.reshape(B, T, heads, -1).transpose(0, 2, 1, 3)");
    }
}

static void whole_shapes(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *l = evidence_shape(e, "a"), *r = evidence_shape(e, "b");
    struct clinic_cause *c;
    answer_sure(a, "both shapes are told; one letter stands for two sizes of them.");
    a->out->left = *l;
    a->out->right = *r;
    const struct clinic_told *ml = evidence_shape(e, "ra"), *mr = evidence_shape(e, "rb");
    for (int i = 0; i < ml->rank && i < mr->rank; i++) { /* remapped: letter under letter */
        long long x = ml->size[i], y = mr->size[i];
        if (x > 1 && y > 1 && x != y) {
            struct sizes z = sizes_between(x, y);
            char text[80];
            answer_clash(a, x, y);
            c = i == 0
                    ? answer_cause(a, GROUND_TEXT | GROUND_AXIS,
                                   "the first letter, the batch, is %lld in one operand and %lld "
                                   "in the other.",
                                   x, y)
                    : answer_cause(a, GROUND_TEXT,
                                   "a letter is %lld in one operand and %lld in the other.", x, y);
            answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
            if (z.factor > 1 && i == 0) {
                answer_mend(c, "x.repeat_interleave(%lld, dim=0)  # the operand of %lld", z.factor,
                            z.lo);
            } else {
                answer_mend(c, "nn.Linear(%lld, %lld)  # on the side of %lld", y, x, y);
            }
        }
    }
    if (a->count == 0) {
        c = answer_cause(a, GROUND_USUAL, "a letter has two sizes.");
        answer_mend(c, "torch.einsum(\"bid,bjd->bij\", q, k)");
    }
    sketch_lined_up(a, class_word("first"), l, class_word("other"), r);
}

void class_einsum(const struct evidence *e, struct answer *a)
{
    long long count = evidence_number(e, "letters"), axes = evidence_number(e, "axes");
    count = count >= 0 ? count : evidence_number(e, "want");
    axes = axes >= 0 ? axes : evidence_number(e, "rank");
    if (evidence_number(e, "a") >= 0 && evidence_number(e, "b") >= 0) {
        two_sizes(e, a);
    } else if (count >= 0 && axes >= 0) {
        letters(a, count, axes, evidence_number(e, "which"));
    } else if (evidence_shape(e, "a")->rank > 0) {
        whole_shapes(e, a);
    } else {
        said(e, a);
    }
    struct code_line code;
    if (evidence_code(e, CODE_EINSUM, &code) && code_is_name(code_argument(code.right, 1)) &&
        code_is_name(code_argument(code.right, 2))) {
        answer_run(a, "print(%.*s.shape, %.*s.shape)", SPAN(code_argument(code.right, 1)),
                   SPAN(code_argument(code.right, 2)));
    } else {
        answer_run(a, "print(eq, [t.shape for t in ops])");
    }
}
