/* A tensor as a .npy file. */
#include "app/commands/npy.h"

#include <string.h>

enum { HEADER = 128, HEAD = 10 };

/* The same bytes on any machine. */
static void put_number(unsigned char *to, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 4; i++) {
        to[i] = (unsigned char)(bits >> 8 * i);
    }
}

static bool write_numbers(FILE *out, const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX] = {0};
    if (attn_shape_count(&tensor->shape) == 0) {
        return true;
    }
    do {
        unsigned char raw[4];
        put_number(raw, attn_tensor_at(tensor, at));
        if (fwrite(raw, sizeof raw, 1, out) != 1) {
            return false;
        }
    } while (attn_shape_next(&tensor->shape, at));
    return true;
}

bool npy_write(FILE *out, const struct attn_tensor *tensor)
{
    char header[HEADER], text[HEADER - HEAD], shape[64];
    memset(header, ' ', sizeof header);
    memcpy(header, "\x93NUMPY\x01\x00", 8);
    header[8] = (char)(HEADER - HEAD);
    header[9] = 0;
    int n = snprintf(text, sizeof text, "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }",
                     attn_shape_text(&tensor->shape, shape, sizeof shape));
    memcpy(header + HEAD, text, (size_t)n);
    header[HEADER - 1] = '\n';
    return fwrite(header, 1, HEADER, out) == HEADER && write_numbers(out, tensor);
}
