/* .npy files: a magic, a header in Python's words, the numbers. numpy.lib.format describes them. */
#include "app/commands/npy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 128, HEADER_MOST = 4096, SIDE_MOST = 65536 };

static const char magic[] = "\x93NUMPY\x01";

/* The numbers in row-major order, whatever the window's strides: rows of the last axis at a time. */
static bool write_numbers(FILE *file, const struct attn_tensor *tensor)
{
    struct attn_shape rows = tensor->shape;
    int last = rows.rank - 1, at[ATTN_RANK_MAX] = {0};
    bool good = true;
    if (attn_shape_count(&tensor->shape) == 0) {
        return true;
    }
    size_t width = (size_t)rows.size[last];
    rows.size[last] = 1;
    do { /* what a trace hands out has its last axis in a row */
        ptrdiff_t from = 0;
        for (int i = 0; i < last; i++) {
            from += at[i] * tensor->stride[i];
        }
        good = fwrite(tensor->data + from, sizeof(float), width, file) == width;
    } while (good && attn_shape_next(&rows, at));
    return good;
}

bool npy_write(const char *path, const struct attn_tensor *tensor)
{
    char header[HEADER + 1], shape[64];
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    header[8] = (char)(HEADER - 10);
    header[9] = 0;
    int n = snprintf(header + 10, HEADER - 10,
                     "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }",
                     attn_shape_text(&tensor->shape, shape, sizeof shape));
    header[10 + n] = ' ';
    header[HEADER - 1] = '\n';
    FILE *file = fopen(path, "wb");
    if (!file) {
        return false;
    }
    bool good = fwrite(header, 1, HEADER, file) == HEADER && write_numbers(file, tensor);
    return (fclose(file) == 0) && good;
}

/* ---- reading ---- */

struct header {
    char type; /* numpy's letter: b, i, u or f */
    int bytes; /* of one number */
    struct attn_shape shape;
};

static bool fail(char *reason, const char *text)
{
    snprintf(reason, 200, "%s", text);
    return false;
}

static bool parse_shape(const char *text, struct attn_shape *shape)
{
    const char *at = strstr(text, "'shape': (");
    if (!at) {
        return false;
    }
    at += strlen("'shape': (");
    while (*at != ')') {
        char *end = NULL;
        long size = strtol(at, &end, 10);
        if (end == at || size < 1 || size > SIDE_MOST || shape->rank == 2) {
            return false;
        }
        shape->size[shape->rank++] = (int)size;
        at = end + strspn(end, ", ");
    }
    return true;
}

static bool parse_header(const char *text, struct header *header, char *reason)
{
    const char *descr = strstr(text, "'descr': '");
    if (!descr || strstr(text, "'fortran_order': True")) {
        return fail(reason, "not a .npy file in C order");
    }
    descr += strlen("'descr': '");
    header->type = descr[1];
    header->bytes = descr[2] - '0';
    bool known = (header->type == 'f' && (header->bytes == 4 || header->bytes == 8)) ||
                 (strchr("iu", header->type) && strchr("1248", descr[2])) ||
                 (header->type == 'b' && header->bytes == 1);
    if (!known || descr[0] == '>' || descr[3] != '\'') {
        return fail(reason, "holds numbers of a kind that is not read here");
    }
    return parse_shape(text, &header->shape) ||
           fail(reason, "is not of one or two axes of at most 65536");
}

static bool read_header(FILE *file, struct header *header, char *reason)
{
    unsigned char head[10];
    char text[HEADER_MOST + 1];
    if (fread(head, 1, sizeof head, file) != sizeof head || memcmp(head, magic, 7) != 0) {
        return fail(reason, "is not a .npy file");
    }
    size_t bytes = (size_t)head[8] | (size_t)head[9] << 8;
    if (bytes > HEADER_MOST || fread(text, 1, bytes, file) != bytes) {
        return fail(reason, "has a broken header");
    }
    text[bytes] = '\0';
    return parse_header(text, header, reason);
}

static float number_of(const struct header *header, const unsigned char *raw)
{
    double real = 0;
    float single = 0;
    int64_t whole = 0;
    if (header->type == 'f' && header->bytes == 8) {
        memcpy(&real, raw, 8);
        return (float)real;
    }
    if (header->type == 'f') {
        memcpy(&single, raw, 4);
        return single;
    }
    memcpy(&whole, raw, (size_t)header->bytes); /* little-endian; masks are never negative */
    return (float)whole;
}

bool npy_read(const char *path, struct attn_shape *shape, float **values, char *reason)
{
    struct header header = {0};
    FILE *file = fopen(path, "rb");
    if (!file) {
        return fail(reason, strerror(errno));
    }
    bool good = read_header(file, &header, reason);
    size_t count = attn_shape_count(&header.shape);
    *values = good ? malloc(count * sizeof **values) : NULL;
    if (good && !*values) {
        good = fail(reason, "is too large for memory");
    }
    for (size_t i = 0; good && i < count; i++) {
        unsigned char raw[8] = {0};
        if (fread(raw, (size_t)header.bytes, 1, file) != 1) {
            good = fail(reason, "ends too early");
        } else {
            (*values)[i] = number_of(&header, raw);
        }
    }
    fclose(file);
    if (!good) {
        free(*values);
        *values = NULL;
    }
    *shape = header.shape;
    return good;
}
