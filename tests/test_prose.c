/* The course's own prose: short beats, and no number that nothing holds. */
#include "tests/lesson.h"

#include <ctype.h>
#include <math.h>

enum { BEATS_LEAST = 2, BEATS_MOST = 4, BEAT_MOST = 150, TEXT_MOST = 4096 };

/* ---- beats ---- */

/* Characters of the block's runs. */
static int length_of(const struct lesson_block *block)
{
    int count = 0;
    for (int i = 0; i < block->run_count; i++) {
        for (size_t k = 0; k < block->runs[i].bytes; k++) {
            count += ((unsigned char)block->runs[i].text[k] & 0xc0) != 0x80;
        }
    }
    return count;
}

static int beats_of(const char *slug, const struct lesson_step *step)
{
    int beats = 0;
    for (int i = 0; i < step->block_count; i++) {
        bool code = step->blocks[i].kind == LESSON_CODE_BLOCK;
        if (!code && length_of(&step->blocks[i]) > BEAT_MOST) {
            fail_msg("%s/%s: paragraph %d has %d characters, more than %d", slug, step->slug, i + 1,
                     length_of(&step->blocks[i]), BEAT_MOST);
        }
        beats += code ? 0 : 1;
    }
    return beats;
}

static void each_step_is_told_in_two_to_four_short_paragraphs(void **state)
{
    struct course *course = *state;
    for (int l = 0; l < course->count; l++) {
        const struct lesson *lesson = course->lessons[l];
        for (int i = 0; i < lesson->step_count; i++) {
            int beats = beats_of(lesson->slug, &lesson->steps[i]);
            if (beats < BEATS_LEAST || beats > BEATS_MOST) {
                fail_msg("%s/%s has %d paragraphs", lesson->slug, lesson->steps[i].slug, beats);
            }
        }
    }
}

static void no_sentence_goes_on_as_a_list(void **state)
{
    struct course *course = *state;
    for (int l = 0; l < course->count; l++) {
        for (int i = 0; i < course->lessons[l]->step_count; i++) {
            assert_int_equal(course->lessons[l]->steps[i].lone_bullet, 0);
        }
    }
}

/* ---- numbers ---- */

/* What no tensor holds and arithmetic does: computed here, from what is said where it stands. */
static const struct worked {
    const char *text;
    double value;
} worked[] = {
    {"2.83", 2.8284271247461903},         /* √8 */
    {"5.66", 5.656854249492381},          /* √32 */
    {"1.39", 1.3862943611198906},         /* ln 4 */
    {"5.75", 2.30 * 2.50},                /* two terms of a score */
    {"3.60", 1.20 * 3.00},                /* the other */
    {"0.005", 0.99506 * (1 - 0.99506)},   /* the slope of softmax at a weight */
    {"0.22", 0.6684 * (1 - 0.6684)},      /* at another */
    {"-0.052", 0.029 - 0.081},            /* the sum of two heads' parts */
    {"-0.081", -0.052 - 0.029},           /* one of them */
    {"0.767", 0.724 + 0.043},             /* a head's part and the bias */
    {"0.724", 0.767 - 0.043},             /* that part */
    {"0.223", 0.66524 * (1 - 0.66524)},   /* at that of scores 2, 1, 0 */
    {"0.022", 0.6871 - 0.6652},           /* and what a tenth of a score moves it by */
    {"0.055", 0.941089 * (1 - 0.941089)}, /* at scores 16, 8, 0 over √8 */
    {"0.0196", 0.941089 * (1 - 0.941089) / 2.8284271247461903}, /* by the score itself */
    {"0.088", 0.45553 * (1 - 0.45553) / 2.8284271247461903},    /* at 2, 1, 0 over √8 */
    {"65504", (2 - 1.0 / 1024) * 32768},                        /* the largest float16 */
    {"88.7", 88.72283905206835},                                /* ln of the largest float32 */
    {"3.4", 3.4028234663852886},       /* that number, its power of ten aside */
    {"40960", 4 * 10 * 32 * 32},       /* multiplications of four Linears */
    {"6400", 2 * 10 * 10 * 32},        /* and of two tables */
    {"262144", 4 * 64 * 32 * 32},      /* of four Linears at 64 tokens */
    {"263168", 4 * (256 * 256 + 256)}, /* parameters of the layer beside */
    {"2103552", 3 * 8 * (256 * 256 + 256) + 2048 * 256 + 256}, /* and of the wide one */
    {"1920", 3 * 4 * (8 * 8 + 8) + 32 * 32 + 32},              /* of four heads' own slices */
};

/* Decimals behind the point. */
static int decimals(const char *text)
{
    const char *point = strchr(text, '.');
    return point ? (int)strlen(point + 1) : 0;
}

/* Whether value, printed as text is, reads so. */
static bool prints_as(const char *text, double value)
{
    char printed[64];
    snprintf(printed, sizeof printed, "%.*f", decimals(text), value);
    return strtod(printed, NULL) == strtod(text, NULL);
}

static bool is_worked(const char *text)
{
    for (size_t i = 0; i < sizeof worked / sizeof *worked; i++) {
        if (strcmp(worked[i].text, text) == 0) {
            return prints_as(text, worked[i].value);
        }
    }
    return false;
}

/* A tensor's number holds only what is printed with as many digits. */
static bool is_expected(const struct lesson_step *step, const char *text)
{
    for (int i = 0; i < step->expect_count; i++) {
        const struct lesson_expect *e = &step->expects[i];
        bool range = e->kind == LESSON_EXPECT_RANGE;
        double value = strtod(text, NULL);
        if ((e->value == value && e->digits >= decimals(text)) ||
            (range && e->high == value && e->high_digits >= decimals(text))) {
            return e->kind != LESSON_EXPECT_BETWEEN && e->kind != LESSON_EXPECT_SHAPE;
        }
    }
    return false;
}

/* A setting of the step's, or what is left of 1. */
static bool is_setting(const struct lesson_step *step, const char *text)
{
    return prints_as(text, step->config.dropout) || prints_as(text, 1 - step->config.dropout);
}

static bool is_digit(char c)
{
    return isdigit((unsigned char)c);
}

/* The number at `at`: a decimal, or one with commas between thousands, as C reads it. False for what
 * is none; *end is where to look on. */
static bool read_number(const char *start, const char *at, char number[64], const char **end)
{
    static const char minus[] = "\xe2\x88\x92";
    size_t used = 0;
    bool decimal = false, grouped = false;
    if (at - start >= 3 && memcmp(at - 3, minus, 3) == 0) {
        number[used++] = '-';
    }
    for (; is_digit(*at) || (is_digit(at[1]) && ((*at == '.' && !decimal) || *at == ',')); at++) {
        decimal |= *at == '.';
        grouped |= *at == ',';
        number[used] = *at;
        used += *at != ',' && used < 62 ? 1 : 0;
    }
    number[used] = '\0';
    *end = at;
    return decimal || grouped;
}

/* Fails where a decimal, or a number with commas, is held by nothing. */
static void check_numbers(const char *slug, const struct lesson_step *step, const char *text)
{
    char number[64];
    for (const char *at = text; *at;) {
        if (!is_digit(*at)) {
            at++;
            continue;
        }
        if (read_number(text, at, number, &at) && !is_expected(step, number) &&
            !is_worked(number) && !is_setting(step, number)) {
            fail_msg("%s/%s says %s, and no expectation of the step holds it", slug, step->slug,
                     number);
        }
    }
}

static void check_block(const char *slug, const struct lesson_step *step,
                        const struct lesson_block *block)
{
    char text[TEXT_MOST] = "";
    size_t used = 0;
    for (int i = 0; i < block->run_count; i++) {
        const struct lesson_run *run = &block->runs[i];
        assert_true(used + run->bytes + 2 < sizeof text);
        memcpy(text + used, run->text, run->bytes);
        used += run->bytes;
        text[used] = '\0';
    }
    check_numbers(slug, step, text);
}

static void every_number_of_the_prose_is_held(void **state)
{
    struct course *course = *state;
    for (int l = 0; l < course->count; l++) {
        const struct lesson *lesson = course->lessons[l];
        for (int i = 0; i < lesson->step_count; i++) {
            for (int b = 0; b < lesson->steps[i].block_count; b++) {
                check_block(lesson->slug, &lesson->steps[i], &lesson->steps[i].blocks[b]);
            }
        }
    }
}

/* Each row of the table is what its arithmetic prints, and is said somewhere. */
static void what_is_worked_out_is_so(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof worked / sizeof *worked; i++) {
        if (!prints_as(worked[i].text, worked[i].value)) {
            fail_msg("%s is %.9g", worked[i].text, worked[i].value);
        }
    }
}

static int open_course(void **state)
{
    struct lesson_error error = {0};
    *state = course_load(NULL, NULL, &error);
    return *state ? 0 : -1;
}

static int close_course(void **state)
{
    course_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_is_told_in_two_to_four_short_paragraphs),
        cmocka_unit_test(no_sentence_goes_on_as_a_list),
        cmocka_unit_test(every_number_of_the_prose_is_held),
        cmocka_unit_test(what_is_worked_out_is_so),
    };
    return cmocka_run_group_tests(tests, open_course, close_course);
}
