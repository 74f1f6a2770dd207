/* One failed allocation does not pass in silence: each of each command's, up to a few hundred. */
#include "tests/failing/sweep.h"
#include "tests/test.h"

enum { MANY = 400 };

static void a_command_without_memory_says_so(void **state)
{
    (void)state;
    sweep_every_command(MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_command_without_memory_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
