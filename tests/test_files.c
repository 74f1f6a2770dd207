/* The disk's one room: files are read whole, and written whole or not at all. */
#include "app/platform/files.h"
#include "tests/command.h"
#include "tests/test.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* As many as a layer of 64 heads saves. */
static void many_files_can_be_on_their_way_at_once(void **state)
{
    (void)state;
    enum { MANY = 1200 };
    struct files_new *files = calloc(MANY, sizeof *files);
    char path[256], name[24];
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "many-%d", i);
        assert_true(files_begin(&files[i], scratch_path(name, path), FILES_REPLACE));
        assert_true(files_finish(&files[i]));
    }
    for (int i = 0; i < MANY; i++) {
        files_drop(&files[i]);
    }
    free(files);
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

/* Nobody is at the other end: a window that waits for one hangs. */
static void a_pipe_without_another_end_is_not_waited_for(void **state)
{
    (void)state;
    char path[256];
    size_t bytes = 1;
    assert_int_equal(mkfifo(scratch_path("pipe", path), 0600), 0);
    alarm(20);
    char *text = files_read(path, &bytes);
    assert_non_null(text);
    assert_int_equal(bytes, 0);
    assert_false(files_save(path, "x", 1));
    assert_int_equal(errno, ENXIO);
    alarm(0);
    free(text);
}

struct names {
    char all[64];
    int most;
};

static bool take_name(void *context, const char *name)
{
    struct names *names = context;
    errno = EINVAL; /* of its own doing: no fault of the folder's */
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

/* ---- writing ---- */

/* How many names a folder holds. */
static bool count_name(void *context, const char *name)
{
    (void)name;
    ++*(int *)context;
    return true;
}

static int names_in(const char *folder)
{
    int count = 0;
    assert_true(files_list(folder, count_name, &count));
    return count;
}

static void holds(const char *path, const char *text)
{
    size_t bytes;
    char *data = file_read(path, &bytes);
    assert_string_equal(data, text);
    free(data);
}

static void a_saved_file_takes_the_old_ones_place_and_permissions(void **state)
{
    (void)state;
    char folder[256], path[256];
    struct stat there;
    mkdir(scratch_path("saved", folder), 0777);
    file_write(scratch_path("saved/a", path), "old", 3);
    chmod(path, 0600);
    assert_true(files_save(path, "new text", 8));
    holds(path, "new text");
    assert_int_equal(names_in(folder), 1);
    assert_int_equal(stat(path, &there), 0);
    assert_int_equal(there.st_mode & 0777, 0600);
}

/* What a full disk is like: writes beyond a few bytes fail. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit = {bytes, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_leaves_the_old_file_alone(void **state)
{
    (void)state;
    char folder[256], path[256], large[4096] = {'x'};
    mkdir(scratch_path("full", folder), 0777);
    file_write(scratch_path("full/a", path), "old", 3);
    limit_files(100);
    bool saved = files_save(path, large, sizeof large);
    int reason = errno;
    limit_files(RLIM_INFINITY);
    assert_false(saved);
    assert_int_equal(reason, EFBIG);
    holds(path, "old");
    assert_int_equal(names_in(folder), 1);
}

static void a_dropped_file_was_never_there(void **state)
{
    (void)state;
    char folder[256], path[256];
    struct files_new file;
    mkdir(scratch_path("dropped", folder), 0777);
    assert_true(files_begin(&file, scratch_path("dropped/a", path), FILES_REPLACE));
    fputs("half", file.out);
    assert_int_equal(names_in(folder), 1);
    files_drop(&file);
    assert_int_equal(names_in(folder), 0);
}

static bool is_link(const char *path)
{
    struct stat there;
    return lstat(path, &there) == 0 && S_ISLNK(there.st_mode);
}

static void a_link_is_followed_or_replaced_as_told(void **state)
{
    (void)state;
    char target[256], path[256];
    struct files_new file;
    file_write(scratch_path("target", target), "old", 3);
    assert_int_equal(symlink(target, scratch_path("link", path)), 0);
    assert_true(files_save(path, "followed", 8));
    assert_true(is_link(path));
    holds(target, "followed");
    assert_true(files_begin(&file, path, FILES_REPLACE));
    fputs("replaced", file.out);
    assert_true(files_commit(&file));
    assert_false(is_link(path));
    holds(path, "replaced");
    holds(target, "followed");
}

static void a_device_is_written_and_stays_a_device(void **state)
{
    (void)state;
    struct stat there;
    assert_true(files_save("/dev/null", "gone", 4));
    assert_false(files_save("/dev/full", "too much", 8));
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(stat("/dev/full", &there), 0);
    assert_true(S_ISCHR(there.st_mode));
}

static void what_cannot_be_written_says_why(void **state)
{
    (void)state;
    assert_false(files_save("/no/such/folder/a", "x", 1));
    assert_int_equal(errno, ENOENT);
    assert_false(files_save(scratch(), "x", 1));
    assert_int_equal(errno, EISDIR);
}

static void folders_above_a_file_are_made(void **state)
{
    (void)state;
    char path[256], blocked[300];
    assert_true(files_make_parents(scratch_path("one/two/file", path)));
    assert_true(files_save(path, "x", 1));
    snprintf(blocked, sizeof blocked, "%s/three/file", path);
    assert_false(files_make_parents(blocked));
    assert_int_equal(errno, ENOTDIR);
}

static void a_lock_keeps_another_process_out(void **state)
{
    (void)state;
    char path[256];
    int status = -1, lock = files_lock(scratch_path("lock", path));
    assert_true(lock >= 0);
    for (int taken = 1; taken >= 0; taken--) {
        pid_t child = fork();
        if (child == 0) {
            _exit(files_lock(path) < 0);
        }
        waitpid(child, &status, 0);
        assert_int_equal(WEXITSTATUS(status), taken);
        if (taken) {
            files_unlock(lock);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole_and_ended),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(many_files_can_be_on_their_way_at_once),
        cmocka_unit_test(a_file_without_end_is_refused),
        cmocka_unit_test(a_pipe_without_another_end_is_not_waited_for),
        cmocka_unit_test(a_folder_lists_its_names_until_it_is_told_to_stop),
        cmocka_unit_test(a_saved_file_takes_the_old_ones_place_and_permissions),
        cmocka_unit_test(a_full_disk_leaves_the_old_file_alone),
        cmocka_unit_test(a_dropped_file_was_never_there),
        cmocka_unit_test(a_link_is_followed_or_replaced_as_told),
        cmocka_unit_test(a_device_is_written_and_stays_a_device),
        cmocka_unit_test(what_cannot_be_written_says_why),
        cmocka_unit_test(folders_above_a_file_are_made),
        cmocka_unit_test(a_lock_keeps_another_process_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
