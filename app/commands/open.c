/* headwise [LESSON[/STEP]]: the window; where there is no display, the lesson as text. */
#include "app/commands/keep.h"
#include "app/commands/motion.h"
#include "app/commands/options.h"
#include "app/commands/place.h"
#include "app/commands/reader.h"
#include "app/commands/say.h"
#include "app/commands/studio.h"
#include "app/commands/watch.h"

#include "app/platform/loop.h"
#include "app/scene/strings.h"

#include <string.h>

struct app {
    struct studio studio;
    struct keep keep;
    struct watch watch;
    struct motion motion;
};

static bool draw(void *context, float density, struct platform_error *error)
{
    struct app *app = context;
    motion_frame(&app->motion, &app->studio, motion_clock());
    return studio_draw(&app->studio, density, error);
}

static bool settle(void *context)
{
    struct app *app = context;
    bool changed = watch_settle(&app->watch, &app->studio);
    return keep_settle(&app->keep, &app->studio.model) || changed;
}

/* Without a place of one's own it goes on where one left off; one key undoes that. */
static void go_on(struct app *app)
{
    struct model *model = &app->studio.model;
    struct link_notes notes = {0};
    const char *place = app->keep.before.place;
    bool elsewhere = place[0] && link_open(model, place, &notes) == LINK_OPENED &&
                     (model->lesson != 0 || model->step != 0);
    if (elsewhere) {
        model_say(model, string(STRING_CONTINUED), true);
    }
}

static void begin(struct app *app, const struct options *o, struct window *window)
{
    struct model *model = &app->studio.model;
    const struct resume *before = &app->keep.before;
    enum theme theme = model->theme;
    resume_give(before, model);
    model->theme = options_given(o, "--theme") ? theme : model->theme;
    app->motion.never = o->still || window_wishes_still(window);
    model->asking = true;
    model->beat = 0;
    answer_begin(model);
    history_begin(model);
    if (o->word_count == 0) {
        go_on(app);
    }
    keep_resume(&app->keep, model, window);
    watch_begin(&app->watch, o->lessons, &app->studio);
    link_tell(model, &app->studio.notes);
}

static int no_display(const struct app *app, const char *reason)
{
    place_say(&app->studio.notes);
    say(stderr, string(STRING_NO_DISPLAY), reason);
    return reader_print(stdout, model_lesson(&app->studio.model), -1, NULL, READER_ALL);
}

static int run_window(struct app *app, const struct options *o, struct window *window)
{
    struct platform_error error = {""};
    struct studio *s = &app->studio;
    struct loop loop = {.window = window,
                        .model = &s->model,
                        .scene = &s->scene,
                        .painter = s->painter,
                        .draw = draw,
                        .settle = settle,
                        .context = app,
                        .wake_ms = o->lessons ? WATCH_MS : 0};
    s->model.in_page = window_is_page(window);
    begin(app, o, window);
    bool good = loop_run(&loop, &error);
    keep_end(&app->keep, &s->model);
    return good ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
}

static int open_window(const struct options *o, struct app *app)
{
    struct platform_error error = {""};
    keep_begin(&app->keep, &app->studio.model, NULL);
    const struct resume_window *before = &app->keep.before.window;
    bool again = before->width > 0 && !options_given(o, "--size");
    struct window *window = window_new(string(STRING_TITLE), again ? before->width : o->width,
                                       again ? before->height : o->height, &error);
    if (!window) {
        return no_display(app, error.text);
    }
    if (again) {
        window_move(window, before->x, before->y);
    }
    int code = run_window(app, o, window);
    window_free(window);
    return code;
}

int command_open(const struct options *o)
{
    struct app app = {0};
    const char *first = o->word_count ? o->words[0] : "";
    size_t bytes = strlen(first);
    if (bytes > 3 && strcmp(first + bytes - 3, ".py") == 0) {
        return say_complaint(EXIT_USAGE,
                             "'%s' is a program; what it raised: headwise explain 'ERROR', or "
                             "python3 %s 2>&1 | headwise explain -",
                             first, first);
    }
    if (o->word_count > 1 && place_unknown(first, o)) {
        return EXIT_USAGE;
    }
    for (int i = 1; i < o->word_count; i++) {
        if (!strchr(o->words[i], '=')) {
            return say_complaint(EXIT_USAGE, "one lesson at a time: '%s' is too much", o->words[i]);
        }
    }
    int code = studio_open(&app.studio, o, o->word_count ? o->words[0] : NULL, 1, 1);
    code = code ? code : open_window(o, &app);
    studio_close(&app.studio);
    return code;
}
