/* headwise explain: what an error means, as a terminal shows it. */
#include "tests/command.h"
#include "tests/test.h"

static void every_line_fits_80_columns(const char *text)
{
    for (int column = 0; *text; text++) {
        column = *text == '\n' ? 0 : column + (((unsigned char)*text & 0xc0) != 0x80);
        assert_true(column <= 80);
    }
}

static void explain_tells_both_layers_and_where_the_size_was_born(void **state)
{
    (void)state;
    const struct said *s =
        headwise("explain 'mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)'");
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(s->out, "320 = 32 x 10 = batch x tokens\n"));
    assert_non_null(strstr(s->out, "1. full-width with embed=256 heads=8, at fc_out\n"));
    assert_non_null(strstr(s->out, "2. head-dim with embed=2048 heads=8, at heads.0.query\n"));
    assert_non_null(strstr(s->out, "2048 = 8 heads \xc3\x97 256 \xe2\x86\x90 heads.0.out"));
    assert_non_null(strstr(s->out, "projected         (32, 10, 256) "));
    every_line_fits_80_columns(s->out);
}

static void explain_reads_stdin(void **state)
{
    (void)state;
    static const char traceback[] =
        "  File \"full.py\", line 44, in forward\n    return self.fc_out(concat)\n"
        "RuntimeError: mat1 and mat2 shapes cannot be multiplied (320x256 and\n  32x32)\n$ \n";
    char path[256], arguments[512];
    file_write(scratch_path("traceback", path), traceback, sizeof traceback - 1);
    snprintf(arguments, sizeof arguments, "explain - heads=8 <%s", path);
    const struct said *s = headwise(arguments);
    assert_int_equal(s->code, 0);
    assert_non_null(strstr(s->out, "at fc_out; your text calls that layer\n"));
    every_line_fits_80_columns(s->out);
}

static void explain_ends_with_a_layer_that_works(void **state)
{
    (void)state;
    const struct said *s = headwise("explain 'Embedding size must be divisible by the number of "
                                    "heads' embed=256 heads=7");
    assert_non_null(strstr(s->out, "\n  headwise trace wiring=projected batch=1 tokens=4 "
                                   "embed=256 heads=4\n"));
}

static void explain_says_what_it_cannot_take(void **state)
{
    (void)state;
    const struct said *s = headwise("explain 'segmentation fault'");
    assert_int_equal(s->code, 1);
    assert_string_equal(s->err, "headwise: no shape error of PyTorch, NumPy, JAX or TensorFlow "
                                "that headwise knows is in this text\n");
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
        cmocka_unit_test(explain_tells_both_layers_and_where_the_size_was_born),
        cmocka_unit_test(explain_reads_stdin),
        cmocka_unit_test(explain_ends_with_a_layer_that_works),
        cmocka_unit_test(explain_says_what_it_cannot_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
