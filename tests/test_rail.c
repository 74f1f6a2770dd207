/* The rail: every lesson within reach, and what it says of what is pointed at. */
#include "tests/screen.h"

#include "app/scene/strings.h"

#include <string.h>

static bool is_drawn(const struct screen *s, const char *text)
{
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        if (item->kind == ITEM_TEXT && (size_t)item->bytes == strlen(text) &&
            memcmp(scene_item_text(&s->scene, item), text, strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

/* The target of a lesson's numeral, or NULL. */
static const struct target *numeral(const struct screen *s, int lesson)
{
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        if (t->action.kind == ACTION_OUTLINE && t->action.index == lesson + 1) {
            return t;
        }
    }
    return NULL;
}

static void resize(struct screen *s, float width, float height)
{
    model_update(&s->model,
                 (struct action){.kind = ACTION_RESIZE, .width = width, .height = height});
}

static void point_at(struct screen *s, struct rect r)
{
    model_update(
        &s->model,
        (struct action){.kind = ACTION_HOVER, .width = r.x + r.w / 2, .height = r.y + r.h / 2});
    screen_view(s);
}

/* The course that is compiled in, which has many lessons. */
static void take_course(struct screen *s)
{
    struct lesson_error error;
    struct course *course = course_load(NULL, NULL, &error);
    model_clear(&s->model);
    assert_true(course && model_init(&s->model, course));
    course_free(s->course);
    s->course = course;
    resize(s, 1280, 800);
}

static void every_lesson_of_the_course_has_its_numeral_on_view(void **state)
{
    struct screen *s = *state;
    take_course(s);
    screen_view(s);
    for (int i = 0; i < s->course->count; i++) {
        const struct target *t = numeral(s, i);
        assert_true(t && t->rect.h >= 24 && t->rect.w >= 24);
    }
}

static void a_lesson_that_is_pointed_at_tells_its_steps_and_what_is_done(void **state)
{
    struct screen *s = *state;
    const struct lesson *lesson = s->course->lessons[SLICED];
    resize(s, 1280, 800);
    model_set_mark(&s->model, SLICED, 0, MARK_SEEN);
    screen_view(s);
    assert_false(is_drawn(s, lesson->steps[0].title));
    point_at(s, numeral(s, SLICED)->rect);
    char seen[64];
    snprintf(seen, sizeof seen, string(STRING_SEEN_OF), 1, lesson->step_count);
    assert_true(is_drawn(s, lesson->title) && is_drawn(s, seen));
    for (int i = 0; i < lesson->step_count; i++) {
        assert_true(is_drawn(s, lesson->steps[i].title));
    }
}

static void each_title_of_the_outline_stands_beside_its_numeral(void **state)
{
    struct screen *s = *state;
    take_course(s);
    screen_do(s, ACTION_OUTLINE, 0, 0);
    screen_view(s);
    int found = 0;
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        if (t->action.kind == ACTION_BROWSE) {
            struct rect of = numeral(s, t->action.index)->rect;
            assert_float_equal(t->rect.y, of.y, 0.5);
            assert_float_equal(t->rect.h, of.h, 0.5);
            found++;
        }
    }
    assert_int_equal(found, s->course->count);
}

static void the_signs_of_the_rail_tell_their_names(void **state)
{
    struct screen *s = *state;
    resize(s, 1280, 800);
    screen_view(s);
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        if (t->action.kind == ACTION_MENU) {
            point_at(s, t->rect);
            break;
        }
    }
    assert_true(is_drawn(s, string(STRING_MENU)));
}

static void what_is_presented_does_not_say_where_one_is(void **state)
{
    struct screen *s = *state;
    const char *lesson = s->course->lessons[0]->title;
    resize(s, 1280, 800);
    screen_view(s);
    assert_true(is_drawn(s, lesson));
    screen_do(s, ACTION_PRESENT, 0, 0);
    screen_view(s);
    assert_false(is_drawn(s, lesson));
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(every_lesson_of_the_course_has_its_numeral_on_view),
        WITH_SCREEN(a_lesson_that_is_pointed_at_tells_its_steps_and_what_is_done),
        WITH_SCREEN(each_title_of_the_outline_stands_beside_its_numeral),
        WITH_SCREEN(the_signs_of_the_rail_tell_their_names),
        WITH_SCREEN(what_is_presented_does_not_say_where_one_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
