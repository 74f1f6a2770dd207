/* Each option goes where it belongs, and nowhere else. */
#include "tests/test.h"

#include "app/commands/options.h"

static struct options read_words(int argc, char **argv)
{
    static const char *words[WORDS_MAX];
    struct options o;
    memset(&o, 0, sizeof o); /* what is between its fields, too: they are compared */
    o.words = words;
    assert_int_equal(options_read(argc, argv, &o, words), 0);
    return o;
}

/* Of a flag alone that field is set. */
#define assert_sets(command, name, field)                                                          \
    do {                                                                                           \
        char *argv[] = {"headwise", command, name};                                                \
        struct options o = read_words(3, argv), other = o;                                         \
        char *bare[] = {"headwise", command};                                                      \
        struct options without = read_words(2, bare);                                              \
        assert_true(o.field);                                                                      \
        other.field = false;                                                                       \
        other.given = without.given;                                                               \
        assert_memory_equal(&other, &without, sizeof other);                                       \
    } while (0)

static void a_flag_sets_its_field_alone(void **state)
{
    (void)state;
    assert_sets("shot", "--stage", stage);
    assert_sets("shot", "--closer", closer);
    assert_sets("masks", "--still", still);
    assert_sets("masks", "--timing", timing);
    assert_sets("read", "--questions", questions);
    assert_sets("read", "--answers", answers);
    assert_sets("explain", "--long", longer);
    assert_sets("explain", "--json", json);
    assert_sets("explain", "--force", force);
    assert_sets("list", "--help", help);
}

static void a_folder_goes_into_its_field(void **state)
{
    (void)state;
    char *npy[] = {"headwise", "trace", "--npy", "a"};
    char *catalogue[] = {"headwise", "explain", "--catalogue", "b"};
    char *both[] = {"headwise", "masks", "--lessons", "c", "--fonts", "d"};
    struct options o = read_words(6, both);
    assert_string_equal(read_words(4, npy).npy, "a");
    assert_string_equal(read_words(4, catalogue).catalogue, "b");
    assert_string_equal(o.lessons, "c");
    assert_string_equal(o.fonts, "d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flag_sets_its_field_alone),
        cmocka_unit_test(a_folder_goes_into_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
