/* What make install brings: a library to build against, and a manual that knows every word. */
#include "tests/command.h"
#include "tests/test.h"

#include "attention/attention.h"

static void the_readmes_example_builds_against_what_is_installed(void **state)
{
    (void)state;
    if (!getenv("CC")) {
        fail_msg("CC does not say which compiler; run this by make test");
    }
    assert_int_equal(system("sh tests/install.sh"), 0);
}

/* A manual's entry: ".It Cm word", alone or before its arguments. */
static void has_entry(const char *manual, const char *word)
{
    char line[80], longer[80];
    snprintf(line, sizeof line, "\n.It Cm %s\n", word);
    snprintf(longer, sizeof longer, "\n.It Cm %s ", word);
    if (!strstr(manual, line) && !strstr(manual, longer)) {
        fail_msg("assets/headwise.1 has no entry for '%s'", word);
    }
}

static void the_manual_has_every_setting_and_choice(void **state)
{
    (void)state;
    size_t bytes;
    char *manual = file_read("assets/headwise.1", &bytes);
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *s = attn_setting(i);
        has_entry(manual, s->name);
        for (int k = 0; s->choices && s->choices[k]; k++) {
            if (!strstr(manual, s->choices[k])) {
                fail_msg("assets/headwise.1 does not say %s=%s", s->name, s->choices[k]);
            }
        }
    }
    free(manual);
}

/* --help has a line "headwise COMMAND ..." for each. */
static void the_manual_has_every_command(void **state)
{
    (void)state;
    size_t bytes;
    int commands = 0;
    char *manual = file_read("assets/headwise.1", &bytes);
    const char *help = headwise("--help")->out;
    for (const char *at = strstr(help, "\nheadwise "); at; at = strstr(at + 1, "\nheadwise ")) {
        char word[40];
        assert_int_equal(sscanf(at, " headwise %39s", word), 1);
        has_entry(manual, word);
        commands++;
    }
    assert_true(commands >= 6);
    free(manual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_readmes_example_builds_against_what_is_installed),
        cmocka_unit_test(the_manual_has_every_setting_and_choice),
        cmocka_unit_test(the_manual_has_every_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
