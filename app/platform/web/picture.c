/* A browser has no disk to write a picture to. */
#include "app/platform/platform.h"

#include <stdio.h>

bool painter_save_png(const struct painter *painter, const char *path, struct platform_error *error)
{
    (void)painter;
    snprintf(error->text, sizeof error->text, "cannot write '%.120s': no disk here", path);
    return false;
}

bool painter_save_part(const struct painter *painter, struct rect part, const char *path,
                       struct platform_error *error)
{
    (void)part;
    return painter_save_png(painter, path, error);
}
