/* Whatever a lesson's file holds, its reader returns a lesson or an error that can be shown: much damage
 * of each lesson, and many of its beginnings. */
#include "tests/damage.h"

enum { STRIDE = 5, DAMAGES = 3000 };

static void every_beginning_of_a_lesson_is_a_lesson_or_an_error(void **state)
{
    (void)state;
    damage_cut(STRIDE);
}

static void a_damaged_lesson_is_a_lesson_or_an_error(void **state)
{
    (void)state;
    damage_many(DAMAGES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_beginning_of_a_lesson_is_a_lesson_or_an_error),
        cmocka_unit_test(a_damaged_lesson_is_a_lesson_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
