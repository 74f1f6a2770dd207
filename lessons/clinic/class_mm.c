/* mm: (.., k) @ (j, m) with k not j. mat2 is weight.T, so j is what the Linear was built for and m
 * what it gives; the rows n and m are never the culprit, and which of k and j is wrong is not in the
 * message: the causes are relations between the four. */
#include "lessons/clinic/class_mm.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

static long long leading(const struct clinic_told *t, int drop)
{
    long long n = 1;
    for (int i = 0; i < t->rank - drop; i++) {
        n = t->size[i] < 0 || n < 0 || n > PATTERN_MOST / (t->size[i] + 1) ? -1 : n * t->size[i];
    }
    return n;
}

/* Two whole shapes: of NumPy, JAX, TensorFlow, MLX, Candle, Burn. */
static void read_shapes(struct product *p, const struct clinic_told *a, const struct clinic_told *b,
                        struct answer *out)
{
    out->out->left = *a;
    out->out->right = *b;
    p->k = a->size[a->rank - 1];
    p->j = b->size[b->rank > 1 ? b->rank - 2 : 0];
    p->m = b->rank > 1 ? b->size[b->rank - 1] : -1;
    p->n = leading(a, 1);
}

/* JAX tells the contracted axes only: the first pair that differs. */
static bool read_contracted(struct product *p, const struct evidence *e, struct answer *out)
{
    const struct clinic_told *a = evidence_shape(e, "a"), *b = evidence_shape(e, "b");
    if (e->system != CLINIC_SYSTEM_JAX || a->rank == 0 || a->rank != b->rank) {
        return false;
    }
    int i = 0;
    while (i + 1 < a->rank && a->size[i] == b->size[i]) {
        i++;
    }
    p->k = a->size[i];
    p->j = b->size[i];
    out->out->left = (struct clinic_told){2, {-1, p->k}};
    out->out->right = (struct clinic_told){2, {p->j, -1}};
    return true;
}

static void read_numbers(struct product *p, const struct evidence *e, struct answer *out)
{
    const struct clinic_told *a = evidence_shape(e, "a"), *b = evidence_shape(e, "b");
    *p = (struct product){.n = -1, .k = -1, .j = -1, .m = -1};
    if (read_contracted(p, e, out)) {
        return;
    }
    if (a->rank > 0 && b->rank > 0) {
        read_shapes(p, a, b, out);
        return;
    }
    p->n = evidence_number(e, "n");
    p->k = evidence_number(e, "k");
    p->j = evidence_number(e, "j");
    p->m = evidence_number(e, "m");
    if (a->rank == 2) { /* a matrix times a vector */
        p->k = a->size[1];
    }
    out->out->left = (struct clinic_told){2, {p->n, p->k}};
    out->out->right = (struct clinic_told){2, {p->j, p->m}};
}

static void read_code(struct product *p, const struct evidence *e)
{
    bool product = evidence_code(e, CODE_MATMUL, &p->code);
    p->linear =
        !product && (e->system == CLINIC_SYSTEM_PYTORCH || e->system == CLINIC_SYSTEM_COMPILE);
    if (product && code_role(p->code.right) == CODE_ROLE_UNKNOWN &&
        memchr(p->code.right.at, 'W', (size_t)p->code.right.bytes)) {
        p->linear = true; /* x @ W */
    }
    if (!product && evidence_code(e, CODE_CALL, &p->code)) {
        p->layer = true;
        p->name = p->code.left;
        p->input = code_argument(p->code.right, 0);
    }
}

/* ---- what is sure ---- */

static void say_sure(const struct product *p, const struct evidence *e, struct answer *a)
{
    bool matmul = p->code.op == CODE_MATMUL && !p->linear;
    if (matmul || p->m < 0) {
        answer_sure(a, "the left is %lld wide, the right has %lld rows; they must be equal.", p->k,
                    p->j);
    } else if (e->system == CLINIC_SYSTEM_PYTORCH && p->n >= 0 && p->n != p->j) {
        answer_sure(a, "a Linear(%lld, %lld) met rows %lld wide. %lld and %lld are not at fault.",
                    p->j, p->m, p->k, p->n, p->m);
    } else {
        answer_sure(a, "rows %lld wide met a matrix that takes %lld and gives %lld.", p->k, p->j,
                    p->m);
    }
}

static void say_run(const struct product *p, struct answer *a)
{
    if (p->code.op == CODE_MATMUL && code_is_name(p->code.left) && code_is_name(p->code.right)) {
        answer_run(a, "print(%.*s.shape, %.*s.shape)", SPAN(p->code.left), SPAN(p->code.right));
    } else if (p->layer && code_is_name(p->input) && p->name.bytes <= 30) {
        answer_run(a, "print(%.*s.shape, %.*s)", SPAN(p->input), SPAN(p->name));
    } else if (p->code.line.bytes == 0) {
        answer_run(a, p->linear ? "print(x.shape, layer)" : "print(a.shape, b.shape)");
    } else {
        answer_run(a, "print(x.shape, layer)  # above the failing line");
    }
}

void class_mm(const struct evidence *e, struct answer *a)
{
    struct product p;
    read_numbers(&p, e, a);
    read_code(&p, e);
    answer_clash(a, p.k, p.j);
    if (p.k < 0 || p.j < 0) {
        answer_cannot(a, "which sizes met: the message tells no numbers.");
        answer_sure(a, "the left's last size is not the right's first.");
        say_run(&p, a);
        return;
    }
    say_sure(&p, e, a);
    class_mm_causes(&p, e, a);
    say_run(&p, a);
    answer_cannot(a, "which of %lld and %lld is wrong: that is in your code, not here.", p.k, p.j);
    sketch_product(a, &a->out->left, &a->out->right);
}
