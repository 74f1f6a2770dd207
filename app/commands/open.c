/* headwise, shot and --timing: the commands that draw. */
#include "app/commands/commands.h"

#include "app/stage/frame.h"
#include "app/platform/platform.h"
#include "app/model/progress.h"
#include "app/scene/strings.h"

#include <string.h>
#include <time.h>

/* All that drawing needs. */
struct studio {
    struct course *course;
    struct model model;
    struct fonts *fonts;
    struct painter *painter;
    struct scene scene;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void studio_close(struct studio *s)
{
    painter_free(s->painter);
    fonts_free(s->fonts);
    scene_clear(&s->scene);
    model_clear(&s->model);
    course_free(s->course);
}

/* The course on the place that word names (NULL: the start); an exit code. */
static int open_place(const struct options *o, const char *word, struct studio *s)
{
    int lesson = 0, step = 0;
    s->course = open_course(o);
    if (!s->course) {
        return EXIT_RAISED;
    }
    if (word && !find_place(s->course, word, &lesson, &step)) {
        return EXIT_USAGE;
    }
    if (!model_init(&s->model, s->course)) {
        return complain(EXIT_RAISED, "out of memory");
    }
    s->model.theme = o->dark ? THEME_DARK : THEME_LIGHT;
    s->model.width = (float)o->width;
    s->model.height = (float)o->height;
    model_go(&s->model, lesson, step);
    return 0;
}

static int open_fonts(const struct options *o, float density, struct studio *s)
{
    struct platform_error error = {""};
    s->fonts = fonts_new(o->fonts, density, &error);
    s->painter = s->fonts ? painter_new(s->fonts, &error) : NULL;
    return s->painter ? 0 : complain(EXIT_RAISED, "%s", error.text);
}

/* Builds and paints one frame. Text size is a matter of density: the scene knows nothing of it. */
static bool draw(struct studio *s, float density, struct platform_error *error)
{
    struct measure measure = fonts_measure(s->fonts);
    struct layout layout = layout_of(&s->model);
    fonts_set_density(s->fonts, density * s->model.zoom);
    view(&s->model, &measure, &s->scene);
    if (s->scene.full) {
        snprintf(error->text, sizeof error->text, "out of memory for a frame");
        return false;
    }
    return painter_paint(s->painter, &s->scene, (int)(layout.window.w + 0.5f),
                         (int)(layout.window.h + 0.5f), density * s->model.zoom, s->model.theme,
                         error);
}

/* ---- shot ---- */

int command_shot(const struct options *o)
{
    struct studio s = {0};
    struct platform_error error = {""};
    if (o->word_count != 3) {
        return complain(EXIT_USAGE, "shot takes LESSON/STEP and FILE.png");
    }
    float density = o->density > 0 ? o->density : 1;
    int code = open_place(o, o->words[1], &s);
    code = code ? code : open_fonts(o, density, &s);
    if (code == 0) {
        bool drawn = draw(&s, density, &error) && painter_save_png(s.painter, o->words[2], &error);
        code = drawn ? 0 : complain(EXIT_RAISED, "%s", error.text);
    }
    studio_close(&s);
    return code;
}

/* ---- the window ---- */

struct app {
    struct studio studio;
    struct window *window;
    bool redraw;
    char progress[1024]; /* the file's path, or empty */
    int lesson, step;    /* named in the window's title */
    float x, y;          /* of the pointer, in scene pixels */
};

static void resize(struct app *app)
{
    int width, height;
    float density;
    window_size(app->window, &width, &height, &density);
    struct action action = {.kind = ACTION_RESIZE, .width = (float)width, .height = (float)height};
    model_update(&app->studio.model, action);
    app->redraw = true;
}

static void handle(struct app *app, const struct input *input)
{
    struct model *model = &app->studio.model;
    struct scene *scene = &app->studio.scene;
    struct action action = input->action;
    app->x = input->x / model->zoom;
    app->y = input->y / model->zoom;
    switch (input->kind) {
    case INPUT_POINTER:
        action = scene_hit(scene, app->x, app->y, true);
        action.kind = action.kind == ACTION_NONE ? ACTION_LEAVE : action.kind;
        break;
    case INPUT_CLICK:
        action = scene_hit(scene, app->x, app->y, false);
        break;
    case INPUT_WHEEL:
        action = (struct action){.kind = ACTION_SCROLL, .other = input->amount};
        break;
    case INPUT_RESIZE:
        resize(app);
        return;
    case INPUT_EXPOSE:
        app->redraw = true;
        return;
    case INPUT_QUIT:
        action = (struct action){.kind = ACTION_QUIT};
        break;
    case INPUT_ACTION:
        if (input->character && model_asks_shape(model)) {
            action = (struct action){.kind = ACTION_TYPE, .index = input->character};
        }
        break;
    default:
        break;
    }
    app->redraw |= model_update(model, action);
}

/* "single-head/5 · Headwise": what one types to come back here. */
static void name_place(struct app *app)
{
    const struct model *model = &app->studio.model;
    char title[128];
    if (app->lesson == model->lesson && app->step == model->step) {
        return;
    }
    app->lesson = model->lesson;
    app->step = model->step;
    snprintf(title, sizeof title, string(STRING_WINDOW_TITLE), model_lesson(model)->slug,
             model->step + 1);
    window_title(app->window, title);
}

/* Draws if something changed, waits for what comes in, and returns: a browser would call this. */
static bool frame(struct app *app, struct platform_error *error)
{
    int width, height;
    float density;
    if (app->redraw) {
        window_size(app->window, &width, &height, &density);
        app->redraw = false;
        if (!draw(&app->studio, density, error) ||
            !window_show(app->window, app->studio.painter, error)) {
            return false;
        }
        name_place(app);
    }
    if (app->studio.model.marks_changed && app->progress[0] &&
        !progress_save(&app->studio.model, app->progress)) {
        app->progress[0] = '\0'; /* cannot be written: not tried again */
    }
    struct input input = window_wait(app->window, -1);
    while (input.kind != INPUT_NONE) {
        handle(app, &input);
        input = window_wait(app->window, 0);
    }
    return true;
}

static int no_display(struct app *app, const char *reason)
{
    fprintf(stderr, string(STRING_NO_DISPLAY), reason);
    const struct lesson *lesson = model_lesson(&app->studio.model);
    return print_lesson(stdout, lesson) ? 0 : EXIT_RAISED;
}

static int run_window(const struct options *o, struct app *app)
{
    struct platform_error error = {""};
    bool good = true;
    app->lesson = -1;
    app->window = window_new(string(STRING_TITLE), o->width, o->height, &error);
    if (!app->window) {
        return no_display(app, error.text);
    }
    resize(app);
    if (progress_path(app->progress, sizeof app->progress)) {
        progress_load(&app->studio.model, app->progress);
    } else {
        app->progress[0] = '\0';
    }
    app->studio.model.asking = true;
    answer_begin(&app->studio.model);
    while (good && !app->studio.model.quit) {
        good = frame(app, &error);
    }
    window_free(app->window);
    return good ? 0 : complain(EXIT_RAISED, "%s", error.text);
}

int command_open(const struct options *o)
{
    struct app app = {0};
    if (o->word_count > 1) {
        return complain(EXIT_USAGE, "one lesson at a time: '%s' is too much", o->words[1]);
    }
    int code = open_place(o, o->word_count ? o->words[0] : NULL, &app.studio);
    code = code ? code : open_fonts(o, 1, &app.studio);
    code = code ? code : run_window(o, &app);
    studio_close(&app.studio);
    return code;
}

/* ---- timing ---- */

enum { TOGGLES = 200 };

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
        model_update(&s->model, (struct action){.kind = ACTION_CYCLE, .other = 1});
        if (!draw(s, 1, error)) {
            return false;
        }
        ms[i] = now_ms() - from;
    }
    sort(ms, TOGGLES);
    printf("mask toggle to finished frame, %s: median %.2f ms, 99th percentile %.2f ms\n", what,
           ms[TOGGLES / 2], ms[TOGGLES * 99 / 100]);
    return true;
}

/* The same layer at T=64, E=64: the lesson's matrices give way to drawn numbers. */
static bool enlarge(struct studio *s)
{
    struct attn_config *c = &s->model.config;
    c->tokens = c->embed = 64;
    return model_update(&s->model, (struct action){.kind = ACTION_CYCLE, .other = 1});
}

static int run_timing(const struct options *o, struct studio *s, double start)
{
    struct platform_error error = {""};
    struct window *window = window_new(string(STRING_TITLE), o->width, o->height, &error);
    bool good = draw(s, 1, &error) && (!window || window_show(window, s->painter, &error));
    printf("start to first frame%s: %.1f ms\n", window ? " in the window" : ", no display",
           now_ms() - start);
    good = good && time_toggles(s, "as the lesson has it", &error) && enlarge(s) &&
           time_toggles(s, "T=64 E=64", &error);
    window_free(window);
    return good ? 0 : complain(EXIT_RAISED, "%s", error.text);
}

int command_timing(const struct options *o)
{
    double start = now_ms();
    struct studio s = {0};
    int code = open_place(o, o->word_count ? o->words[0] : NULL, &s);
    code = code ? code : open_fonts(o, 1, &s);
    code = code ? code : run_timing(o, &s, start);
    studio_close(&s);
    return code;
}
