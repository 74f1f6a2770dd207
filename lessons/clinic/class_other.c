/* Errors that are not in the table. Two shapes still say where they differ; without them the honest
 * answer is what is missing. */
#include "lessons/clinic/class.h"

#include <stdio.h>

void class_shapes(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *l = evidence_shape(e, "a"), *r = evidence_shape(e, "b");
    a->out->left = *l;
    a->out->right = *r;
    struct clinic_cause *c = NULL;
    for (int n = 1; n <= l->rank && n <= r->rank && !c; n++) {
        long long x = l->size[l->rank - n], y = r->size[r->rank - n];
        if (x != y && x >= 0 && y >= 0) {
            answer_clash(a, x, y);
            answer_sure(a, "counted from the right, axis %d is %lld in one and %lld in the other.",
                        n, x, y);
            struct sizes z = sizes_between(x, y);
            char text[80];
            c = answer_cause(a, GROUND_USUAL, "two sizes that should be equal are %lld and %lld.",
                             x, y);
            answer_because(c, "%s%s", sizes_text(&z, text, sizeof text), text[0] ? "." : "");
        }
    }
    if (l->rank != r->rank) {
        answer_sure(a, "one has %d axes, the other %d.", l->rank, r->rank);
    }
    answer_cannot(a, "what it means: this wording is new here; the shapes say where they differ.");
    answer_tell_me(a, "the code line, and what print says of both shapes.");
    answer_run(a, "print(a.shape, b.shape)");
    sketch_lined_up(a, class_word("first"), l, class_word("other"), r);
}

void class_unknown(const struct evidence *e, struct answer *a)
{
    (void)e;
    answer_cannot(a, "what it means: this wording is not in the table.");
    answer_tell_me(a, "the last line of the traceback and the code line above it.");
    answer_run(a, "print(x.shape)  # of every tensor in the failing line, above it");
}
