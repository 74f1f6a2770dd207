/* Reading an error's text: one table of the words that PyTorch and others use, and a matcher for
 * it. The last message in a text counts: a traceback ends with its error. */
#include "lessons/clinic/diagnose.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 4, LISTS_MAX = 2, REAL_MAX = 40 };

/* In words: # a whole number, * a list of them, ~ any number, a space any white space. */
struct pattern {
    enum clinic_framework framework;
    enum clinic_fault fault;
    const char *words;
};

static const struct pattern patterns[] = {
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_PRODUCT,
     "mat1 and mat2 shapes cannot be multiplied (#x# and #x#)"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_PRODUCT,
     "linear(): input and weight.T shapes cannot be multiplied (#x# and #x#)"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_PRODUCT, "size mismatch, m1: [# x #], m2: [# x #]"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_BATCHED,
     "Expected size for first two dimensions of batch2 tensor to be: [#, #] but got: [#, #]."},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_BROADCAST,
     "The size of tensor a (#) must match the size of tensor b (#) at non-singleton dimension #"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_VIEW, "shape '[*]' is invalid for input of size #"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_DIVISIBLE,
     "Embedding size must be divisible by the number of heads"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_DIVISIBLE, "embed_dim must be divisible by num_heads"},
    {CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_DROPOUT,
     "dropout probability has to be between 0 and 1, but got ~"},
    {CLINIC_FRAMEWORK_COMPILE, CLINIC_FAULT_PRODUCT,
     "a and b must have same reduction dim, but got [*] X [*]"},
    {CLINIC_FRAMEWORK_NUMPY, CLINIC_FAULT_PRODUCT,
     "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
     "(n?,k),(k,m?)->(n?,m?) (size # is different from #)"},
    {CLINIC_FRAMEWORK_NUMPY, CLINIC_FAULT_PRODUCT, "shapes (*) and (*) not aligned"},
    {CLINIC_FRAMEWORK_JAX, CLINIC_FAULT_PRODUCT,
     "dot_general requires contracting dimensions to have the same shape, got (*) and (*)"},
    {CLINIC_FRAMEWORK_TENSORFLOW, CLINIC_FAULT_PRODUCT,
     "Matrix size-incompatible: In[0]: [*], In[1]: [*]"},
};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

/* What a match found, in order. */
struct found {
    long long numbers[NUMBERS_MAX];
    struct clinic_told lists[LISTS_MAX];
    int number_count, list_count;
    double real;
};

/* Where reading stands. */
struct cursor {
    const char *at, *end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool take(struct cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted) {
        return false;
    }
    c->at++;
    return true;
}

static bool take_spaces(struct cursor *c)
{
    const char *from = c->at;
    while (c->at < c->end && is_space(*c->at)) {
        c->at++;
    }
    return c->at > from;
}

static bool take_number(struct cursor *c, long long *number)
{
    bool negative = take(c, '-');
    const char *from = c->at;
    *number = 0;
    for (; c->at < c->end && is_digit(*c->at); c->at++) {
        *number = *number * 10 + (*c->at - '0');
        *number = *number > TOLD_MOST ? TOLD_MOST : *number;
    }
    *number = negative ? -*number : *number;
    return c->at > from;
}

/* "320, 2048", "320,2048", "2048,": at least one. */
static bool take_list(struct cursor *c, struct clinic_told *list)
{
    list->rank = 0;
    do {
        take_spaces(c);
        if (c->at < c->end && !is_digit(*c->at) && *c->at != '-') {
            break; /* the comma of a tuple of one */
        }
        if (list->rank == CLINIC_AXES_TOLD_MAX || !take_number(c, &list->size[list->rank])) {
            return false;
        }
        list->rank++;
    } while (take(c, ','));
    return list->rank > 0;
}

static bool take_real(struct cursor *c, double *real)
{
    char text[REAL_MAX + 1] = "", *end = NULL;
    size_t most = (size_t)(c->end - c->at);
    memcpy(text, c->at, most < REAL_MAX ? most : REAL_MAX);
    text[strspn(text, "0123456789.eE+-")] = '\0';
    *real = strtod(text, &end);
    c->at += end - text;
    return end > text;
}

static bool take_one(struct cursor *c, char what, struct found *found)
{
    switch (what) {
    case '#':
        return take_number(c, &found->numbers[found->number_count++]);
    case '*':
        return take_list(c, &found->lists[found->list_count++]);
    case '~':
        return take_real(c, &found->real);
    case ' ':
        return take_spaces(c);
    default:
        return take(c, what);
    }
}

static bool match(const char *words, struct cursor *c, struct found *found)
{
    for (; *words; words++) {
        if (!take_one(c, *words, found)) {
            return false;
        }
    }
    return true;
}

/* ---- what was found, as a diagnosis ---- */

long long diagnose_count(const struct clinic_told *told, int from, int to)
{
    long long count = 1;
    for (int i = from; i < to; i++) {
        if (told->size[i] < 0) {
            return -1;
        }
        bool most = told->size[i] > 0 && count > TOLD_MOST / told->size[i];
        count = most ? TOLD_MOST : count * told->size[i];
    }
    return count;
}

static struct clinic_told pair(long long a, long long b)
{
    return (struct clinic_told){2, {a, b}};
}

/* (.., k) and (.., j, m) clash in k and j. */
static void set_operands(struct clinic_diagnosis *d, struct clinic_told a, struct clinic_told b)
{
    d->told[0] = a;
    d->told[1] = b;
    d->clash[0] = a.size[a.rank - 1];
    d->clash[1] = b.size[b.rank > 1 ? b.rank - 2 : 0];
}

/* JAX tells the axes that should be equal and no others. */
static void set_contracted(struct clinic_diagnosis *d, const struct found *f)
{
    int i = 0;
    while (i + 1 < f->lists[0].rank && i + 1 < f->lists[1].rank &&
           f->lists[0].size[i] == f->lists[1].size[i]) {
        i++;
    }
    set_operands(d, pair(-1, f->lists[0].size[i]), pair(f->lists[1].size[i], -1));
}

static void set_product(struct clinic_diagnosis *d, const struct found *f)
{
    const long long *n = f->numbers;
    if (d->framework == CLINIC_FRAMEWORK_JAX) {
        set_contracted(d, f);
    } else if (f->list_count == 2) {
        set_operands(d, f->lists[0], f->lists[1]);
    } else if (f->number_count == 2) { /* NumPy names the second operand's size first */
        set_operands(d, pair(-1, n[1]), pair(n[0], -1));
    } else {
        set_operands(d, pair(n[0], n[1]), pair(n[2], n[3]));
    }
}

static void set_found(struct clinic_diagnosis *d, const struct found *f)
{
    const long long *n = f->numbers;
    switch (d->fault) {
    case CLINIC_FAULT_PRODUCT:
        set_product(d, f);
        break;
    case CLINIC_FAULT_BATCHED:
        d->told[0] = (struct clinic_told){3, {n[0], -1, n[1]}};
        d->told[1] = (struct clinic_told){3, {n[2], n[3], -1}};
        d->clash[0] = n[1] == n[3] ? n[0] : n[1];
        d->clash[1] = n[1] == n[3] ? n[2] : n[3];
        break;
    case CLINIC_FAULT_BROADCAST:
        d->clash[0] = n[0];
        d->clash[1] = n[1];
        d->dimension = n[2] >= 0 && n[2] < CLINIC_AXES_TOLD_MAX ? (int)n[2] : -1;
        break;
    case CLINIC_FAULT_VIEW:
        d->told[0] = f->lists[0];
        d->clash[0] = diagnose_count(&f->lists[0], 0, f->lists[0].rank);
        d->clash[1] = n[0];
        break;
    default:
        d->dropout = f->real;
        break;
    }
}

bool diagnose_read(const char *text, size_t bytes, struct clinic_diagnosis *diagnosis)
{
    memset(diagnosis, 0, sizeof *diagnosis);
    diagnosis->clash[0] = diagnosis->clash[1] = -1;
    struct found last = {.real = 0};
    for (size_t i = 0; i < bytes; i++) {
        for (int p = 0; p < PATTERNS; p++) {
            struct cursor c = {text + i, text + bytes};
            struct found found = {.real = 0};
            if (text[i] == patterns[p].words[0] && match(patterns[p].words, &c, &found)) {
                diagnosis->framework = patterns[p].framework;
                diagnosis->fault = patterns[p].fault;
                diagnosis->start = i;
                diagnosis->bytes = (size_t)(c.at - text) - i;
                last = found;
            }
        }
    }
    if (diagnosis->fault != CLINIC_FAULT_NONE) {
        set_found(diagnosis, &last);
    }
    return diagnosis->fault != CLINIC_FAULT_NONE;
}
