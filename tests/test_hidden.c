/* What a step asks for shows nowhere before it is answered: the hidden operations lose their numbers
 * and get another shape and another error, and the frame is the same to the letter. */
#include "tests/screen.h"

/* The trace is the test's to spoil; it is thrown away afterwards. */
static struct attn_op *op_at(const struct model *model, int op)
{
    return (struct attn_op *)(uintptr_t)attn_trace_op(model->trace, op);
}

static void spoil(struct model *model)
{
    bool hidden[1024] = {false};
    int count = attn_trace_count(model->trace);
    assert_true(count < 1024);
    for (int i = 0; i < count; i++) {
        hidden[i] = model_hides(model, i);
    }
    for (int i = count - 1; i >= 0; i--) {
        struct attn_op *op = op_at(model, i);
        int last = op->shape.rank - 1;
        if (hidden[i]) {
            op->state = ATTN_STATE_PLANNED;
            op->error = (struct attn_error){ATTN_ERROR_RUNTIME, "spoiled"};
            op->shape.size[last > 0 ? last : 0] = 3;
            model->ranges[i].largest = 4711;
        }
    }
}

static char *text_of(struct screen *s)
{
    screen_view(s);
    return screen_text(s);
}

static void check_step(int lesson, int step)
{
    void *state = NULL;
    assert_int_equal(screen_open(&state), 0);
    struct screen *s = state;
    s->model.asking = true;
    model_go(&s->model, lesson, step);
    if (model_asks(&s->model)) {
        char *before = text_of(s);
        spoil(&s->model);
        char *after = text_of(s);
        assert_string_equal(before, after);
        screen_do(s, ACTION_ESCAPE, 0, 0); /* what was spoiled does show, once it may */
        char *shown = text_of(s);
        assert_string_not_equal(before, shown);
        free(before);
        free(after);
        free(shown);
    }
    screen_close(&state);
}

static void what_is_asked_shows_nowhere_before_the_answer(void **state)
{
    const struct course *course = ((struct screen *)*state)->course;
    for (int lesson = 0; lesson < course->count; lesson++) {
        for (int step = 0; step < course->lessons[lesson]->step_count; step++) {
            check_step(lesson, step);
        }
    }
}

static bool has_colour(const struct scene *scene, enum colour colour)
{
    for (int i = 0; i < scene->item_count; i++) {
        if (scene->items[i].fill == colour || scene->items[i].stroke == colour) {
            return true;
        }
    }
    return false;
}

static void a_verdict_that_is_asked_is_not_in_the_error_s_colour(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 4);
    assert_int_equal(model_step(&s->model)->ask, LESSON_ASK_VERDICT);
    screen_view(s);
    assert_false(has_colour(&s->scene, COLOUR_ERROR) || has_colour(&s->scene, COLOUR_ERROR_SOFT));
    screen_do(s, ACTION_ESCAPE, 0, 0);
    screen_view(s);
    assert_true(has_colour(&s->scene, COLOUR_ERROR) && has_colour(&s->scene, COLOUR_ERROR_SOFT));
}

/* What it is made of would light up. */
static void what_is_asked_is_not_pointed_at(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 2);
    int concat = attn_trace_find(s->model.trace, "concat");
    struct action at = {.kind = ACTION_POINT, .index = concat};
    model_update(&s->model, at);
    assert_false(s->model.pointing);
    screen_do(s, ACTION_ESCAPE, 0, 0);
    model_update(&s->model, at);
    assert_true(s->model.pointing);
}

/* The prose behind the question tells the answer. */
static void the_prose_stops_at_the_question(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, PROJECTED, 3);
    char *asked = text_of(s);
    screen_do(s, ACTION_ESCAPE, 0, 0);
    char *told = text_of(s);
    assert_null(strstr(asked, "\"This\" _ \"is\" _ \"the\""));
    assert_non_null(strstr(told, "\"This\" _ \"is\" _ \"the\""));
    free(asked);
    free(told);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(what_is_asked_shows_nowhere_before_the_answer),
        WITH_SCREEN(a_verdict_that_is_asked_is_not_in_the_error_s_colour),
        WITH_SCREEN(what_is_asked_is_not_pointed_at),
        WITH_SCREEN(the_prose_stops_at_the_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
