/* The README's "To add", done for real: in a copy of the tree a newcomer's files are laid in, the rows
 * added, all built anew, and the tests that would notice are run there. */
#include "tests/test.h"

static void adds(const char *what, const char *tests)
{
    char command[400];
    snprintf(command, sizeof command, "sh tests/newcomer/newcomer.sh %s %s", what, tests);
    assert_int_equal(system(command), 0);
}

static void an_operation_and_a_wiring_are_a_file_and_a_row_each(void **state)
{
    (void)state;
    adds("operation", "test_relu test_kinds test_explain test_windows test_reference "
                      "test_properties test_recompute test_script test_golden test_plans "
                      "test_operations test_install");
}

static void a_picture_is_a_file_and_a_row(void **state)
{
    (void)state;
    adds("picture", "test_figures test_pictures test_course");
}

static void a_panel_is_a_file_and_a_row(void **state)
{
    (void)state;
    adds("panel", "test_badge test_panels");
}

static void a_setting_is_a_row_and_what_the_build_then_asks_for(void **state)
{
    (void)state;
    adds("setting", "test_sharp test_settings test_settings_table test_recompute test_script "
                    "test_install test_golden");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operation_and_a_wiring_are_a_file_and_a_row_each),
        cmocka_unit_test(a_picture_is_a_file_and_a_row),
        cmocka_unit_test(a_panel_is_a_file_and_a_row),
        cmocka_unit_test(a_setting_is_a_row_and_what_the_build_then_asks_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
