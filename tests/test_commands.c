/* The program's commands: what they say, where, and how they end. */
#include "tests/command.h"
#include "tests/test.h"

#include <sys/stat.h>
#include <unistd.h>

/* Ends with that code, having said exactly that on stderr, or nothing at all where it is NULL. */
static void ends(const char *arguments, int code, const char *error)
{
    const struct said *s = headwise(arguments);
    if (s->code != code || strcmp(s->err, error ? error : "") != 0) {
        fail_msg("headwise %s: ended with %d, should be %d\nsaid:     %sexpected: %s", arguments,
                 s->code, code, s->err, error ? error : "nothing\n");
    }
}

static void list_names_every_lesson_and_step(void **state)
{
    (void)state;
    const struct said *s = headwise("list");
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(s->out, "1 one-number  One number\n"));
    assert_non_null(strstr(s->out, "  single-head/5  Scores: every query, every key\n"));
}

static void read_finds_a_lesson_by_number_and_by_slug(void **state)
{
    (void)state;
    const struct said *s = headwise("read 2");
    char *by_number = strdup(s->out);
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(by_number, "scores (1, 5, 5) = Q"));
    assert_string_equal(headwise("read single-head")->out, by_number);
    free(by_number);
}

static void wrong_words_name_the_nearest_right_one(void **state)
{
    (void)state;
    ends("read singel-head", 2,
         "headwise: no lesson or command 'singel-head'; did you mean 'single-head'?\n");
    ends("lits", 2, "headwise: no lesson or command 'lits'; did you mean 'list'?\n");
    ends("shot single-head/scors x.png", 2,
         "headwise: lesson 'single-head' has steps 1 to 11, not 'scors'\n");
    ends("--sice 3 list", 2, "headwise: unknown option '--sice'; did you mean '--size'?\n");
    ends("trace wirng=single", 2, "headwise: unknown setting 'wirng'; did you mean 'wiring'?\n");
    ends("trace mask=casual", 2,
         "headwise: mask cannot be 'casual'; did you mean 'causal'? (none, causal, padding)\n");
}

static void a_view_costs_a_line_for_what_it_says_wrong_and_a_word_ends_it(void **state)
{
    (void)state;
    const struct said *s = headwise("trace '2/5?maks=1&v=1&mask=causal&tokens=0&%1b=1' valid=3");
    assert_int_equal(s->code, 0);
    assert_string_equal(s->err, "headwise: tokens takes a whole number from 1 to 65536, not '0'\n"
                                "headwise: unknown key 'maks'; did you mean 'mask'?\n"
                                "headwise: '%1b=1' is not KEY=VALUE, as in mask=causal\n");
    assert_non_null(strstr(s->out, "\nmask "));
    ends("trace '2/5?mask=causal' maks=1", 2,
         "headwise: unknown key 'maks'; did you mean 'mask'?\n");
    ends("read 'singel-head/5?mask=causal'", 2,
         "headwise: no lesson or command 'singel-head'; did you mean 'single-head'?\n");
    ends("trace \"2/5?$(printf '%8000s')\"", 2,
         "headwise: a place has at most 8000 bytes, this one 8004\n");
}

static void a_word_after_a_view_overrides_it(void **state)
{
    (void)state;
    char *plain = strdup(headwise("trace 2/7 mask=none scale=none seed=4")->out);
    assert_string_equal(headwise("trace '2/7?scale=none&mask=padding&seed=4' mask=none")->out,
                        plain);
    free(plain);
    plain = strdup(headwise("trace 2/7")->out); /* causal */
    assert_string_equal(headwise("trace '2/7?mask=none' paint=5:8639bff8")->err,
                        "headwise: paint takes TOKENS:HEX, a bit for each of its cells, not "
                        "'5:8639bff8'\n");
    assert_string_equal(headwise("trace '2/7?mask=none' paint=5:8639ef8")->out, plain);
    assert_string_equal(headwise("trace '2/7?valid=9' valid=5")->out, plain);
    free(plain);
}

static void wrong_values_say_what_is_allowed(void **state)
{
    (void)state;
    ends("trace tokens=0", 2, "headwise: tokens takes a whole number from 1 to 65536, not '0'\n");
    ends("trace tokens=4x", 2, "headwise: tokens takes a whole number from 1 to 65536, not '4x'\n");
    ends("trace seed=-1", 2,
         "headwise: seed takes a whole number from 0 to 18446744073709551615, not '-1'\n");
    ends("trace valid=5", 2, "headwise: valid=5 is more than tokens=4\n");
    ends("trace dropout=1.5", 1,
         "headwise: ValueError: dropout probability has to be between 0 and 1, but got 1.5\n");
    ends("trace off=7", 2, "headwise: off=7: there are 2 heads, counted from 0\n");
    ends("shot 1/1 x.png --size 10x10", 2,
         "headwise: --size takes WIDTHxHEIGHT, each 100 to 8192, not '10x10'\n");
    ends("shot 1/1 x.png --theme blue", 2, "headwise: --theme takes light or dark, not 'blue'\n");
    ends("shot 1/1", 2, "headwise: shot takes LESSON/STEP and FILE.png\n");
    ends("list --size", 2, "headwise: --size needs a value\n");
}

static void a_layer_beyond_the_budget_is_refused_at_once(void **state)
{
    (void)state;
    ends("trace tokens=60000 embed=65536", 2,
         "headwise: this layer needs 192817.8 MiB for its numbers, the budget is 1024.0 MiB\n");
}

static void a_layer_that_raises_ends_with_1_after_what_was_computed(void **state)
{
    (void)state;
    const struct said *s = headwise("trace wiring=full-width batch=32 tokens=10 embed=256 heads=8");
    assert_int_equal(s->code, 1);
    assert_string_equal(s->err, "RuntimeError: mat1 and mat2 shapes cannot be multiplied "
                                "(320x2048 and 256x256)\n");
    assert_non_null(strstr(s->out, "concat             (32, 10, 2048)"));
    ends("trace wiring=head-dim batch=32 tokens=10 embed=256 heads=8", 1,
         "RuntimeError: mat1 and mat2 shapes cannot be multiplied (320x256 and 32x32)\n");
    ends("trace wiring=fused embed=6 heads=4", 1,
         "AssertionError: Embedding size must be divisible by the number of heads\n");
}

/* The names at the start of each line, one after the other. */
static void trace_prints(const char *arguments, const char *names)
{
    char line[256], all[2048] = "";
    const struct said *s = headwise(arguments);
    for (const char *at = strchr(s->out, '\n'); at && at[1]; at = strchr(at + 1, '\n')) {
        sscanf(at + 1, "%200s", line);
        strcat(strcat(all, line), " ");
    }
    assert_string_equal(all, names);
}

static void trace_prints_every_tensor_in_order(void **state)
{
    (void)state;
    trace_prints("trace wiring=single bias=no mask=causal",
                 "x query.weight key.weight value.weight mask Q K V scores scaled masked weights "
                 "weights.row_max weights.exps weights.row_sum dropped out ");
    trace_prints("trace wiring=mean bias=no heads=1",
                 "x heads.0.query.weight heads.0.key.weight heads.0.value.weight fc_out.weight "
                 "heads.0.Q heads.0.K heads.0.V heads.0.scores heads.0.scaled heads.0.weights "
                 "heads.0.weights.row_max heads.0.weights.exps heads.0.weights.row_sum "
                 "heads.0.dropped heads.0.out mean out ");
}

/* ---- pictures ---- */

static uint32_t big_endian(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* The size of the picture that shot makes of 960x600 at that density. */
static void measure_shot(const char *density, uint32_t *width, uint32_t *height)
{
    char path[256], arguments[512];
    size_t bytes;
    scratch_path("shot.png", path);
    snprintf(arguments, sizeof arguments,
             "shot single-head/scores %s --size 960x600 --density %s --theme dark", path, density);
    ends(arguments, 0, NULL);
    char *png = file_read(path, &bytes);
    assert_memory_equal(png, "\x89PNG", 4);
    *width = big_endian(png + 16);
    *height = big_endian(png + 20);
    free(png);
}

static void shot_writes_a_png_of_the_size_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *density;
        uint32_t width, height;
    } rows[] = {{"2", 1920, 1200}, {"1", 960, 600}, {"0.5", 480, 300}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t width = 0, height = 0;
        measure_shot(rows[i].density, &width, &height);
        assert_int_equal(width, rows[i].width);
        assert_int_equal(height, rows[i].height);
    }
}

static void shot_says_where_it_cannot_write(void **state)
{
    (void)state;
    const struct said *s = headwise("shot 1/1 /no/such/folder/x.png");
    assert_int_equal(s->code, 1);
    assert_non_null(strstr(s->err, "/no/such/folder/x.png"));
}

/* ---- lessons ---- */

static const char lesson[] = "---\ntitle: T\nsummary: S\nwiring: single\n---\n\n## One\n\nText.\n\n"
                             "1. first\n2. second\n\n"
                             "```headwise\nshow: x\nexpect: shape x (1, 4, %d)\n```\n";

static void check_holds_a_file_of_ones_own(void **state)
{
    (void)state;
    char path[256], arguments[512], text[512], expected[512];
    scratch_path("07-mine.md", path);
    snprintf(arguments, sizeof arguments, "check %s", path);
    file_write(path, text, (size_t)snprintf(text, sizeof text, lesson, 8));
    ends(arguments, 0, NULL);
    file_write(path, text, (size_t)snprintf(text, sizeof text, lesson, 9));
    const struct said *s = headwise(arguments);
    assert_int_equal(s->code, 1);
    snprintf(expected, sizeof expected, "%s:16:", path);
    assert_memory_equal(s->err, expected, strlen(expected));
    assert_non_null(strstr(s->err, "(1, 4, 8)"));
    assert_non_null(strstr(s->err, "^"));
}

static void a_folder_of_lessons_takes_the_courses_place(void **state)
{
    (void)state;
    char folder[256], path[256], arguments[512], text[512];
    mkdir(scratch_path("mine", folder), 0777);
    scratch_path("mine/07-mine.md", path);
    file_write(path, text, (size_t)snprintf(text, sizeof text, lesson, 8));
    snprintf(arguments, sizeof arguments, "--lessons %s read mine", folder);
    const struct said *s = headwise(arguments);
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(s->out, " 2. second\n"));
    assert_null(strstr(headwise(arguments)->out, "single-head"));
}

static void a_folder_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    const struct said *s = headwise("--lessons /no/such/lessons list");
    assert_int_equal(s->code, 1);
    assert_non_null(strstr(s->err, "/no/such/lessons"));
    s = headwise("--fonts /no/such/fonts shot 1/1 /tmp/x.png");
    assert_int_equal(s->code, 1);
    assert_non_null(strstr(s->err, "/no/such/fonts"));
}

static void with_no_display_the_lesson_is_read_out(void **state)
{
    (void)state;
    const struct said *s =
        headwise_with("env -u DISPLAY -u WAYLAND_DISPLAY SDL_VIDEODRIVER=x11", "one-number");
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(s->err, "headwise: no display ("));
    assert_non_null(strstr(s->out, "One number\n"));
}

static void help_lists_every_command_and_setting(void **state)
{
    (void)state;
    static const char *const words[] = {"list",    "read", "check", "shot", "trace",
                                        "explain", "mask", "off",   "seed", "polarity"};
    const struct said *s = headwise("--help");
    assert_int_equal(s->code, 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_non_null(strstr(s->out, words[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_names_every_lesson_and_step),
        cmocka_unit_test(read_finds_a_lesson_by_number_and_by_slug),
        cmocka_unit_test(wrong_words_name_the_nearest_right_one),
        cmocka_unit_test(a_view_costs_a_line_for_what_it_says_wrong_and_a_word_ends_it),
        cmocka_unit_test(a_word_after_a_view_overrides_it),
        cmocka_unit_test(wrong_values_say_what_is_allowed),
        cmocka_unit_test(a_layer_beyond_the_budget_is_refused_at_once),
        cmocka_unit_test(a_layer_that_raises_ends_with_1_after_what_was_computed),
        cmocka_unit_test(trace_prints_every_tensor_in_order),
        cmocka_unit_test(shot_writes_a_png_of_the_size_asked_for),
        cmocka_unit_test(shot_says_where_it_cannot_write),
        cmocka_unit_test(check_holds_a_file_of_ones_own),
        cmocka_unit_test(a_folder_of_lessons_takes_the_courses_place),
        cmocka_unit_test(a_folder_that_cannot_be_read_is_named),
        cmocka_unit_test(with_no_display_the_lesson_is_read_out),
        cmocka_unit_test(help_lists_every_command_and_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
