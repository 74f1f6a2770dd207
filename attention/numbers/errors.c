/* The one file that holds PyTorch's words (1.13.1, CPU). */
#include "attention/numbers/errors.h"

#include "attention/numbers/tensor.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const kind_names[ATTN_ERROR_COUNT] = {
    [ATTN_ERROR_NONE] = "no error",    [ATTN_ERROR_RUNTIME] = "RuntimeError",
    [ATTN_ERROR_VALUE] = "ValueError", [ATTN_ERROR_ASSERTION] = "AssertionError",
    [ATTN_ERROR_SETTING] = "error",    [ATTN_ERROR_BUDGET] = "error",
    [ATTN_ERROR_MEMORY] = "error",
};

const char *attn_error_kind_name(enum attn_error_kind kind)
{
    return kind_names[kind];
}

bool error_set(struct attn_error *error, enum attn_error_kind kind, const char *format, ...)
{
    if (!error) {
        return false;
    }
    error->kind = kind;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    /* A caller's word may hold a line's end; an error is one line. */
    for (char *c = error->text; *c; c++) {
        *c = iscntrl((unsigned char)*c) ? ' ' : *c;
    }
    return false;
}

bool error_memory(struct attn_error *error)
{
    return error_set(error, ATTN_ERROR_MEMORY, "out of memory");
}

/* Linear flattens every axis but the last: (32, 10, 2048) becomes 320x2048. */
bool error_linear(struct attn_error *error, const struct attn_shape *input,
                  const struct attn_shape *weight)
{
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "mat1 and mat2 shapes cannot be multiplied (%zux%d and %dx%d)",
                     shape_outer(input, 1), shape_last(input), weight->size[1], weight->size[0]);
}

/* Two matrices and a row of them: torch folds the row into one, and turns both round where it is b
 * that is the row. */
static bool error_folded(struct attn_error *error, const struct attn_shape *a,
                         const struct attn_shape *b, bool transposed)
{
    size_t k = (size_t)b->size[b->rank - (transposed ? 1 : 2)];
    size_t m = (size_t)b->size[b->rank - (transposed ? 2 : 1)];
    size_t n = shape_outer(a, 1), width = (size_t)shape_last(a);
    if (b->rank > 2) {
        return error_set(error, ATTN_ERROR_RUNTIME,
                         "mat1 and mat2 shapes cannot be multiplied (%zux%zu and %zux%zu)",
                         m * shape_outer(b, 2), k, width, n);
    }
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "mat1 and mat2 shapes cannot be multiplied (%zux%zu and %zux%zu)", n, width, k,
                     m);
}

bool error_matmul(struct attn_error *error, const struct attn_shape *a, const struct attn_shape *b,
                  bool transposed, size_t pairs)
{
    if (a->rank == 2 || b->rank == 2) {
        return error_folded(error, a, b, transposed);
    }
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "Expected size for first two dimensions of batch2 tensor to be: "
                     "[%zu, %d] but got: [%zu, %d].",
                     pairs, shape_last(a), pairs, b->size[b->rank - (transposed ? 1 : 2)]);
}

bool error_view(struct attn_error *error, const struct attn_shape *wanted,
                const struct attn_shape *input)
{
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "shape '[%d, %d, %d, %d]' is invalid for input of size %zu", wanted->size[0],
                     wanted->size[1], wanted->size[2], wanted->size[3], attn_shape_count(input));
}

bool error_stride(struct attn_error *error)
{
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "view size is not compatible with input tensor's size and stride (at least "
                     "one dimension spans across two contiguous subspaces). Use .reshape(...) "
                     "instead.");
}

bool error_check(struct attn_error *error)
{
    return error_set(error, ATTN_ERROR_ASSERTION,
                     "Embedding size must be divisible by the number of heads");
}

bool error_concat(struct attn_error *error, int along, int expected, int got, int number)
{
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "Sizes of tensors must match except in dimension %d. Expected size %d but got "
                     "size %d for tensor number %d in the list.",
                     along, expected, got, number);
}

bool error_ranks(struct attn_error *error, const struct attn_shape *first,
                 const struct attn_shape *other)
{
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "Tensors must have same number of dimensions: got %d and %d", first->rank,
                     other->rank);
}

/* "[2, 3, 4]" */
static const char *list_text(const struct attn_shape *shape, char *buffer, size_t bytes)
{
    snprintf(buffer, bytes, "[");
    for (int i = 0; i < shape->rank; i++) {
        size_t used = strlen(buffer);
        snprintf(buffer + used, bytes - used, "%s%d", i ? ", " : "", shape->size[i]);
    }
    size_t used = strlen(buffer);
    snprintf(buffer + used, bytes - used, "]");
    return buffer;
}

bool error_stack(struct attn_error *error, const struct attn_shape *first,
                 const struct attn_shape *other, int number)
{
    char a[64], b[64];
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "stack expects each tensor to be equal size, but got %s at entry 0 and %s at "
                     "entry %d",
                     list_text(first, a, sizeof a), list_text(other, b, sizeof b), number);
}

bool error_broadcast(struct attn_error *error, int a, int b, int dimension)
{
    return error_set(error, ATTN_ERROR_RUNTIME,
                     "The size of tensor a (%d) must match the size of tensor b (%d) at "
                     "non-singleton dimension %d",
                     a, b, dimension);
}

bool error_dropout(struct attn_error *error, double p)
{
    return error_set(error, ATTN_ERROR_VALUE,
                     "dropout probability has to be between 0 and 1, but got %.12g", p);
}
