/* Traces against PyTorch's recorded numbers: parameters, x and mask to the bit, all that is
 * computed from them within 1e-5 of the tensor's largest value. */
#include "tests/test.h"

#include "attention/attention.h"
#include "attention/generator.h"
#include "tests/reference.h"

#include <dirent.h>
#include <math.h>

enum { CASES_LEAST = 18 };

static struct attn_config read_config(FILE *file)
{
    char line[512];
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    assert_non_null(fgets(line, sizeof line, file));
    strtok(line, " \n");
    for (char *word = strtok(NULL, " \n"); word; word = strtok(NULL, " \n")) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        if (!attn_config_set(&config, word, equals + 1, &error)) {
            fail_msg("%s", error.text);
        }
    }
    return config;
}

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

static void compare(const char *file, const struct attn_trace *trace, const struct recorded *r)
{
    int index = attn_trace_find(trace, r->name);
    if (index < 0) {
        fail_msg("%s: no tensor %s", file, r->name);
    }
    const struct attn_op *op = attn_trace_op(trace, index);
    struct attn_tensor t = attn_trace_tensor(trace, index, ATTN_PART_VALUE);
    bool exact = op->kind == ATTN_KIND_INPUT || op->kind == ATTN_KIND_PARAMETER;
    float largest = largest_finite(r);
    assert_true(attn_shape_equal(&t.shape, &r->shape));
    for (size_t i = 0; i < attn_shape_count(&r->shape); i++) {
        bool same = exact ? memcmp(&t.data[i], &r->values[i], 4) == 0
                          : near(t.data[i], r->values[i], largest);
        if (!same) {
            fail_msg("%s: %s cell %zu is %.9g, PyTorch has %.9g", file, r->name, i,
                     (double)t.data[i], (double)r->values[i]);
        }
    }
}

static void compare_file(const char *name)
{
    char path[300];
    struct attn_error error = {0};
    struct recorded r;
    snprintf(path, sizeof path, "tests/reference/%s", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct attn_config config = read_config(file);
    struct attn_trace *trace = attn_trace_new(NULL);
    assert_true(attn_trace_plan(trace, &config, &error));
    assert_true(attn_trace_run_all(trace, &error));
    int tensors = 0;
    while (recorded_next(file, &r)) {
        compare(path, trace, &r);
        free(r.values);
        tensors++;
    }
    assert_true(tensors >= 11);
    attn_trace_free(trace);
    fclose(file);
}

static void every_recorded_layer_has_pytorchs_numbers(void **state)
{
    (void)state;
    DIR *folder = opendir("tests/reference");
    int cases = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *ending = strrchr(entry->d_name, '.');
        if (ending && strcmp(ending, ".txt") == 0) {
            compare_file(entry->d_name);
            cases++;
        }
    }
    closedir(folder);
    assert_true(cases >= CASES_LEAST);
}

/* ---- the generator ---- */

static void check_draws(const struct recorded *r)
{
    struct attn_generator g;
    bool keep = strncmp(r->name, "keep.", 5) == 0;
    attn_generator_seed(&g, (uint32_t)strtoul(strchr(r->name, '.') + 1, NULL, 10));
    for (size_t i = 0; i < attn_shape_count(&r->shape); i++) {
        float drawn =
            keep ? (attn_generator_keep(&g, 0.7) ? 1.0f : 0.0f) : attn_generator_uniform(&g, 0, 1);
        if (memcmp(&drawn, &r->values[i], 4) != 0) {
            fail_msg("%s draw %zu is %.9g, PyTorch has %.9g", r->name, i, (double)drawn,
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
    attn_generator_seed(&a, 5);
    attn_generator_seed(&b, 5);
    for (int i = 0; i < 2000; i++) {
        attn_generator_u32(&a);
    }
    attn_generator_skip(&b, 1500);
    attn_generator_skip(&b, 500);
    assert_int_equal(attn_generator_u32(&a), attn_generator_u32(&b));
    assert_int_equal(a.drawn, b.drawn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recorded_layer_has_pytorchs_numbers),
        cmocka_unit_test(generator_draws_pytorchs_bits),
        cmocka_unit_test(skipping_draws_equals_drawing_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
