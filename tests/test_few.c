/* Where there are two of something, or one: what is said of the rest. */
#include "tests/screen.h"

#include "app/panels/panels.h"

static bool says(const struct scene *scene, const char *text)
{
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        if (item->kind == ITEM_TEXT && (size_t)item->bytes == strlen(text) &&
            memcmp(scene_item_text(scene, item), text, strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

static void plan_heads(struct screen *s, int heads)
{
    model_go(&s->model, PROJECTED, 2);
    struct attn_config config = s->model.config;
    config.heads = heads;
    assert_true(model_plan(&s->model, &config));
    struct frame frame = screen_frame(s);
    panel_pipeline(&frame);
}

static void the_pipeline_counts_the_heads(void **state)
{
    struct screen *s = *state;
    plan_heads(s, 2);
    assert_true(says(&s->scene, "2 × Q"));
    plan_heads(s, 4);
    assert_true(says(&s->scene, "4 × Q"));
    assert_false(says(&s->scene, "Q"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_pipeline_counts_the_heads, screen_open, screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
