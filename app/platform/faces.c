/* Opening the faces: SDL_ttf reads a file once for each size, and the files are few. */
#include "app/platform/faces.h"

#include "app/platform/files.h"
#include "lessons/lesson.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DPI = 72 / FACE_STEPS };

static const char *const files[FACE_COUNT] = {
    [FACE_PROSE] = "Inter-Regular.otf",
    [FACE_PROSE_BOLD] = "Inter-SemiBold.otf",
    [FACE_CODE] = "JetBrainsMono-Regular.ttf",
    [FACE_CODE_BOLD] = "JetBrainsMono-SemiBold.ttf",
};

bool face_is_code(enum face face)
{
    return face == FACE_CODE || face == FACE_CODE_BOLD;
}

/* HarfBuzz without memory leaves out letters, and says nothing: what has no width is measured
 * twice. */
bool face_measure(TTF_Font *font, const char *text, int *width)
{
    *width = 0;
    bool good = TTF_SizeUTF8(font, text, width, NULL) == 0;
    return *width > 0 || text[0] == '\0' ? good : TTF_SizeUTF8(font, text, width, NULL) == 0;
}

static TTF_Font *open_file(const struct faces *faces, enum face face, int steps)
{
    const struct face_file *file = &faces->files[face];
    SDL_RWops *data = SDL_RWFromConstMem(file->data, (int)file->bytes);
    TTF_Font *font = data ? TTF_OpenFontDPIRW(data, 1, steps, DPI, DPI) : NULL;
    int width = 0;
    if (font) { /* before anything is measured: a width once known is kept */
        TTF_SetFontHinting(font, steps == FACE_MEASURED_AT ? TTF_HINTING_NONE
                                                           : TTF_HINTING_LIGHT_SUBPIXEL);
    }
    if (font && (!face_measure(font, "0", &width) || width == 0)) {
        TTF_CloseFont(font);
        TTF_SetError("out of memory");
        return NULL;
    }
    return font;
}

/* A face's file: from the folder, or else compiled in. */
static bool load_file(struct face_file *file, const char *dir, const char *name,
                      struct platform_error *error)
{
    char path[512];
    int length = snprintf(path, sizeof path, "%s/%s", dir ? dir : "fonts", name);
    const struct lesson_file *builtin = dir ? NULL : lesson_builtin(path);
    if (length >= (int)sizeof path) {
        errno = ENAMETOOLONG;
    } else if (dir) {
        file->own = files_read(path, &file->bytes);
        file->data = file->own;
    } else if (builtin) {
        file->data = builtin->data;
        file->bytes = builtin->bytes;
    } else {
        errno = ENOENT;
    }
    if (!file->data) {
        snprintf(error->text, sizeof error->text, "cannot read font '%.120s': %.80s", path,
                 strerror(errno));
    }
    return file->data != NULL;
}

void faces_close(struct faces *faces)
{
    for (int i = 0; i < faces->open_count; i++) {
        TTF_CloseFont(faces->open[i].font);
    }
    faces->open_count = 0;
}

TTF_Font *faces_at(struct faces *faces, enum face face, int steps)
{
    for (int i = 0; i < faces->open_count; i++) {
        if (faces->open[i].face == face && faces->open[i].steps == steps) {
            return faces->open[i].font;
        }
    }
    if (faces->open_count == FACES_OPEN) {
        faces_close(faces);
    }
    TTF_Font *font = open_file(faces, face, steps);
    if (font) {
        faces->open[faces->open_count++] = (struct open_face){face, steps, font};
    }
    return font;
}

/* Every face can be read and opens, or error says which does not. */
static bool load_faces(struct faces *faces, const char *dir, struct platform_error *error)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        if (!load_file(&faces->files[face], dir, files[face], error)) {
            return false;
        }
        TTF_Font *font = open_file(faces, (enum face)face, 12 * FACE_STEPS);
        if (!font) {
            snprintf(error->text, sizeof error->text, "cannot read font '%.60s/%s': %.80s",
                     dir ? dir : "fonts", files[face], TTF_GetError());
            return false;
        }
        TTF_CloseFont(font);
    }
    return true;
}

bool faces_init(struct faces *faces, const char *dir, struct platform_error *error)
{
    faces->started = TTF_Init() == 0;
    if (!faces->started) {
        snprintf(error->text, sizeof error->text, "cannot start SDL_ttf: %.200s", TTF_GetError());
    }
    return faces->started && load_faces(faces, dir, error);
}

void faces_clear(struct faces *faces)
{
    faces_close(faces);
    if (faces->started) {
        TTF_Quit();
    }
    for (int face = 0; face < FACE_COUNT; face++) {
        free(faces->files[face].own);
    }
}
