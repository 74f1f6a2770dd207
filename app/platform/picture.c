/* The painter's picture as a PNG file. SDL_image passes over a write that fails; the stream that it
 * writes to here remembers. */
#include "app/platform/files.h"
#include "app/platform/painter.h"

#include <SDL_image.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static size_t write_stream(SDL_RWops *rw, const void *data, size_t size, size_t count)
{
    return fwrite(data, size, count, rw->hidden.unknown.data1);
}

static size_t read_nothing(SDL_RWops *rw, void *data, size_t size, size_t count)
{
    (void)rw, (void)data, (void)size, (void)count;
    return 0;
}

static Sint64 stay(SDL_RWops *rw, Sint64 offset, int from)
{
    (void)rw, (void)offset, (void)from;
    return SDL_SetError("the stream has no positions");
}

static int close_nothing(SDL_RWops *rw)
{
    SDL_FreeRW(rw);
    return 0;
}

static bool write_png(SDL_Surface *surface, FILE *out)
{
    SDL_RWops *rw = SDL_AllocRW();
    if (!rw) {
        return false;
    }
    rw->write = write_stream;
    rw->read = read_nothing;
    rw->seek = stay;
    rw->close = close_nothing;
    rw->hidden.unknown.data1 = out;
    return IMG_SavePNG_RW(surface, rw, 1) == 0;
}

static bool fail(struct platform_error *error, const char *path, const char *why)
{
    snprintf(error->text, sizeof error->text, "cannot write '%.120s': %.100s", path, why);
    return false;
}

static bool save(SDL_Surface *surface, const char *path, struct platform_error *error)
{
    struct files_new file;
    if (!surface) {
        return fail(error, path, "nothing is painted");
    }
    if (!files_begin(&file, path, FILES_FOLLOW)) {
        return fail(error, path, strerror(errno));
    }
    if (!write_png(surface, file.out) && !ferror(file.out)) {
        files_drop(&file);
        return fail(error, path, SDL_GetError());
    }
    return files_commit(&file) || fail(error, path, strerror(errno));
}

bool painter_save_png(const struct painter *p, const char *path, struct platform_error *error)
{
    return save(p->surface, path, error);
}

static int inside(float v, int most)
{
    int whole = (int)(v + 0.5f);
    return whole < 0 ? 0 : whole > most ? most : whole;
}

bool painter_save_part(const struct painter *p, struct rect part, const char *path,
                       struct platform_error *error)
{
    SDL_Surface *all = p->surface;
    if (!all) {
        return save(NULL, path, error);
    }
    int left = inside(part.x, all->w), top = inside(part.y, all->h);
    int right = inside(part.x + part.w, all->w), bottom = inside(part.y + part.h, all->h);
    char *first = (char *)all->pixels + (ptrdiff_t)top * all->pitch + 4 * (ptrdiff_t)left;
    SDL_Surface *some = SDL_CreateRGBSurfaceWithFormatFrom(first, right - left, bottom - top, 32,
                                                           all->pitch, all->format->format);
    bool good = some ? save(some, path, error) : fail(error, path, SDL_GetError());
    SDL_FreeSurface(some);
    return good;
}
