/* Links: what is written is read as the same view, whatever the learner did; and what comes from
 * anywhere costs a line at most. */
#include "app/model/link.h"
#include "app/model/link_code.h"
#include "tests/screen.h"

enum { TRIES = 5 };

/* ---- there and back ---- */

static uint32_t random_below(uint32_t *state, uint32_t count)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % count;
}

/* Something that a learner can do to the view. */
static struct action something(const struct model *model, uint32_t *state)
{
    static const enum action_kind kinds[] = {
        ACTION_CYCLE, ACTION_CYCLE,   ACTION_CYCLE, ACTION_SWITCH_HEAD, ACTION_HEAD, ACTION_BATCH,
        ACTION_PICK,  ACTION_COMPARE, ACTION_RANGE, ACTION_SHOW,        ACTION_PICK};
    int ops = attn_trace_count(model->trace), rows, columns;
    enum action_kind kind = kinds[random_below(state, sizeof kinds / sizeof *kinds)];
    struct action action = {.kind = kind, .other = 1, .index = (int)random_below(state, 8)};
    if (kind == ACTION_CYCLE) {
        action.index = (int)random_below(state, CONTROL_COUNT);
    } else if (kind == ACTION_SHOW) {
        action.index = (int)random_below(state, (uint32_t)ops);
    } else if (kind == ACTION_PICK) {
        const struct attn_op *op = attn_trace_op(model->trace, model->shown);
        bool mask = random_below(state, 2) && op->operand_count == 2;
        action.index = mask ? op->operands[1] : model->shown;
        op_grid(attn_trace_op(model->trace, action.index), &rows, &columns);
        action.row = (int)random_below(state, (uint32_t)(rows > 0 ? rows : 1));
        action.column = (int)random_below(state, (uint32_t)(columns > 0 ? columns : 1));
    }
    return action;
}

static char *look(struct screen *screen)
{
    screen->model.focus = FOCUS_STEPS;
    screen->model.error = (struct attn_error){0};
    screen_view(screen);
    return screen_text(screen);
}

/* The view, written, read into a model that has been nowhere, and written again. */
static void goes_there_and_back(struct screen *screen)
{
    char link[LINK_MOST + 1], again[LINK_MOST + 1];
    struct link_notes notes = {0};
    struct screen *fresh = calloc(1, sizeof *fresh);
    fresh->measure = screen->measure;
    scene_init(&fresh->scene);
    assert_true(model_init(&fresh->model, screen->model.course));
    assert_true(link_write(&screen->model, link, sizeof link) < sizeof link);
    if (link_open(&fresh->model, link, &notes) != LINK_OPENED) {
        fail_msg("%s: %s", link, fresh->model.error.text);
    }
    link_write(&fresh->model, again, sizeof again);
    char *before = look(screen), *after = look(fresh);
    size_t same = 0;
    for (size_t i = 0; before[i] && before[i] == after[i]; i++) {
        same = before[i] == '\n' ? i + 1 : same; /* where the first line begins that is not */
    }
    if (strcmp(before, after) != 0 || strcmp(link, again) != 0 || notes.count > 0) {
        fail_msg("%s\nwritten again: %s\n%s\nwas: %.200s\nis: %.200s", link, again,
                 notes.count ? notes.line[0] : "", before + same, after + same);
    }
    free(before);
    free(after);
    scene_clear(&fresh->scene);
    model_clear(&fresh->model);
    free(fresh);
}

static void change_something(struct screen *screen, int lesson, int step, uint32_t *state)
{
    struct model *model = &screen->model;
    char link[80];
    struct link_notes notes = {0};
    snprintf(link, sizeof link, "%d/%d%s", model->course->lessons[lesson]->number, step + 1,
             random_below(state, 3) ? "" : "?words=one+t%C3%BC++fo%2Bur%25");
    assert_int_equal(link_open(model, link, &notes), LINK_OPENED);
    for (uint32_t i = random_below(state, 7); i > 0; i--) {
        model_update(model, something(model, state));
    }
}

static void every_view_goes_there_and_back(void **state)
{
    struct screen *screen = *state;
    uint32_t random = 1;
    for (int l = 0; l < screen->course->count; l++) {
        for (int i = 0; i < TRIES * screen->course->lessons[l]->step_count; i++) {
            change_something(screen, l, i / TRIES, &random);
            goes_there_and_back(screen);
        }
    }
}

static void so_does_every_step_of_the_course(void **state)
{
    struct screen *screen = *state;
    struct lesson_error error;
    uint32_t random = 2;
    struct course *course = course_load(NULL, NULL, &error), *drawn = screen->course;
    model_clear(&screen->model);
    screen->course = course;
    assert_true(course && model_init(&screen->model, course));
    for (int l = 0; l < course->count; l++) {
        for (int i = 0; i < course->lessons[l]->step_count; i++) {
            change_something(screen, l, i, &random);
            goes_there_and_back(screen);
        }
    }
    course_free(drawn);
}

/* ---- what is written ---- */

static void writes(struct screen *screen, const char *expected)
{
    char link[LINK_MOST + 1];
    size_t bytes = link_write(&screen->model, link, sizeof link);
    assert_int_equal(bytes, strlen(link));
    assert_string_equal(link, expected);
}

static void a_step_as_it_is_says_no_more_than_its_name(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, SINGLE_HEAD, 0);
    char expected[120];
    snprintf(expected, sizeof expected, "%s/%s?v=1", model_lesson(&s->model)->slug,
             model_step(&s->model)->slug);
    writes(s, expected);
}

static void what_is_changed_and_changed_back_is_not_said(void **state)
{
    struct screen *s = *state;
    char before[LINK_MOST + 1];
    model_go(&s->model, PROJECTED, 2);
    s->model.row = s->model.column = 0; /* not the step before's */
    link_write(&s->model, before, sizeof before);
    screen_do(s, ACTION_CYCLE, CONTROL_MASK, 1);
    screen_do(s, ACTION_RANGE, 0, 0);
    screen_do(s, ACTION_BATCH, 0, 1);
    char link[LINK_MOST + 1];
    link_write(&s->model, link, sizeof link);
    assert_string_equal(strstr(link, "?v=1"), "?v=1&mask=causal&item=1&range=heads");
    screen_do(s, ACTION_CYCLE, CONTROL_MASK, -1);
    screen_do(s, ACTION_RANGE, 0, 0);
    screen_do(s, ACTION_BATCH, 0, -1);
    writes(s, before);
}

static void a_short_buffer_gets_the_beginning_and_the_length_of_all(void **state)
{
    struct screen *s = *state;
    char whole[LINK_MOST + 1], part[9];
    struct link_notes notes = {0};
    link_open(&s->model, "2/1?words=%C3%BC+b&mask=causal", &notes);
    size_t bytes = link_write(&s->model, whole, sizeof whole);
    for (size_t room = 0; room <= sizeof part; room++) {
        memset(part, '#', sizeof part);
        assert_int_equal(link_write(&s->model, part, room), bytes);
        assert_true(room == 0 || strlen(part) == room - 1);
        assert_true(room == 0 || strncmp(part, whole, room - 1) == 0);
    }
}

/* ---- what is read ---- */

/* Opens lesson 2, step 1 with that query; returns how many lines it cost. */
static int costs(struct screen *s, struct link_notes *notes, const char *query)
{
    char link[300];
    *notes = (struct link_notes){0};
    snprintf(link, sizeof link, "2/1?%s", query);
    assert_int_equal(link_open(&s->model, link, notes), LINK_OPENED);
    return notes->count;
}

static const char *const hostile[] = {
    "wirng=1",
    "mask",
    "=causal",
    "mask=casual",
    "mask=FILE.npy",
    "mask=given",
    "mask=%zz",
    "mask=%",
    "mask=%4",
    "mask=%00",
    "ma%00sk=causal",
    "m=%1b%5B31m",
    "words=%C0%80",
    "words=%ED%A0%80",
    "words=%C2%85",
    "words=%F5%80%80",
    "words=%C3",
    "v=2",
    "v=",
    "cell=1",
    "cell=1,2,3",
    "cell=-1,2",
    "cell=9999,1",
    "cell=1,9999999999",
    "item=77",
    "item=x",
    "head=77",
    "head=",
    "show=",
    "show=nothing",
    "range=both",
    "compare=maybe",
    "paint=4:ffff",
    "paint=5:",
    "paint=5:ffffff",
    "paint=5:fffffff",
    "paint=65:0",
    "paint=5:gfffff8",
    "paint=-1:f",
    "tokens=0",
    "tokens=1e9",
    "valid=70000",
    "dropout=7",
    "dropout=nan",
    "off=99999",
    "valid=99",
    "off=7&heads=2",
    "tokens=60000&embed=60000",
    "show=0123456789012345678901234567890123456789012345678901234567890",
    "words=01234567890123456789012345678901"};

static void hostile_keys_and_values_cost_a_line_each(void **state)
{
    struct screen *s = *state;
    struct link_notes notes;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        if (costs(s, &notes, hostile[i]) != 1) {
            fail_msg("%s cost %d lines, the first '%s'", hostile[i], notes.count, notes.line[0]);
        }
        assert_true(strlen(notes.line[0]) > 10);
        assert_false(model_is_changed(&s->model) && !strstr(hostile[i], "&"));
    }
}

static void the_rest_holds(void **state)
{
    struct screen *s = *state;
    struct link_notes notes;
    assert_int_equal(costs(s, &notes, "cell=1,2&wirng=x&&scale=nome&mask=causal&%zz=1"), 3);
    assert_string_equal(notes.line[1], "unknown key 'wirng'; did you mean 'wiring'?");
    assert_int_equal(s->model.config.mask, ATTN_MASK_CAUSAL);
    assert_int_equal(s->model.row, 1);
    assert_int_equal(s->model.column, 2);
}

static void of_two_the_last_counts_in_any_order(void **state)
{
    struct screen *s = *state;
    struct link_notes notes;
    assert_int_equal(costs(s, &notes, "mask=padding&cell=0,1&v=1&mask=causal&cell=2,0"), 0);
    assert_int_equal(s->model.config.mask, ATTN_MASK_CAUSAL);
    assert_int_equal(s->model.row, 2);
    assert_int_equal(costs(s, &notes, "paint=3:808&mask=causal&tokens=3"), 0);
    assert_int_equal(s->model.painted_tokens, 3);
    assert_true(s->model.painted[0] == 1 && s->model.painted[1] == 0);
    assert_true(s->model.painted[8] == 1 || s->model.painted[8] == 0);
}

static void a_mask_that_is_set_later_takes_the_place_of_a_painted_one(void **state)
{
    struct screen *s = *state;
    struct link link;
    struct attn_error error = {0};
    link_begin(&link, &s->course->lessons[1]->steps[0]);
    assert_true(link_set(&link, "paint", "5:0000000", &error));
    assert_non_null(link_mask(&link));
    assert_true(link_set(&link, "mask", "causal", &error));
    assert_null(link_mask(&link));
}

static void a_bit_of_paint_is_a_cell(void **state)
{
    struct screen *s = *state;
    struct link_notes notes;
    assert_int_equal(costs(s, &notes, "tokens=3&paint=3:A4C"), 1); /* 9 bits, then no zeros */
    assert_int_equal(costs(s, &notes, "tokens=3&paint=3:a40"), 0);
    static const float cells[] = {1, 0, 1, 0, 0, 1, 0, 0, 0};
    assert_memory_equal(s->model.painted, cells, sizeof cells);
}

static void lines_have_an_end_however_many_there_are(void **state)
{
    struct screen *s = *state;
    static struct link_notes notes;
    char link[LINK_MOST + 1] = "2/1?";
    while (strlen(link) + 3 < LINK_MOST) {
        strcat(link, "&a");
    }
    assert_int_equal(link_open(&s->model, link, &notes), LINK_OPENED);
    assert_true(notes.count > 3000);
    link_tell(&s->model, &notes);
    assert_non_null(strstr(s->model.said, "more)"));
}

static void places_that_are_not_there_leave_the_model_where_it_is(void **state)
{
    struct screen *s = *state;
    struct link_notes notes = {0};
    static char longest[LINK_MOST + 2];
    memset(longest, 'a', LINK_MOST + 1);
    memcpy(longest, "2/1?", 4);
    model_go(&s->model, PROJECTED, 2);
    assert_int_equal(link_open(&s->model, "", &notes), LINK_NO_LESSON);
    assert_int_equal(link_open(&s->model, "?mask=causal", &notes), LINK_NO_LESSON);
    assert_int_equal(link_open(&s->model, "%zz/1", &notes), LINK_NO_LESSON);
    assert_int_equal(link_open(&s->model, "2/", &notes), LINK_NO_STEP);
    assert_int_equal(link_open(&s->model, "2/99?v=1", &notes), LINK_NO_STEP);
    assert_int_equal(link_open(&s->model, longest, &notes), LINK_TOO_LONG);
    longest[LINK_MOST] = '\0';
    assert_int_equal(s->model.lesson, PROJECTED);
    assert_int_equal(s->model.step, 2);
    assert_int_equal(notes.count, 0);
    assert_int_equal(link_open(&s->model, longest, &notes), LINK_OPENED);
}

static void a_whole_address_counts_from_its_hash(void **state)
{
    struct screen *s = *state;
    struct link_notes notes = {0};
    assert_int_equal(link_open(&s->model, "file:///home/a?b/headwise.html#2/2?v=1&seed=7", &notes),
                     LINK_OPENED);
    assert_int_equal(s->model.step, 1);
    assert_int_equal(s->model.config.seed, 7);
    assert_int_equal(link_open(&s->model, "#%32/%33", &notes), LINK_OPENED);
    assert_int_equal(s->model.step, 2);
    assert_int_equal(notes.count, 0);
}

static void own_words_stand_in_for_the_lesson_s_until_reset(void **state)
{
    struct screen *s = *state;
    struct link_notes notes;
    assert_int_equal(costs(s, &notes, "words=%E7%8C%AB++a%2Bb"), 0);
    const struct lesson *lesson = model_lesson(&s->model);
    assert_string_equal(model_word(&s->model, 0), "猫");
    assert_string_equal(model_word(&s->model, 1), lesson->words[1]);
    assert_string_equal(model_word(&s->model, 2), "a+b");
    assert_null(model_word(&s->model, 63));
    model_go(&s->model, 1, 2);
    assert_string_equal(model_word(&s->model, 2), "a+b");
    screen_do(s, ACTION_RESET, 0, 0);
    assert_string_equal(model_word(&s->model, 0), lesson->words[0]);
}

static void what_is_said_goes_with_the_next_action_but_not_with_the_pointer(void **state)
{
    struct screen *s = *state;
    model_say(&s->model, "a\x1b[31m\xff z", false);
    assert_string_equal(s->model.said, "a?[31m? z");
    screen_do(s, ACTION_LEAVE, 0, 0);
    assert_string_equal(s->model.said, "a?[31m? z");
    screen_do(s, ACTION_THEME, 0, 0);
    assert_string_equal(s->model.said, "");
}

#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open_small, screen_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_SCREEN(every_view_goes_there_and_back),
        ON_SCREEN(so_does_every_step_of_the_course),
        ON_SCREEN(a_step_as_it_is_says_no_more_than_its_name),
        ON_SCREEN(what_is_changed_and_changed_back_is_not_said),
        ON_SCREEN(a_short_buffer_gets_the_beginning_and_the_length_of_all),
        ON_SCREEN(hostile_keys_and_values_cost_a_line_each),
        ON_SCREEN(the_rest_holds),
        ON_SCREEN(of_two_the_last_counts_in_any_order),
        ON_SCREEN(a_mask_that_is_set_later_takes_the_place_of_a_painted_one),
        ON_SCREEN(a_bit_of_paint_is_a_cell),
        ON_SCREEN(lines_have_an_end_however_many_there_are),
        ON_SCREEN(places_that_are_not_there_leave_the_model_where_it_is),
        ON_SCREEN(a_whole_address_counts_from_its_hash),
        ON_SCREEN(own_words_stand_in_for_the_lesson_s_until_reset),
        ON_SCREEN(what_is_said_goes_with_the_next_action_but_not_with_the_pointer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
