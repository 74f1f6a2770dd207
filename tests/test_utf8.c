/* What is text in UTF-8: links, JSON and SVG ask the same. */
#include "tests/test.h"

#include "app/scene/utf8.h"

#include <string.h>

static size_t bytes_of(const char *text)
{
    return utf8_bytes(text, strlen(text));
}

static void a_character_has_its_bytes(void **state)
{
    (void)state;
    assert_int_equal(bytes_of("a"), 1);
    assert_int_equal(bytes_of("é"), 2);
    assert_int_equal(bytes_of("√2"), 3);
    assert_int_equal(bytes_of("\xf0\x9f\x98\x80"), 4);
    assert_int_equal(bytes_of("\xf4\x8f\xbf\xbf"), 4);
}

static void what_is_cut_short_is_none(void **state)
{
    (void)state;
    assert_int_equal(utf8_bytes("√", 2), 0);
    assert_int_equal(utf8_bytes("\xf0\x9f\x98\x80", 3), 0);
    assert_int_equal(bytes_of("\xe2\x88x"), 0);
    assert_int_equal(bytes_of("\x80"), 0);
}

static void what_is_longer_than_needed_is_none(void **state)
{
    (void)state;
    assert_int_equal(bytes_of("\xc0\xaf"), 0);
    assert_int_equal(bytes_of("\xc1\xbf"), 0);
    assert_int_equal(bytes_of("\xe0\x9f\xbf"), 0);
    assert_int_equal(bytes_of("\xf0\x8f\xbf\xbf"), 0);
}

static void half_of_a_pair_and_what_is_too_large_is_none(void **state)
{
    (void)state;
    assert_int_equal(bytes_of("\xed\xa0\x80"), 0);
    assert_int_equal(bytes_of("\xed\xbf\xbf"), 0);
    assert_int_equal(bytes_of("\xed\x9f\xbf"), 3);
    assert_int_equal(bytes_of("\xf4\x90\x80\x80"), 0);
    assert_int_equal(bytes_of("\xf5\x80\x80\x80"), 0);
}

static void control_characters_are_told(void **state)
{
    (void)state;
    assert_true(utf8_control("\x1f"));
    assert_true(utf8_control("\x7f"));
    assert_true(utf8_control("\xc2\x80"));
    assert_true(utf8_control("\xc2\x9f"));
    assert_false(utf8_control("\xc2\xa0"));
    assert_false(utf8_control(" "));
    assert_false(utf8_control("√"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_has_its_bytes),
        cmocka_unit_test(what_is_cut_short_is_none),
        cmocka_unit_test(what_is_longer_than_needed_is_none),
        cmocka_unit_test(half_of_a_pair_and_what_is_too_large_is_none),
        cmocka_unit_test(control_characters_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
