/* Drawing with characters. */
#include "lessons/clinic/sketch.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER = 24, BAR = 48, NAME_MOST = 16 };

static const char *size_text(long long size, char *buffer)
{
    snprintf(buffer, NUMBER, size < 0 ? "?" : "%lld", size);
    return buffer;
}

const char *sketch_shape(const struct clinic_told *told, char *buffer, size_t bytes)
{
    size_t used = (size_t)snprintf(buffer, bytes, "(");
    for (int i = 0; i < told->rank && used < bytes; i++) {
        char number[NUMBER];
        used += (size_t)snprintf(buffer + used, bytes - used, "%s%s", i > 0 ? ", " : "",
                                 size_text(told->size[i], number));
    }
    if (used < bytes) {
        snprintf(buffer + used, bytes - used, told->rank == 1 ? ",)" : ")");
    }
    return buffer;
}

static char *next_line(struct answer *a)
{
    struct clinic_answer *out = a->out;
    out->picture_lines += out->picture_lines < CLINIC_PICTURE_LINES;
    return out->picture[out->picture_lines - 1]; /* past the last the last is drawn again */
}

/* A line under `line` with carets where it has characters between [ and ]. */
static void mark_brackets(const char *line, char *marks)
{
    bool inside = false;
    size_t i = 0;
    for (; line[i]; i++) {
        inside = inside && line[i] != ']';
        marks[i] = inside ? '^' : ' ';
        inside = inside || line[i] == '[';
    }
    marks[i] = '\0';
    while (i > 0 && marks[i - 1] == ' ') {
        marks[--i] = '\0';
    }
}

/* "(154, [1024])": the shape with one axis in brackets. */
static void bracketed(const struct clinic_told *told, int axis, char *buffer, size_t bytes)
{
    size_t used = (size_t)snprintf(buffer, bytes, "(");
    for (int i = 0; i < told->rank && used < bytes; i++) {
        char number[NUMBER];
        used += (size_t)snprintf(buffer + used, bytes - used, i == axis ? "%s[%s]" : "%s%s",
                                 i > 0 ? ", " : "", size_text(told->size[i], number));
    }
    if (used < bytes) {
        snprintf(buffer + used, bytes - used, ")");
    }
}

void sketch_product(struct answer *a, const struct clinic_told *left,
                    const struct clinic_told *right)
{
    char l[80], r[80];
    bracketed(left, left->rank - 1, l, sizeof l);
    bracketed(right, right->rank > 1 ? right->rank - 2 : 0, r, sizeof r);
    char *line = next_line(a);
    snprintf(line, CLINIC_LINE_MAX, "%s @ %s", l, r);
    mark_brackets(line, next_line(a));
}

/* ---- lined up ---- */

static long long size_at(const struct clinic_told *told, int rank, int axis)
{
    int own = axis - (rank - told->rank);
    return own < 0 ? -2 : told->size[own]; /* -2: it has no such axis */
}

static bool clashes(long long x, long long y)
{
    return x >= 0 && y >= 0 && x != y && x != 1 && y != 1;
}

static int width_at(const struct clinic_told *x, const struct clinic_told *y, int rank, int axis)
{
    char one[NUMBER], two[NUMBER];
    size_t a = strlen(size_text(size_at(x, rank, axis), one));
    size_t b = strlen(size_text(size_at(y, rank, axis), two));
    return (int)(a > b ? a : b);
}

static void row_text(struct code_span name, int name_width, const struct clinic_told *told,
                     const struct clinic_told *other, int rank, char *line)
{
    int used = snprintf(line, CLINIC_LINE_MAX, "%-*.*s (", name_width, name.bytes, name.at);
    for (int axis = 0; axis < rank; axis++) {
        char number[NUMBER] = "";
        long long size = size_at(told, rank, axis);
        used +=
            snprintf(line + used, (size_t)(CLINIC_LINE_MAX - used), "%s%*s",
                     axis > 0 ? (size_at(told, rank, axis - 1) == -2 ? "  " : ", ") : "",
                     width_at(told, other, rank, axis), size == -2 ? "" : size_text(size, number));
    }
    snprintf(line + used, (size_t)(CLINIC_LINE_MAX - used), ")");
}

void sketch_lined_up(struct answer *a, struct code_span left_name, const struct clinic_told *left,
                     struct code_span right_name, const struct clinic_told *right)
{
    snprintf(a->out->left_name, CLINIC_NAME_MAX, "%.*s", left_name.bytes, left_name.at);
    snprintf(a->out->right_name, CLINIC_NAME_MAX, "%.*s", right_name.bytes, right_name.at);
    left_name.bytes = left_name.bytes > NAME_MOST ? NAME_MOST : left_name.bytes;
    right_name.bytes = right_name.bytes > NAME_MOST ? NAME_MOST : right_name.bytes;
    int names = left_name.bytes > right_name.bytes ? left_name.bytes : right_name.bytes;
    int rank = left->rank > right->rank ? left->rank : right->rank;
    char marks[CLINIC_LINE_MAX];
    row_text(left_name, names, left, right, rank, next_line(a));
    row_text(right_name, names, right, left, rank, next_line(a));
    int used = snprintf(marks, sizeof marks, "%*s", names + 2, "");
    for (int axis = 0; axis < rank; axis++) {
        bool clash = clashes(size_at(left, rank, axis), size_at(right, rank, axis));
        used += snprintf(marks + used, sizeof marks - (size_t)used, "%s", axis > 0 ? "  " : "");
        for (int i = width_at(left, right, rank, axis); i > 0; i--) {
            marks[used++] = clash ? '^' : ' ';
        }
        marks[used] = '\0';
    }
    while (used > 0 && marks[used - 1] == ' ') {
        marks[--used] = '\0';
    }
    snprintf(next_line(a), CLINIC_LINE_MAX, "%s", marks);
}

/* ---- a bar ---- */

void sketch_bar(struct answer *a, long long whole, long long pieces)
{
    long long piece = pieces > 0 ? whole / pieces : 0, rest = whole - piece * pieces;
    if (piece <= 0 || pieces > BAR / 3) {
        return;
    }
    char *bar = next_line(a);
    int used = snprintf(bar, CLINIC_LINE_MAX, "|"), each = BAR / (int)pieces - 1;
    for (long long i = 0; i < pieces; i++) {
        used += snprintf(bar + used, (size_t)(CLINIC_LINE_MAX - used), "%.*s|", each > 8 ? 8 : each,
                         "________");
    }
    snprintf(bar + used, (size_t)(CLINIC_LINE_MAX - used), "%s", rest > 0 ? "////" : "");
    char *line = next_line(a);
    int length =
        snprintf(line, CLINIC_LINE_MAX, "%lld x %lld = %lld", pieces, piece, pieces * piece);
    if (rest > 0) {
        snprintf(line + length, (size_t)(CLINIC_LINE_MAX - length), ", rest %lld", rest);
    }
}
