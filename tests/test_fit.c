/* Fit: widths to scale, one red thing, nothing told too early; and the way from a picture to its numbers
 * and back. */
#include "tests/test.h"

#include "tests/lesson.h"

#include "app/commands/studio.h"
#include "app/stage/pictures.h"

#include <math.h>

static int open_studio(void **state)
{
    struct studio *s = calloc(1, sizeof *s);
    struct options options = {.width = 1280, .height = 800};
    *state = s;
    return studio_open(s, &options, "eight-full-heads/1", 1, 1);
}

static int close_studio(void **state)
{
    struct studio *s = *state;
    studio_close(s);
    free(s);
    return 0;
}

/* Goes there, and draws what is there. */
static const struct scene *at(struct studio *s, const char *place)
{
    struct link_notes notes = {0};
    struct platform_error error;
    assert_int_equal(link_open(&s->model, place, &notes), LINK_OPENED);
    assert_int_equal(notes.count, 0);
    assert_true(studio_draw(s, 1, &error));
    return &s->scene;
}

static const struct item *text_of(const struct scene *scene, const char *text)
{
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        if (item->kind == ITEM_TEXT && item->bytes == (int)strlen(text) &&
            memcmp(scene_item_text(scene, item), text, strlen(text)) == 0) {
            return item;
        }
    }
    return NULL;
}

static void assert_says(const struct scene *scene, const char *text, bool wanted)
{
    if ((text_of(scene, text) != NULL) != wanted) {
        fail_msg("'%s' is %s", text, wanted ? "not said" : "said");
    }
}

/* The rectangle with that key; w is 0 where there is none. */
static struct rect keyed(const struct scene *scene, const char *name, int number)
{
    struct scene key = {0};
    scene_key(&key, name, number);
    for (int i = 0; i < scene->item_count; i++) {
        if (scene->items[i].kind == ITEM_RECT && scene->items[i].key == key.key) {
            return scene->items[i].rect;
        }
    }
    return (struct rect){0, 0, 0, 0};
}

static int red(const struct scene *scene)
{
    int count = 0;
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        bool on_stage = item->rect.x < 960 && item->rect.y < 740;
        count += on_stage && item->kind == ITEM_RECT && item->fill == COLOUR_ERROR;
    }
    return count;
}

static void all_widths_are_to_one_scale(void **state)
{
    static const char *const places[] = {"7/3", "7/5", "9/2", "10/2", "11/1", "11/11"};
    struct studio *s = *state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct scene *scene = at(s, places[i]);
        const struct attn_op *op = attn_trace_op(s->model.trace, s->model.shown);
        struct rect in = keyed(scene, "in", 0), first = keyed(scene, "head", 0);
        struct rect rest = keyed(scene, "in", 1),
                    last = keyed(scene, "head", s->model.config.heads - 1);
        float wide =
            first.w > 0 ? last.x + last.w + 1 - first.x : in.w + (rest.w > 0 ? rest.w + 1 : 0);
        bool layer = op->operand_count > 1 && attn_kind_about(op->kind)->flattens;
        const struct attn_op *bar = layer ? attn_trace_op(s->model.trace, op->operands[0]) : op;
        int features = bar->shape.size[bar->shape.rank - 1];
        int most = features < 256 ? 256 : features; /* 252 stands above a mouth of 256 */
        if (fabsf(wide - 880.0f * (float)features / (float)most) > 1.01f) {
            fail_msg("%s: %d features are %g px", places[i], features, (double)wide);
        }
    }
}

static void heads_of_one_width_are_as_wide_and_touch(void **state)
{
    const struct scene *scene = at(*state, "7/3");
    for (int h = 0; h < 8; h++) {
        struct rect block = keyed(scene, "head", h);
        assert_float_equal(block.w, 109, 0);
        assert_float_equal(block.x, 68 + 110 * (float)h, 0);
    }
}

static void only_what_clashes_is_red_and_it_is_one_thing(void **state)
{
    assert_int_equal(red(at(*state, "7/3")), 0);
    assert_int_equal(red(at(*state, "7/5")), 1);
    assert_int_equal(red(at(*state, "9/2")), 1);
    assert_int_equal(red(at(*state, "11/4")), 0);
    assert_int_equal(red(at(*state, "11/11")), 1);
    assert_int_equal(red(at(*state, "11/1")), 0); /* (32, 256): it is the second that takes, */
    assert_int_equal(red(at(*state, "12/1")), 0); /* (256, 2048) */
}

/* How often that is written in that colour. */
static int written(const struct scene *scene, const char *text, enum colour colour)
{
    int count = 0;
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        count += item->kind == ITEM_TEXT && item->fill == colour &&
                 item->bytes == (int)strlen(text) &&
                 memcmp(scene_item_text(scene, item), text, strlen(text)) == 0;
    }
    return count;
}

static void a_width_has_its_axis_colour_wherever_it_is_written(void **state)
{
    const struct scene *scene = at(*state, "9/2");
    assert_int_equal(written(scene, "32", COLOUR_EMBED), 0);
    assert_in_range(written(scene, "32", COLOUR_HEAD_DIM), 4, 9); /* claim, layer twice, message */
    assert_int_equal(written(scene, "256", COLOUR_HEAD_DIM), 0);
    scene = at(*state, "7/5");
    assert_in_range(written(scene, "2048", COLOUR_HEAD), 3, 9);
    assert_int_equal(written(scene, "2048", COLOUR_EMBED), 0);
    assert_int_equal(written(scene, "320", COLOUR_HEAD), 0); /* nor is that at fault */
}

static void what_each_head_was_given_is_a_block_of_the_same_scale(void **state)
{
    const struct scene *scene = at(*state, "7/3");
    assert_float_equal(keyed(scene, "in", 0).w, 110, 0);
    assert_says(scene, "what each head was given: 256", true);
}

static void what_was_promised_leaves_the_bar_another_height(void **state)
{
    float given = keyed(at(*state, "7/3"), "head", 0).h;
    float came = keyed(at(*state, "7/4"), "head", 0).h;
    assert_true(came < given * 0.75f); /* nor is it the picture of the step before */
}

static void what_stays_out_is_what_the_shapes_say(void **state)
{
    assert_says(at(*state, "7/5"), "1792 stay out", true);
    assert_says(at(*state, "9/2"), "224 stay out", true);
    assert_says(at(*state, "11/11"), "4 are missing", true);
    assert_says(at(*state, "10/2"), "takes 256, gives 256", true);
}

static void the_layer_in_hand_is_drawn_not_the_lesson_s(void **state)
{
    const struct scene *scene = at(*state, "7/3?heads=4");
    struct rect first = keyed(scene, "head", 0);
    assert_float_equal(first.w, 219, 0);
    assert_says(scene, "4 × 256 = ", true);
    assert_true(keyed(scene, "head", 4).w == 0);
    assert_says(at(*state, "7/5?heads=1"), "256 → ", false);
}

static void what_is_asked_for_is_not_drawn(void **state)
{
    struct studio *s = *state;
    s->model.asking = true;
    const struct scene *scene = at(s, "7/3");
    assert_true(keyed(scene, "head", 0).w == 0);
    assert_says(scene, "8 × 256 = ", false);
    scene = at(s, "7/5");
    assert_int_equal(red(scene), 0);
    assert_says(scene, "1792 stay out", false);
}

static void closer_are_the_numbers_and_back_is_the_picture(void **state)
{
    struct studio *s = *state;
    struct platform_error error;
    char link[LINK_MOST + 1];
    at(s, "7/5");
    int row = s->model.row, shown = s->model.shown;
    model_update(&s->model, (struct action){.kind = ACTION_CLOSER});
    assert_true(studio_draw(s, 1, &error));
    assert_says(&s->scene, "Back to the picture", true);
    assert_says(&s->scene, "1792 stay out", false);
    assert_says(&s->scene, "Where the size was born", true);
    link_write(&s->model, link, sizeof link);
    assert_non_null(strstr(link, "picture=closer"));
    model_update(&s->model, (struct action){.kind = ACTION_ESCAPE});
    assert_true(studio_draw(s, 1, &error));
    assert_says(&s->scene, "1792 stay out", true);
    assert_true(s->model.row == row && s->model.shown == shown && !s->model.closer);
    assert_says(at(s, link), "Back to the picture", true);
}

static void where_there_is_no_picture_there_is_nothing_closer(void **state)
{
    struct studio *s = *state;
    at(s, "1/2");
    assert_false(model_update(&s->model, (struct action){.kind = ACTION_CLOSER}));
    assert_false(s->model.closer);
    assert_says(&s->scene, "Look closer", false);
}

static void another_step_begins_with_its_picture(void **state)
{
    struct studio *s = *state;
    at(s, "7/4?picture=closer");
    assert_true(s->model.closer);
    model_update(&s->model, (struct action){.kind = ACTION_NEXT});
    assert_false(s->model.closer);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_studio, close_studio)
    const struct CMUnitTest tests[] = {
        TEST(all_widths_are_to_one_scale),
        TEST(heads_of_one_width_are_as_wide_and_touch),
        TEST(only_what_clashes_is_red_and_it_is_one_thing),
        TEST(what_stays_out_is_what_the_shapes_say),
        TEST(a_width_has_its_axis_colour_wherever_it_is_written),
        TEST(what_each_head_was_given_is_a_block_of_the_same_scale),
        TEST(what_was_promised_leaves_the_bar_another_height),
        TEST(the_layer_in_hand_is_drawn_not_the_lesson_s),
        TEST(what_is_asked_for_is_not_drawn),
        TEST(closer_are_the_numbers_and_back_is_the_picture),
        TEST(where_there_is_no_picture_there_is_nothing_closer),
        TEST(another_step_begins_with_its_picture),
    };
    return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
