/* Numbers that a lesson or its layer writes out, as a dictionary of tensors. Each item of a batch is
 * given the same x, so that one stands there and is repeated. */
#include "lessons/script/given.h"

#include <string.h>

bool given_has(const struct attn_trace *trace, const char *name)
{
    for (int i = 0; trace && i < attn_trace_count(trace); i++) {
        const struct attn_op *op = attn_trace_op(trace, i);
        if (op->source == ATTN_SOURCE_GIVEN && (!name || strcmp(op->name, name) == 0)) {
            return true;
        }
    }
    return false;
}

static void write_row(FILE *out, const float *row, int columns)
{
    fputc('[', out);
    for (int j = 0; j < columns; j++) {
        fprintf(out, "%s%.9g", j ? ", " : "", (double)row[j]);
    }
    fputc(']', out);
}

/* "x": torch.tensor([[...], ...]).repeat(2, 1, 1), */
static void write_tensor(FILE *out, const struct attn_op *op, const struct attn_tensor *tensor)
{
    const struct attn_shape *s = &tensor->shape;
    int columns = s->size[s->rank - 1], rows = s->rank > 1 ? s->size[s->rank - 2] : 1;
    fprintf(out, "    \"%s\": torch.tensor(%s", op->name, s->rank > 1 ? "[\n        " : "");
    for (int i = 0; i < rows; i++) {
        fputs(i ? ",\n        " : "", out);
        write_row(out, tensor->data + (size_t)i * (size_t)columns, columns);
    }
    fputs(s->rank > 1 ? "], dtype=torch.float32)" : ", dtype=torch.float32)", out);
    if (s->rank > 2) {
        fprintf(out, ".repeat(%d, 1, 1)", s->size[0]);
    }
    fputs(",\n", out);
}

void given_write(FILE *out, struct attn_trace *trace)
{
    struct attn_error error = {0};
    fputs("# The numbers that the lesson gives, in place of those that are drawn.\ngiven = {\n",
          out);
    for (int i = 0; i < attn_trace_count(trace); i++) {
        const struct attn_op *op = attn_trace_op(trace, i);
        if (op->source == ATTN_SOURCE_GIVEN && attn_trace_run(trace, i, &error)) {
            struct attn_tensor tensor = attn_trace_tensor(trace, i, ATTN_PART_VALUE);
            write_tensor(out, op, &tensor);
        }
    }
    fputs("}\n\n\n", out);
}
