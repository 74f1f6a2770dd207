/* headwise shot: a view as a PNG file, with no display. */
#include "app/commands/options.h"
#include "app/commands/place.h"
#include "app/commands/say.h"
#include "app/commands/studio.h"
#include "app/model/layout.h"

#include <string.h>

/* Sorts the words into the place, the file and KEY=VALUE: of several the file has no '='. */
static const char *sort_words(const struct options *o, struct options *sorted, const char **words)
{
    const char *file = NULL;
    *sorted = *o;
    sorted->words = words;
    sorted->word_count = 0;
    for (int i = 1; i < o->word_count; i++) {
        const char *word = o->words[i];
        bool named = o->word_count == 3 ? i == 2 : i > 1 && !file && !strchr(word, '=');
        if (named) {
            file = word;
        } else {
            words[sorted->word_count++] = word;
        }
    }
    return sorted->word_count > 0 ? file : NULL;
}

static bool ends_in_png(const char *file)
{
    size_t bytes = strlen(file);
    return bytes > 4 && strcmp(file + bytes - 4, ".png") == 0;
}

/* The beat asked for, or the last: all that the step says. */
static int go_to_beat(struct model *model, int beat)
{
    int beats = model_beats(model);
    if (beat > beats) {
        return say_complaint(EXIT_USAGE, "--beat %d: %s/%s has %d", beat, model_lesson(model)->slug,
                             model_step(model)->slug, beats);
    }
    model->beat = (beat ? beat : beats) - 1;
    return 0;
}

/* Draws the step before, and leaves it for this one, `at` of the way. */
static int move(struct studio *s, float at, float density, struct platform_error *error)
{
    struct model *model = &s->model;
    char link[LINK_MOST + 1];
    struct link_notes notes = {0};
    int beat = model->beat;
    if (model->step == 0) {
        return say_complaint(EXIT_USAGE, "--between: no step of this lesson comes before %s/%s",
                             model_lesson(model)->slug, model_step(model)->slug);
    }
    link_write(model, link, sizeof link);
    model_go(model, model->lesson, model->step - 1);
    model->beat = model_beats(model) - 1;
    if (at <= 0) {
        return 0;
    }
    if (!studio_draw(s, density, error)) {
        return say_complaint(EXIT_RAISED, "%s", error->text);
    }
    studio_move(s);
    s->at = at;
    link_open(model, link, &notes);
    model->beat = beat;
    return 0;
}

static bool save(const struct studio *s, const struct options *o, float density, const char *file,
                 struct platform_error *error)
{
    struct layout layout = layout_of(&s->model);
    float scale = density * s->model.width / layout.window.w;
    struct rect r = layout.stage;
    struct rect part = {r.x * scale, r.y * scale, r.w * scale, r.h * scale};
    return o->stage ? painter_save_part(s->painter, part, file, error)
                    : painter_save_png(s->painter, file, error);
}

int command_shot(const struct options *o)
{
    struct studio s = {0};
    struct platform_error error = {""};
    struct options sorted;
    const char *words[WORDS_MAX], *file = sort_words(o, &sorted, words);
    if (!file) {
        return say_complaint(EXIT_USAGE, "shot takes LESSON/STEP and FILE.png");
    }
    if (!ends_in_png(file)) {
        return say_complaint(EXIT_USAGE, "shot writes PNG: '%s' does not end in .png", file);
    }
    float density = o->density > 0 ? o->density : 1;
    int code = studio_open(&s, &sorted, words[0], 1, density);
    code = code ? code : go_to_beat(&s.model, o->beat);
    s.model.closer |= o->closer && !s.model.wandered;
    if (code == 0 && options_given(o, "--between")) {
        code = move(&s, o->between, density, &error);
    }
    if (code == 0) {
        place_say(&s.notes);
        bool drawn = studio_draw(&s, density, &error) && save(&s, o, density, file, &error);
        code = drawn ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
    }
    studio_close(&s);
    return code;
}
