/* headwise pytorch: every setting stands in the script, for every wiring, and nothing is left. */
#include "tests/command.h"
#include "tests/test.h"

#include "attention/attention.h"
#include "lessons/script/script.h"

/* A wiring a line after "wiring", or NULL behind the last. */
static const char *wiring(int index)
{
    return attn_setting(0)->choices[index];
}

static const char *script(const char *wiring_name, const char *words)
{
    char arguments[256];
    snprintf(arguments, sizeof arguments, "pytorch wiring=%s %s", wiring_name, words);
    const struct said *s = headwise(arguments);
    if (s->code != 0) {
        fail_msg("headwise %s: %s", arguments, s->err);
    }
    return s->out;
}

static void holds(const char *wiring_name, const char *text, const char *piece)
{
    if (!strstr(text, piece)) {
        fail_msg("the script of %s has no '%s':\n%s", wiring_name, piece, text);
    }
}

static void lacks(const char *wiring_name, const char *text, const char *piece)
{
    if (strstr(text, piece)) {
        fail_msg("the script of %s still has '%s'", wiring_name, piece);
    }
}

static void every_listing_has_each_line_to_be_replaced(void **state)
{
    (void)state;
    FILE *out = tmpfile();
    for (int i = 0; i < ATTN_WIRING_COUNT; i++) {
        struct attn_config config = attn_config_default();
        config.wiring = (enum attn_wiring)i;
        const char *missed = script_write(out, &(struct script){.config = &config});
        if (missed) {
            fail_msg("%s.py lacks '%s'", wiring(i), missed);
        }
    }
    fclose(out);
}

static void settings_of_every_wiring_stand_in_its_script(void **state)
{
    (void)state;
    static const char *const pieces[] = {"torch.manual_seed(7)",
                                         "torch.rand(2, 5, 12)",
                                         "(torch.arange(5) < 3)",
                                         "scores / 12 ** 0.5",
                                         "F.softmax(masked, dim=-2)",
                                         "mask == 1",
                                         "nn.Dropout(0.1)",
                                         "layer.train()",
                                         ", bias=False)",
                                         "Builds of PyTorch with MKL"};
    for (int i = 0; wiring(i); i++) {
        const char *text =
            script(wiring(i), "batch=2 tokens=5 embed=12 heads=3 seed=7 mask=padding valid=3 "
                              "scale=embed softmax=query polarity=drop dropout=0.1 mode=train "
                              "bias=no check=no off=0,2");
        for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
            holds(wiring(i), text, pieces[k]);
        }
        holds(wiring(i), text, i ? "MultiHeadAttention(12, 3)" : "SelfAttention(12)");
        if (i) {
            holds(wiring(i), text, "[0, 2]");
        }
    }
}

static void nothing_of_the_listings_own_start_is_left(void **state)
{
    (void)state;
    static const char *const pieces[] = {"dropout=0.0",
                                         "bias=True",
                                         ", bias)",
                                         "self.width **",
                                         "mask == 0",
                                         "(dropout)",
                                         "dim=-1)\n        dropped",
                                         "layer.eval",
                                         "manual_seed(0)",
                                         "mask = None",
                                         "assert "};
    for (int i = 0; wiring(i); i++) {
        const char *text = script(wiring(i), "seed=3 scale=heads polarity=drop softmax=query "
                                             "mode=train mask=causal bias=no check=no");
        for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
            lacks(wiring(i), text, pieces[k]);
        }
    }
}

static void defaults_leave_the_listings_own_lines(void **state)
{
    (void)state;
    for (int i = 0; wiring(i); i++) {
        const char *text = script(wiring(i), "");
        holds(wiring(i), text, "scores / self.width ** 0.5\n");
        holds(wiring(i), text, "mask == 0");
        holds(wiring(i), text, "layer.eval()");
        holds(wiring(i), text, "    mask = None\n");
        lacks(wiring(i), text, "MKL");
        lacks(wiring(i), text, "bias=");
    }
}

static void masks_and_scales_are_lines_of_python(void **state)
{
    (void)state;
    holds("single", script("single", "mask=causal"), "mask = torch.tril(torch.ones(4, 4))");
    holds("single", script("single", "mask=padding"), "(torch.arange(4) < 3)");
    holds("single", script("single", "scale=none"), "scaled = scores / 1 ");
    holds("mean", script("mean", "scale=heads heads=4"), "scores / 4 ** 0.5");
    holds("single", script("single", "dropout=0.30000001"), "nn.Dropout(0.30000001)");
}

static void a_mask_of_ones_own_is_loaded_from_its_file(void **state)
{
    (void)state;
    char arguments[600], piece[600];
    snprintf(arguments, sizeof arguments, "trace mask=causal --npy %s/saved", scratch());
    assert_int_equal(headwise(arguments)->code, 0);
    snprintf(arguments, sizeof arguments, "mask=%s/saved/mask.npy", scratch());
    snprintf(piece, sizeof piece, "numpy.load(\"%s/saved/mask.npy\")", scratch());
    holds("single", script("single", arguments), piece);
}

/* What a reader of the listing sees is what runs. */
static void each_line_for_a_reader_stands_in_the_script(void **state)
{
    (void)state;
    static const char *const changes[] = {"scale=embed", "scale=none", "softmax=query",
                                          "polarity=drop", "off=0"};
    static const char *const lines[] = {"        scaled = scores / self.width ** 0.5",
                                        "        scaled = scores / self.width ** 0.5",
                                        "        weights = F.softmax(masked, dim=-1)",
                                        "            masked = scaled.masked_fill(mask == 0, -inf)",
                                        "        concat = torch.cat(head_outputs, dim=-1)"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct attn_config config = attn_config_default();
        struct attn_error error;
        char key[40], buffer[512];
        snprintf(key, sizeof key, "%s", changes[i]);
        char *value = strchr(key, '=');
        *value++ = '\0';
        assert_true(attn_config_set(&config, "wiring", "projected", &error));
        assert_true(attn_config_set(&config, key, value, &error));
        const char *line = script_line(&config, lines[i], buffer, sizeof buffer);
        assert_string_not_equal(line, lines[i]);
        holds("projected", script("projected", changes[i]), line);
    }
}

static void a_check_left_out_is_a_comment_to_a_reader(void **state)
{
    (void)state;
    struct attn_config config = attn_config_default();
    char buffer[512];
    config.wiring = ATTN_WIRING_PROJECTED;
    config.check = false;
    assert_string_equal(
        script_line(&config, "        assert embed % heads == 0, \\", buffer, sizeof buffer),
        "        # assert embed % heads == 0, \\");
}

static void wrong_words_end_as_those_of_trace(void **state)
{
    (void)state;
    static const char *const wrong[] = {"mask=casual", "wirng=mean",     "valid=5",
                                        "dropout=2",   "mask=/no/x.npy", "tokens"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char arguments[128];
        snprintf(arguments, sizeof arguments, "trace tokens=4 %s", wrong[i]);
        struct said *trace = malloc(sizeof *trace);
        *trace = *headwise(arguments);
        snprintf(arguments, sizeof arguments, "pytorch tokens=4 %s", wrong[i]);
        const struct said *s = headwise(arguments);
        assert_int_equal(s->code, trace->code);
        assert_string_equal(s->err, trace->err);
        assert_string_equal(s->out, "");
        free(trace);
    }
}

/* 2.2 is no float: what stands there must be the same float again. */
static void what_a_lesson_gives_stands_in_the_script_as_numbers(void **state)
{
    (void)state;
    const char *text = headwise("pytorch single-head/1")->out;
    holds("the lesson", text, "trace 'single-head/1' --npy DIR");
    holds("the lesson", text, "    \"x\": torch.tensor([\n        [1, 0, 0,");
    holds("the lesson", text, "2.20000005");
    holds("the lesson", text, "dtype=torch.float32).repeat(1, 1, 1),\n");
    holds("the lesson", text, "    x = given.pop(\"x\")\n");
    holds("the lesson", text, "        layer.load_state_dict(given, strict=False)\n");
}

static void a_layer_that_is_given_nothing_loads_nothing(void **state)
{
    (void)state;
    lacks("single", script("single", ""), "given");
    lacks("a step at random", headwise("pytorch eight-full-heads/2")->out, "given");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_lesson_gives_stands_in_the_script_as_numbers),
        cmocka_unit_test(a_layer_that_is_given_nothing_loads_nothing),
        cmocka_unit_test(every_listing_has_each_line_to_be_replaced),
        cmocka_unit_test(settings_of_every_wiring_stand_in_its_script),
        cmocka_unit_test(nothing_of_the_listings_own_start_is_left),
        cmocka_unit_test(defaults_leave_the_listings_own_lines),
        cmocka_unit_test(masks_and_scales_are_lines_of_python),
        cmocka_unit_test(a_mask_of_ones_own_is_loaded_from_its_file),
        cmocka_unit_test(each_line_for_a_reader_stands_in_the_script),
        cmocka_unit_test(a_check_left_out_is_a_comment_to_a_reader),
        cmocka_unit_test(wrong_words_end_as_those_of_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
