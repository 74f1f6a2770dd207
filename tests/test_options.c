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

static void a_flag_sets_its_field_alone(void **state)
{
    (void)state;
    static const struct {
        const char *command, *name;
        size_t field;
    } flags[] = {
        {"shot", "--stage", offsetof(struct options, stage)},
        {"shot", "--closer", offsetof(struct options, closer)},
        {"masks", "--still", offsetof(struct options, still)},
        {"masks", "--timing", offsetof(struct options, timing)},
        {"read", "--questions", offsetof(struct options, questions)},
        {"read", "--answers", offsetof(struct options, answers)},
        {"explain", "--long", offsetof(struct options, longer)},
        {"explain", "--json", offsetof(struct options, json)},
        {"explain", "--force", offsetof(struct options, force)},
        {"list", "--help", offsetof(struct options, help)},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        char *argv[] = {"headwise", (char *)(uintptr_t)flags[i].command,
                        (char *)(uintptr_t)flags[i].name};
        struct options with = read_words(3, argv), without = read_words(2, argv);
        bool *field = (bool *)((char *)&with + flags[i].field);
        assert_true(*field);
        *field = false;
        with.given = without.given;
        assert_memory_equal(&with, &without, sizeof with);
    }
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
