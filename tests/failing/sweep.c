/* One process a failure: the libraries' state is new each time. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "tests/failing/sweep.h"

#include "app/commands/main.h"
#include "tests/failing/allocator.h"
#include "tests/command.h"
#include "tests/test.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What parent and child share. */
static struct failing *count;

/* ---- one run ---- */

static void to_file(int descriptor, const char *name)
{
    char path[256];
    int file = open(scratch_path(name, path), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    dup2(file, descriptor);
    close(file);
}

/* Runs the command in a process of its own, its allocation `fail_at` failing; its exit code, or -1
 * where it did not come to one. */
static int run(const struct sweep *s, long fail_at)
{
    int status = 0, words = 0;
    while (s->words[words]) {
        words++;
    }
    count->fail_at = fail_at;
    count->asked = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        to_file(STDOUT_FILENO, "out");
        to_file(STDERR_FILENO, "err");
        _exit(command_main(words, (char **)(uintptr_t)s->words));
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Every byte that a run left: stdout, and the files of its folder. */
static char *left(const struct sweep *s)
{
    char line[600], path[256], *text;
    size_t bytes;
    snprintf(line, sizeof line, "{ %s %s/out; cd %s 2>/dev/null && cksum $(ls -A); } >%s/left 2>&1",
             s->changing ? ": " : "cat", scratch(), s->folder ? s->folder : "/no/such/folder",
             scratch());
    assert_true(system(line) >= 0);
    text = file_read(scratch_path("left", path), &bytes);
    return text;
}

static void clear(const struct sweep *s)
{
    char line[300];
    snprintf(line, sizeof line, "rm -rf %s/*", s->folder);
    assert_true(!s->folder || system(line) == 0);
}

static void complain(const struct sweep *s, long fail_at, const char *what)
{
    char line[512] = "", path[256];
    size_t bytes;
    for (int i = 1; s->words[i]; i++) {
        strcat(strcat(line, " "), s->words[i]);
    }
    char *said = file_read(scratch_path("err", path), &bytes);
    fail_msg("headwise%s: allocation %ld fails: %s; it says '%s'", line, fail_at, what, said);
}

/* 0 with everything as it should be, or 1 with a line and no file written. */
static void check_run(const struct sweep *s, long fail_at, const char *right)
{
    char path[256];
    size_t bytes;
    clear(s);
    int code = run(s, fail_at);
    if (code == 0) {
        char *now = left(s);
        if (strcmp(now, right) != 0) {
            complain(s, fail_at, "it ends with 0 and did something else");
        }
        free(now);
        return;
    }
    char *said = file_read(scratch_path("err", path), &bytes);
    if (code != 1 || !strchr(said, '\n')) {
        complain(s, fail_at,
                 code == 1 ? "it ends with 1 and says nothing" : "it does not end well");
    }
    free(said);
    if (s->folder) {
        snprintf(path, sizeof path, "%s/x.npy", s->folder);
        assert_int_not_equal(access(path, F_OK), 0);
        assert_int_not_equal(rmdir(s->folder) == 0 ? mkdir(s->folder, 0777) : -1, -1);
    }
}

void sweep(const struct sweep *s, int most)
{
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(count != MAP_FAILED);
    failing_use(count);
    clear(s);
    if (run(s, 0) != 0) {
        complain(s, 0, "it does not work at all");
    }
    long asked = count->asked;
    char *right = left(s);
    assert_true(asked > 3);
    long runs = most > 0 && most < asked ? most : asked;
    long last = runs > 1 ? runs - 1 : 1;
    for (long i = 0; i < runs; i++) { /* the first ones close together, then further apart */
        check_run(s, runs == asked ? i + 1 : 1 + (asked - 1) * i / last * i / last, right);
    }
    free(right);
    failing_use(NULL);
    munmap(count, sizeof *count);
    count = NULL;
}

void sweep_every_command(int most)
{
    char folder[256], picture[280], mask[256];
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    mkdir(scratch_path("swept", folder), 0777);
    snprintf(picture, sizeof picture, "%s/picture.png", folder);
    file_write(scratch_path("mask.npy", mask),
               "\x93NUMPY\x01\0\x3a\0{'descr':'|b1','fortran_order':False,'shape':(4,4)}      \n"
               "\1\0\0\0\1\1\0\0\1\1\1\0\1\1\1\1",
               10 + 58 + 16);
    char with_mask[300];
    snprintf(with_mask, sizeof with_mask, "mask=%s", mask);
    const struct sweep all[] = {
        {{"headwise", "list"}, NULL, 0},
        {{"headwise", "read", "single-head"}, NULL, 0},
        {{"headwise", "read", "eight-full-heads/3"}, NULL, 0},
        {{"headwise", "check", "lessons/course/02-single-head.md"}, NULL, 0},
        {{"headwise", "check"}, NULL, 0},
        {{"headwise", "--lessons", "tests/courses/drawn", "list"}, NULL, 0},
        {{"headwise", "shot", "single-head/scores", picture, "--size", "320x240"}, folder, 0},
        {{"headwise", "shot", "eight-full-heads/3", picture, "--fonts", "assets/fonts"}, folder, 0},
        {{"headwise", "trace", "wiring=fused", with_mask}, NULL, 0},
        {{"headwise", "trace", "single-head/3", "--npy", folder}, folder, 0},
        {{"headwise", "explain", "mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)",
          "--long"},
         NULL,
         0},
        {{"headwise", "pytorch", "wiring=projected"}, NULL, 0},
        {{"headwise", "--timing", "--size", "320x240"}, NULL, 1},
        {{"headwise", "single-head"}, NULL, 0},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sweep(&all[i], most);
    }
}
