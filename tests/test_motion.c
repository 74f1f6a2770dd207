/* From one place to another the picture moves, and then it rests: with a clock of the test's own. */
#include "tests/test.h"

#include "app/commands/motion.h"
#include "app/platform/wish.h"
#include "app/scene/tween.h"
#include "tests/dump.h"

struct stage {
    struct studio studio;
    struct motion motion;
};

static int open_stage(void **state)
{
    struct stage *s = calloc(1, sizeof *s);
    struct options options = {.width = 960, .height = 600};
    *state = s;
    return studio_open(&s->studio, &options, "eight-full-heads/3", 1, 1);
}

static int close_stage(void **state)
{
    struct stage *s = *state;
    studio_close(&s->studio);
    free(s);
    return 0;
}

static void frame(struct stage *s, double now)
{
    struct platform_error error;
    motion_frame(&s->motion, &s->studio, now);
    assert_true(studio_draw(&s->studio, 1, &error));
}

static void act(struct stage *s, enum action_kind kind)
{
    model_update(&s->studio.model, (struct action){.kind = kind});
}

static void a_step_on_moves_for_its_time_and_then_rests(void **state)
{
    struct stage *s = *state;
    frame(s, 1000);
    assert_false(s->studio.model.moving);
    act(s, ACTION_NEXT);
    frame(s, 2000);
    assert_true(s->studio.model.moving && s->studio.at == 0);
    frame(s, 2000 + TWEEN_MS - 1);
    assert_true(s->studio.model.moving && s->studio.at < 1);
    frame(s, 2000 + TWEEN_MS);
    assert_false(s->studio.model.moving);
    frame(s, 9000);
    assert_false(s->studio.model.moving);
}

static void space_finishes_first_and_then_goes_on(void **state)
{
    struct stage *s = *state;
    frame(s, 0);
    act(s, ACTION_NEXT);
    frame(s, 100);
    int step = s->studio.model.step, beat = s->studio.model.beat;
    act(s, ACTION_ONWARD);
    frame(s, 110);
    assert_false(s->studio.model.moving);
    assert_int_equal(s->studio.model.step, step);
    assert_int_equal(s->studio.model.beat, beat);
    act(s, ACTION_ONWARD);
    assert_true(s->studio.model.step != step || s->studio.model.beat != beat);
}

/* It goes on from where it is, not from where it would have been. */
static void what_moves_can_be_sent_elsewhere(void **state)
{
    struct stage *s = *state;
    static char seen[1 << 18], left[1 << 18];
    frame(s, 0);
    act(s, ACTION_NEXT);
    frame(s, 0);
    frame(s, 300);
    scene_dump(&s->studio.between, seen, sizeof seen);
    act(s, ACTION_NEXT);
    frame(s, 310);
    scene_dump(&s->studio.before, left, sizeof left);
    assert_true(s->studio.model.moving && s->studio.at == 0);
    assert_string_equal(seen, left);
}

static void who_wants_no_motion_gets_none(void **state)
{
    struct stage *s = *state;
    frame(s, 0);
    act(s, ACTION_STILL);
    act(s, ACTION_NEXT);
    frame(s, 10);
    assert_false(s->studio.model.moving);
    act(s, ACTION_STILL);
    s->motion.never = true;
    act(s, ACTION_NEXT);
    frame(s, 20);
    assert_false(s->studio.model.moving);
}

static void another_page_is_not_moved_to(void **state)
{
    static const enum action_kind kinds[] = {ACTION_THEME, ACTION_HELP};
    struct stage *s = *state;
    for (int i = 0; i < 2; i++) {
        frame(s, 0);
        act(s, ACTION_BACK);
        act(s, kinds[i]);
        frame(s, 1);
        assert_false(s->studio.model.moving);
    }
}

static void pointing_moves_nothing(void **state)
{
    struct stage *s = *state;
    frame(s, 0);
    model_update(&s->studio.model,
                 (struct action){.kind = ACTION_POINT, .index = s->studio.model.shown});
    frame(s, 1);
    assert_false(s->studio.model.moving);
}

static void desktops_say_it_in_their_own_words(void **state)
{
    static const struct {
        const char *text;
        bool still;
    } rows[] = {{"[Settings]\ngtk-enable-animations=0\n", true},
                {"gtk-enable-animations = false", true},
                {"gtk-enable-animations=1\n", false},
                {"#gtk-enable-animations=0\n", false},
                {"gtk-enable-animations\n=0", false},
                {"[KDE]\nAnimationDurationFactor=0\r\n", true},
                {"AnimationDurationFactor=0.5\n", false},
                {"", false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(wish_still_in(rows[i].text, strlen(rows[i].text)), rows[i].still);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stage, close_stage)
    const struct CMUnitTest tests[] = {
        TEST(a_step_on_moves_for_its_time_and_then_rests),
        TEST(space_finishes_first_and_then_goes_on),
        TEST(what_moves_can_be_sent_elsewhere),
        TEST(who_wants_no_motion_gets_none),
        TEST(another_page_is_not_moved_to),
        TEST(pointing_moves_nothing),
        cmocka_unit_test(desktops_say_it_in_their_own_words),
    };
    return cmocka_run_group_tests_name("motion", tests, NULL, NULL);
}
