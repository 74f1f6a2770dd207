/* The edges of what can be shown: layers of other sizes side by side, sizes of 0, what is not
 * reached, actions that come too late for what they name. Worth most under the sanitizers. */
#include "tests/test.h"

#include "app/stage/frame.h"

#include <math.h>

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
    return (float)bytes * size * 0.6f;
}

/* Draws, and holds that all of it lies at places that are numbers. */
static void draw(struct place *p)
{
    struct measure measure = {plain_width, NULL};
    view(&p->model, &measure, &p->scene);
    assert_false(p->scene.full);
    for (int i = 0; i < p->scene.item_count; i++) {
        struct rect r = p->scene.items[i].rect;
        assert_true(isfinite(r.x) && isfinite(r.y) && isfinite(r.w) && isfinite(r.h));
    }
}

static void go(struct place *p, const char *lesson, int step)
{
    model_go(&p->model, course_find(p->course, lesson), step - 1);
}

static void set(struct place *p, const char *setting, const char *value)
{
    struct attn_config config = p->model.config;
    struct attn_error error = {0};
    assert_true(attn_config_set(&config, setting, value, &error));
    assert_true(model_plan(&p->model, &config));
    p->model.changed[CONTROL_CHECK] = true; /* who changed something stays on this step */
}

static void show(struct place *p, const char *name)
{
    int op = attn_trace_find(p->model.trace, name);
    assert_true(op >= 0);
    model_update(&p->model, (struct action){.kind = ACTION_SHOW, .index = op});
    assert_int_equal(p->model.shown, op);
}

static void choose_last_column(struct place *p)
{
    int rows, columns;
    op_grid(attn_trace_op(p->model.trace, p->model.shown), &rows, &columns);
    p->model.column = columns - 1;
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

/* ---- layers of other sizes ---- */

static void a_narrower_layer_beside_explains_a_cell_of_its_own(void **state)
{
    static const struct {
        const char *lesson;
        int step;
    } places[] = {{"eight-full-heads", 3}, {"one-number", 2}, {"widen-the-output", 3}};
    struct place *p = *state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        go(p, places[i].lesson, places[i].step);
        if (!p->model.beside.there) {
            model_update(&p->model, (struct action){.kind = ACTION_COMPARE});
        }
        assert_true(p->model.beside.there);
        choose_last_column(p);
        draw(p);
    }
}

static void every_step_can_be_compared_at_its_last_cell(void **state)
{
    struct place *p = *state;
    for (int i = 0; i < p->course->count; i++) {
        for (int k = 0; k < p->course->lessons[i]->step_count; k++) {
            model_go(&p->model, i, k);
            model_update(&p->model, (struct action){.kind = ACTION_COMPARE});
            p->model.row = p->model.column = 1 << 20;
            model_clamp(&p->model);
            draw(p);
        }
    }
}

/* Its operations are another trace's: what is pointed at there names none of this one's. */
static void the_layer_beside_answers_to_no_pointer(void **state)
{
    struct place *p = *state;
    go(p, "eight-full-heads", 3);
    model_update(&p->model, (struct action){.kind = ACTION_COMPARE});
    draw(p);
    int cells = 0;
    for (int i = 0; i < p->scene.target_count; i++) {
        cells += p->scene.targets[i].action.kind == ACTION_POINT;
    }
    assert_int_equal(cells, 1);
}

/* ---- sizes of 0 ---- */

static void heads_of_no_width_are_drawn(void **state)
{
    struct place *p = *state;
    go(p, "playground", 1);
    set(p, "check", "no");
    set(p, "embed", "8");
    set(p, "heads", "16");
    for (int i = 0; i < attn_trace_count(p->model.trace); i++) {
        model_update(&p->model, (struct action){.kind = ACTION_SHOW, .index = i});
        assert_int_equal(p->model.shown, i);
        assert_true(p->model.row >= 0 && p->model.column >= 0);
        draw(p);
    }
}

static void a_tensor_of_no_cells_has_no_chosen_cell(void **state)
{
    struct place *p = *state;
    int row, column;
    go(p, "playground", 1);
    set(p, "check", "no");
    set(p, "embed", "8");
    set(p, "heads", "16");
    show(p, "concat");
    assert_int_equal(model_focus_cell(&p->model, &row, &column), -1);
    show(p, "heads.0.scores");
    assert_int_equal(model_focus_cell(&p->model, &row, &column), p->model.shown);
}

static void a_joined_tensor_of_no_width_says_so(void **state)
{
    struct place *p = *state;
    go(p, "playground", 1);
    set(p, "check", "no");
    set(p, "embed", "8");
    set(p, "heads", "16");
    show(p, "concat");
    draw(p);
    assert_true(says(p, "16 × 0 = 0"));
}

/* ---- what is not reached ---- */

static void a_slice_that_is_not_reached_has_a_title(void **state)
{
    struct place *p = *state;
    go(p, "playground", 1);
    set(p, "wiring", "sliced");
    set(p, "heads", "7");
    show(p, "heads.0.x");
    assert_int_equal(attn_trace_op(p->model.trace, p->model.shown)->state, ATTN_STATE_NOT_REACHED);
    draw(p);
}

/* ---- actions that come too late ---- */

static struct action at(enum action_kind kind, int index, int row, int column)
{
    return (struct action){.kind = kind, .index = index, .row = row, .column = column};
}

static void a_cell_that_is_gone_is_not_pointed_at(void **state)
{
    struct place *p = *state;
    go(p, "one-number", 5);
    int shown = p->model.shown, count = attn_trace_count(p->model.trace);
    assert_false(model_update(&p->model, at(ACTION_POINT, shown, 0, 40)));
    assert_false(model_update(&p->model, at(ACTION_POINT, shown, 40, 0)));
    assert_false(model_update(&p->model, at(ACTION_POINT, shown, -1, 0)));
    assert_false(model_update(&p->model, at(ACTION_POINT, count, 0, 0)));
    assert_false(model_update(&p->model, at(ACTION_PICK, count + 7, 0, 0)));
    assert_false(model_update(&p->model, at(ACTION_LIGHT, count, 0, 0)));
    assert_false(model_update(&p->model, at(ACTION_SHOW, -1, 0, 0)));
    assert_false(p->model.pointing);
    draw(p);
}

static void a_move_in_one_batch_with_page_down_does_no_harm(void **state)
{
    struct place *p = *state;
    for (int lesson = 1; lesson < p->course->count; lesson++) {
        model_go(&p->model, lesson - 1, 0);
        draw(p);
        model_go(&p->model, lesson, 0);
        for (int i = 0; i < p->scene.target_count; i++) {
            const struct target *t = &p->scene.targets[i];
            struct action late = t->action;
            late.row = t->rows ? t->rows - 1 : 0;
            late.column = t->columns ? t->columns - 1 : 0;
            if (late.kind == ACTION_POINT || late.kind == ACTION_LIGHT) {
                model_update(&p->model, late);
                struct scene before = p->scene; /* the targets stay while another is drawn */
                p->scene = (struct scene){0};
                draw(p);
                scene_clear(&p->scene);
                p->scene = before;
            }
        }
    }
}

static void an_answer_to_a_question_that_is_gone_marks_nothing(void **state)
{
    struct place *p = *state;
    go(p, "one-number", 1);
    p->model.asking = true;
    enum mark before = model_mark(&p->model, p->model.lesson, p->model.step);
    assert_false(model_asks(&p->model));
    assert_false(model_update(&p->model, (struct action){.kind = ACTION_ANSWER, .index = 1}));
    assert_int_equal(model_mark(&p->model, p->model.lesson, p->model.step), before);
}

static void settings_and_places_that_are_not_there_are_passed_over(void **state)
{
    struct place *p = *state;
    int lessons = p->course->count;
    static const enum action_kind kinds[] = {ACTION_CYCLE, ACTION_CHOOSE, ACTION_GO};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (int index = -1; index <= 100; index += 101) {
            struct action action = {.kind = kinds[i], .index = index};
            assert_false(model_update(&p->model, action));
        }
    }
    struct action step = {.kind = ACTION_GO, .index = lessons - 1, .other = 99};
    assert_false(model_update(&p->model, step));
    assert_int_equal(p->model.lesson, 0);
}

/* ---- what shrinks ---- */

static void the_batch_item_and_the_head_follow_when_there_are_fewer(void **state)
{
    struct place *p = *state;
    go(p, "playground", 2);
    set(p, "batch", "4");
    show(p, "heads.7.weights");
    p->model.item = 3;
    set(p, "batch", "2");
    assert_int_equal(p->model.item, 1);
    set(p, "heads", "2");
    assert_int_equal(p->model.head, 1);
    assert_string_equal(attn_trace_op(p->model.trace, p->model.shown)->name, "heads.1.weights");
    draw(p);
}

int main(void)
{
#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_narrower_layer_beside_explains_a_cell_of_its_own),
        WITH_PLACE(every_step_can_be_compared_at_its_last_cell),
        WITH_PLACE(the_layer_beside_answers_to_no_pointer),
        WITH_PLACE(heads_of_no_width_are_drawn),
        WITH_PLACE(a_tensor_of_no_cells_has_no_chosen_cell),
        WITH_PLACE(a_joined_tensor_of_no_width_says_so),
        WITH_PLACE(a_slice_that_is_not_reached_has_a_title),
        WITH_PLACE(a_cell_that_is_gone_is_not_pointed_at),
        WITH_PLACE(a_move_in_one_batch_with_page_down_does_no_harm),
        WITH_PLACE(an_answer_to_a_question_that_is_gone_marks_nothing),
        WITH_PLACE(settings_and_places_that_are_not_there_are_passed_over),
        WITH_PLACE(the_batch_item_and_the_head_follow_when_there_are_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
