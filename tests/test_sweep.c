/* One failed allocation does not pass in silence: some of each command's. tests/slow_sweep.c lets
 * each of them fail. */
#include "tests/failing/sweep.h"
#include "tests/test.h"

enum { SOME = 12 };

static void a_command_without_memory_says_so(void **state)
{
    (void)state;
    sweep_every_command(SOME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_command_without_memory_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
