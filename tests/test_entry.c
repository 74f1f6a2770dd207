/* Typing: any setting's value in its own words, and a sentence of one's own. */
#include "app/model/link.h"
#include "app/model/sentence.h"
#include "app/platform/keys.h"
#include "tests/screen.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

static void press(struct screen *s, int key)
{
    model_update(&s->model, keys_action(key, KMOD_NONE, model_focus(&s->model)));
}

static void type(struct screen *s, int what, const char *text)
{
    screen_do(s, ACTION_EDIT, what, 0);
    while (*text) {
        model_update(&s->model, keys_text(&text, model_focus(&s->model)));
    }
    press(s, SDLK_RETURN);
}

static void any_number_inside_its_bounds_is_taken(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    type(s, CONTROL_TOKENS, "12");
    type(s, CONTROL_HEADS, "12");
    type(s, CONTROL_EMBED, "768");
    type(s, CONTROL_SEED, "18446744073709551615");
    type(s, CONTROL_DROPOUT, ".25");
    type(s, CONTROL_WIRING, "fused");
    const struct attn_config *c = &s->model.config;
    assert_int_equal(c->tokens, 12);
    assert_int_equal(c->heads, 12);
    assert_int_equal(c->embed, 768);
    assert_true(c->seed == UINT64_MAX && c->dropout > 0.24 && c->dropout < 0.26);
    assert_int_equal(c->wiring, ATTN_WIRING_FUSED);
    assert_false(s->model.entry.open);
}

static void what_is_out_of_bounds_is_told_in_words_and_changes_nothing(void **state)
{
    struct screen *s = *state;
    int tokens = s->model.config.tokens;
    type(s, CONTROL_TOKENS, "0");
    assert_string_equal(s->model.entry.told,
                        "tokens takes a whole number from 1 to 65536, not '0'");
    type(s, CONTROL_TOKENS, "60000"); /* more than the memory that a trace may take */
    assert_true(s->model.entry.open && s->model.entry.told[0]);
    assert_int_equal(s->model.config.tokens, tokens);
    press(s, SDLK_ESCAPE);
    assert_false(s->model.entry.open);
}

static void every_printing_key_is_part_of_what_is_typed(void **state)
{
    struct screen *s = *state;
    struct attn_config before = s->model.config;
    press(s, SDLK_y);
    for (int key = ' '; key <= '~'; key++) {
        assert_int_equal(keys_action(key, KMOD_NONE, model_focus(&s->model)).kind, ACTION_NONE);
    }
    press(s, SDLK_BACKSPACE);
    assert_memory_equal(&before, &s->model.config, sizeof before);
    screen_do(s, ACTION_NEXT, 0, 0); /* a click elsewhere leaves it */
    assert_false(s->model.entry.open);
}

static float x_at(const struct screen *s, int row, int column)
{
    struct attn_tensor x =
        attn_trace_tensor(s->model.trace, attn_trace_find(s->model.trace, "x"), ATTN_PART_VALUE);
    return attn_tensor_at(&x, (int[]){0, row, column});
}

static void the_same_word_is_the_same_row_of_the_seeds_draws(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    type(s, ENTRY_WORDS, "the cat saw the cat");
    assert_int_equal(s->model.config.tokens, 5);
    assert_string_equal(model_word(&s->model, 4), "cat");
    static const int rows[] = {0, 1, 2, 0, 1};
    for (int i = 0; i < 5; i++) {
        assert_true(x_at(s, i, 5) == x_at(s, rows[i], 5));
    }
    assert_true(s->model.own_x && x_at(s, 0, 5) != x_at(s, 1, 5));
}

static void words_that_differ_leave_x_as_it_is_drawn(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    float before = x_at(s, 9, 7);
    type(s, ENTRY_WORDS, "a b c d e f g h i j");
    assert_true(!s->model.own_x && x_at(s, 9, 7) == before);
}

static void a_sentence_is_undone_and_travels_in_a_link(void **state)
{
    struct screen *s = *state;
    char link[LINK_MOST + 1];
    struct link_notes notes = {0};
    model_go(&s->model, PROJECTED, 2);
    float before = x_at(s, 1, 3);
    type(s, ENTRY_WORDS, "oh oh");
    float own = x_at(s, 1, 3);
    link_write(&s->model, link, sizeof link);
    screen_do(s, ACTION_UNDO, 0, 0);
    assert_true(x_at(s, 1, 3) == before && before != own);
    assert_int_equal(link_open(&s->model, link, &notes), LINK_OPENED);
    assert_true(x_at(s, 1, 3) == own && s->model.own_x);
    type(s, ENTRY_WORDS, " ");
    assert_int_equal(s->model.word_count, 0);
    assert_true(x_at(s, 1, 3) == before);
}

static void too_many_words_are_refused_and_the_old_ones_stay(void **state)
{
    struct screen *s = *state;
    char text[2 * OWN_WORDS_MAX + 3] = "";
    for (int i = 0; i <= OWN_WORDS_MAX; i++) {
        strcat(text, "a ");
    }
    type(s, ENTRY_WORDS, "one two");
    type(s, ENTRY_WORDS, text);
    assert_true(s->model.entry.told[0]);
    assert_string_equal(model_word(&s->model, 1), "two");
}

/* The built-in course's first step with a teaching layer. */
static bool go_to_layer(struct model *model, const struct course *course)
{
    for (int l = 0; l < course->count; l++) {
        for (int i = 0; i < course->lessons[l]->step_count; i++) {
            const struct lesson_step *step = &course->lessons[l]->steps[i];
            if (step->layer && !step->random_values) {
                model_go(model, l, i);
                return true;
            }
        }
    }
    return false;
}

static void a_teaching_layer_takes_the_words_that_it_knows(void **state)
{
    struct screen *s = *state;
    struct lesson_error error;
    struct course *course = course_load(NULL, NULL, &error);
    struct model *model = calloc(1, sizeof *model);
    char why[MODEL_NOTICE] = "";
    int count = 0;
    (void)s;
    assert_true(course && model && model_init(model, course));
    if (go_to_layer(model, course)) {
        const char *const *words = sentence_vocabulary(model, &count);
        char text[100];
        snprintf(text, sizeof text, "%s %s %s", words[0], words[2], words[0]);
        assert_false(entry_take_words(model, "zyzzyva", why));
        assert_non_null(strstr(why, "'zyzzyva'"));
        assert_true(entry_take_words(model, text, why));
        const struct lesson_layer *layer = model_step(model)->layer;
        struct attn_tensor x =
            attn_trace_tensor(model->trace, attn_trace_find(model->trace, "x"), ATTN_PART_VALUE);
        float wanted = layer->rows[2 * layer->embed + 1] + layer->places[layer->embed + 1];
        assert_true(attn_tensor_at(&x, (int[]){0, 1, 1}) == wanted);
    } else {
        assert_null(sentence_vocabulary(model, &count));
    }
    model_clear(model);
    free(model);
    course_free(course);
}

static void keys_of_heads_are_their_numbers(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    press(s, SDLK_0);
    assert_int_equal(s->model.head, 0);
    press(s, SDLK_7);
    assert_int_equal(s->model.head, 7);
    type(s, CONTROL_HEADS, "16");
    for (int i = 0; i < 5; i++) {
        model_update(&s->model, keys_action(SDLK_RIGHT, KMOD_LCTRL, FOCUS_STEPS));
    }
    assert_int_equal(s->model.head, 12);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(any_number_inside_its_bounds_is_taken),
        WITH_SCREEN(what_is_out_of_bounds_is_told_in_words_and_changes_nothing),
        WITH_SCREEN(every_printing_key_is_part_of_what_is_typed),
        WITH_SCREEN(the_same_word_is_the_same_row_of_the_seeds_draws),
        WITH_SCREEN(words_that_differ_leave_x_as_it_is_drawn),
        WITH_SCREEN(a_sentence_is_undone_and_travels_in_a_link),
        WITH_SCREEN(too_many_words_are_refused_and_the_old_ones_stay),
        WITH_SCREEN(a_teaching_layer_takes_the_words_that_it_knows),
        WITH_SCREEN(keys_of_heads_are_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
