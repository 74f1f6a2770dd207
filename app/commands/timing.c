/* headwise --timing: how long a toggle takes, and the first frame. */
#include "app/commands/say.h"
#include "app/commands/studio.h"

#include "app/scene/strings.h"

#include <time.h>

enum { TOGGLES = 200, MOVES = 8, FRAMES_MOST = 2000 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void sort(double *values, int count)
{
    for (int i = 1; i < count; i++) {
        double v = values[i];
        int k = i;
        for (; k > 0 && values[k - 1] > v; k--) {
            values[k] = values[k - 1];
        }
        values[k] = v;
    }
}

/* A mask toggle to a finished frame, again and again. */
static bool time_toggles(struct studio *s, const char *what, struct platform_error *error)
{
    double ms[TOGGLES];
    for (int i = 0; i < TOGGLES; i++) {
        double from = now_ms();
        model_update(&s->model,
                     (struct action){.kind = ACTION_CYCLE, .index = CONTROL_MASK, .other = 1});
        if (!studio_draw(s, 1, error)) {
            return false;
        }
        ms[i] = now_ms() - from;
    }
    sort(ms, TOGGLES);
    printf("mask toggle to finished frame, %s: median %.2f ms, 99th percentile %.2f ms\n", what,
           ms[TOGGLES / 2], ms[TOGGLES * 99 / 100]);
    return true;
}

/* From each step of the course to the next, some frames of the way. */
static bool time_moves(struct studio *s, struct platform_error *error)
{
    double ms[FRAMES_MOST] = {0};
    int count = 0, lesson = -1, step = -1;
    model_go(&s->model, 0, 0);
    bool good = studio_draw(s, 1, error);
    while (good && (s->model.lesson != lesson || s->model.step != step)) {
        lesson = s->model.lesson;
        step = s->model.step;
        studio_move(s);
        model_update(&s->model, (struct action){.kind = ACTION_NEXT});
        for (int i = 1; good && i <= MOVES && count < FRAMES_MOST; i++) {
            double from = now_ms();
            s->at = (float)i / (MOVES + 1);
            good = studio_draw(s, 1, error);
            ms[count] = now_ms() - from;
            count += i > 1; /* the first one also plans the layer */
        }
    }
    s->model.moving = false;
    sort(ms, count);
    printf("a frame between two steps: median %.2f ms, 99th percentile %.2f ms, of %d\n",
           ms[count / 2], ms[count * 99 / 100], count);
    return good;
}

/* The same layer at T=64, E=64: the lesson's matrices give way to drawn numbers. */
static bool enlarge(struct studio *s)
{
    struct attn_config *c = &s->model.config;
    c->tokens = c->embed = 64;
    return model_update(&s->model,
                        (struct action){.kind = ACTION_CYCLE, .index = CONTROL_MASK, .other = 1});
}

static int run_timing(const struct options *o, struct studio *s, double start)
{
    struct platform_error error = {""};
    struct window *window = window_new(string(STRING_TITLE), o->width, o->height, &error);
    bool good = studio_draw(s, 1, &error) && (!window || window_show(window, s->painter, &error));
    printf("start to first frame%s: %.1f ms\n", window ? " in the window" : ", no display",
           now_ms() - start);
    good = good && time_toggles(s, "as the lesson has it", &error) && enlarge(s) &&
           time_toggles(s, "T=64 E=64", &error) && time_moves(s, &error);
    window_free(window);
    return good ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
}

int command_timing(const struct options *o)
{
    double start = now_ms();
    struct studio s = {0};
    int code = studio_open(&s, o, o->word_count ? o->words[0] : NULL, 1, 1);
    code = code ? code : run_timing(o, &s, start);
    studio_close(&s);
    return code;
}
