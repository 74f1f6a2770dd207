/* What is kept from frame to frame is never stale: after each thing a learner does, the pixels of a
 * painter that has drawn all before are those of a fresh one. */
#include "tests/screen.h"

#include "app/platform/platform.h"

static struct painter *new_painter(struct fonts *fonts)
{
    struct platform_error error = {""};
    struct painter *painter = painter_new(fonts, &error);
    assert_non_null(painter);
    return painter;
}

/* FNV-1a of what the painter makes of the scene. */
static uint64_t pixels_of(const struct screen *s, struct painter *painter)
{
    struct platform_error error = {""};
    struct layout layout = layout_of(&s->model);
    int width, height, pitch;
    assert_true(painter_paint(painter, &s->scene, layout.window.w, layout.window.h, layout.scale,
                              s->model.theme, &error));
    const uint32_t *pixels = painter_pixels(painter, &width, &height, &pitch);
    uint64_t h = UINT64_C(14695981039346656037) ^ (uint64_t)width;
    for (int i = 0; i < width * height; i++) {
        h = (h ^ pixels[i / width * (pitch / 4) + i % width]) * UINT64_C(1099511628211);
    }
    return h;
}

/* Draws with both; returns the warm one's hash. */
static uint64_t check(struct screen *s, struct fonts *fonts, struct painter *warm, const char *what)
{
    struct painter *fresh = new_painter(fonts);
    s->measure = fonts_measure(fonts);
    fonts_set_density(fonts, layout_scale(&s->model));
    screen_view(s);
    uint64_t a = pixels_of(s, warm), b = pixels_of(s, fresh);
    painter_free(fresh);
    if (a != b) {
        fail_msg("after %s the warm frame is not the fresh one", what);
    }
    return a;
}

static const struct deed {
    const char *what;
    struct action action;
    bool still; /* nothing is drawn otherwise */
} deeds[] = {
    {"another mask", {.kind = ACTION_CYCLE, .index = CONTROL_MASK, .other = 1}, false},
    {"another scale", {.kind = ACTION_CYCLE, .index = CONTROL_SCALE, .other = 1}, false},
    {"another seed", {.kind = ACTION_CYCLE, .index = CONTROL_SEED, .other = 1}, false},
    {"another item", {.kind = ACTION_BATCH, .other = 1}, false},
    {"another head", {.kind = ACTION_NEXT_HEAD, .other = 1}, false},
    {"all heads' range", {.kind = ACTION_RANGE}, false},
    {"a head switched off", {.kind = ACTION_SWITCH_HEAD, .index = 3}, false},
    {"the other theme", {.kind = ACTION_THEME}, false},
    {"nothing", {.kind = ACTION_NONE}, true},
    {"larger text", {.kind = ACTION_LARGER}, false},
    {"another cell", {.kind = ACTION_POINT, .row = 3, .column = 2}, false},
    {"another layer beside", {.kind = ACTION_COMPARE}, false},
    {"the step's own settings", {.kind = ACTION_RESET}, false},
    {"the next step", {.kind = ACTION_NEXT}, false},
    {"the one before", {.kind = ACTION_BACK}, false},
    {"other tokens", {.kind = ACTION_CYCLE, .index = CONTROL_TOKENS, .other = -1}, false},
};

static void a_warm_frame_is_the_fresh_one_whatever_was_done(void **state)
{
    struct screen *s = *state;
    struct platform_error error = {""};
    struct fonts *fonts = fonts_new(NULL, 1, &error);
    struct painter *warm = new_painter(fonts);
    model_go(&s->model, PROJECTED, 2);
    uint64_t before = check(s, fonts, warm, "the start");
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        struct action action = deeds[i].action;
        action.index = action.kind == ACTION_POINT ? s->model.shown : action.index;
        model_update(&s->model, action);
        uint64_t after = check(s, fonts, warm, deeds[i].what);
        if ((after == before) != deeds[i].still) {
            fail_msg("%s: the frame is %sthe same", deeds[i].what, deeds[i].still ? "not " : "");
        }
        before = after;
    }
    painter_free(warm);
    fonts_free(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_warm_frame_is_the_fresh_one_whatever_was_done,
                                        screen_open, screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
