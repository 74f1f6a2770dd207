/* Traces against PyTorch's recorded numbers: parameters, x and mask to the bit, all that is
 * computed from them within 1e-5 of the tensor's largest value. */
#include "tests/test.h"

#include "attention/attention.h"
#include "attention/numbers/generator.h"
#include "tests/reference.h"

#include <dirent.h>
#include <math.h>

enum { CASES_LEAST = 90, SAMPLES_LEAST = 10 };

static float largest_finite(const struct recorded *r)
{
    float most = 0;
    for (size_t i = 0; i < attn_shape_count(&r->shape); i++) {
        most = isfinite(r->values[i]) ? fmaxf(most, fabsf(r->values[i])) : most;
    }
    return most;
}

static bool near(float a, float b, float largest)
{
    if (isnan(a) || isnan(b)) {
        return isnan(a) && isnan(b);
    }
    if (isinf(a) || isinf(b)) {
        return a == b;
    }
    return fabsf(a - b) <= 1e-5f * largest;
}

/* The trace's tensor of that name; its shape must be the recorded one. */
static struct attn_tensor matching(const char *file, const struct attn_trace *trace,
                                   const struct recorded *r, bool *exact)
{
    char here[64], there[64];
    int index = attn_trace_find(trace, r->name);
    if (index < 0) {
        fail_msg("%s: no tensor %s", file, r->name);
    }
    const struct attn_op *op = attn_trace_op(trace, index);
    struct attn_tensor t = attn_trace_tensor(trace, index, ATTN_PART_VALUE);
    if (!attn_shape_equal(&t.shape, &r->shape)) {
        fail_msg("%s: %s is %s, PyTorch has %s", file, r->name,
                 attn_shape_text(&t.shape, here, sizeof here),
                 attn_shape_text(&r->shape, there, sizeof there));
    }
    *exact = op->kind == ATTN_KIND_INPUT || op->kind == ATTN_KIND_PARAMETER;
    return t;
}

static void compare_cell(const char *file, const struct recorded *r, size_t i, float ours,
                         float theirs, float largest, bool exact)
{
    bool same = exact ? memcmp(&ours, &theirs, 4) == 0 : near(ours, theirs, largest);
    if (!same) {
        fail_msg("%s: %s cell %zu is %.9g, PyTorch has %.9g", file, r->name, i, (double)ours,
                 (double)theirs);
    }
}

static void compare(const char *file, const struct attn_trace *trace, const struct recorded *r)
{
    bool exact;
    struct attn_tensor t = matching(file, trace, r, &exact);
    float largest = largest_finite(r);
    int at[ATTN_RANK_MAX] = {0};
    for (size_t i = 0; i < attn_shape_count(&r->shape); i++) {
        compare_cell(file, r, i, attn_tensor_at(&t, at), r->values[i], largest, exact);
        attn_shape_next(&t.shape, at);
    }
}

static void compare_sample(const char *file, const struct attn_trace *trace,
                           const struct recorded *r, double sum)
{
    bool exact;
    struct attn_tensor t = matching(file, trace, r, &exact);
    int at[ATTN_RANK_MAX] = {0};
    double ours = 0;
    for (size_t i = 0; i < attn_shape_count(&r->shape); i++) {
        float v = attn_tensor_at(&t, at);
        ours += fabs((double)v);
        if (i % RECORDED_STEP == 0) { /* of values in hand, 1 stands for the largest */
            compare_cell(file, r, i, v, r->values[i / RECORDED_STEP], 1, exact);
        }
        attn_shape_next(&t.shape, at);
    }
    if (fabs(ours - sum) > 1e-5 * sum) {
        fail_msg("%s: the magnitudes of %s add up to %.9g, PyTorch's to %.9g", file, r->name, ours,
                 sum);
    }
}

/* Raises what PyTorch raised, word for word, or nothing. */
static void compare_error(const char *file, const struct attn_trace *trace, const char *raises)
{
    char ours[ATTN_TEXT_MAX + 40] = "";
    int failed = attn_trace_failed(trace);
    if (failed >= 0) {
        const struct attn_error *e = &attn_trace_op(trace, failed)->error;
        snprintf(ours, sizeof ours, "%s %s", attn_error_kind_name(e->kind), e->text);
    }
    if (strcmp(ours, raises) != 0) {
        fail_msg("%s: raises '%s', PyTorch '%s'", file, ours, raises);
    }
}

static int computed(const struct attn_trace *trace)
{
    int count = 0;
    for (int i = 0; i < attn_trace_count(trace); i++) {
        count += attn_trace_op(trace, i)->state == ATTN_STATE_READY;
    }
    return count;
}

/* What some recording holds numbers or words of. */
struct seen {
    bool kind[ATTN_KIND_COUNT], wiring[ATTN_WIRING_COUNT];
};

static void see(struct seen *seen, const struct attn_trace *trace)
{
    seen->wiring[attn_trace_config(trace)->wiring] = true;
    for (int i = 0; i < attn_trace_count(trace); i++) {
        const struct attn_op *op = attn_trace_op(trace, i);
        bool refusal = op->kind == ATTN_KIND_CHECK; /* it has words only */
        if (op->state == ATTN_STATE_READY || (refusal && op->state == ATTN_STATE_FAILED)) {
            seen->kind[op->kind] = true;
        }
    }
}

static void compare_file(const char *name, bool sampled, struct seen *seen)
{
    char path[300], raises[ATTN_TEXT_MAX];
    struct attn_error error = {0};
    struct recorded r;
    double sum = 0;
    snprintf(path, sizeof path, "tests/reference/%s", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct attn_config config = recorded_config(file, raises, sizeof raises);
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_true(attn_trace_plan(trace, &config, &error));
    assert_true(attn_trace_run_all(trace, &error));
    compare_error(path, trace, raises);
    int tensors = 0;
    for (; sampled ? recorded_next_sample(file, &r, &sum) : recorded_next(file, &r); tensors++) {
        if (sampled) {
            compare_sample(path, trace, &r, sum);
        } else {
            compare(path, trace, &r);
        }
        free(r.values);
    }
    if (computed(trace) != tensors) {
        fail_msg("%s: %d tensors computed, %d recorded", path, computed(trace), tensors);
    }
    see(seen, trace);
    attn_trace_free(trace);
    fclose(file);
}

/* Compares the files with that ending; returns how many there are. */
static int compare_files(const char *wanted, bool sampled, struct seen *seen)
{
    DIR *folder = opendir("tests/reference");
    int cases = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending && strcmp(ending, wanted) == 0) {
            compare_file(entry->d_name, sampled, seen);
            cases++;
        }
    }
    closedir(folder);
    return cases;
}

static void every_recorded_layer_has_pytorchs_numbers_and_words(void **state)
{
    (void)state;
    struct seen seen = {0};
    assert_true(compare_files(".txt", false, &seen) >= CASES_LEAST);
}

static void the_conversations_own_size_has_pytorchs_numbers_and_words(void **state)
{
    (void)state;
    struct seen seen = {0};
    assert_true(compare_files(".sample", true, &seen) >= SAMPLES_LEAST);
}

/* A new kind or wiring needs a case in tests/reference/record.py. */
static void no_kind_and_no_wiring_is_without_pytorchs_numbers(void **state)
{
    (void)state;
    struct seen seen = {0};
    compare_files(".txt", false, &seen);
    for (int kind = 0; kind < ATTN_KIND_COUNT; kind++) {
        if (!seen.kind[kind]) {
            fail_msg("no recorded layer computes a %s", attn_kind_name((enum attn_kind)kind));
        }
    }
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        if (!seen.wiring[wiring]) {
            fail_msg("no recorded layer is wired %s",
                     attn_setting(ATTN_SETTING_ID_WIRING)->choices[wiring]);
        }
    }
}

/* ---- the generator ---- */

static void check_draws(const struct recorded *r)
{
    struct attn_generator g;
    float drawn[700];
    size_t count = attn_shape_count(&r->shape);
    bool keep = strncmp(r->name, "keep.", 5) == 0;
    assert_true(count <= 700);
    generator_seed(&g, (uint32_t)strtoul(strchr(r->name, '.') + 1, NULL, 10));
    if (keep) {
        generator_keep(&g, drawn, count, 0.7);
    } else {
        generator_uniform(&g, drawn, count, 0, 1);
    }
    for (size_t i = 0; i < count; i++) {
        if (memcmp(&drawn[i], &r->values[i], 4) != 0) {
            fail_msg("%s draw %zu is %.9g, PyTorch has %.9g", r->name, i, (double)drawn[i],
                     (double)r->values[i]);
        }
    }
}

static void generator_draws_pytorchs_bits(void **state)
{
    (void)state;
    struct recorded r;
    char line[16];
    int tensors = 0;
    FILE *file = fopen("tests/reference/generator.draws", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (recorded_next(file, &r)) {
        check_draws(&r);
        free(r.values);
        tensors++;
    }
    fclose(file);
    assert_int_equal(tensors, 8);
}

static void skipping_draws_equals_drawing_them(void **state)
{
    (void)state;
    struct attn_generator a, b;
    uint32_t drawn[2001], last;
    generator_seed(&a, 5);
    generator_seed(&b, 5);
    generator_words(&a, drawn, 2001);
    generator_skip(&b, 1500);
    generator_skip(&b, 500);
    generator_words(&b, &last, 1);
    assert_int_equal(drawn[2000], last);
    assert_int_equal(a.drawn, b.drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_layer_has_pytorchs_numbers_and_words),
        cmocka_unit_test(the_conversations_own_size_has_pytorchs_numbers_and_words),
        cmocka_unit_test(no_kind_and_no_wiring_is_without_pytorchs_numbers),
        cmocka_unit_test(generator_draws_pytorchs_bits),
        cmocka_unit_test(skipping_draws_equals_drawing_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
