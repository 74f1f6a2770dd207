/* Numbers written out in a fenced block, one row a line. */
#include "lessons/read/read.h"

#include <stdio.h>
#include <string.h>

enum { MATRICES_MOST = 5000 };

bool matrix_row(struct parser *p, int line, struct span rest, void **values, int *count)
{
    while (rest.bytes > 0) {
        struct span word = span_word(&rest);
        double value = 0;
        int decimals = 0;
        if (!span_number(word, &value, &decimals) || !(value >= -1e6 && value <= 1e6)) {
            char text[40];
            return parser_fail(p, line, word.text, "'%s' is not a number from -1000000 to 1000000",
                               span_copy(word, text, sizeof text));
        }
        float *place = arena_push(p->arena, values, count, sizeof *place);
        if (!place) {
            return parser_out_of_memory(p);
        }
        *place = (float)value;
    }
    return true;
}

static bool given_twice(const struct parser *p, struct span name)
{
    for (int i = 0; i < p->lesson->matrix_count; i++) {
        if (span_is(name, p->matrices[i].name)) {
            return true;
        }
    }
    return false;
}

/* The rows of the lines from first to last - 1; blank lines part nothing. */
static bool parse_rows(struct parser *p, struct lesson_matrix *matrix, int first, int last)
{
    void *values = NULL;
    int count = 0;
    for (int line = first; line < last; line++) {
        int before = count;
        if (span_trim(p->lines[line]).bytes == 0) {
            continue;
        }
        if (!matrix_row(p, line, span_trim(p->lines[line]), &values, &count)) {
            return false;
        }
        if (matrix->rows++ > 0 && count - before != matrix->columns) {
            return parser_fail(p, line, NULL, "this row has %d numbers, the first has %d",
                               count - before, matrix->columns);
        }
        matrix->columns = count - before;
    }
    matrix->values = values;
    return true;
}

static bool good_name(struct parser *p, struct span name, int line)
{
    if (name.bytes == 0 || name.bytes >= ATTN_NAME_MAX) {
        return parser_fail(p, line, NULL, "a matrix needs the name of a tensor, as in 'matrix x'");
    }
    if (p->lesson->matrix_count == MATRICES_MOST) {
        return parser_fail(p, line, NULL, "more than %d matrices", MATRICES_MOST);
    }
    return !given_twice(p, name) || parser_fail(p, line, name.text, "matrix '%.*s' is given twice",
                                                (int)name.bytes, name.text);
}

bool parse_matrix(struct parser *p, struct span name, int first, int last)
{
    int head = first - 1;
    void *matrices = p->matrices;
    struct lesson_matrix matrix = {.line = head};
    if (!good_name(p, name, head) || !parse_rows(p, &matrix, first, last)) {
        return false;
    }
    if (matrix.rows == 0) {
        return parser_fail(p, head, name.text, "matrix '%.*s' has no rows", (int)name.bytes,
                           name.text);
    }
    struct lesson_matrix *place =
        arena_push(p->arena, &matrices, &p->lesson->matrix_count, sizeof *place);
    if (!place) {
        return parser_out_of_memory(p);
    }
    span_copy(name, matrix.name, sizeof matrix.name);
    *place = matrix;
    p->matrices = matrices;
    p->lesson->matrices = matrices;
    return true;
}
