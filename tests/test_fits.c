/* The frame at every size of window and of text, on each kind of step, measured with the real fonts. */
#include "tests/fits.h"

static void at_every_size_all_is_readable_and_can_be_hit(void **state)
{
    struct fits fits = {0};
    fits_course(&fits, *state);
    assert_int_equal(fits.complaints, 0);
}

static void sheets_and_lists_fit_too(void **state)
{
    struct fits fits = {0};
    fits_sheets(&fits, *state, PROJECTED, 2);
    assert_int_equal(fits.complaints, 0);
}

static void the_clinic_fits_whatever_is_pasted(void **state)
{
    static const char *const errors[] = {
        "no error",
        "RuntimeError: mat1 and mat2 shapes cannot be multiplied (154x1024 and 768x640)",
        "x = x + self.pos\nRuntimeError: The size of tensor a (350) must match the size of tensor "
        "b "
        "(300) at non-singleton dimension 1",
        "embed_dim must be divisible by num_heads (got `embed_dim`: 640 and `num_heads`: 12)."};
    struct fits fits = {0};
    for (int i = 0; i < 4; i++) {
        fits_clinic(&fits, *state, errors[i]);
    }
    assert_int_equal(fits.complaints, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(at_every_size_all_is_readable_and_can_be_hit, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(the_clinic_fits_whatever_is_pasted, screen_open,
                                        screen_close),
        cmocka_unit_test_setup_teardown(sheets_and_lists_fit_too, screen_open, screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
