/* The lists of well-known sizes, each in its own order of how often it is met. */
#include "lessons/clinic/known.h"

#include <stdio.h>
#include <stddef.h>

static bool is_in(const int *list, size_t count, long long n)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == n) {
            return true;
        }
    }
    return false;
}
#define IS_IN(list, n) is_in(list, sizeof(list) / sizeof *(list), n)

bool known_width(long long n)
{
    static const int widths[] = {256,  320,  384,  512,  640,  768,  896,  1024, 1152, 1280,
                                 1408, 1536, 1600, 1664, 1792, 2048, 2304, 2560, 2816, 3072,
                                 3584, 3840, 4096, 4608, 5120, 5376, 6144, 7168, 8192};
    return IS_IN(widths, n);
}

bool known_head_width(long long n)
{
    static const int widths[] = {64, 128, 32, 40, 72, 80, 96, 192, 256, 16, 24, 48, 88, 112, 160};
    return IS_IN(widths, n);
}

bool known_table(long long n)
{
    static const int tables[] = {512,  1024, 2048, 4096, 77,   128,   256,   64,    1000,
                                 5000, 448,  514,  1500, 8192, 16384, 32768, 131072};
    return IS_IN(tables, n);
}

static const struct encoder {
    int width;
    const char *name;
} encoders[] = {
    {768, "CLIP-L text"},          {1024, "CLIP-H text"}, {1280, "CLIP bigG text"},
    {2048, "two encoders joined"}, {4096, "T5-XXL text"},
};

const char *known_encoder(long long n)
{
    for (size_t i = 0; i < sizeof encoders / sizeof *encoders; i++) {
        if (encoders[i].width == n) {
            return encoders[i].name;
        }
    }
    return NULL;
}

long long known_root(long long n)
{
    long long root = 1;
    while (root < 2000 && root * root < n) {
        root++;
    }
    return root * root == n ? root : 0;
}

/* Grids are named from 7 x 7 on: below, any small number is a square of something. */
enum { GRID_LEAST = 7, GRID_MOST = 128, PROMPTS_MOST = 8, PROMPT = 77 };

const char *known_tokens(long long n, char *buffer, int bytes)
{
    long long grid = known_root(n), classed = known_root(n - 1);
    if (n == PROMPT) {
        return "a CLIP prompt";
    }
    if (n > 0 && n % PROMPT == 0 && n / PROMPT <= PROMPTS_MOST) {
        snprintf(buffer, (size_t)bytes, "%lld CLIP prompts", n / PROMPT);
        return buffer;
    }
    if (n == 1500) {
        return "30 s of Whisper audio";
    }
    if (classed >= GRID_LEAST && classed <= GRID_MOST) {
        snprintf(buffer, (size_t)bytes, "%lld x %lld patches and a class token", classed, classed);
        return buffer;
    }
    if (grid >= GRID_LEAST && grid <= GRID_MOST) {
        snprintf(buffer, (size_t)bytes, "%lld x %lld patches", grid, grid);
        return buffer;
    }
    return NULL;
}
