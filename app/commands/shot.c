/* headwise shot: a step as a PNG file, with no display. */
#include "app/commands/say.h"
#include "app/commands/studio.h"

int command_shot(const struct options *o)
{
    struct studio s = {0};
    struct platform_error error = {""};
    if (o->word_count != 3) {
        return say_complaint(EXIT_USAGE, "shot takes LESSON/STEP and FILE.png");
    }
    float density = o->density > 0 ? o->density : 1;
    int code = studio_open(&s, o, o->words[1], density);
    if (code == 0) {
        bool drawn =
            studio_draw(&s, density, &error) && painter_save_png(s.painter, o->words[2], &error);
        code = drawn ? 0 : say_complaint(EXIT_RAISED, "%s", error.text);
    }
    studio_close(&s);
    return code;
}
