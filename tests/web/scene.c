/* scene VIEW WIDTH HEIGHT [FILE.png [THEME]]: what the native window says when it opens on a view, as the page is
 * asked to say it: the texts and targets of its first frame. The frame itself goes into the file. */
#include "app/commands/say.h"
#include "app/commands/studio.h"
#include "app/model/answer.h"
#include "app/model/layout.h"
#include "app/scene/words.h"

#include <stdlib.h>
#include <string.h>

/* As a window begins: the first beat, and what the step asks. */
static void begin(struct model *model)
{
    model->in_page = true;
    model->asking = true;
    model->beat = 0;
    answer_begin(model);
}

int main(int argc, char **argv)
{
    struct platform_error error;
    struct studio s = {0};
    if (argc < 4 || argc > 6) {
        return EXIT_USAGE;
    }
    struct options o = {.width = atoi(argv[2]),
                        .height = atoi(argv[3]),
                        .dark = argc == 6 && strcmp(argv[5], "dark") == 0};
    int code = studio_open(&s, &o, argv[1], 1, 1);
    if (code == 0) {
        begin(&s.model);
        code = studio_draw(&s, 1, &error) ? 0 : EXIT_RAISED;
        if (code == 0 && argc >= 5 && !painter_save_png(s.painter, argv[4], &error)) {
            code = EXIT_RAISED;
        }
        words_write(stdout, &s.scene, layout_scale(&s.model));
    }
    studio_close(&s);
    return code;
}
