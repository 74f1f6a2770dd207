/* Each panel by itself against tests/golden/panels: a change of one breaks no file of another. And the
 * frame is every panel once, whole. `UPDATE_GOLDEN=1 make test` writes the files anew: look at the
 * difference. */
#include "tests/screen.h"

#include "app/panels/panels.h"

/* The window: 960 x 600, 1600 x 1100 or 640 x 480; else 1280 x 800. */
enum { SMALL = 1, LARGE = 2, LEAST = 3 };

static void nothing(struct screen *s)
{
    (void)s;
}

/* ---- what a learner did before ---- */

static void mask(struct screen *s)
{
    screen_do(s, ACTION_CYCLE, CONTROL_MASK, 1);
}

static void tell(struct screen *s)
{
    model_tell(&s->model, "Progress is not saved (/data): No space left on device");
}

static void wander(struct screen *s)
{
    screen_do(s, ACTION_CYCLE, CONTROL_SCALE, 1);
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, "Q"), 0);
}

static void mark(struct screen *s)
{
    model_set_mark(&s->model, PROJECTED, 0, MARK_RIGHT);
    model_set_mark(&s->model, PROJECTED, 1, MARK_SEEN);
    model_set_mark(&s->model, PROJECTED, 3, MARK_SECOND);
    model_set_mark(&s->model, PROJECTED, 4, MARK_SEEN);
    model_set_mark(&s->model, EIGHT_FULL, 1, MARK_RIGHT);
}

static void unfold(struct screen *s)
{
    mark(s);
    screen_do(s, ACTION_OUTLINE, 0, 0);
}

static void lessons(struct screen *s)
{
    screen_do(s, ACTION_OUTLINE, EIGHT_FULL + 1, 0);
    screen_do(s, ACTION_RIGHT, 0, 0);
}

static void read(struct screen *s)
{
    screen_do(s, ACTION_PROSE, 0, 0);
    screen_do(s, ACTION_SCROLL, 5, 2);
}

static void menu(struct screen *s)
{
    screen_do(s, ACTION_MENU, 0, 0);
}

static void finish(struct screen *s)
{
    screen_do(s, ACTION_ONWARD, 0, 0);
}

static void first_beat(struct screen *s)
{
    s->model.beat = 0;
}

static void present(struct screen *s)
{
    s->model.presenting = true;
}

/* The pointer on what can be clicked there. */
static void hover(struct screen *s)
{
    model_update(&s->model, (struct action){.kind = ACTION_HOVER, .width = 20, .height = 130});
}

static void switch_off(struct screen *s)
{
    screen_do(s, ACTION_SWITCH_HEAD, 6, 0);
    screen_do(s, ACTION_RANGE, 0, 0);
}

static void ask(struct screen *s)
{
    s->model.asking = true;
    model_go(&s->model, s->model.lesson, s->model.step);
}

static void answer_wrongly(struct screen *s)
{
    ask(s);
    model_update(&s->model, (struct action){.kind = ACTION_ANSWER, .index = 0});
    model_update(&s->model, (struct action){.kind = ACTION_TYPE, .text = "3"});
}

static void answer_no_shape(struct screen *s)
{
    ask(s);
    model_update(&s->model, (struct action){.kind = ACTION_TYPE, .text = "x"});
    screen_do(s, ACTION_PRESS, 0, 0);
}

static void settings(struct screen *s)
{
    screen_do(s, ACTION_SETTINGS, 0, 0);
    screen_do(s, ACTION_CYCLE, CONTROL_SEED, 1);
}

static void last_setting(struct screen *s)
{
    screen_do(s, ACTION_SETTINGS, 0, 0);
    s->model.control = CONTROL_CHECK;
}

static void help(struct screen *s)
{
    screen_do(s, ACTION_HELP, 0, 0);
}

static void compare(struct screen *s)
{
    screen_do(s, ACTION_COMPARE, 0, 0);
}

static void focus_steps(struct screen *s)
{
    screen_do(s, ACTION_FOCUS_NEXT, 0, 0);
    screen_do(s, ACTION_FOCUS_PREVIOUS, 0, 0);
}

static void focus_stage(struct screen *s)
{
    s->model.focus = FOCUS_STAGE;
    screen_do(s, ACTION_LIGHT, attn_trace_find(s->model.trace, "x"), 0);
}

static void focus_experiment(struct screen *s)
{
    s->model.focus = FOCUS_EXPERIMENT;
    s->model.control = CONTROL_SCALE;
}

static void focus_pipeline(struct screen *s)
{
    s->model.focus = FOCUS_PIPELINE;
    screen_do(s, ACTION_LIGHT, attn_trace_find(s->model.trace, "x"), 0);
}

static void wire(struct screen *s, enum attn_wiring wiring, const char *show)
{
    struct attn_config config = s->model.config;
    config.wiring = wiring;
    assert_true(model_plan(&s->model, &config));
    screen_do(s, ACTION_SHOW, attn_trace_find(s->model.trace, show), 0);
    assert_string_equal(attn_trace_op(s->model.trace, s->model.shown)->name, show);
}

static void rewire(struct screen *s)
{
    screen_do(s, ACTION_CYCLE, CONTROL_WIRING, 2);
}

static void paste_product(struct screen *s)
{
    clinic_paste(&s->model, "RuntimeError: mat1 and mat2 shapes cannot be multiplied (320x2048 and "
                            "256x256)");
    screen_do(s, ACTION_AIM, 1, 0);
}

static void paste_table(struct screen *s)
{
    clinic_paste(&s->model, "x = x + self.pos\nRuntimeError: The size of tensor a (350) must match "
                            "the size of tensor b (300) at non-singleton dimension 1");
}

static void paste_division(struct screen *s)
{
    clinic_paste(&s->model, "AssertionError: embed_dim must be divisible by num_heads (got "
                            "`embed_dim`: 640 and `num_heads`: 12).");
}

static void paste_nothing(struct screen *s)
{
    clinic_paste(&s->model, "ls -l");
}

static void unreached(struct screen *s)
{
    wire(s, ATTN_WIRING_HEAD_DIM, "heads.0.scores");
}

static void no_pair(struct screen *s)
{
    wire(s, ATTN_WIRING_MEAN, "mean");
    compare(s);
}

static void enlarge(struct screen *s)
{
    for (int i = 0; i < 7; i++) {
        screen_do(s, ACTION_LARGER, 0, 0);
    }
}

static void pair_heads(struct screen *s)
{
    wire(s, ATTN_WIRING_FUSED, "K_heads");
    compare(s);
}

static void point_at_bias(struct screen *s)
{
    int op = attn_trace_find(s->model.trace, "query.bias");
    model_update(&s->model, (struct action){.kind = ACTION_POINT, .index = op, .column = 3});
}

/* The card stands where the picture leaves room. */
static void draw_card(const struct frame *frame)
{
    panel_stage(frame);
    panel_card(frame);
}

/* ---- one file a row ---- */

static const struct row {
    const char *file;
    void (*panel)(const struct frame *frame);
    int lesson, step, window;
    void (*before)(struct screen *s);
} rows[] = {
    {"rail", panel_rail, SINGLE_HEAD, 3, 0, hover},
    {"rail-small", panel_rail, SINGLE_HEAD, 3, SMALL, menu},
    {"outline", panel_outline, PROJECTED, 2, LARGE, unfold},
    {"outline-small", panel_outline, PROJECTED, 9, SMALL, unfold},
    {"outline-other", panel_outline, PROJECTED, 3, LEAST, lessons},
    {"reading", panel_reading, SINGLE_HEAD, 2, LEAST, read},
    {"menu", panel_menu, SINGLE_HEAD, 2, 0, menu},
    {"menu-least", panel_menu, SINGLE_HEAD, 2, LEAST, menu},
    {"ending", panel_ending, SINGLE_HEAD, 10, 0, finish},
    {"ending-course", panel_ending, FUSED, 5, SMALL, finish},
    {"foot", panel_foot, SINGLE_HEAD, 2, 0, focus_steps},
    {"foot-first", panel_foot, ONE_NUMBER, 0, SMALL, first_beat},
    {"foot-least", panel_foot, SINGLE_HEAD, 10, LEAST, nothing},
    {"stage-notice", panel_stage, SINGLE_HEAD, 3, LEAST, tell},
    {"stage-aside", panel_stage, SINGLE_HEAD, 3, SMALL, wander},
    {"stage-presented", panel_stage, SINGLE_HEAD, 3, 0, present},
    {"stage-product", panel_stage, ONE_NUMBER, 4, 0, nothing},
    {"stage-linear", panel_stage, SINGLE_HEAD, 1, 0, focus_stage},
    {"stage-softmax-small", panel_stage, ONE_NUMBER, 6, SMALL, nothing},
    {"stage-alone", panel_stage, SINGLE_HEAD, 0, 0, nothing},
    {"stage-product-small", panel_stage, SINGLE_HEAD, 1, SMALL, nothing},
    {"stage-product-large", panel_stage, PROJECTED, 1, LARGE, nothing},
    {"stage-masked-large", panel_stage, SINGLE_HEAD, 6, LARGE, focus_stage},
    {"stage-mismatch", panel_stage, EIGHT_FULL, 4, 0, nothing},
    {"stage-concat", panel_stage, EIGHT_FULL, 2, 0, nothing},
    {"stage-off", panel_stage, PROJECTED, 3, LARGE, switch_off},
    {"stage-out", panel_stage, PROJECTED, 4, LARGE, switch_off},
    {"stage-heads", panel_stage, PROJECTED, 2, 0, switch_off},
    {"stage-heads-small", panel_stage, PROJECTED, 2, SMALL, switch_off},
    {"stage-nudge", panel_stage, SLICED, 2, 0, nothing},
    {"stage-order", panel_stage, FUSED, 1, 0, nothing},
    {"stage-order-back", panel_stage, FUSED, 4, SMALL, nothing},
    {"stage-nudge-small", panel_stage, SLICED, 0, SMALL, nothing},
    {"stage-mismatch-small", panel_stage, EIGHT_FULL, 5, SMALL, nothing},
    {"stage-division", panel_stage, PROJECTED, 9, 0, nothing},
    {"stage-unreached", panel_stage, PROJECTED, 2, 0, unreached},
    {"stage-hidden", panel_stage, EIGHT_FULL, 2, 0, ask},
    {"stage-beside", panel_stage, PROJECTED, 7, 0, nothing},
    {"stage-beside-same", panel_stage, PROJECTED, 6, 0, nothing},
    {"stage-beside-raises", panel_stage, EIGHT_FULL, 4, 0, compare},
    {"stage-beside-head", panel_stage, PROJECTED, 2, 0, pair_heads},
    {"stage-beside-none", panel_stage, PROJECTED, 2, 0, no_pair},
    {"card-source", draw_card, SINGLE_HEAD, 0, 0, nothing},
    {"card-bias", draw_card, SINGLE_HEAD, 1, 0, point_at_bias},
    {"card-dropped", draw_card, SINGLE_HEAD, 8, 0, nothing},
    {"card-many", draw_card, PROJECTED, 4, SMALL, nothing},
    {"card-hidden", draw_card, SINGLE_HEAD, 6, 0, nothing},
    {"card-least", draw_card, SINGLE_HEAD, 4, LEAST, nothing},
    {"failure", panel_stage, EIGHT_FULL, 5, 0, nothing},
    {"failure-narrow", panel_stage, EIGHT_FULL, 5, SMALL, enlarge},
    {"failure-check", panel_stage, PROJECTED, 9, SMALL, nothing},
    {"question-shape", panel_stage, EIGHT_FULL, 2, 0, ask},
    {"question-told", panel_stage, EIGHT_FULL, 2, SMALL, answer_wrongly},
    {"question-no-shape", panel_stage, EIGHT_FULL, 2, 0, answer_no_shape},
    {"question-verdict", panel_stage, EIGHT_FULL, 4, LEAST, answer_wrongly},
    {"column", panel_column, SINGLE_HEAD, 1, 0, focus_experiment},
    {"column-beat", panel_column, SINGLE_HEAD, 2, SMALL, first_beat},
    {"column-least", panel_column, SINGLE_HEAD, 2, LEAST, first_beat},
    {"column-changed", panel_column, SINGLE_HEAD, 3, 0, mask},
    {"column-wandered", panel_column, SINGLE_HEAD, 3, 0, wander},
    {"column-heads", panel_column, EIGHT_FULL, 3, 0, nothing},
    {"column-wired", panel_column, EIGHT_FULL, 3, 0, rewire},
    {"column-asked", panel_column, EIGHT_FULL, 2, 0, ask},
    {"column-raises", panel_column, EIGHT_FULL, 6, LARGE, nothing},
    {"column-presented", panel_column, SINGLE_HEAD, 3, 0, present},
    {"settings", panel_column, PROJECTED, 2, 0, settings},
    {"settings-slid", panel_column, PROJECTED, 2, SMALL, last_setting},
    {"settings-least", panel_column, PROJECTED, 2, LEAST, settings},
    {"pipeline", panel_pipeline, SINGLE_HEAD, 4, 0, focus_pipeline},
    {"pipeline-heads", panel_pipeline, PROJECTED, 2, SMALL, nothing},
    {"pipeline-hidden", panel_pipeline, EIGHT_FULL, 2, 0, ask},
    {"pipeline-raises", panel_pipeline, EIGHT_FULL, 4, 0, nothing},
    {"pipeline-fused", panel_pipeline, FUSED, 2, 0, nothing},
    {"clinic", panel_clinic, SINGLE_HEAD, 2, 0, paste_product},
    {"clinic-small", panel_clinic, SINGLE_HEAD, 2, SMALL, paste_table},
    {"clinic-least", panel_clinic, SINGLE_HEAD, 2, LEAST, paste_table},
    {"clinic-divides", panel_clinic, SINGLE_HEAD, 2, LARGE, paste_division},
    {"clinic-empty", panel_clinic, SINGLE_HEAD, 2, SMALL, paste_nothing},
    {"help", panel_help, ONE_NUMBER, 0, 0, help},
};
enum { ROWS = sizeof rows / sizeof *rows };

static void prepare(struct screen *s, const struct row *row)
{
    static const float sizes[][2] = {{1280, 800}, {960, 600}, {1600, 1100}, {640, 480}};
    model_update(&s->model, (struct action){.kind = ACTION_RESIZE,
                                            .width = sizes[row->window][0],
                                            .height = sizes[row->window][1]});
    model_go(&s->model, row->lesson, row->step);
    row->before(s);
}

static void each_panel_is_drawn_as_kept(void **state)
{
    for (int i = 0; i < ROWS; i++) {
        void *fresh = NULL;
        char name[64];
        assert_int_equal(screen_open(&fresh), 0);
        prepare(fresh, &rows[i]);
        struct frame frame = screen_frame(fresh);
        rows[i].panel(&frame);
        char *text = screen_text(fresh);
        snprintf(name, sizeof name, "panels/%s", rows[i].file);
        screen_hold(name, text);
        free(text);
        screen_close(&fresh);
    }
    (void)state;
}

static void the_frame_is_every_panel_once_with_help_above_all(void **state)
{
    struct screen *s = *state;
    help(s);
    screen_view(s);
    char *whole = screen_text(s);
    struct frame frame = screen_frame(s);
    scene_rect(&s->scene, frame.layout.window, COLOUR_GROUND);
    for (int i = 0; i < panels_count(); i++) {
        panel_at(i)->draw(&frame);
    }
    assert_ptr_equal(panel_at(panels_count() - 1)->draw, panel_help);
    char *parts = screen_text(s);
    assert_string_equal(whole, parts);
    free(whole);
    free(parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_panel_is_drawn_as_kept),
        cmocka_unit_test_setup_teardown(the_frame_is_every_panel_once_with_help_above_all,
                                        screen_open, screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
