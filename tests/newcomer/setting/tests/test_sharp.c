/* A newcomer's setting: what follows from its row. */
#include "tests/command.h"
#include "tests/test.h"

#include "app/model/controls.h"
#include "attention/attention.h"

static void is_said(const char *arguments, const char *text)
{
    const struct said *s = headwise(arguments);
    if (!strstr(s->out, text) && !strstr(s->err, text)) {
        fail_msg("headwise %s does not say '%s': %s%s", arguments, text, s->out, s->err);
    }
}

static void the_command_line_knows_it(void **state)
{
    (void)state;
    is_said("--help", "sharp");
    is_said("trace sharp=9", "sharp");
    is_said("trace shrap=1", "did you mean 'sharp'?");
}

static void the_script_holds_it(void **state)
{
    (void)state;
    is_said("pytorch sharp=2", "scaled = 2 * scores / self.width ** 0.5");
    is_said("pytorch wiring=fused heads=2", "scaled = scores / self.width ** 0.5");
}

static void the_layer_takes_it(void **state)
{
    (void)state;
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_config config = attn_config_default();
    struct attn_error error = {0};
    assert_true(attn_config_set(&config, "sharp", "2", &error));
    config.embed = 4;
    assert_true(attn_trace_plan(trace, &config, &error));
    assert_true(attn_trace_op(trace, attn_trace_find(trace, "scaled"))->divisor == 1);
    attn_trace_free(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line_knows_it),
        cmocka_unit_test(the_script_holds_it),
        cmocka_unit_test(the_layer_takes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
