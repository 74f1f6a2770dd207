/* .npy files: what trace saves can be read back, and a bad one is refused in one line. */
#include "tests/command.h"
#include "tests/test.h"

#include <sys/stat.h>

/* A file as numpy would write it. */
static void write_npy(const char *path, const char *type, const char *order, const char *shape,
                      const void *data, size_t bytes)
{
    char file[1024] = "\x93NUMPY\x01";
    int n = snprintf(file + 10, 118, "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }", type,
                     order, shape);
    memset(file + 10 + n, ' ', (size_t)(118 - n));
    file[7] = 0;
    file[8] = 118;
    file[9] = 0;
    file[127] = '\n';
    memcpy(file + 128, data, bytes);
    file_write(path, file, 128 + bytes);
}

static void saved_numbers_have_numpys_header_and_the_traces_bits(void **state)
{
    (void)state;
    char folder[256], path[300], arguments[400];
    size_t bytes;
    scratch_path("npy", folder);
    snprintf(arguments, sizeof arguments, "trace wiring=fused tokens=3 --npy %s", folder);
    assert_int_equal(headwise(arguments)->code, 0);
    snprintf(path, sizeof path, "%s/x.npy", folder);
    char *x = file_read(path, &bytes);
    assert_int_equal(bytes, 128 + 4 * 3 * 8);
    assert_non_null(
        strstr(x + 10, "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3, 8), }"));
    uint32_t first;
    memcpy(&first, x + 128, sizeof first);
    assert_int_equal(first, 0x3efe1558); /* torch.manual_seed(0); torch.rand(1) */
    free(x);
}

/* K_heads (1, 2, 3, 4) is a window on K (1, 3, 8): its file has K's numbers, heads first. */
static void a_window_is_saved_in_its_own_order(void **state)
{
    (void)state;
    char path[256];
    size_t bytes;
    char *whole = file_read(scratch_path("npy/K.npy", path), &bytes);
    char *heads = file_read(scratch_path("npy/K_heads.npy", path), &bytes);
    for (int h = 0; h < 2; h++) {
        for (int t = 0; t < 3; t++) {
            assert_memory_equal(heads + 128 + 16 * (3 * h + t), whole + 128 + 32 * t + 16 * h, 16);
        }
    }
    free(whole);
    free(heads);
}

static void a_saved_mask_can_be_given_back(void **state)
{
    (void)state;
    char folder[256], arguments[600];
    scratch_path("causal", folder);
    snprintf(arguments, sizeof arguments, "trace mask=causal --npy %s", folder);
    char *ruled = strdup(headwise(arguments)->out);
    snprintf(arguments, sizeof arguments, "trace mask=%s/mask.npy", folder);
    assert_string_equal(headwise(arguments)->out, ruled);
    free(ruled);
}

static void masks_of_other_types_are_read(void **state)
{
    (void)state;
    char path[256], arguments[400];
    const int64_t longs[4] = {1, 0, 1, 1};
    const unsigned char bools[4] = {1, 0, 1, 1};
    scratch_path("mask.npy", path);
    snprintf(arguments, sizeof arguments, "trace tokens=2 mask=%s", path);
    write_npy(path, "<i8", "False", "(2, 2)", longs, sizeof longs);
    char *first = strdup(headwise(arguments)->out);
    assert_non_null(strstr(first, "mask               (2, 2)                        0"));
    write_npy(path, "|b1", "False", "(2, 2)", bools, sizeof bools);
    assert_string_equal(headwise(arguments)->out, first);
    free(first);
}

static void refused(const char *path, const char *why)
{
    char arguments[400];
    snprintf(arguments, sizeof arguments, "trace tokens=2 mask=%s", path);
    const struct said *s = headwise(arguments);
    if (s->code != 2 || !strstr(s->err, why) ||
        strchr(s->err, '\n') != s->err + strlen(s->err) - 1) {
        fail_msg("%s: ended with %d and said: %s", why, s->code, s->err);
    }
}

static void a_bad_mask_file_is_refused_in_one_line(void **state)
{
    (void)state;
    char path[256];
    const float mask[4] = {1, 0, 1, 1}, painted[4] = {1, 0.5f, 1, 1};
    scratch_path("bad.npy", path);
    refused("/no/such/mask.npy", "/no/such/mask.npy");
    file_write(path, "PK\3\4 not numpy", 14);
    refused(path, "bad.npy");
    write_npy(path, "<c8", "False", "(2, 2)", mask, sizeof mask);
    refused(path, "bad.npy");
    write_npy(path, "<f4", "False", "(3, 2)", mask, sizeof mask);
    refused(path, "bad.npy");
    write_npy(path, "<f4", "False", "(2, 2)", mask, 7);
    refused(path, "bad.npy");
    write_npy(path, "<f4", "False", "(2, 2)", painted, sizeof painted);
    refused(path, "bad.npy");
    write_npy(path, "<f4", "False", "(1, 1)", mask, 4);
    refused(path, "(2, 2)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saved_numbers_have_numpys_header_and_the_traces_bits),
        cmocka_unit_test(a_window_is_saved_in_its_own_order),
        cmocka_unit_test(a_saved_mask_can_be_given_back),
        cmocka_unit_test(masks_of_other_types_are_read),
        cmocka_unit_test(a_bad_mask_file_is_refused_in_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
