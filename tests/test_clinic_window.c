/* The clinic in the window: what is pasted, typed and pressed there, and what comes of it. */
#include "tests/screen.h"

#include "app/model/link.h"
#include "app/model/resume.h"

static const char product[] =
    "RuntimeError: mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)";
static const char table[] =
    "x = x + self.pos\nRuntimeError: The size of tensor a (350) must match the size of tensor b "
    "(300) at non-singleton dimension 1";

static void press(struct screen *s, int stop)
{
    screen_do(s, ACTION_CLINIC_STOP, stop, 0);
}

static void type(struct screen *s, const char *text)
{
    for (; *text; text++) {
        struct action action = {.kind = ACTION_TYPE, .text = {*text}};
        model_update(&s->model, action);
    }
}

/* Whether the view has a text that begins so. */
static bool says(struct screen *s, const char *text)
{
    screen_view(s);
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        if (item->kind == ITEM_TEXT && (size_t)item->bytes >= strlen(text) &&
            memcmp(scene_item_text(&s->scene, item), text, strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

static void an_error_that_is_pasted_is_answered(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, product);
    assert_true(s->model.clinic.open);
    assert_int_equal(s->model.clinic.answer.class, CLINIC_CLASS_MM);
    assert_true(says(s, "2048 ≠ 256"));
    assert_true(says(s, "which is it?"));
    assert_true(says(s, "2048"));
}

static void esc_comes_back_to_the_same_place(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, EIGHT_FULL, 2);
    screen_view(s);
    char *before = screen_text(s);
    clinic_paste(&s->model, product);
    screen_do(s, ACTION_ONWARD, 0, 0); /* in the clinic it presses */
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_false(s->model.clinic.open);
    screen_view(s);
    char *after = screen_text(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void a_code_line_is_ranked_at_once(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, table + strlen("x = x + self.pos\n"));
    int causes = s->model.clinic.answer.cause_count;
    assert_int_equal(s->model.clinic.stop, CLINIC_STOP_CODE);
    type(s, "x = x + self.pos");
    assert_string_equal(s->model.clinic.answer.right_name, "self.pos");
    assert_true(s->model.clinic.answer.cause_count < causes);
    for (int i = 0; i < 20; i++) {
        screen_do(s, ACTION_ERASE, 0, 0);
    }
    assert_int_equal(s->model.clinic.answer.cause_count, causes);
}

static void what_print_said_turns_likely_into_sure(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model,
                 "RuntimeError: The size of tensor a (12) must match the size of tensor b "
                 "(4) at non-singleton dimension 1");
    type(s, "scores = scores + mask");
    assert_int_equal(s->model.clinic.answer.confidence, CLINIC_LIKELY);
    screen_do(s, ACTION_FOCUS_NEXT, 0, 0);
    type(s, "torch.Size([4, 12, 50, 50]) torch.Size([4, 50, 50])");
    assert_int_equal(s->model.clinic.answer.confidence, CLINIC_SURE);
    assert_true(says(s, "Sure: the mask has no axis for heads"));
    screen_do(s, ACTION_ERASE, 0, 0); /* no shape any more */
    screen_do(s, ACTION_ERASE, 0, 0);
    assert_int_equal(s->model.clinic.answer.confidence, CLINIC_LIKELY);
}

/* By mouse and by key alike. */
static void a_chip_swaps_verdict_and_mend(void **state)
{
    struct screen *s = *state;
    char first[CLINIC_MEND_MAX];
    clinic_paste(&s->model, product);
    snprintf(first, sizeof first, "%s", clinic_mend(&s->model.clinic));
    press(s, CLINIC_STOP_CHIP + 1);
    assert_string_equal(clinic_verdict(&s->model.clinic), s->model.clinic.answer.causes[1].verdict);
    assert_string_equal(clinic_mend(&s->model.clinic), s->model.clinic.answer.causes[1].mend);
    screen_do(s, ACTION_AIM, 0, 0);
    assert_string_equal(clinic_mend(&s->model.clinic), first);
    screen_do(s, ACTION_DOWN, 0, 0);
    assert_int_equal(s->model.clinic.chosen, 1);
}

static void copy_puts_the_mend(void **state)
{
    struct screen *s = *state;
    char text[CLINIC_COPY_MAX];
    clinic_paste(&s->model, product);
    press(s, CLINIC_STOP_COPY_MEND);
    assert_int_equal(s->model.request, REQUEST_COPY_TEXT);
    clinic_copied(&s->model.clinic, s->model.clinic.copied, text, sizeof text);
    assert_string_equal(text, clinic_mend(&s->model.clinic));
    clinic_copied(&s->model.clinic, CLINIC_STOP_COPY_RUN, text, sizeof text);
    assert_string_equal(text, "print(x.shape, layer)");
    clinic_copied(&s->model.clinic, CLINIC_STOP_COPY_ALL, text, sizeof text);
    assert_non_null(strstr(text, "(320x2048 and 256x256)"));
    assert_non_null(strstr(text, "\nMend    "));
}

static void a_layer_that_is_opened_raises_these_very_numbers(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, product);
    press(s, CLINIC_STOP_LAYER);
    const struct attn_op *op = attn_trace_op(s->model.trace, s->model.shown);
    assert_false(s->model.clinic.open);
    assert_int_equal(op->state, ATTN_STATE_FAILED);
    assert_string_equal(op->error.text, product + strlen("RuntimeError: "));
    screen_do(s, ACTION_UNDO, 0, 0);
    assert_int_equal(s->model.lesson, 0);
}

static void its_twin_runs(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, product);
    press(s, CLINIC_STOP_TWIN);
    assert_int_equal(attn_trace_failed(s->model.trace), -1);
    assert_int_equal(s->model.config.heads, 1);
    assert_int_equal(s->model.config.wiring, ATTN_WIRING_FULL_WIDTH);
}

static void no_layer_is_offered_where_none_raises_it(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, table);
    assert_false(clinic_has(&s->model.clinic, CLINIC_STOP_LAYER));
    assert_false(says(s, "Open as a layer"));
    press(s, CLINIC_STOP_LAYER);
    assert_true(s->model.clinic.open);
}

static void what_is_no_error_is_told_and_the_error_before_stays(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, "git status");
    assert_true(says(s, "No error is in what you copied."));
    assert_true(says(s, "Paste the last line of the traceback"));
    clinic_paste(&s->model, product);
    clinic_paste(&s->model, "");
    assert_true(says(s, "There is no text in the clipboard."));
    assert_int_equal(s->model.clinic.answer.class, CLINIC_CLASS_MM);
}

static void of_a_long_text_the_end_is_read_and_it_says_so(void **state)
{
    enum { LONG = 100000 };
    struct screen *s = *state;
    char *text = malloc(LONG + sizeof product);
    for (int i = 0; i < LONG; i++) {
        text[i] = "é \n"[i % 4];
    }
    memcpy(text + LONG, product, sizeof product);
    clinic_paste(&s->model, text);
    assert_int_equal(s->model.clinic.answer.class, CLINIC_CLASS_MM);
    assert_true(says(s, "That was long"));
    free(text);
}

static void tab_comes_by_all_that_can_be_pressed(void **state)
{
    struct screen *s = *state;
    bool met[CLINIC_STOP_COUNT] = {false};
    clinic_paste(&s->model, product);
    for (int i = 0; i < CLINIC_STOP_COUNT; i++) {
        screen_do(s, ACTION_FOCUS_NEXT, 0, 0);
        met[s->model.clinic.stop] = true;
    }
    for (int stop = 0; stop < CLINIC_STOP_COUNT; stop++) {
        assert_int_equal(met[stop], clinic_has(&s->model.clinic, (enum clinic_stop)stop));
    }
}

/* In the least window it scrolls: what has the focus is drawn, and can be hit. */
static void what_has_the_focus_is_on_view(void **state)
{
    struct screen *s = *state;
    s->model.width = 640;
    s->model.height = 480;
    clinic_paste(&s->model, product);
    for (int i = 0; i < CLINIC_STOP_COUNT; i++) {
        bool there = false;
        screen_do(s, ACTION_FOCUS_NEXT, 0, 0);
        screen_view(s);
        for (int t = 0; t < s->scene.target_count; t++) {
            const struct action *a = &s->scene.targets[t].action;
            there |= (a->kind == ACTION_CLINIC_STOP || a->kind == ACTION_FIELD) &&
                     a->index == (int)s->model.clinic.stop;
        }
        assert_true(there);
    }
}

static void a_step_s_error_is_handed_in(void **state)
{
    struct screen *s = *state;
    model_go(&s->model, EIGHT_FULL, 5);
    screen_do(s, ACTION_CLINIC, CLINIC_FROM_LAYER, 0);
    assert_true(s->model.clinic.open);
    assert_string_equal(s->model.clinic.answer.message,
                        attn_trace_op(s->model.trace, s->model.shown)->error.text);
}

static void a_link_has_it_and_where_one_left_off_does_not(void **state)
{
    struct screen *s = *state;
    char link[LINK_MOST + 1];
    struct link_notes notes = {0};
    struct resume resume = {0};
    clinic_paste(&s->model, table);
    link_write(&s->model, link, sizeof link);
    resume_take(&resume, &s->model);
    assert_null(strstr(resume.place, "error="));
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_int_equal(link_open(&s->model, link, &notes), LINK_OPENED);
    assert_int_equal(notes.count, 0);
    assert_true(s->model.clinic.open);
    assert_string_equal(s->model.clinic.answer.right_name, "self.pos");
}

static void the_right_side_is_turned_round_where_that_is_the_cause(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model,
                 "RuntimeError: Expected size for first two dimensions of batch2 tensor to "
                 "be: [48, 64] but got: [48, 130].");
    assert_true(says(s, "turned round it has ? here"));
    press(s, CLINIC_STOP_CHIP + 1);
    assert_false(says(s, "turned round"));
}

static void help_lies_over_it_and_is_shut_first(void **state)
{
    struct screen *s = *state;
    clinic_paste(&s->model, product);
    screen_do(s, ACTION_HELP, 0, 0);
    screen_do(s, ACTION_ESCAPE, 0, 0);
    assert_true(s->model.clinic.open);
    assert_int_equal(s->model.over, OVER_NOTHING);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(an_error_that_is_pasted_is_answered),
        WITH_SCREEN(esc_comes_back_to_the_same_place),
        WITH_SCREEN(a_code_line_is_ranked_at_once),
        WITH_SCREEN(what_print_said_turns_likely_into_sure),
        WITH_SCREEN(a_chip_swaps_verdict_and_mend),
        WITH_SCREEN(copy_puts_the_mend),
        WITH_SCREEN(a_layer_that_is_opened_raises_these_very_numbers),
        WITH_SCREEN(its_twin_runs),
        WITH_SCREEN(no_layer_is_offered_where_none_raises_it),
        WITH_SCREEN(what_is_no_error_is_told_and_the_error_before_stays),
        WITH_SCREEN(of_a_long_text_the_end_is_read_and_it_says_so),
        WITH_SCREEN(tab_comes_by_all_that_can_be_pressed),
        WITH_SCREEN(what_has_the_focus_is_on_view),
        WITH_SCREEN(a_step_s_error_is_handed_in),
        WITH_SCREEN(a_link_has_it_and_where_one_left_off_does_not),
        WITH_SCREEN(the_right_side_is_turned_round_where_that_is_the_cause),
        WITH_SCREEN(help_lies_over_it_and_is_shut_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
