/* Teaching layers: their file, what a step has of them, and every fault that the file can have. */
#include "tests/lesson.h"

#include "tests/command.h"
#include "tests/layer.h"

#include <errno.h>

enum { TEXT_MOST = 4096 };

#define HEAD                                                                                       \
    "---\ntitle: Two heads\nwords: a b a\nembed: 2\nheads: 2\nfeatures: first second\n"            \
    "heads.0: the word before\nheads.1: b\n---\n\n"
#define WORDS "```words\na 1 0\nb 0 1\n```\n\n"
#define PLACES "```places\n0 0\n0.5 0\n0 0.5\n```\n\n"
#define LINEAR(name)                                                                               \
    "```matrix " name ".weight\n1 0\n0 1\n```\n\n```matrix " name ".bias\n0 0.25\n```\n\n"
static const char good_layer[] =
    HEAD WORDS PLACES LINEAR("query") LINEAR("key") LINEAR("value") LINEAR("fc_out");

/* On the test's disk stand the good layer, and one file after another that has a fault. */
static char broken[TEXT_MOST];

static char *read_layer(const char *path, size_t *bytes)
{
    const char *text = strcmp(path, "a/layers/two.md") == 0      ? good_layer
                       : strcmp(path, "a/../layers/up.md") == 0  ? good_layer
                       : strcmp(path, "a/layers/broken.md") == 0 ? broken
                                                                 : NULL;
    errno = strcmp(path, "a/layers/shut.md") == 0 ? EACCES : ENOENT;
    if (!text) {
        return NULL;
    }
    *bytes = strlen(text);
    char *copy = malloc(*bytes + 1);
    memcpy(copy, text, *bytes + 1);
    return copy;
}

/* A lesson of one step with these lines in its front matter and in its block; or the error. */
static struct lesson *read_with(const char *front, const char *block, struct lesson_error *error)
{
    static const struct lesson_disk disk = {.read = read_layer};
    struct lesson_source source = {.disk = &disk};
    char text[1024];
    snprintf(text, sizeof text,
             "---\ntitle: T\nwiring: projected\n%s---\n## A\n```headwise\nshow: x\n%s```\n", front,
             block);
    return lesson_parse(&source, "a/01-b.md", text, strlen(text), error);
}

static struct lesson *good(const char *front, const char *block)
{
    struct lesson_error error = {0};
    struct lesson *lesson = read_with(front, block, &error);
    if (!lesson) {
        fail_msg("%s:%d:%d: %s", error.file, error.line, error.column, error.text);
    }
    return lesson;
}

static void assert_told(const char *front, const char *block, const char *expected)
{
    struct lesson_error error = {0};
    char told[700];
    struct lesson *lesson = read_with(front, block, &error);
    snprintf(told, sizeof told, "%s:%d:%d: %s", error.file, error.line, error.column, error.text);
    lesson_free(lesson);
    assert_null(lesson);
    assert_string_equal(told, expected);
}

/* ---- what a step has of it ---- */

static void a_layer_brings_sizes_words_and_numbers(void **state)
{
    (void)state;
    struct lesson *lesson = good("layer: two\n", "expect: value x[1, second] 1\n"
                                                 "expect: value x[1, first] 0.5\n"
                                                 "expect: value x[2, second] 0.5\n");
    struct lesson_error error = {0};
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->config.embed, 2);
    assert_int_equal(step->config.heads, 2);
    assert_int_equal(step->config.tokens, 3);
    assert_string_equal(step->words[1], "b");
    assert_string_equal(lesson_job(step, 0), "the word before");
    assert_string_equal(lesson_feature(step, 1), "second");
    assert_null(lesson_job(step, 2));
    assert_null(lesson_feature(step, 2));
    assert_true(lesson_check(lesson, &error));
    lesson_free(lesson);
}

static void a_lesson_s_own_words_take_the_place_of_the_layer_s(void **state)
{
    (void)state;
    struct lesson *lesson = good("layer: two\nwords: b b\n", "");
    const float expected[] = {0, 1, 0.5f, 1};
    assert_int_equal(lesson->steps[0].config.tokens, 2);
    assert_memory_equal(lesson->steps[0].x, expected, sizeof expected);
    lesson_free(lesson);
}

static void a_step_s_layer_and_words_are_its_own(void **state)
{
    (void)state;
    struct lesson *lesson = good("embed: 8\ntokens: 5\n", "layer: up\nwords: b a\n");
    const struct lesson_step *step = &lesson->steps[0];
    assert_int_equal(step->config.embed, 2);
    assert_int_equal(step->word_count, 2);
    assert_string_equal(step->words[0], "b");
    assert_int_equal(lesson->word_count, 0);
    lesson_free(lesson);
}

static void a_step_can_do_without(void **state)
{
    (void)state;
    struct lesson *lesson = good("layer: two\n", "layer: none\n");
    assert_null(lesson->steps[0].layer);
    assert_null(lesson_job(&lesson->steps[0], 0));
    lesson_free(lesson);
    lesson = good("layer: two\n", "values: random\n");
    assert_null(lesson_job(&lesson->steps[0], 0));
    lesson_free(lesson);
}

/* The source of the parameter of that name where the layer is wired so. */
static enum attn_source source_of(const char *block, const char *name)
{
    struct lesson *lesson = good("layer: two\n", block);
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_error error;
    const struct lesson_step *step = &lesson->steps[0];
    assert_true(lesson_prepare(lesson, step, &step->config, NULL, trace, &error));
    int op = attn_trace_find(trace, name);
    assert_true(op >= 0);
    enum attn_source source = attn_trace_op(trace, op)->source;
    attn_trace_free(trace);
    lesson_free(lesson);
    return source;
}

static void weights_hold_where_the_wiring_has_those_heads(void **state)
{
    (void)state;
    assert_int_equal(source_of("", "heads.1.key.bias"), ATTN_SOURCE_GIVEN);
    assert_int_equal(source_of("", "fc_out.weight"), ATTN_SOURCE_GIVEN);
    assert_int_equal(source_of("wiring: fused\n", "key.weight"), ATTN_SOURCE_GIVEN);
    assert_int_equal(source_of("wiring: single\n", "key.weight"), ATTN_SOURCE_DRAWN);
    assert_int_equal(source_of("wiring: mean\n", "fc_out.weight"), ATTN_SOURCE_DRAWN);
    assert_int_equal(source_of("heads: 1\n", "heads.0.key.weight"), ATTN_SOURCE_DRAWN);
    assert_int_equal(source_of("heads: 1\n", "x"), ATTN_SOURCE_GIVEN);
}

static void stacked_or_apart_the_heads_compute_the_same(void **state)
{
    (void)state;
    struct lesson_error error = {0};
    struct lesson *lesson =
        good("layer: two\n", "beside: wiring=fused\nexpect: near out 0.0000001\n");
    assert_true(lesson_check(lesson, &error));
    lesson_free(lesson);
}

/* ---- faults ---- */

/* The good layer with one piece of it replaced. */
static void break_it(const char *piece, const char *instead)
{
    const char *at = strstr(good_layer, piece);
    assert_non_null(at);
    snprintf(broken, sizeof broken, "%.*s%s%s", (int)(at - good_layer), good_layer, instead,
             at + strlen(piece));
}

static void every_fault_of_the_file_is_told_where_it_is(void **state)
{
    (void)state;
    static const char *const faults[][3] = {
        {"---\ntitle", "title", "1:1: a layer begins with '---' and its settings"},
        {"title: Two heads", "titel: x", "2:1: unknown key 'titel'; did you mean 'title'?"},
        {"title: Two heads", "colours: x",
         "2:1: unknown key 'colours'; there are title, words, embed, heads, features and heads.N"},
        {"title: Two heads\n", "", "1:1: the front matter has no 'title:'"},
        {"features: first second\n", "", "1:1: the front matter has no 'features:'"},
        {"title: Two heads", "title:", "2:1: 'title' has no value"},
        {"title: Two heads", "title", "2:1: expected 'key: value'"},
        {"words: a b a", "title: x", "3:1: 'title' is given twice"},
        {"words: a b a", "words: a bb a",
         "3:10: the layer 'broken' has no word 'bb'; did you mean 'b'?"},
        {"words: a b a", "words: a b a a",
         "3:8: the layer 'broken' has places for 3 words, these are 4"},
        {"embed: 2", "embed: two", "4:8: 'embed' is a whole number from 1 to 1024, not 'two'"},
        {"embed: 2", "embed: 2000", "4:8: 'embed' is a whole number from 1 to 1024, not '2000'"},
        {"heads: 2", "heads: 0", "5:8: 'heads' is a whole number from 1 to 1024, not '0'"},
        {"heads: 2", "heads: 3", "1:1: embed 2 is no multiple of 3 heads"},
        {"first second", "first", "6:1: embed is 2, but there are 1 features"},
        {"heads.0", "heads.x", "7:1: expected 'heads.N: what head N looks for'"},
        {"a 1 0", "a 1", "12:1: this row has 1 numbers, embed is 2"},
        {"a 1 0", "a 1 O", "12:5: 'O' is not a number from -1000000 to 1000000"},
        {"0.5 0", "0.5", "18:1: this row has 1 numbers, embed is 2"},
        {"```places", "```place",
         "16:4: a block of a layer is words, places or matrix, not 'place'"},
        {"```places", "```words", "16:4: 'words' is given twice"},
        {PLACES, "", "0:0: this layer has no ```places block"},
        {WORDS, "", "0:0: this layer has no ```words block"},
        {"query.weight", "qeury.weight",
         "22:11: no parameter 'qeury.weight'; did you mean 'query.weight'?"},
        {"query.weight", "x",
         "22:11: no parameter 'x'; there are query, key, value and fc_out, each .weight and .bias"},
        {"query.weight\n1 0", "query.weight\n1 0\n1 1",
         "22:11: 'query.weight' is 2 x 2 here, these are 3 x 2 numbers"},
        {"query.bias", "query.weight", "27:11: matrix 'query.weight' is given twice"},
        {LINEAR("fc_out"), "", "0:0: this layer has no ```matrix fc_out.weight"},
        {"```matrix fc_out.bias\n0 0.25\n```", "```matrix fc_out.bias\n0 0.25",
         "54:1: this block is not closed by ```"},
        {"---\n\n", "\n", "10:1: expected 'key: value'"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        char expected[400];
        break_it(faults[i][0], faults[i][1]);
        snprintf(expected, sizeof expected, "a/layers/broken.md:%s", faults[i][2]);
        assert_told("layer: broken\n", "", expected);
    }
}

static void every_misuse_in_a_lesson_is_told_where_it_is(void **state)
{
    (void)state;
    assert_told("layer: gramar\n", "", "a/01-b.md:4:8: no layer 'gramar'; did you mean 'grammar'?");
    assert_told("", "layer: nothing-like-it\n", "a/01-b.md:8:8: no layer 'nothing-like-it'");
    assert_told("layer: ../two\n", "",
                "a/01-b.md:4:8: a layer's name begins with a letter; a-z, "
                "0-9 and - follow");
    assert_told("layer: shut\n", "",
                "a/01-b.md:4:8: cannot read 'a/layers/shut.md': Permission denied");
    assert_told("layer: two\nwords: a c\n", "",
                "a/01-b.md:5:10: the layer 'two' has no word 'c'; did you mean 'a'?");
    assert_told("layer: two\n", "words: b c\n",
                "a/01-b.md:9:10: the layer 'two' has no word 'c'; did you mean 'a'?");
    assert_told("layer: two\n", "embed: 8\n", "a/01-b.md:6:1: embed is 8, the layer 'two' has 2");
    assert_told("layer: two\n", "tokens: 2\n", "a/01-b.md:6:1: tokens is 2, but there are 3 words");
}

/* ---- the layer that the course shares ---- */

/* The row of the head's table: each word's strongest answer, as one line. */
static void strongest(struct attn_trace *trace, const struct lesson_step *step, int head,
                      char *line, size_t bytes)
{
    char name[40];
    struct attn_error error;
    snprintf(name, sizeof name, "heads.%d.weights", head);
    int op = attn_trace_find(trace, name);
    assert_true(attn_trace_run(trace, op, &error));
    struct attn_tensor weights = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
    size_t used = 0;
    for (int i = 0; i < step->word_count; i++) {
        int best = 0;
        for (int j = 0; j < step->word_count; j++) {
            bool more = attn_tensor_at(&weights, (int[]){0, i, j}) >
                        attn_tensor_at(&weights, (int[]){0, i, best});
            best = more ? j : best;
        }
        used +=
            (size_t)snprintf(line + used, bytes - used, "%s%s", i ? " " : "", step->words[best]);
    }
}

static void each_head_of_the_toy_grammar_does_its_job(void **state)
{
    (void)state;
    static const char *const answers[][2] = {
        {"the word before", "the the cat chased a mouse because it was hungry"},
        {"the word after", "cat chased a mouse because it was hungry today today"},
        {"the noun just before", "the cat cat cat cat mouse mouse mouse mouse mouse"},
        {"who does it", "cat cat cat cat cat cat cat cat cat cat"},
        {"to whom", "mouse mouse mouse mouse mouse mouse mouse mouse mouse mouse"},
        {"the verb", "chased chased chased chased chased chased chased chased chased chased"},
        {"what the pronoun means", "the cat chased a mouse because cat was hungry today"},
        {"another of its kind", "a mouse chased the cat because it was hungry today"},
    };
    struct lesson *lesson = good("layer: grammar\n", "");
    const struct lesson_step *step = &lesson->steps[0];
    struct attn_trace *trace = attn_trace_new(NULL);
    struct attn_error error;
    assert_true(lesson_prepare(lesson, step, &step->config, NULL, trace, &error));
    for (int h = 0; h < 8; h++) {
        char line[200];
        strongest(trace, step, h, line, sizeof line);
        assert_string_equal(lesson_job(step, h), answers[h][0]);
        assert_string_equal(line, answers[h][1]);
    }
    attn_trace_free(trace);
    lesson_free(lesson);
}

/* What training left of doubt: these change when the seed or the number of steps does. */
static void the_toy_grammar_s_numbers_are_kept(void **state)
{
    (void)state;
    struct lesson *lesson =
        good("layer: grammar\n", "expect: value heads.6.weights[it, cat] 0.6747\n"
                                 "expect: value heads.6.weights[it, mouse] 0.3228\n"
                                 "expect: entropy heads.2.weights 0.5546\n"
                                 "expect: value out[it, noun] 1.1037\n"
                                 "expect: value heads.0.query.weight[0, 0] 0.931\n");
    struct lesson_error error = {0};
    if (!lesson_check(lesson, &error)) {
        fail_msg("%s", error.text);
    }
    lesson_free(lesson);
}

static void its_file_says_how_it_was_trained_and_stays_small(void **state)
{
    (void)state;
    size_t bytes, script_bytes;
    char *file = file_read("lessons/layers/grammar.md", &bytes);
    char *script = file_read("lessons/layers/grammar.py", &script_bytes);
    assert_non_null(strstr(file, "seed 7, 60 steps of AdamW, 64 sentences a step"));
    assert_non_null(strstr(script, "SEED, STEPS, SENTENCES, LEARN = 7, 60, 64, 0.03\n"));
    assert_in_range(bytes, 1, 64 * 1024);
    free(file);
    free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_layer_brings_sizes_words_and_numbers),
        cmocka_unit_test(a_lesson_s_own_words_take_the_place_of_the_layer_s),
        cmocka_unit_test(a_step_s_layer_and_words_are_its_own),
        cmocka_unit_test(a_step_can_do_without),
        cmocka_unit_test(weights_hold_where_the_wiring_has_those_heads),
        cmocka_unit_test(stacked_or_apart_the_heads_compute_the_same),
        cmocka_unit_test(every_fault_of_the_file_is_told_where_it_is),
        cmocka_unit_test(every_misuse_in_a_lesson_is_told_where_it_is),
        cmocka_unit_test(each_head_of_the_toy_grammar_does_its_job),
        cmocka_unit_test(the_toy_grammar_s_numbers_are_kept),
        cmocka_unit_test(its_file_says_how_it_was_trained_and_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
