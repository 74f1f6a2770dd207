/* The random walker finds what is planted for it, and shortens it to what it needs. */
#include "tests/test.h"

#include <sys/wait.h>

struct said {
    int code;
    char out[1 << 14];
};

/* Runs the walker that was built beside the program. */
static const struct said *walk(const char *arguments)
{
    static struct said said;
    char line[1024];
    const char *program = getenv("HEADWISE");
    const char *slash = program ? strrchr(program, '/') : NULL;
    if (!slash) {
        fail_msg("HEADWISE does not say where the program is; run this by make test");
    }
    snprintf(line, sizeof line, "%.*s/walk %s 2>/dev/null", (int)(slash - program), program,
             arguments);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    said.out[fread(said.out, 1, sizeof said.out - 1, pipe)] = '\0';
    int status = pclose(pipe);
    said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return &said;
}

static void assert_said(const struct said *said, const char *text)
{
    if (!strstr(said->out, text)) {
        fail_msg("not said: %s\n%s", text, said->out);
    }
}

/* The moves that it says still fail, and how many there are. */
static int shortest(const struct said *said, char *moves, size_t bytes)
{
    const char *from = strstr(said->out, "REPLAY='"), *end = from ? strstr(from + 8, "'\n") : NULL;
    if (!end) {
        fail_msg("no list of moves\n%s", said->out);
        return 0;
    }
    assert_true((size_t)(end - from) < bytes);
    snprintf(moves, bytes, "%.*s", (int)(end - from - 8), from + 8);
    int count = 1;
    for (const char *at = moves; (at = strchr(at, ';')); at++) {
        count++;
    }
    return count;
}

static void assert_found(const char *plant, const char *fault)
{
    char arguments[512], moves[256];
    snprintf(arguments, sizeof arguments, "--plant %s 4000 5", plant);
    const struct said *said = walk(arguments);
    assert_int_equal(said->code, 1);
    assert_said(said, fault);
    assert_said(said, "lesson: ");
    assert_said(said, "seed:   5\n");
    assert_int_equal(shortest(said, moves, sizeof moves), 2); /* the theme, the help */
    snprintf(arguments, sizeof arguments, "--plant %s --replay '%s'", plant, moves);
    said = walk(arguments);
    assert_int_equal(said->code, 1);
    assert_said(said, fault);
}

static void what_no_longer_holds_is_found_and_shortened(void **state)
{
    (void)state;
    assert_found("hold", "planted: help in the dark");
}

static void a_crash_is_found_and_shortened(void **state)
{
    (void)state;
    assert_found("crash", "Abort");
}

static void what_was_found_once_holds(void **state)
{
    (void)state;
    char line[512], arguments[600];
    int count = 0;
    FILE *file = fopen("tests/walk/found.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0') {
            continue;
        }
        snprintf(arguments, sizeof arguments, "--replay '%s'", line);
        assert_said(walk(arguments), "no fault");
        count++;
    }
    fclose(file);
    assert_true(count > 10);
}

static void a_sound_list_of_moves_exits_0(void **state)
{
    (void)state;
    const struct said *said = walk(
        "--replay 'go 1 4; key t; key shift Tab; click 12 500 500+; pick 3 1 1; paint; rerun'");
    assert_string_equal(said->out, "walk: 7 actions: no fault\n");
    assert_int_equal(said->code, 0);
}

static void what_is_no_move_exits_2(void **state)
{
    (void)state;
    assert_int_equal(walk("--replay 'go 1 4; fly'")->code, 2);
    assert_int_equal(walk("--replay 'go 1 four'")->code, 2);
    assert_int_equal(walk("many")->code, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_no_longer_holds_is_found_and_shortened),
        cmocka_unit_test(a_crash_is_found_and_shortened),
        cmocka_unit_test(what_was_found_once_holds),
        cmocka_unit_test(a_sound_list_of_moves_exits_0),
        cmocka_unit_test(what_is_no_move_exits_2),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
