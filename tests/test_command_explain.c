/* headwise explain: what an error means, as a terminal shows it. */
#include "tests/command.h"
#include "tests/test.h"

static const char famous[] =
    "explain 'mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)'";

/* At most 12 lines of 79 columns. */
static void fits_a_glance(const char *text)
{
    int lines = 0, column = 0;
    for (; *text; text++) {
        lines += *text == '\n';
        column = *text == '\n' ? 0 : column + (((unsigned char)*text & 0xc0) != 0x80);
        assert_true(column <= 79);
    }
    assert_true(lines <= 12);
}

static void the_first_line_is_the_verdict_with_its_word(void **state)
{
    (void)state;
    const struct said *s = headwise(famous);
    assert_int_equal(s->code, 0);
    static const char first[] =
        "Likely  8 heads of 256 were joined before a Linear made for 256.\n";
    assert_memory_equal(s->out, first, sizeof first - 1);
    assert_non_null(strstr(s->out, "(320, [2048]) @ ([256], 256)\n"));
    fits_a_glance(s->out);
}

static void a_traceback_comes_by_stdin(void **state)
{
    (void)state;
    static const char traceback[] =
        "  File \"full.py\", line 44, in forward\n    scores = scores.masked_fill(mask == 0, "
        "-1e9)\n"
        "RuntimeError: The size of tensor a (80) must match the size of tensor b (90) at\n"
        "  non-singleton dimension 3\n$ \n";
    char path[256], arguments[512];
    file_write(scratch_path("traceback", path), traceback, sizeof traceback - 1);
    snprintf(arguments, sizeof arguments, "explain - <%s", path);
    const struct said *s = headwise(arguments);
    assert_int_equal(s->code, 0);
    static const char first[] = "Likely  the mask is for 80 keys, the scores have 90.\n";
    assert_memory_equal(s->out, first, sizeof first - 1);
    fits_a_glance(s->out);
}

static void an_honest_cannot_tell_is_no_failure(void **state)
{
    (void)state;
    const struct said *s = headwise("explain 'IndexError: index out of range in self'");
    assert_int_equal(s->code, 0);
    assert_memory_equal(s->out, "Cannot tell whether a token id or a position is past", 52);
}

static void json_is_one_object_on_one_line(void **state)
{
    (void)state;
    char arguments[256];
    snprintf(arguments, sizeof arguments, "%s --json", famous);
    const struct said *s = headwise(arguments);
    assert_ptr_equal(strchr(s->out, '\n'), s->out + strlen(s->out) - 1);
    assert_memory_equal(
        s->out, "{\"class\": \"mm\", \"confidence\": \"likely\", \"verdict\": \"8 heads", 59);
    s = headwise("explain --json nothing");
    assert_int_equal(s->code, 1);
    assert_memory_equal(s->out, "{\"error\": \"no error is in this text;", 35);
}

static void the_catalogue_is_a_page_a_class_and_leaves_others_alone(void **state)
{
    (void)state;
    char folder[256], path[256], arguments[600];
    size_t bytes = 0;
    snprintf(arguments, sizeof arguments, "explain --catalogue %s", scratch_path("pages", folder));
    assert_int_equal(headwise(arguments)->code, 0);
    char *page = file_read(scratch_path("pages/mm.html", path), &bytes);
    assert_memory_equal(page, "<!DOCTYPE html>\n<html lang=\"en\">", 32);
    assert_non_null(strstr(page, "</svg>\n</figure>"));
    assert_non_null(strstr(page, "<a href=\"broadcast.html\">"));
    assert_null(strstr(page, "<script"));
    free(page);
    const struct said *s = headwise(arguments);
    assert_int_equal(s->code, 1);
    assert_non_null(strstr(s->err, "index.html' is there; --force replaces it\n"));
    strcat(arguments, " --force");
    assert_int_equal(headwise(arguments)->code, 0);
}

static void long_names_the_layers_that_raise_these_numbers(void **state)
{
    (void)state;
    char arguments[256];
    snprintf(arguments, sizeof arguments, "%s --long", famous);
    const struct said *s = headwise(arguments);
    assert_non_null(strstr(s->out, "  1. full-width, at fc_out\n"));
    assert_non_null(strstr(s->out, "2048 = 8 heads \xc3\x97 256 \xe2\x86\x90 heads.0.out"));
    assert_non_null(strstr(s->out, "headwise trace wiring=head-dim batch=32 tokens=10 embed=2048"));
    assert_null(
        strstr(headwise("explain --long 'mat1 and mat2 shapes cannot be multiplied (3x5 and "
                        "7x9)'")
                   ->out,
               "headwise trace"));
}

static void explain_says_what_it_cannot_take(void **state)
{
    (void)state;
    const struct said *s = headwise("explain 'segmentation fault'");
    assert_int_equal(s->code, 1);
    assert_string_equal(s->err, "headwise: no error is in this text; paste the last line of the "
                                "traceback and the code line above it.\n");
    assert_int_equal(headwise("explain ''")->code, 1);
    s = headwise("explain x haeds=8");
    assert_int_equal(s->code, 2);
    assert_string_equal(s->err, "headwise: unknown size 'haeds'; did you mean 'heads'?\n");
    s = headwise("explain x heads=0");
    assert_int_equal(s->code, 2);
    assert_string_equal(s->err, "headwise: heads takes a whole number from 1 to 1024, not '0'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line_is_the_verdict_with_its_word),
        cmocka_unit_test(a_traceback_comes_by_stdin),
        cmocka_unit_test(an_honest_cannot_tell_is_no_failure),
        cmocka_unit_test(json_is_one_object_on_one_line),
        cmocka_unit_test(long_names_the_layers_that_raise_these_numbers),
        cmocka_unit_test(the_catalogue_is_a_page_a_class_and_leaves_others_alone),
        cmocka_unit_test(explain_says_what_it_cannot_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
