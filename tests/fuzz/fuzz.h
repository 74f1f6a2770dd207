/* What is fuzzed: each takes any bytes, and aborts where a promise does not hold. libFuzzer calls
 * one of them in fuzz_NAME.c; tests/test_fuzz.c runs the corpus through all. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* A promise that holds, or the end: what a fuzzer counts as found. */
static inline void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* "key=value" lines: set, get, set again; then the layer is planned with a small budget. */
void fuzz_settings(const uint8_t *data, size_t bytes);
/* A lesson file: parsed, and held where its layers are small. */
void fuzz_lesson(const uint8_t *data, size_t bytes);
/* A layer's file. */
void fuzz_layer(const uint8_t *data, size_t bytes);
/* A text with a shape error in it, or none. */
void fuzz_diagnose(const uint8_t *data, size_t bytes);
/* A .npy file, or what calls itself one. */
void fuzz_npy(const uint8_t *data, size_t bytes);
/* A link, LESSON/NAME?KEY=VALUE&..., or what calls itself one. */
void fuzz_link(const uint8_t *data, size_t bytes);

#endif
