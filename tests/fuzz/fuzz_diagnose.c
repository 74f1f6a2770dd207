/* Any text: an answer is whole, ranked, and says no more than its limits. */
#include "tests/fuzz/fuzz.h"

#include "lessons/clinic/clinic.h"

#include <string.h>

static void check(const struct clinic_answer *a, size_t bytes)
{
    require(a->sure_count <= CLINIC_SURE_MOST && a->cause_count <= CLINIC_CAUSES_MOST);
    require(a->picture_lines <= CLINIC_PICTURE_LINES && a->mark_count <= CLINIC_MARKS_MAX);
    require(a->class != CLINIC_CLASS_NONE || (a->cause_count == 0 && a->verdict[0] == '\0'));
    require(a->class == CLINIC_CLASS_NONE || a->verdict[0] != '\0');
    require(strlen(a->message) <= bytes);
    for (int i = 1; i < a->cause_count; i++) {
        require(a->causes[i - 1].grounds >= a->causes[i].grounds);
    }
    for (int i = 0; i < a->mark_count; i++) {
        require(a->marks[i].at >= 0 && a->marks[i].at < CLINIC_MESSAGE_MAX);
    }
}

void fuzz_diagnose(const uint8_t *data, size_t bytes)
{
    struct clinic_answer answer;
    require(clinic_explain((const char *)data, bytes, NULL, &answer));
    check(&answer, bytes);
    if (bytes >= 2) { /* the last bytes, so that a corpus file stays a text */
        struct clinic_hints hints = {.heads = data[bytes - 1], .embed = 8 * data[bytes - 2]};
        require(clinic_explain((const char *)data, bytes, &hints, &answer));
        check(&answer, bytes);
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
