/* The real window, under Xvfb: keys are pressed and the step changes, pixels change, and at rest
 * nothing runs. */
#include "tests/test.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 20000, POLL_MS = 25 };

struct desk {
    pid_t server, program;
    char display[16], folder[64];
};

static void pause_ms(long ms)
{
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

/* Starts an X server that chooses a free display and says which. */
static bool start_server(struct desk *desk)
{
    int pipes[2];
    char number[8] = "";
    if (pipe(pipes) != 0) {
        return false;
    }
    desk->server = fork();
    if (desk->server == 0) {
        char descriptor[8];
        snprintf(descriptor, sizeof descriptor, "%d", pipes[1]);
        close(pipes[0]);
        if (!freopen("/dev/null", "w", stderr)) {
            _exit(127);
        }
        execlp("Xvfb", "Xvfb", "-displayfd", descriptor, "-screen", "0", "1400x900x24", "-noreset",
               "-nolisten", "tcp", "-fbdir", desk->folder, (char *)NULL);
        _exit(127);
    }
    close(pipes[1]);
    size_t length = 0;
    while (length < sizeof number - 1 && read(pipes[0], &number[length], 1) == 1 &&
           number[length] != '\n') { /* to the end of its line, or it dies of a broken pipe */
        length++;
    }
    close(pipes[0]);
    number[length] = '\0';
    snprintf(desk->display, sizeof desk->display, ":%s", number);
    return length > 0;
}

static int start_desk(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    *state = desk;
    snprintf(desk->folder, sizeof desk->folder, "/tmp/headwise-desk-XXXXXX");
    assert_non_null(mkdtemp(desk->folder));
    if (!start_server(desk)) {
        print_error("Xvfb did not start: make deps installs it\n");
        return -1;
    }
    setenv("DISPLAY", desk->display, 1);
    const char *headwise = getenv("HEADWISE");
    if (!headwise) {
        print_error("HEADWISE says where the program is: make test\n");
        return -1;
    }
    desk->program = fork();
    if (desk->program == 0) {
        setenv("SDL_VIDEODRIVER", "x11", 1);
        setenv("XDG_DATA_HOME", desk->folder, 1); /* progress is kept here, not at home */
        execl(headwise, "headwise", "single-head", (char *)NULL);
        _exit(127);
    }
    return 0;
}

static int stop_desk(void **state)
{
    struct desk *desk = *state;
    if (desk->program > 0) {
        kill(desk->program, SIGKILL);
        waitpid(desk->program, NULL, 0);
    }
    if (desk->server > 0) {
        kill(desk->server, SIGTERM);
        waitpid(desk->server, NULL, 0);
    }
    char path[128];
    snprintf(path, sizeof path, "%s/Xvfb_screen0", desk->folder);
    unlink(path);
    static const char *const kept[] = {"headwise/progress", "headwise/progress.lock", "headwise"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        snprintf(path, sizeof path, "%s/%s", desk->folder, kept[i]);
        remove(path);
    }
    rmdir(desk->folder);
    free(desk);
    return 0;
}

/* Runs a line and takes the first line that it prints. */
static void ask(const char *line, char *answer, int bytes)
{
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    answer[0] = '\0';
    if (fgets(answer, bytes, pipe)) {
        answer[strcspn(answer, "\n")] = '\0';
    }
    pclose(pipe);
}

static void title(char *text, int bytes)
{
    ask("xdotool search --name Headwise getwindowname 2>/dev/null", text, bytes);
}

/* Waits until the window's title is that. */
static void expect_title(const char *wanted)
{
    char text[128] = "";
    for (int ms = 0; ms < PATIENCE_MS; ms += POLL_MS) {
        title(text, sizeof text);
        if (strcmp(text, wanted) == 0) {
            return;
        }
        pause_ms(POLL_MS);
    }
    fail_msg("the window's title is '%s', should be '%s'", text, wanted);
}

static void do_(const char *what)
{
    char line[256], answer[8];
    snprintf(line, sizeof line, "xdotool %s 2>&1", what);
    ask(line, answer, sizeof answer);
}

static void keys_and_clicks_step_through_the_lesson(void **state)
{
    (void)state;
    expect_title("single-head/1 · Headwise");
    do_("search --name Headwise windowfocus --sync");
    do_("key Right");
    expect_title("single-head/2 · Headwise");
    do_("key Right");
    expect_title("single-head/3 · Headwise");
    do_("key Left");
    expect_title("single-head/2 · Headwise");
    do_("mousemove --window $(xdotool search --name Headwise) 880 772 click 1"); /* `out` */
    expect_title("single-head/10 · Headwise");
    do_("key Prior");
    expect_title("one-number/1 · Headwise");
}

static void a_click_with_larger_text_hits_what_is_drawn_there(void **state)
{
    (void)state;
    do_("key Next");
    expect_title("single-head/1 · Headwise");
    do_("key Right");
    expect_title("single-head/2 · Headwise");
    do_("key plus");
    do_("mousemove --window $(xdotool search --name Headwise) 35 772 click 1"); /* `x` */
    expect_title("single-head/1 · Headwise");
    do_("key minus");
    do_("key Prior");
    expect_title("one-number/1 · Headwise");
}

static void a_link_that_is_copied_opens_its_view_again(void **state)
{
    (void)state;
    expect_title("one-number/1 · Headwise");
    do_("key ctrl+shift+l");
    do_("key Right");
    expect_title("one-number/2 · Headwise");
    do_("key ctrl+v");
    expect_title("one-number/1 · Headwise");
}

/* Not only when the window is closed: what is lost then is not asked for again. */
static void marks_are_saved_as_one_goes(void **state)
{
    const struct desk *desk = *state;
    char line[160], answer[80] = "";
    snprintf(line, sizeof line, "grep -c ^single-head/ %s/headwise/progress", desk->folder);
    for (int ms = 0; ms < PATIENCE_MS && strcmp(answer, "") == 0; ms += POLL_MS) {
        ask(line, answer, sizeof answer);
        pause_ms(POLL_MS);
    }
    assert_true(atoi(answer) >= 3);
}

/* A number of the picture's header: 32 bits, the highest first. */
static uint32_t field(const unsigned char *header, int index)
{
    const unsigned char *at = header + 4 * index;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* A pixel of the server's screen, which it keeps in a file (XWD: a header, colours, rows). */
static uint32_t screen_pixel(const struct desk *desk, int x, int y)
{
    enum { HEADER_SIZE = 0, BYTES_PER_LINE = 12, COLOURS = 19, COLOUR_BYTES = 12 };
    unsigned char header[100];
    uint32_t pixel = 0;
    char path[128];
    snprintf(path, sizeof path, "%s/Xvfb_screen0", desk->folder);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
    long at = (long)field(header, HEADER_SIZE) + (long)field(header, COLOURS) * COLOUR_BYTES +
              (long)field(header, BYTES_PER_LINE) * y + 4L * x;
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fread(&pixel, sizeof pixel, 1, file), 1);
    fclose(file);
    return pixel & 0xffffff;
}

/* Waits until the middle of the screen's top, which is the stage's, has that colour. */
static void expect_pixel(const struct desk *desk, uint32_t wanted)
{
    uint32_t pixel = 0;
    for (int ms = 0; ms < PATIENCE_MS; ms += POLL_MS) {
        pixel = screen_pixel(desk, 700, 50 + 3);
        if (pixel == wanted) {
            return;
        }
        pause_ms(POLL_MS);
    }
    fail_msg("the pixel is %06x, should be %06x", (unsigned)pixel, (unsigned)wanted);
}

static void t_turns_the_light_off_and_on(void **state)
{
    const struct desk *desk = *state;
    expect_pixel(desk, 0xfbfaf8);
    do_("key t");
    expect_pixel(desk, 0x14171b);
    do_("key t");
    expect_pixel(desk, 0xfbfaf8);
}

/* Ticks of the processor that a process has used. */
static long ticks(pid_t process)
{
    char path[64], text[1024] = "";
    long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(text, sizeof text, file));
    fclose(file);
    assert_int_equal(sscanf(strrchr(text, ')') + 2,
                            "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user, &system),
                     2);
    return user + system;
}

static void at_rest_nothing_runs(void **state)
{
    struct desk *desk = *state;
    pause_ms(300);
    long before = ticks(desk->program);
    pause_ms(1000);
    long used = ticks(desk->program) - before;
    if (used > 2) { /* of 100: one tick is the clock's own grain */
        fail_msg("%ld ticks of the processor in a second at rest", used);
    }
}

static void ctrl_q_ends_it_well(void **state)
{
    struct desk *desk = *state;
    int status = -1;
    for (int ms = 0; ms < PATIENCE_MS && desk->program > 0; ms += POLL_MS) {
        if (ms % 1000 == 0) { /* a busy server may lose the modifier */
            do_("key ctrl+q");
        }
        if (waitpid(desk->program, &status, WNOHANG) == desk->program) {
            desk->program = 0;
        }
        pause_ms(POLL_MS);
    }
    assert_int_equal(desk->program, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_and_clicks_step_through_the_lesson),
        cmocka_unit_test(a_click_with_larger_text_hits_what_is_drawn_there),
        cmocka_unit_test(a_link_that_is_copied_opens_its_view_again),
        cmocka_unit_test(marks_are_saved_as_one_goes),
        cmocka_unit_test(t_turns_the_light_off_and_on),
        cmocka_unit_test(at_rest_nothing_runs),
        cmocka_unit_test(ctrl_q_ends_it_well),
    };
    return cmocka_run_group_tests(tests, start_desk, stop_desk);
}
