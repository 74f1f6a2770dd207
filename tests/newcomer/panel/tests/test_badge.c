/* A newcomer's panel: it is drawn in the frame, with the layer's own number. */
#include "tests/test.h"

#include "app/panels/panels.h"

static float plain_width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context;
    (void)face;
    (void)text;
    return (float)bytes * size * 0.5f;
}

static void the_frame_shows_the_badge(void **state)
{
    const struct measure plain = {plain_width, NULL};
    struct lesson_error error;
    struct scene scene = {0};
    struct model model = {0};
    struct course *course = course_load(NULL, NULL, &error);
    (void)state;
    assert_true(course && model_init(&model, course));
    model_go(&model, course_find(course, "project-per-head"), 0);
    view(&model, &plain, &scene);
    int found = 0;
    for (int i = 0; i < scene.item_count; i++) {
        const struct item *item = &scene.items[i];
        found += item->kind == ITEM_TEXT && item->bytes == 14 &&
                 memcmp(scene_item_text(&scene, item), "263168 learned", 14) == 0;
    }
    assert_int_equal(found, 1);
    scene_clear(&scene);
    model_clear(&model);
    course_free(course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_frame_shows_the_badge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
