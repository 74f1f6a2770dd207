/* The table of panels: every row draws, in its place, and its key is in the help. */
#include "tests/test.h"

#include "app/panels/panels.h"

struct place {
    struct model model;
    struct course *course;
    struct scene scene;
};

static int open_place(void **state)
{
    struct lesson_error error;
    struct place *p = calloc(1, sizeof *p);
    p->course = course_load(NULL, NULL, &error);
    *state = p;
    return p->course && model_init(&p->model, p->course) ? 0 : -1;
}

static int close_place(void **state)
{
    struct place *p = *state;
    scene_clear(&p->scene);
    model_clear(&p->model);
    course_free(p->course);
    free(p);
    return 0;
}

static float plain_width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context;
    (void)face;
    (void)text;
    return (float)bytes * size * 0.5f;
}

static const struct measure plain = {plain_width, NULL};

/* What one panel alone adds to a scene. */
static int items_of(struct place *p, const struct panel *panel)
{
    struct frame frame = {&p->model, model_lens(&p->model), &p->scene, &plain,
                          layout_of(&p->model)};
    scene_begin(&p->scene);
    panel->draw(&frame);
    return p->scene.item_count;
}

static bool says(const struct place *p, const char *text)
{
    for (int i = 0; i < p->scene.item_count; i++) {
        const struct item *item = &p->scene.items[i];
        if (item->kind == ITEM_TEXT && (size_t)item->bytes == strlen(text) &&
            memcmp(scene_item_text(&p->scene, item), text, strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

/* What a panel of that name lies over the frame as. */
static void open_over(struct model *model, const char *name)
{
    static const struct {
        const char *name;
        enum over over;
    } overs[] = {{"outline", OVER_OUTLINE},
                 {"reading", OVER_PROSE},
                 {"ending", OVER_END},
                 {"menu", OVER_MENU},
                 {"help", OVER_HELP}};
    model->over = OVER_NOTHING;
    for (size_t i = 0; i < sizeof overs / sizeof *overs; i++) {
        model->over = strcmp(overs[i].name, name) == 0 ? overs[i].over : model->over;
    }
}

static void every_panel_draws_something(void **state)
{
    struct place *p = *state;
    p->model.entry.open = true;
    for (int i = 0; i < panels_count(); i++) {
        open_over(&p->model, panel_at(i)->name);
        p->model.clinic.open = panel_at(i)->draw == panel_clinic;
        if (items_of(p, panel_at(i)) == 0) {
            fail_msg("%s draws nothing", panel_at(i)->name);
        }
    }
}

static void a_panel_that_is_not_open_is_not_drawn(void **state)
{
    struct place *p = *state;
    p->model.over = OVER_NOTHING;
    view(&p->model, &plain, &p->scene);
    int shut = p->scene.item_count;
    p->model.over = OVER_OUTLINE;
    view(&p->model, &plain, &p->scene);
    assert_true(p->scene.item_count > shut);
}

static void every_panel_s_key_is_in_the_help(void **state)
{
    struct place *p = *state;
    p->model.over = OVER_HELP;
    view(&p->model, &plain, &p->scene);
    for (int i = 0; i < panels_count(); i++) {
        if (panel_at(i)->key[0] && !says(p, panel_at(i)->key)) {
            fail_msg("the help has no %s for %s", panel_at(i)->key, panel_at(i)->name);
        }
    }
}

/* What the page does not take is the browser's. */
static void a_browser_s_own_keys_are_not_in_the_page_s_help(void **state)
{
    struct place *p = *state;
    p->model.over = OVER_HELP;
    view(&p->model, &plain, &p->scene);
    assert_true(says(p, "F1  ?") && says(p, "Ctrl+Q"));
    p->model.in_page = true;
    view(&p->model, &plain, &p->scene);
    assert_false(says(p, "F1  ?") || says(p, "Ctrl+Q") || says(p, "F5  F11"));
    assert_true(says(p, "?") && says(p, "Ctrl+Shift+L"));
}

int main(void)
{
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        WITH_PLACE(every_panel_draws_something),
        WITH_PLACE(a_panel_that_is_not_open_is_not_drawn),
        WITH_PLACE(every_panel_s_key_is_in_the_help),
        WITH_PLACE(a_browser_s_own_keys_are_not_in_the_page_s_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
