/* headwise shot: a view as a PNG file, with no display. */
#include "app/commands/options.h"
#include "app/commands/place.h"
#include "app/commands/say.h"
#include "app/commands/studio.h"

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

int command_shot(const struct options *o)
{
    struct studio s = {0};
    struct platform_error error = {""};
    struct options sorted;
    const char *words[WORDS_MAX], *file = sort_words(o, &sorted, words);
    if (!file) {
        return say_complaint(EXIT_USAGE, "shot takes LESSON/STEP and FILE.png");
    }
    float density = o->density > 0 ? o->density : 1;
    int code = studio_open(&s, &sorted, words[0], 1, density);
    if (code == 0) {
        place_say(&s.notes);
        bool drawn = studio_draw(&s, density, &error) && painter_save_png(s.painter, file, &error);
        code = drawn ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
    }
    studio_close(&s);
    return code;
}
