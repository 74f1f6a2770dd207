/* Any file: it is refused in one line, or every cell of its shape is there. */
#include "tests/fuzz/fuzz.h"

#include "app/commands/npy.h"

#include <string.h>

void fuzz_npy(const uint8_t *data, size_t bytes)
{
    struct npy npy;
    char reason[NPY_REASON] = "";
    char *exact = malloc(bytes ? bytes : 1); /* so that a byte too far is found */
    require(exact != NULL);
    memcpy(exact, data, bytes);
    bool read = npy_parse(exact, bytes, &npy, reason);
    free(exact);
    if (!read) {
        require(reason[0] != '\0' && !strchr(reason, '\n'));
        return;
    }
    volatile float last = 0;
    size_t count = attn_shape_count(&npy.shape);
    require(npy.shape.rank <= ATTN_RANK_MAX && count <= bytes);
    for (size_t i = 0; i < count; i++) {
        last = npy.values[i];
    }
    (void)last;
    free(npy.values);
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    fuzz_npy(data, bytes);
    return 0;
}
#endif
