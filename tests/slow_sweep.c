/* One failed allocation does not pass in silence: many of each command's; SWEEP=n says how many, and
 * SWEEP=0 all, for an hour with nothing better to do. */
#include "tests/failing/sweep.h"
#include "tests/test.h"

enum { MANY = 60 };

static void a_command_without_memory_says_so(void **state)
{
    (void)state;
    const char *most = getenv("SWEEP");
    sweep_every_command(most ? atoi(most) : MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_command_without_memory_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
