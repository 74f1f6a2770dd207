#include "tests/easel.h"

int easel_open(void **state)
{
    struct platform_error error = {""};
    struct easel *s = calloc(1, sizeof *s);
    *state = s;
    s->fonts = fonts_new(NULL, 1, &error);
    s->painter = s->fonts ? painter_new(s->fonts, &error) : NULL;
    if (!s->painter) {
        print_error("%s\n", error.text);
    }
    return s->painter ? 0 : -1;
}

int easel_close(void **state)
{
    struct easel *s = *state;
    painter_free(s->painter);
    fonts_free(s->fonts);
    scene_clear(&s->scene);
    free(s);
    return 0;
}
