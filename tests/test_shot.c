/* Pictures from the command line, and what a wrong line of it is told. */
#include "tests/command.h"
#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

static void refused(const char *arguments, const char *why)
{
    const struct said *s = headwise(arguments);
    if (s->code != 2 || !strstr(s->err, why)) {
        fail_msg("headwise %s: ended with %d, said %s", arguments, s->code, s->err);
    }
}

/* Width and height of the picture that shot makes. */
static void shoot(const char *arguments, int size[2])
{
    char path[256], line[512];
    scratch_path("a.png", path);
    snprintf(line, sizeof line, "shot %s %s", arguments, path);
    const struct said *s = headwise(line);
    assert_string_equal(s->err, "");
    assert_int_equal(s->code, 0);
    size_t bytes;
    unsigned char *data = (unsigned char *)file_read(path, &bytes);
    for (int i = 0; i < 2; i++) {
        const unsigned char *at = data + 16 + 4 * i;
        size[i] = at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
    }
    free(data);
    unlink(path);
}

static void the_stage_alone_is_smaller_than_all(void **state)
{
    (void)state;
    int stage[2], large[2];
    shoot("1/1 --size 960x600 --stage", stage);
    assert_in_range(stage[0], 480, 959);
    assert_in_range(stage[1], 300, 599);
    shoot("1/1 --size 960x600 --stage --density 2", large);
    assert_in_range(large[0], 2 * stage[0] - 1, 2 * stage[0] + 1);
}

static void settings_text_and_beat_go_with_a_picture(void **state)
{
    (void)state;
    int size[2];
    shoot("single-head/scores mask=causal tokens=3 --text 4 --beat 1 --size 1280x800", size);
    assert_int_equal(size[0], 1280);
    assert_int_equal(size[1], 800);
}

/* The bytes of a picture; the caller frees. */
static char *picture_of(const char *arguments, size_t *bytes)
{
    char path[256], line[512];
    scratch_path("a.png", path);
    snprintf(line, sizeof line, "shot %s %s", arguments, path);
    assert_int_equal(headwise(line)->code, 0);
    char *data = file_read(path, bytes);
    unlink(path);
    return data;
}

static void assert_pictures(const char *one, const char *other, bool same)
{
    size_t bytes, others;
    char *a = picture_of(one, &bytes), *b = picture_of(other, &others);
    if ((bytes == others && memcmp(a, b, bytes) == 0) != same) {
        fail_msg("%s and %s are %sthe same picture", one, other, same ? "not " : "");
    }
    free(a);
    free(b);
}

static void between_two_steps_begins_with_one_and_ends_with_the_other(void **state)
{
    (void)state;
    assert_pictures("7/5 --between 0", "7/4", true);
    assert_pictures("7/5 --between 1", "7/5", true);
    assert_pictures("7/5 --between 0.5", "7/5", false);
    assert_pictures("7/5 --between 0.5", "7/4", false);
}

static void closer_is_another_picture(void **state)
{
    (void)state;
    assert_pictures("7/5 --closer", "7/5", false);
    assert_pictures("7/5 --closer", "7/5?picture=closer", true);
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    refused("shot 1/1 x.svg", "shot writes PNG: 'x.svg' does not end in .png");
    refused("shot 7/1 x.png --between 0.5", "no step of this lesson comes before");
    refused("shot 7/2 x.png --between 1.5", "--between takes a number from 0 to 1, not '1.5'");
    refused("shot 1/1 x.png --beat 99", "--beat 99: one-number/");
    refused("shot 1/1 x.png --text 5", "--text takes a whole number from -2 to 4, not '5'");
    refused("shot 1/1 x.png --text ''", "--text takes");
}

static void an_option_of_another_command_is_named(void **state)
{
    (void)state;
    refused("--timing list", "--timing goes with a lesson to open, not with 'list'");
    refused("list --npy d", "--npy goes with 'trace', not with 'list'");
    refused("1/1 --stage", "--stage goes with 'shot', not with a lesson to open");
    refused("trace --theme dark", "--theme goes with 'shot', not with 'trace'");
}

static void the_first_word_is_looked_at_first(void **state)
{
    (void)state;
    refused("explane x", "no lesson or command 'explane'; did you mean 'explain'?");
    refused("1 2", "one lesson at a time: '2' is too much");
}

static void a_program_is_told_where_to_go(void **state)
{
    (void)state;
    refused("layer.py", "python3 layer.py 2>&1 | headwise explain -");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stage_alone_is_smaller_than_all),
        cmocka_unit_test(settings_text_and_beat_go_with_a_picture),
        cmocka_unit_test(between_two_steps_begins_with_one_and_ends_with_the_other),
        cmocka_unit_test(closer_is_another_picture),
        cmocka_unit_test(what_is_no_picture_is_refused),
        cmocka_unit_test(an_option_of_another_command_is_named),
        cmocka_unit_test(the_first_word_is_looked_at_first),
        cmocka_unit_test(a_program_is_told_where_to_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
