/* The course's questions: nothing on screen or in the exercises gives an answer away before it is given,
 * and each answer has a reason of its own. */
#include "tests/screen.h"

#include "app/commands/reader.h"
#include "app/model/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 1 << 16 };

/* A screen on the course itself. */
static int open_course(void **state)
{
    struct lesson_error error;
    assert_int_equal(screen_open(state), 0);
    struct screen *s = *state;
    model_clear(&s->model);
    course_free(s->course);
    s->course = course_load(NULL, NULL, &error);
    return s->course && model_init(&s->model, s->course) ? 0 : -1;
}

/* Whether an item stands on one of the answers to choose from. */
static bool on_option(const struct scene *scene, const struct item *item)
{
    for (int i = 0; i < scene->target_count; i++) {
        const struct rect r = scene->targets[i].rect;
        if (scene->targets[i].action.kind == ACTION_ANSWER && item->rect.x >= r.x &&
            item->rect.x < r.x + r.w && item->rect.y >= r.y && item->rect.y < r.y + r.h) {
            return true;
        }
    }
    return false;
}

/* All that is written, but for the options; pieces of a line parted by `between`. */
static void write_scene(const struct scene *scene, const char *between, char *text)
{
    size_t used = 0;
    float line = 0;
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        if (item->kind == ITEM_TEXT && !on_option(scene, item)) {
            used += (size_t)snprintf(text + used, TEXT - used, "%s%.*s",
                                     item->rect.y == line ? between : " | ", item->bytes,
                                     scene_item_text(scene, item));
            assert_true(used < TEXT);
            line = item->rect.y;
        }
    }
}

/* The shape of a tensor that may be seen is no secret. */
static bool seen_elsewhere(const struct model *model, const struct lesson_step *asks)
{
    char shape[64];
    for (int i = 0; asks->ask == LESSON_ASK_SHAPE && i < attn_trace_count(model->trace); i++) {
        attn_shape_text(&attn_trace_op(model->trace, i)->shape, shape, sizeof shape);
        if (!model_hides(model, i) && strcmp(shape, asks->options[asks->right].text) == 0) {
            return true;
        }
    }
    return false;
}

/* What no text can be searched for: a figure that stands everywhere, the number of a head. That the
 * tensor is hidden, and that another head is on view, must do. */
static bool is_short(const struct model *model, const struct lesson_step *asks)
{
    bool number = asks->ask == LESSON_ASK_VALUE || asks->ask == LESSON_ASK_SUM;
    if (asks->ask == LESSON_ASK_HEAD) {
        bool here = model_step(model) == asks;
        assert_true(!here || model->head != atoi(asks->options[asks->right].text));
        return true;
    }
    if (!number || strlen(asks->options[asks->right].text) > 2) {
        return false;
    }
    int op = attn_trace_find(model->trace, asks->ask_name);
    assert_true(op < 0 || model_hides(model, op));
    return true;
}

static void forget(struct model *model)
{
    int count = model_step_index(model, model->course->count, 0);
    memset(model->marks, 0, (size_t)count);
}

static int leaks_on_screen(struct screen *s, int lesson, int asking, int step)
{
    static char text[2][TEXT];
    const struct lesson_step *asks = &s->course->lessons[lesson]->steps[asking];
    s->model.asking = true;
    model_go(&s->model, lesson, step);
    forget(&s->model);
    s->model.beat = model_beats(&s->model) - 1;
    view(&s->model, &s->measure, &s->scene);
    write_scene(&s->scene, "", text[0]);
    write_scene(&s->scene, " ", text[1]);
    bool told = question_told(asks, text[0]) || question_told(asks, text[1]);
    if (!is_short(&s->model, asks) && told && !seen_elsewhere(&s->model, asks)) {
        print_error("%s/%s is told in step %d\n", s->course->lessons[lesson]->slug, asks->slug,
                    step + 1);
        return 1;
    }
    return 0;
}

static void no_step_gives_the_answer_to_a_later_question_of_its_lesson_away(void **state)
{
    struct screen *s = *state;
    int leaks = 0, questions = 0;
    for (int l = 0; l < s->course->count; l++) {
        for (int q = 0; q < s->course->lessons[l]->step_count; q++) {
            bool asks = s->course->lessons[l]->steps[q].ask != LESSON_ASK_NOTHING;
            questions += asks;
            for (int k = 0; asks && k <= q; k++) {
                leaks += leaks_on_screen(s, l, q, k);
            }
        }
    }
    assert_true(questions > 30);
    assert_int_equal(leaks, 0);
}

/* The lines of options are left out. */
static void without_options(char *text)
{
    char *to = text;
    for (char *line = text; *line;) {
        size_t bytes = strcspn(line, "\n") + (strchr(line, '\n') != NULL);
        bool option = strncmp(line, "    ", 4) == 0 && line[4] && line[5] == ')';
        memmove(to, line, option ? 0 : bytes);
        to += option ? 0 : bytes;
        line += bytes;
    }
    *to = '\0';
}

static char *exercises(const struct lesson *lesson)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *file = open_memstream(&text, &bytes);
    for (int i = 0; i < lesson->step_count; i++) {
        exercise_print(file, lesson, i, false);
    }
    assert_int_equal(fclose(file), 0);
    without_options(text);
    return text;
}

static void a_sentence_of_other_words_is_no_answer(void **state)
{
    struct screen *s = *state;
    s->model.asking = true;
    model_go(&s->model, course_find(s->course, "order-and-copies"), 0);
    s->model.answer.open = false;
    int out = attn_trace_find(s->model.trace, "out");
    assert_false(model_hides(&s->model, out));
    model_go(&s->model, s->model.lesson, 1);
    assert_true(model_hides(&s->model, out));
}

static void exercises_give_no_answer_away(void **state)
{
    struct screen *s = *state;
    int leaks = 0;
    for (int l = 0; l < s->course->count; l++) {
        const struct lesson *lesson = s->course->lessons[l];
        char *text = exercises(lesson);
        for (int q = 0; q < lesson->step_count; q++) {
            if (question_told(&lesson->steps[q], text)) {
                print_error("%s/%s is told\n", lesson->slug, lesson->steps[q].slug);
                leaks++;
            }
        }
        free(text);
    }
    assert_int_equal(leaks, 0);
}

static void every_answer_has_a_reason_of_its_own(void **state)
{
    struct screen *s = *state;
    for (int l = 0; l < s->course->count; l++) {
        for (int q = 0; q < s->course->lessons[l]->step_count; q++) {
            const struct lesson_step *step = &s->course->lessons[l]->steps[q];
            for (int i = 0; i < step->option_count; i++) {
                const char *why = i == step->right ? step->why : step->options[i].why;
                if (!why && step->options[i].slip == LESSON_SLIP_NONE) {
                    fail_msg("%s: no reason for %s", step->slug, step->options[i].text);
                }
            }
        }
    }
}

static void the_right_answers_of_a_lesson_stand_in_several_places(void **state)
{
    struct screen *s = *state;
    for (int l = 0; l < s->course->count; l++) {
        int questions = 0, places = 0;
        for (int q = 0; q < s->course->lessons[l]->step_count; q++) {
            const struct lesson_step *step = &s->course->lessons[l]->steps[q];
            questions += step->option_count > 0;
            places |= step->option_count > 0 ? 1 << step->right : 0;
        }
        if (questions > 3 && (places & (places - 1)) == 0) {
            fail_msg("%s: always the same place", s->course->lessons[l]->slug);
        }
    }
}

/* Every text of the question stands inside the place that was kept for it. */
static void a_reason_fits_its_place(void **state)
{
    struct screen *s = *state;
    for (int l = 0; l < s->course->count; l++) {
        for (int q = 0; q < s->course->lessons[l]->step_count; q++) {
            const struct lesson_step *step = &s->course->lessons[l]->steps[q];
            for (int i = 0; i < step->option_count; i++) {
                model_go(&s->model, l, q);
                s->model.answer.open = true;
                s->model.answer.option = i;
                model_update(&s->model, (struct action){.kind = ACTION_ANSWER, .index = i});
                view(&s->model, &s->measure, &s->scene);
                struct rect box = layout_of(&s->model).stage;
                for (int k = 0; k < s->scene.item_count; k++) {
                    const struct item *item = &s->scene.items[k];
                    bool own = item->kind == ITEM_TEXT && item->face == FACE_PROSE &&
                               item->size == QUESTION_SIZE && item->rect.x >= box.x &&
                               item->rect.x < box.x + box.w && item->rect.y > box.y;
                    if (own && item->rect.y > box.y + box.h) {
                        fail_msg("%s: the reason of %s is too long", step->slug,
                                 step->options[i].text);
                    }
                }
            }
        }
    }
}

/* Turns the covered cells into another number; returns how many there were. */
static int spoil_covered(struct model *model, int op)
{
    struct attn_tensor t = attn_trace_tensor(model->trace, op, ATTN_PART_VALUE);
    int rank = t.shape.rank, count = 0;
    for (int i = 0; i < t.shape.size[rank - 2]; i++) {
        for (int j = 0; j < t.shape.size[rank - 1]; j++) {
            if (model_covers_cell(model, op, i, j)) {
                float *data = (float *)(uintptr_t)t.data;
                data[i * t.stride[rank - 2] + j * t.stride[rank - 1]] = 47;
                count++;
            }
        }
    }
    return count;
}

static void what_is_covered_is_not_written(void **state)
{
    static char before[TEXT], after[TEXT];
    struct screen *s = *state;
    int covered = 0;
    s->model.asking = true;
    for (int l = 0; l < s->course->count; l++) {
        for (int q = 0; q < s->course->lessons[l]->step_count; q++) {
            model_go(&s->model, l, q);
            int op = attn_trace_find(s->model.trace, model_step(&s->model)->ask_name);
            if (op >= 0 && model_covers(&s->model, op)) {
                view(&s->model, &s->measure, &s->scene);
                write_scene(&s->scene, "", before);
                covered += spoil_covered(&s->model, op);
                view(&s->model, &s->measure, &s->scene);
                write_scene(&s->scene, "", after);
                assert_string_equal(before, after);
            }
        }
    }
    assert_true(covered > 5);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, open_course, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(no_step_gives_the_answer_to_a_later_question_of_its_lesson_away),
        WITH_SCREEN(a_sentence_of_other_words_is_no_answer),
        WITH_SCREEN(exercises_give_no_answer_away),
        WITH_SCREEN(every_answer_has_a_reason_of_its_own),
        WITH_SCREEN(the_right_answers_of_a_lesson_stand_in_several_places),
        WITH_SCREEN(what_is_covered_is_not_written),
        WITH_SCREEN(a_reason_fits_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
