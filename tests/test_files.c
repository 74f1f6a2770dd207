/* The disk's one room: files are read whole, and written whole or not at all. */
#include "app/platform/files.h"
#include "tests/command.h"
#include "tests/test.h"

#include <errno.h>
#include <sys/stat.h>

static void a_file_is_read_whole_and_ended(void **state)
{
    (void)state;
    char path[256];
    size_t bytes = 0, more = 100000;
    char *data = calloc(1, more);
    data[0] = 'a';
    data[more - 1] = 'z';
    file_write(scratch_path("whole", path), data, more);
    char *text = files_read(path, &bytes);
    assert_non_null(text);
    assert_int_equal(bytes, more);
    assert_memory_equal(text, data, more);
    assert_int_equal(text[bytes], 0);
    free(text);
    free(data);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    size_t bytes;
    assert_null(files_read("/no/such/file", &bytes));
    assert_int_equal(errno, ENOENT);
    assert_null(files_read(scratch(), &bytes));
    assert_int_equal(errno, EISDIR);
}

static void a_file_without_end_is_refused(void **state)
{
    (void)state;
    size_t bytes;
    assert_null(files_read("/dev/zero", &bytes));
    assert_int_equal(errno, EFBIG);
}

struct names {
    char all[64];
    int most;
};

static bool take_name(void *context, const char *name)
{
    struct names *names = context;
    strncat(names->all, name, sizeof names->all - strlen(names->all) - 1);
    return --names->most > 0;
}

static void a_folder_lists_its_names_until_it_is_told_to_stop(void **state)
{
    (void)state;
    char folder[256], path[256];
    struct names all = {.most = 10}, one = {.most = 1};
    mkdir(scratch_path("folder", folder), 0777);
    file_write(scratch_path("folder/a", path), "", 0);
    file_write(scratch_path("folder/b", path), "", 0);
    assert_true(files_list(folder, take_name, &all));
    assert_true(strcmp(all.all, "ab") == 0 || strcmp(all.all, "ba") == 0);
    assert_false(files_list(folder, take_name, &one));
    assert_int_equal(strlen(one.all), 1);
    assert_false(files_list("/no/such/folder", take_name, &one));
    assert_int_equal(errno, ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole_and_ended),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(a_file_without_end_is_refused),
        cmocka_unit_test(a_folder_lists_its_names_until_it_is_told_to_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
