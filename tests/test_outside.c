/* The outside world as it can be: full disks, closed pipes, control characters, sizes without end.
 * A command ends with 0 and did what it should, or with 1 or 2 and one line that says why not. */
#include "tests/command.h"
#include "tests/test.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_one_line(const char *text)
{
    const char *end = strchr(text, '\n');
    return strncmp(text, "headwise: ", 10) == 0 && end && end[1] == '\0';
}

/* Ends with code and one line, which is returned. into NULL: stdout is a file. */
static const char *refused_into(const char *into, const char *arguments, int code)
{
    const struct said *s = into ? headwise_into(into, arguments) : headwise(arguments);
    if (s->code != code || !is_one_line(s->err)) {
        fail_msg("headwise %s %s: ended with %d, should be %d and a line; said: '%s'", arguments,
                 into ? into : "", s->code, code, s->err);
    }
    return s->err;
}

static const char *refused(const char *arguments, int code)
{
    return refused_into(NULL, arguments, code);
}

/* ---- stdout ---- */

static void every_command_says(const char *into, const char *why)
{
    static const char *const talkers[] = {
        "list",     "read 1",
        "check",    "--help",
        "trace",    "pytorch",
        "--timing", "explain 'mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)'",
    };
    for (size_t i = 0; i < sizeof talkers / sizeof *talkers; i++) {
        const char *said = refused_into(into, talkers[i], 1);
        if (!strstr(said, why)) {
            fail_msg("headwise %s %s: '%s' is not in '%s'", talkers[i], into, why, said);
        }
    }
}

static void a_full_stdout_is_said(void **state)
{
    (void)state;
    every_command_says(">/dev/full", "No space left on device");
}

static void a_stdin_that_cannot_be_read_is_said(void **state)
{
    (void)state;
    assert_non_null(strstr(refused_into("</", "explain -", 1), "Is a directory"));
}

static void a_closed_stdout_is_said(void **state)
{
    (void)state;
    every_command_says(">&-", "Bad file descriptor");
}

static void a_reader_that_went_away_is_said(void **state)
{
    (void)state;
    int ends[2], status = -1;
    char path[256];
    size_t bytes;
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    pid_t child = fork();
    if (child == 0) {
        const char *program = getenv("HEADWISE");
        dup2(ends[1], STDOUT_FILENO);
        if (program && freopen(scratch_path("gone", path), "w", stderr)) {
            execl(program, "headwise", "read", "2", (char *)NULL);
        }
        _exit(127);
    }
    close(ends[1]);
    waitpid(child, &status, 0);
    char *said = file_read(scratch_path("gone", path), &bytes);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_non_null(strstr(said, "Broken pipe"));
    assert_true(is_one_line(said));
    free(said);
}

/* ---- files ---- */

static void a_picture_on_a_full_disk_leaves_the_old_one(void **state)
{
    (void)state;
    char folder[256], path[256], arguments[300], line[300];
    size_t bytes;
    mkdir(scratch_path("pictures", folder), 0777);
    file_write(scratch_path("pictures/one.png", path), "old", 3);
    snprintf(arguments, sizeof arguments, "shot 1/1 %s", path);
    const struct said *s =
        headwise_with("ulimit -f 8; trap '' XFSZ; SDL_VIDEODRIVER=dummy", arguments);
    assert_int_equal(s->code, 1);
    assert_true(is_one_line(s->err));
    assert_non_null(strstr(s->err, path));
    assert_non_null(strstr(s->err, "File too large"));
    char *old = file_read(path, &bytes);
    assert_string_equal(old, "old");
    free(old);
    snprintf(line, sizeof line, "[ $(ls -A %s | wc -l) -eq 1 ]", folder);
    assert_int_equal(system(line), 0);
    assert_int_equal(symlink("/dev/full", scratch_path("pictures/full.png", path)), 0);
    snprintf(arguments, sizeof arguments, "shot 1/1 %s", path);
    assert_non_null(strstr(refused(arguments, 1), "No space left on device"));
}

/* ---- control characters ---- */

static void control_characters_are_shown_and_not_obeyed(void **state)
{
    (void)state;
    assert_non_null(strstr(refused("read \"$(printf 'a\\033[31mb')\"", 2), "'a\\x1b[31mb'"));
    assert_non_null(strstr(refused("\"--$(printf '\\302\\233')\"", 2), "'--\\xc2\\x9b'"));
    assert_non_null(strstr(refused("trace \"mask=$(printf '\\a').npy\"", 2), "'\\x07.npy'"));
    assert_non_null(strstr(refused("trace \"$(printf '\\377')=1\"", 2), "\\xff"));
    assert_non_null(strstr(refused("read é", 2), "'é'"));
}

static void a_lesson_s_control_characters_are_not_obeyed(void **state)
{
    (void)state;
    char folder[256], path[256], arguments[400];
    static const char lesson[] = "---\ntitle: T\x1b]0;x\x07\nsummary: S\nwiring: single\n---\n\n## "
                                 "O\x1bne\n\nText \x1b[2J.\n"
                                 "\n```headwise\nshow: x\n```\n";
    static const char *const commands[] = {"list", "read 1"};
    mkdir(scratch_path("ringing", folder), 0777);
    file_write(scratch_path("ringing/01-bell.md", path), lesson, strlen(lesson));
    for (int i = 0; i < 2; i++) {
        snprintf(arguments, sizeof arguments, "--lessons %s %s", folder, commands[i]);
        const struct said *s = headwise(arguments);
        assert_null(strpbrk(s->out, "\x1b\x07"));
        assert_null(strpbrk(s->err, "\x1b\x07"));
    }
}

/* ---- sizes ---- */

static void a_picture_is_bounded_in_all(void **state)
{
    (void)state;
    const char *said = refused("shot 1/1 x.png --size 6000x6000 --density 4", 2);
    assert_non_null(strstr(said, "24000x24000"));
    assert_non_null(strstr(said, "16384"));
    refused("shot 1/1 x.png --density 4 --size 6000x6000", 2);
    refused("shot 1/1 x.png --size 8192x8192 --density 1.01", 2);
}

static void sizes_and_densities_that_are_none_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "--size 0x0",        "--size -800x600",     "--size 800x-600",
        "--size 800",        "--size 800x",         "--size x600",
        "--size ' 800x600'", "--size 800x600x",     "--size +800x600",
        "--size 1e3x600",    "--size 800x99999999", "--size 99999999999999999999x1",
        "--density nan",     "--density inf",       "--density -1",
        "--density 0",       "--density 1e9",       "--density 2x",
        "--density ''",      "--size ''",           "--lessons ''",
        "--theme DARK",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char line[128];
        snprintf(line, sizeof line, "shot 1/1 x.png %s", wrong[i]);
        refused(line, 2);
    }
}

/* ---- places ---- */

static void read_takes_one_step(void **state)
{
    (void)state;
    const struct said *s = headwise("read 2/3");
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(s->out, "\n3. "));
    assert_null(strstr(s->out, "\n2. "));
    assert_null(strstr(s->out, "\n4. "));
    refused("read 2/99", 2);
    refused("read 2/", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_stdout_is_said),
        cmocka_unit_test(a_closed_stdout_is_said),
        cmocka_unit_test(a_stdin_that_cannot_be_read_is_said),
        cmocka_unit_test(a_reader_that_went_away_is_said),
        cmocka_unit_test(a_picture_on_a_full_disk_leaves_the_old_one),
        cmocka_unit_test(control_characters_are_shown_and_not_obeyed),
        cmocka_unit_test(a_lesson_s_control_characters_are_not_obeyed),
        cmocka_unit_test(a_picture_is_bounded_in_all),
        cmocka_unit_test(sizes_and_densities_that_are_none_are_refused),
        cmocka_unit_test(read_takes_one_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
