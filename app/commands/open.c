/* headwise [LESSON[/STEP]]: the window; where there is no display, the lesson as text. */
#include "app/commands/reader.h"
#include "app/commands/say.h"
#include "app/commands/studio.h"

#include "app/model/progress.h"
#include "app/platform/loop.h"
#include "app/scene/strings.h"

#include <string.h>

struct app {
    struct studio studio;
    char progress[1024]; /* the file's path, or empty */
};

static bool draw(void *context, float density, struct platform_error *error)
{
    struct app *app = context;
    return studio_draw(&app->studio, density, error);
}

static bool settle(void *context)
{
    struct app *app = context;
    if (app->studio.model.marks_changed && app->progress[0] &&
        !progress_save(&app->studio.model, app->progress)) {
        app->progress[0] = '\0'; /* cannot be written: not tried again */
    }
    return false;
}

static void begin_progress(struct app *app)
{
    struct model *model = &app->studio.model;
    if (progress_path(app->progress, sizeof app->progress)) {
        progress_load(model, app->progress);
    } else {
        app->progress[0] = '\0';
    }
    model->asking = true;
    answer_begin(model);
}

static int no_display(const struct app *app, const char *reason)
{
    say(stderr, string(STRING_NO_DISPLAY), reason);
    return reader_print(stdout, model_lesson(&app->studio.model), -1);
}

static int run_window(struct app *app, struct window *window)
{
    struct platform_error error = {""};
    struct studio *s = &app->studio;
    struct loop loop = {.window = window,
                        .model = &s->model,
                        .scene = &s->scene,
                        .painter = s->painter,
                        .draw = draw,
                        .settle = settle,
                        .context = app};
    begin_progress(app);
    return loop_run(&loop, &error) ? 0 : complain(EXIT_RAISED, "%s", error.text);
}

static int open_window(const struct options *o, struct app *app)
{
    struct platform_error error = {""};
    struct window *window = window_new(string(STRING_TITLE), o->width, o->height, &error);
    if (!window) {
        return no_display(app, error.text);
    }
    int code = run_window(app, window);
    window_free(window);
    return code;
}

int command_open(const struct options *o)
{
    struct app app = {0};
    if (o->word_count > 1) {
        return complain(EXIT_USAGE, "one lesson at a time: '%s' is too much", o->words[1]);
    }
    int code = studio_open(&app.studio, o, o->word_count ? o->words[0] : NULL, 1);
    code = code ? code : open_window(o, &app);
    studio_close(&app.studio);
    return code;
}
