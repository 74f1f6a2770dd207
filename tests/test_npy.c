/* .npy files: what trace saves can be read back, and a bad one is refused in one line. */
#include "tests/command.h"
#include "tests/test.h"

#include <sys/stat.h>
#include <unistd.h>

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
    const double nearly[4] = {1, 0, 1, 1 + 1e-12}; /* 1 as a float */
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
    write_npy(path, "<f8", "False", "(2, 2)", nearly, sizeof nearly);
    refused(path, "other numbers than 0 and 1");
    write_npy(path, "<f4", "False", "(4,)", mask, sizeof mask);
    refused(path, "two axes");
    write_npy(path, "<f4", "False", "(0, 0)", mask, 0);
    refused(path, "no cells");
    write_npy(path, "<f4", "False", "(1, 1)", mask, 4);
    refused(path, "(2, 2)");
}

/* ---- a folder of tensors ---- */

static int count_names(const char *folder)
{
    char line[400], answer[16] = "";
    snprintf(line, sizeof line, "ls -A %s 2>/dev/null | wc -l", folder);
    FILE *pipe = popen(line, "r");
    assert_non_null(fgets(answer, sizeof answer, pipe));
    pclose(pipe);
    return atoi(answer);
}

/* `trace words --npy folder` ends with 1 and one line with `why` in it. */
static void not_saved(const char *limit, const char *words, const char *folder, const char *why)
{
    char arguments[600];
    snprintf(arguments, sizeof arguments, "trace %s --npy %s", words, folder);
    const struct said *s = headwise_with(limit, arguments);
    if (s->code != 1 || !strstr(s->err, why) || strncmp(s->err, "headwise: ", 10) != 0) {
        fail_msg("%s: ended with %d and said: %s", why, s->code, s->err);
    }
}

static void a_full_disk_leaves_no_half_tensor(void **state)
{
    (void)state;
    char folder[256], path[300];
    size_t bytes;
    scratch_path("filled", folder);
    not_saved("ulimit -f 1; trap '' XFSZ;", "tokens=60", folder, "File too large");
    assert_int_equal(count_names(folder), 0);
    assert_int_not_equal(access(folder, F_OK), 0);
    mkdir(folder, 0777);
    snprintf(path, sizeof path, "%s/x.npy", folder);
    file_write(path, "old", 3);
    not_saved("ulimit -f 1; trap '' XFSZ;", "tokens=60", folder, "File too large");
    assert_int_equal(count_names(folder), 1);
    char *old = file_read(path, &bytes);
    assert_string_equal(old, "old");
    free(old);
}

static void tensors_of_another_layer_are_not_mixed_in(void **state)
{
    (void)state;
    char folder[256], arguments[400];
    scratch_path("mixed", folder);
    snprintf(arguments, sizeof arguments, "trace wiring=projected heads=4 --npy %s", folder);
    assert_int_equal(headwise(arguments)->code, 0);
    int before = count_names(folder);
    not_saved("", "wiring=projected heads=2", folder, "which this layer does not have");
    assert_int_equal(count_names(folder), before);
    assert_int_equal(headwise(arguments)->code, 0); /* its own may be saved again */
    assert_int_equal(count_names(folder), before);
}

static void a_link_among_the_tensors_is_not_followed(void **state)
{
    (void)state;
    char folder[256], victim[256], link[300], arguments[400];
    size_t bytes;
    mkdir(scratch_path("linked", folder), 0777);
    file_write(scratch_path("victim", victim), "mine", 4);
    snprintf(link, sizeof link, "%s/x.npy", folder);
    assert_int_equal(symlink(victim, link), 0);
    snprintf(arguments, sizeof arguments, "trace --npy %s", folder);
    assert_int_equal(headwise(arguments)->code, 0);
    char *mine = file_read(victim, &bytes), *saved = file_read(link, &bytes);
    assert_string_equal(mine, "mine");
    assert_memory_equal(saved, "\x93NUMPY", 6);
    free(mine);
    free(saved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saved_numbers_have_numpys_header_and_the_traces_bits),
        cmocka_unit_test(a_window_is_saved_in_its_own_order),
        cmocka_unit_test(a_saved_mask_can_be_given_back),
        cmocka_unit_test(masks_of_other_types_are_read),
        cmocka_unit_test(a_bad_mask_file_is_refused_in_one_line),
        cmocka_unit_test(a_full_disk_leaves_no_half_tensor),
        cmocka_unit_test(tensors_of_another_layer_are_not_mixed_in),
        cmocka_unit_test(a_link_among_the_tensors_is_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
