/* One cache of texts, measured and drawn.
 *
 * Prose is shaped and drawn whole, and measured once at a large size, so that its width is no
 * rounded one and the same at every density. Code and figures are drawn character by character on
 * a grid of whole device pixels: no ligatures, and digits stand under digits. */
#include "app/platform/fonts.h"

#include "app/platform/faces.h"
#include "app/platform/turned.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TEXTS = 4096,     /* cached; a power of two */
    TEXT_BYTES = 120, /* longer texts are not cached */
    PROBES = 8,
};
static const float CODE_ADVANCE = 0.6f; /* of the size: JetBrains Mono's 600 of 1000 units */

struct cached {
    char text[TEXT_BYTES];
    size_t bytes;
    enum face face;
    int steps;
    enum turn turn;
    uint64_t used; /* when; 0: free */
    bool measured;
    int width; /* pixels at FACE_MEASURED_AT */
    SDL_Surface *surface;
    SDL_Point origin; /* where in it the baseline begins */
};

struct fonts {
    struct faces faces;
    bool lost; /* a text could not be measured or drawn, for want of memory */
    float density;
    struct cached *texts;
    struct cached spare; /* for texts that are not cached */
    uint64_t clock;      /* counts uses, to find the least recent */
};

int fonts_code_advance(const struct fonts *fonts, float size)
{
    int advance = (int)lrintf(size * fonts->density * CODE_ADVANCE);
    return advance < 1 ? 1 : advance;
}

static int steps_of(const struct fonts *fonts, enum face face, float size)
{
    float pixels = face_is_code(face) ? (float)fonts_code_advance(fonts, size) / CODE_ADVANCE
                                      : size * fonts->density;
    int steps = (int)lrintf(pixels * FACE_STEPS);
    return steps < FACE_STEPS ? FACE_STEPS : steps;
}

static void drop_texts(struct fonts *fonts)
{
    for (int i = 0; i < TEXTS; i++) {
        SDL_FreeSurface(fonts->texts[i].surface);
        fonts->texts[i] = (struct cached){0};
    }
}

struct fonts *fonts_new(const char *dir, float density, struct platform_error *error)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts) {
        fonts->texts = calloc(TEXTS, sizeof *fonts->texts);
        fonts->density = density;
    }
    if (!fonts || !fonts->texts) {
        snprintf(error->text, sizeof error->text, "out of memory for fonts");
        fonts_free(fonts);
        return NULL;
    }
    if (!faces_init(&fonts->faces, dir, error)) {
        fonts_free(fonts);
        return NULL;
    }
    return fonts;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts) {
        return;
    }
    if (fonts->texts) {
        drop_texts(fonts);
    }
    SDL_FreeSurface(fonts->spare.surface);
    faces_clear(&fonts->faces);
    free(fonts->texts);
    free(fonts);
}

void fonts_set_density(struct fonts *fonts, float density)
{
    if (fonts->density != density) {
        drop_texts(fonts);
        faces_close(&fonts->faces);
        fonts->density = density;
    }
}

/* ---- the cache ---- */

static size_t hash_of(const char *text, size_t bytes, enum face face, int steps, enum turn turn)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < bytes; i++) {
        h = (h ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    }
    h = (h ^ (uint64_t)(steps * 32 + (int)face * 4 + (int)turn)) * UINT64_C(1099511628211);
    return (size_t)(h ^ (h >> 29)) & (TEXTS - 1);
}

static bool is(const struct cached *c, const char *text, size_t bytes, enum face face, int steps,
               enum turn turn)
{
    return c->used && c->bytes == bytes && c->face == face && c->steps == steps &&
           c->turn == turn && memcmp(c->text, text, bytes) == 0;
}

/* Where a text is, or where it may go: a free place, else its neighbourhood's least used. */
static struct cached *find(struct fonts *fonts, const char *text, size_t bytes, enum face face,
                           int steps, enum turn turn)
{
    size_t home = hash_of(text, bytes, face, steps, turn);
    struct cached *oldest = &fonts->texts[home];
    for (size_t i = 0; i < PROBES; i++) {
        struct cached *c = &fonts->texts[(home + i) & (TEXTS - 1)];
        if (!c->used || is(c, text, bytes, face, steps, turn)) {
            return c;
        }
        oldest = c->used < oldest->used ? c : oldest;
    }
    return oldest;
}

/* The place of a text in the cache, new or known. */
static struct cached *cached(struct fonts *fonts, const char *text, size_t bytes, enum face face,
                             int steps, enum turn turn)
{
    bool fits = bytes < TEXT_BYTES;
    struct cached *c = fits ? find(fonts, text, bytes, face, steps, turn) : &fonts->spare;
    if (!fits || !is(c, text, bytes, face, steps, turn)) {
        SDL_FreeSurface(c->surface);
        *c = (struct cached){.bytes = bytes, .face = face, .steps = steps, .turn = turn};
        memcpy(c->text, text, fits ? bytes : 0);
    }
    c->used = ++fonts->clock;
    return c;
}

/* SDL_ttf wants an ended string; texts are cut at `most`. */
static const char *ended(char *buffer, size_t most, const char *text, size_t bytes)
{
    size_t n = bytes < most - 1 ? bytes : most - 1;
    memcpy(buffer, text, n);
    buffer[n] = '\0';
    return buffer;
}

/* Where all letters are as wide as each other the minus is no longer than a hyphen: the en dash, of as many
 * bytes, is drawn in its place. */
static const char *lengthen_minus(char *text)
{
    static const char minus[] = "−", dash[] = "–";
    static_assert(sizeof minus == sizeof dash, "it stays in place");
    for (char *at = strstr(text, minus); at; at = strstr(at, minus)) {
        memcpy(at, dash, sizeof dash - 1);
    }
    return text;
}

static float width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    struct fonts *fonts = context;
    if (face_is_code(face)) {
        size_t count = 0;
        for (size_t i = 0; i < bytes; i++) {
            count += ((unsigned char)text[i] & 0xc0) != 0x80;
        }
        return (float)(count * (size_t)fonts_code_advance(fonts, size)) / fonts->density;
    }
    struct cached *c = cached(fonts, text, bytes, face, FACE_MEASURED_AT, TURN_NONE);
    if (!c->measured) {
        char buffer[1024];
        TTF_Font *font = faces_at(&fonts->faces, face, FACE_MEASURED_AT);
        c->measured =
            font && face_measure(font, ended(buffer, sizeof buffer, text, bytes), &c->width);
        fonts->lost |= !c->measured;
    }
    return (float)c->width * size * FACE_STEPS / FACE_MEASURED_AT;
}

struct measure fonts_measure(struct fonts *fonts)
{
    return (struct measure){width, fonts};
}

/* ---- pictures ---- */

/* Draws a text; NULL where there is nothing to see, or no memory: then it is lost. */
static SDL_Surface *drawn(struct fonts *fonts, TTF_Font *font, const char *text, enum turn turn,
                          SDL_Point *origin)
{
    SDL_Color white = {255, 255, 255, 255};
    int width = 0;
    bool known = face_measure(font, text, &width);
    if (known && width == 0) {
        return NULL;
    }
    SDL_Surface *surface = known ? TTF_RenderUTF8_Blended(font, text, white) : NULL;
    fonts->lost |= surface && surface->w != width; /* letters are missing from one of the two */
    surface = surface ? turned(surface, turn, origin) : NULL;
    fonts->lost |= !surface || SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_BLEND) != 0;
    return surface;
}

struct text_picture fonts_picture(struct fonts *fonts, enum face face, float size, const char *text,
                                  size_t bytes, enum turn turn)
{
    int steps = steps_of(fonts, face, size);
    struct cached *c = cached(fonts, text, bytes, face, steps, turn);
    TTF_Font *font = c->surface ? NULL : faces_at(&fonts->faces, face, steps);
    fonts->lost |= !c->surface && !font;
    if (font) {
        char buffer[1024];
        ended(buffer, sizeof buffer, text, bytes);
        const char *sign = face_is_code(face) ? lengthen_minus(buffer) : buffer;
        c->origin = (SDL_Point){0, TTF_FontAscent(font)};
        c->surface = drawn(fonts, font, sign, turn, &c->origin);
    }
    return (struct text_picture){c->surface, c->origin.x, c->origin.y};
}

bool fonts_take_lost(struct fonts *fonts)
{
    bool lost = fonts->lost;
    fonts->lost = false;
    return lost;
}
