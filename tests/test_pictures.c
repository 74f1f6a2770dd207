/* Pictures: which one an operation gets, and that a lesson can name another. */
#include "tests/test.h"

#include "app/stage/pictures.h"

#include <stdlib.h>

struct screen {
    struct course *course;
    struct model model;
    struct frame frame;
};

static int open_screen(void **state)
{
    struct screen *s = calloc(1, sizeof *s);
    struct lesson_error error;
    s->course = course_load(NULL, NULL, &error);
    *state = s;
    return s->course && model_init(&s->model, s->course) ? 0 : -1;
}

static int close_screen(void **state)
{
    struct screen *s = *state;
    model_clear(&s->model);
    course_free(s->course);
    free(s);
    return 0;
}

static void wire(struct screen *s, const char *wiring, const char *heads)
{
    struct attn_config config = s->model.config;
    struct attn_error error;
    assert_true(attn_config_set(&config, "wiring", wiring, &error));
    assert_true(attn_config_set(&config, "heads", heads, &error));
    assert_true(attn_config_set(&config, "mask", "causal", &error));
    assert_true(model_plan(&s->model, &config));
    s->frame = (struct frame){.model = &s->model, .lens = model_lens(&s->model)};
}

static const char *drawn(struct screen *s, const char *name)
{
    int op = attn_trace_find(s->model.trace, name);
    if (op < 0) {
        fail_msg("no tensor %s", name);
    }
    const struct picture *picture = picture_of(&s->frame, op);
    return picture ? picture->name : "nothing";
}

static void each_operation_gets_the_picture_that_suits_its_kind(void **state)
{
    static const char *const rows[][4] = {
        {"sliced", "2", "x", "alone"},
        {"sliced", "2", "mask", "alone"},
        {"sliced", "2", "heads.1.query.weight", "alone"},
        {"sliced", "2", "heads.1.x", "slice"},
        {"sliced", "2", "heads.1.Q", "product"},
        {"sliced", "2", "heads.1.scores", "product"},
        {"sliced", "2", "heads.1.scaled", "cellwise"},
        {"sliced", "2", "heads.1.masked", "cellwise"},
        {"sliced", "2", "heads.1.weights", "cellwise"},
        {"sliced", "2", "heads.1.dropped", "cellwise"},
        {"sliced", "2", "concat", "concat"},
        {"mean", "2", "mean", "alone"},
        {"truncated", "2", "truncated", "slice"},
        {"fused", "2", "Q_heads", "order"},
        {"view-back", "2", "concat", "order"}, /* raises: what lies apart */
        {"fused", "2", "concat", "order"},
        {"full-width", "2", "out", "mismatch"},
        {"fused", "3", "check", "division"},
        {"fused", "3", "scores", "nothing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wire(*state, rows[i][0], rows[i][1]);
        assert_string_equal(drawn(*state, rows[i][2]), rows[i][3]);
    }
}

/* The step on view, as if its file named that picture. */
static const char *drawn_as(struct screen *s, const char *picture)
{
    struct lesson_step *step = (struct lesson_step *)(uintptr_t)model_step(&s->model);
    const char *before = step->picture;
    step->picture = picture;
    const char *name = picture_of(&s->frame, s->model.shown)->name;
    step->picture = before;
    return name;
}

static void a_lesson_names_another_where_that_fits(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, course_find(s->course, "single-head"), 6);
    s->frame = (struct frame){.model = &s->model, .lens = model_lens(&s->model)};
    assert_string_equal(drawn_as(s, NULL), "cellwise");
    assert_string_equal(drawn_as(s, "alone"), "alone");
    assert_string_equal(drawn_as(s, "product"), "cellwise"); /* a softmax is none */
    s->model.wandered = true;
    assert_string_equal(drawn_as(s, "alone"), "cellwise");
}

static void every_kinds_picture_is_in_the_table(void **state)
{
    (void)state;
    for (int kind = 0; kind < ATTN_KIND_COUNT; kind++) {
        const char *wanted = attn_kind_about((enum attn_kind)kind)->picture;
        bool there = false;
        for (int i = 0; picture_names[i]; i++) {
            there = there || strcmp(picture_names[i], wanted) == 0;
        }
        if (!there) {
            fail_msg("there is no picture '%s'", wanted);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_operation_gets_the_picture_that_suits_its_kind,
                                        open_screen, close_screen),
        cmocka_unit_test_setup_teardown(a_lesson_names_another_where_that_fits, open_screen,
                                        close_screen),
        cmocka_unit_test(every_kinds_picture_is_in_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
