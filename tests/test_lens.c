/* What a learner looks through: the layer beside follows the item, the head, the cell and the word
 * pointed at; ranges are over what they say; panels have their place at every size. */
#include "tests/screen.h"

enum { TEXT = 1 << 17 };

static int op_named(const struct attn_trace *trace, const char *name)
{
    int op = attn_trace_find(trace, name);
    assert_true(op >= 0);
    return op;
}

/* Another batch, with what the learner turned kept. */
static void plan_batch(struct screen *s, int batch)
{
    struct attn_config config = s->model.config;
    config.batch = batch;
    assert_true(model_plan(&s->model, &config));
}

/* ---- the layer beside ---- */

static void the_layer_beside_shows_the_same_item_and_head(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    plan_batch(s, 3);
    screen_do(s, ACTION_COMPARE, 0, 0);
    for (int i = 0; i < 3; i++) {
        for (int h = 0; h < model_heads(&s->model); h++) {
            screen_do(s, ACTION_HEAD, h, 0);
            struct lens lens = beside_lens(&s->model);
            assert_int_equal(lens.item, i);
            assert_int_equal(lens.head, h);
            assert_true(lens.beside && lens.trace == s->model.beside.trace);
        }
        screen_do(s, ACTION_BATCH, 0, 1);
    }
}

static void what_is_pointed_at_lights_up_in_the_layer_beside(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_COMPARE, 0, 0);
    assert_int_equal(beside_lens(&s->model).lit, -1);
    screen_do(s, ACTION_LIGHT, op_named(s->model.trace, "x"), 0);
    assert_int_equal(beside_lens(&s->model).lit, op_named(s->model.beside.trace, "x"));
    screen_do(s, ACTION_LEAVE, 0, 0);
    assert_int_equal(beside_lens(&s->model).lit, -1);
}

static void the_layer_beside_has_the_range_that_is_asked_for(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_COMPARE, 0, 0);
    assert_false(beside_lens(&s->model).all_heads);
    screen_do(s, ACTION_RANGE, 0, 0);
    assert_true(beside_lens(&s->model).all_heads);
    assert_true(model_lens(&s->model).all_heads);
}

/* ---- ranges ---- */

static void check_range(const struct lens *lens, int op)
{
    struct range all = lens_range(lens, op);
    float largest = 0;
    bool whole = true;
    for (int h = 0; h < lens_heads(lens); h++) {
        struct range own = lens_own_range(lens, op_twin(lens->trace, op, h));
        largest = own.largest > largest ? own.largest : largest;
        whole = whole && own.whole;
    }
    assert_true(all.largest == largest);
    assert_int_equal(all.whole, whole);
}

/* One head's numbers are taken for whole ones, the others' are not. */
static void the_range_of_all_heads_is_the_widest_of_them(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, PROJECTED, 2);
    screen_do(s, ACTION_RANGE, 0, 0);
    struct lens lens = model_lens(&s->model);
    s->model.ranges[op_named(lens.trace, "heads.0.scores")].whole = true;
    for (int op = 0; op < attn_trace_count(lens.trace); op++) {
        if (attn_trace_op(lens.trace, op)->head >= 0) {
            check_range(&lens, op);
        }
    }
}

static void a_tensor_s_own_range_is_that_of_its_numbers(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    struct lens lens = model_lens(&s->model);
    for (int op = 0; op < attn_trace_count(lens.trace); op++) {
        struct attn_tensor t = attn_trace_tensor(lens.trace, op, ATTN_PART_VALUE);
        struct attn_summary sum = attn_tensor_summary(&t);
        float low = sum.min < 0 ? -sum.min : sum.min, high = sum.max < 0 ? -sum.max : sum.max;
        struct range range = lens_range(&lens, op);
        if (!range.hidden && t.data) {
            assert_true(range.largest == (low > high ? low : high));
        }
    }
    assert_true(lens_range(&lens, op_named(lens.trace, "masked")).hidden);
    assert_false(lens_range(&lens, op_named(lens.trace, "scores")).hidden);
}

/* ---- what is remembered ---- */

static void a_question_that_was_answered_right_is_not_asked_again(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, EIGHT_FULL, 2);
    assert_true(model_asks(&s->model));
    model_set_mark(&s->model, EIGHT_FULL, 2, MARK_PASSED);
    model_go(&s->model, EIGHT_FULL, 2);
    assert_true(model_asks(&s->model));
    model_set_mark(&s->model, EIGHT_FULL, 2, MARK_RIGHT);
    model_go(&s->model, EIGHT_FULL, 2);
    assert_false(model_asks(&s->model));
}

static void a_mask_painted_back_is_still_the_learner_s(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    struct attn_config config = s->model.config;
    int mask = op_named(s->model.trace, "mask");
    for (int i = 0; i < 2; i++) {
        screen_do(s, ACTION_SHOW, op_named(s->model.trace, "masked"), 0);
        model_update(&s->model, (struct action){.kind = ACTION_PICK, .index = mask, .column = 2});
        assert_true(s->model.changed[CONTROL_MASK]);
    }
    screen_do(s, ACTION_RESET, 0, 0);
    assert_false(s->model.changed[CONTROL_MASK]);
    assert_int_equal(s->model.config.mask, config.mask);
}

/* A lesson whose own mask is a given one. */
static void a_painted_mask_marks_a_step_that_is_given_one(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 6);
    screen_do(s, ACTION_PAINTING, 0, 0);
    struct lesson_step *step = (struct lesson_step *)(uintptr_t)model_step(&s->model);
    int mask = op_named(s->model.trace, "mask");
    enum attn_mask before = step->config.mask;
    screen_do(s, ACTION_SHOW, op_named(s->model.trace, "masked"), 0);
    step->config.mask = ATTN_MASK_GIVEN;
    model_update(&s->model, (struct action){.kind = ACTION_PICK, .index = mask, .column = 2});
    step->config.mask = before;
    assert_int_equal(s->model.config.mask, ATTN_MASK_GIVEN);
    assert_true(s->model.changed[CONTROL_MASK]);
}

/* ---- places ---- */

static void say_rect(char *text, const char *name, struct rect r)
{
    if (r.w > 0) {
        sprintf(text + strlen(text), " %s %g %g %gx%g", name, (double)r.x, (double)r.y, (double)r.w,
                (double)r.h);
    }
}

static void say_layout(struct screen *s, float width, float height, char *text)
{
    static const char *const kinds[] = {"full", "small", "least", "presenting"};
    s->model.width = width;
    s->model.height = height;
    struct layout l = layout_of(&s->model);
    sprintf(text + strlen(text), "%gx%g: %s scale %g", (double)width, (double)height, kinds[l.kind],
            (double)l.scale);
    say_rect(text, "rail", l.rail);
    say_rect(text, "stage", l.stage);
    say_rect(text, "column", l.column);
    say_rect(text, "band", l.band);
    say_rect(text, "foot", l.foot);
    strcat(text, "\n");
}

static void panels_have_the_places_that_are_kept(void **state)
{
    static const float sizes[][2] = {
        {640, 480},  {799, 600},  {800, 479},  {800, 480},  {960, 600},  {1119, 800}, {1120, 639},
        {1120, 640}, {1280, 800}, {1599, 900}, {1600, 799}, {1600, 800}, {1920, 1080}};
    static const float zooms[] = {1, 0.8f, 1.3f, 1.75f};
    struct screen *s = *state;
    char *text = calloc(TEXT, 1);
    for (int zoom = 0; zoom < 4; zoom++) {
        s->model.zoom = zooms[zoom];
        sprintf(text + strlen(text), "text %g\n", (double)zooms[zoom]);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            say_layout(s, sizes[i][0], sizes[i][1], text);
        }
    }
    s->model.presenting = true;
    say_layout(s, 1920, 1080, text);
    screen_hold("layouts", text);
    free(text);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(the_layer_beside_shows_the_same_item_and_head),
        WITH_SCREEN(what_is_pointed_at_lights_up_in_the_layer_beside),
        WITH_SCREEN(the_layer_beside_has_the_range_that_is_asked_for),
        WITH_SCREEN(the_range_of_all_heads_is_the_widest_of_them),
        WITH_SCREEN(a_tensor_s_own_range_is_that_of_its_numbers),
        WITH_SCREEN(a_question_that_was_answered_right_is_not_asked_again),
        WITH_SCREEN(a_mask_painted_back_is_still_the_learner_s),
        WITH_SCREEN(a_painted_mask_marks_a_step_that_is_given_one),
        WITH_SCREEN(panels_have_the_places_that_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
