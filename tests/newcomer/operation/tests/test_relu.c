/* relu on screen: what a newcomer's kind says everywhere, and that nothing of it is untrue. */
#include "tests/dump.h"
#include "tests/test.h"

#include "app/stage/frame.h"
#include "app/stage/pictures.h"

#include <stdlib.h>

enum { DUMP_MOST = 1 << 19 };

struct screen {
    struct course *course;
    struct model model;
    char *dump;
};

static float plain_width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context;
    (void)face;
    (void)text;
    return (float)bytes * size * 0.5f;
}

/* A lesson's layer, wired anew as a learner does it. */
static int open_relu(void **state)
{
    struct screen *s = calloc(1, sizeof *s);
    struct lesson_error error;
    struct action choose = {
        .kind = ACTION_CHOOSE, .index = CONTROL_WIRING, .other = ATTN_WIRING_ACTIVATED};
    s->course = course_load(NULL, NULL, &error);
    s->dump = malloc(DUMP_MOST);
    *state = s;
    return s->course && model_init(&s->model, s->course) && model_update(&s->model, choose) ? 0
                                                                                            : -1;
}

static int close_relu(void **state)
{
    struct screen *s = *state;
    model_clear(&s->model);
    course_free(s->course);
    free(s->dump);
    free(s);
    return 0;
}

static void show(struct screen *s, const char *name)
{
    struct scene scene;
    struct measure measure = {plain_width, NULL};
    int index = attn_trace_find(s->model.trace, name);
    model_update(&s->model, (struct action){.kind = ACTION_SHOW, .index = index});
    scene_init(&scene);
    view(&s->model, &measure, &scene);
    scene_dump(&scene, s->dump, DUMP_MOST);
    scene_clear(&scene);
}

static void says(const struct screen *s, const char *text)
{
    if (!strstr(s->dump, text)) {
        fail_msg("nothing on screen says %s", text);
    }
}

static void its_title_is_its_formula(void **state)
{
    struct screen *s = *state;
    char formula[80];
    show(s, "out");
    attn_op_formula(s->model.trace, s->model.shown, formula, sizeof formula);
    assert_string_equal(formula, "relu(joined)");
    says(s, "\"relu\"");
    says(s, "\"joined\"");
}

static void its_cell_is_written_out(void **state)
{
    struct screen *s = *state;
    show(s, "out");
    says(s, "\"max(0, ");
    assert_null(strstr(s->dump, "same float"));
    assert_null(strstr(s->dump, "nothing is computed"));
}

static void its_sentence_stands_in_the_prose(void **state)
{
    struct screen *s = *state;
    show(s, "out");
    says(s, "below");
    says(s, "becomes");
}

static void its_picture_is_that_of_what_goes_cell_by_cell(void **state)
{
    struct screen *s = *state;
    show(s, "out");
    struct frame frame = {.model = &s->model, .lens = model_lens(&s->model)};
    assert_string_equal(picture_of(&frame, s->model.shown)->name, "cellwise");
    says(s, "\"max(0, ·) →\"");
}

static void a_cell_below_0_becomes_0(void **state)
{
    struct screen *s = *state;
    int zeros = 0, index = attn_trace_find(s->model.trace, "out"), at[ATTN_RANK_MAX] = {0};
    struct attn_tensor out = attn_trace_tensor(s->model.trace, index, ATTN_PART_VALUE);
    do {
        struct attn_explanation e = attn_explain(s->model.trace, index, at);
        struct attn_term term = attn_explain_term(s->model.trace, &e, 0);
        assert_true(e.value == (term.a_value < 0 ? 0 : term.a_value));
        zeros += e.value == 0;
    } while (attn_shape_next(&out.shape, at));
    assert_true(zeros > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(its_title_is_its_formula, open_relu, close_relu),
        cmocka_unit_test_setup_teardown(its_cell_is_written_out, open_relu, close_relu),
        cmocka_unit_test_setup_teardown(its_sentence_stands_in_the_prose, open_relu, close_relu),
        cmocka_unit_test_setup_teardown(its_picture_is_that_of_what_goes_cell_by_cell, open_relu,
                                        close_relu),
        cmocka_unit_test_setup_teardown(a_cell_below_0_becomes_0, open_relu, close_relu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
