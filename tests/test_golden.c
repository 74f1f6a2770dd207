/* Scenes as text against those kept in tests/golden/. `UPDATE_GOLDEN=1 make test` writes them anew:
 * look at the difference. Text is measured by a rule of its own, so that no font matters. */
#include "tests/lesson.h"

#include "app/stage/frame.h"

#include <stdlib.h>

enum { DUMP_MOST = 1 << 19 };

static float plain_width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    int characters = 0;
    (void)context;
    for (size_t i = 0; i < bytes; i++) {
        characters += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return (float)characters * size * (face == FACE_CODE || face == FACE_CODE_BOLD ? 0.6f : 0.5f);
}

/* The scene of a model, as text; the caller frees. */
static char *dump_of(const struct model *model)
{
    struct scene scene;
    struct measure measure = {plain_width, NULL};
    char *text = malloc(DUMP_MOST);
    scene_init(&scene);
    view(model, &measure, &scene);
    assert_true(scene_dump(&scene, text, DUMP_MOST) < DUMP_MOST);
    scene_clear(&scene);
    return text;
}

/* Says where two texts part, line by line. */
static void fail_at_difference(const char *name, const char *kept, const char *drawn)
{
    int line = 1;
    const char *a = kept, *b = drawn;
    while (*a && *a == *b) {
        if (*a == '\n') {
            line++;
            kept = a + 1;
            drawn = b + 1;
        }
        a++;
        b++;
    }
    fail_msg("tests/golden/%s.txt line %d\n  kept:  %.*s\n  drawn: %.*s", name, line,
             (int)strcspn(kept, "\n"), kept, (int)strcspn(drawn, "\n"), drawn);
}

static void hold(const char *name, const struct model *model)
{
    char path[256];
    char *drawn = dump_of(model), *kept = calloc(1, DUMP_MOST);
    snprintf(path, sizeof path, "tests/golden/%s.txt", name);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(drawn, file);
        fclose(file);
    }
    FILE *file = fopen(path, "r");
    if (!file) {
        fail_msg("%s is missing; UPDATE_GOLDEN=1 make test writes it", path);
    }
    fread(kept, 1, DUMP_MOST - 1, file);
    fclose(file);
    if (strcmp(kept, drawn) != 0) {
        fail_at_difference(name, kept, drawn);
    }
    free(drawn);
    free(kept);
}

static int open_model(void **state)
{
    struct lesson_error error;
    struct model *model = calloc(1, sizeof *model);
    struct course *course = course_load(lessons_on_disk(), "tests/courses/drawn", &error);
    *state = model;
    return course && model_init(model, course) ? 0 : -1;
}

static int close_model(void **state)
{
    struct model *model = *state;
    struct course *course = (struct course *)(uintptr_t)model->course;
    model_clear(model);
    course_free(course);
    free(model);
    return 0;
}

static void a_product_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 0, 4); /* whole numbers: no machine rounds them otherwise */
    hold("product", model);
}

static void a_softmax_on_a_small_window_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    struct action small = {.kind = ACTION_RESIZE, .width = 960, .height = 600};
    model_update(model, small);
    model_go(model, 0, 6);
    hold("softmax-small", model);
}

static void a_changed_mask_is_marked_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 1, 5);
    model_update(model, (struct action){.kind = ACTION_CYCLE, .index = CONTROL_MASK, .other = 1});
    hold("changed", model);
}

static void the_failing_layer_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 2, 4);
    hold("failure", model);
}

static void all_heads_are_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 4, 2);
    model_update(model, (struct action){.kind = ACTION_SWITCH_HEAD, .index = 6});
    hold("heads", model);
}

static void two_layers_side_by_side_are_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 4, 7);
    hold("beside", model);
}

static void a_nudged_slice_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 3, 2);
    hold("nudge", model);
}

static void the_layout_in_memory_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 5, 1);
    hold("layout", model);
}

static void a_question_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model->asking = true;
    model_go(model, 2, 2);
    model_update(model, (struct action){.kind = ACTION_ANSWER, .index = 0});
    hold("question", model);
}

static void all_settings_are_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_go(model, 4, 2);
    model_update(model, (struct action){.kind = ACTION_SETTINGS});
    hold("settings", model);
}

static void help_is_drawn_as_kept(void **state)
{
    struct model *model = *state;
    model_update(model, (struct action){.kind = ACTION_HELP});
    hold("help", model);
}

int main(void)
{
#define GOLDEN(test) cmocka_unit_test_setup_teardown(test, open_model, close_model)
    const struct CMUnitTest tests[] = {
        GOLDEN(a_product_is_drawn_as_kept),
        GOLDEN(a_softmax_on_a_small_window_is_drawn_as_kept),
        GOLDEN(a_changed_mask_is_marked_as_kept),
        GOLDEN(the_failing_layer_is_drawn_as_kept),
        GOLDEN(all_heads_are_drawn_as_kept),
        GOLDEN(two_layers_side_by_side_are_drawn_as_kept),
        GOLDEN(a_nudged_slice_is_drawn_as_kept),
        GOLDEN(the_layout_in_memory_is_drawn_as_kept),
        GOLDEN(a_question_is_drawn_as_kept),
        GOLDEN(all_settings_are_drawn_as_kept),
        GOLDEN(help_is_drawn_as_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
