/* Any text, and sizes from its first bytes: every candidate is planned again and raises. */
#include "tests/fuzz/fuzz.h"

#include "attention/attention.h"
#include "lessons/clinic/clinic.h"

#include <string.h>

static void plan_again(const struct clinic_candidate *candidate)
{
    struct attn_trace *trace = attn_trace_new(NULL);
    require(trace && attn_trace_plan(trace, &candidate->config, NULL));
    int failed = attn_trace_failed(trace);
    require(failed >= 0 && strcmp(attn_trace_op(trace, failed)->name, candidate->op) == 0);
    require(candidate->mend_count >= 0 && candidate->mend_count <= CLINIC_MENDS_MAX);
    attn_trace_free(trace);
}

static void check(const uint8_t *data, size_t bytes, const struct clinic_hints *hints)
{
    struct clinic_diagnosis d;
    require(clinic_diagnose((const char *)data, bytes, hints, NULL, &d));
    require(d.fault == CLINIC_FAULT_NONE || (d.bytes > 0 && d.start + d.bytes <= bytes));
    require(d.candidate_count <= CLINIC_CANDIDATES_MAX && d.reading_count <= CLINIC_READINGS_MAX);
    require(d.fault != CLINIC_FAULT_NONE || d.candidate_count == 0);
    for (int i = 0; i < d.candidate_count; i++) {
        plan_again(&d.candidates[i]);
    }
}

void fuzz_diagnose(const uint8_t *data, size_t bytes)
{
    struct clinic_hints hints = {0};
    check(data, bytes, NULL);
    if (bytes >= 2) { /* the last bytes, so that a corpus file stays a text */
        hints.heads = data[bytes - 1];
        hints.embed = 8 * data[bytes - 2];
        check(data, bytes, &hints);
    }
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    fuzz_diagnose(data, bytes);
    return 0;
}
#endif
