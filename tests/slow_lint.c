/* Lint bites: each fault that it is there for, planted in a copy of the tree. */
#include "tests/test.h"

static void each_planted_fault_is_complained_of(void **state)
{
    (void)state;
    assert_int_equal(system("sh tests/lint/plants.sh build/plants"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_planted_fault_is_complained_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
