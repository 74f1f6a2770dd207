/* Two themes: a colour a role. Axes have one colour each, everywhere.
 *
 * BLACK is pure: only so is there, for any cell, a figure with a contrast of 4.5:1 or more. */
#include "app/scene/scene.h"

#include <assert.h>

static const uint32_t light[] = {
    [COLOUR_GROUND] = 0xfbfaf8ff,     [COLOUR_PANEL] = 0xffffffff,
    [COLOUR_LINE] = 0xe5e2dbff,       [COLOUR_SOFT] = 0xf1efe9ff,
    [COLOUR_INK] = 0x1c2126ff,        [COLOUR_MUTED] = 0x68707aff,
    [COLOUR_ACCENT] = 0x3b4cc0ff,     [COLOUR_ACCENT_SOFT] = 0xeef0fbff,
    [COLOUR_ACCENT_MID] = 0xb4bce8ff, [COLOUR_ERROR] = 0xb3261eff,
    [COLOUR_ERROR_SOFT] = 0xfdf1efff, [COLOUR_BATCH] = 0x6b7280ff,
    [COLOUR_TOKEN] = 0x0069a8ff,      [COLOUR_EMBED] = 0xa8560aff,
    [COLOUR_HEAD] = 0x93388fff,       [COLOUR_HEAD_DIM] = 0x00735aff,
    [COLOUR_BLACK] = 0x000000ff,      [COLOUR_WHITE] = 0xffffffff,
    [COLOUR_SHADE] = 0x1c212666,      [COLOUR_POSITIVE] = 0xc2571aff,
    [COLOUR_NEGATIVE] = 0x245a9cff,   [COLOUR_WEIGHT] = 0x0f6b63ff,
};
static const uint32_t dark[] = {
    [COLOUR_GROUND] = 0x14171bff,     [COLOUR_PANEL] = 0x1a1e23ff,
    [COLOUR_LINE] = 0x2d333aff,       [COLOUR_SOFT] = 0x20252bff,
    [COLOUR_INK] = 0xe8eaedff,        [COLOUR_MUTED] = 0x9099a4ff,
    [COLOUR_ACCENT] = 0x8fa2ffff,     [COLOUR_ACCENT_SOFT] = 0x252a44ff,
    [COLOUR_ACCENT_MID] = 0x4a5690ff, [COLOUR_ERROR] = 0xff8a80ff,
    [COLOUR_ERROR_SOFT] = 0x2c1b1bff, [COLOUR_BATCH] = 0x9aa3afff,
    [COLOUR_TOKEN] = 0x5cb8efff,      [COLOUR_EMBED] = 0xeda24fff,
    [COLOUR_HEAD] = 0xd98bd4ff,       [COLOUR_HEAD_DIM] = 0x4fcaa6ff,
    [COLOUR_BLACK] = 0x000000ff,      [COLOUR_WHITE] = 0xffffffff,
    [COLOUR_SHADE] = 0x000000a6,      [COLOUR_POSITIVE] = 0xf59e5bff,
    [COLOUR_NEGATIVE] = 0x6db3f2ff,   [COLOUR_WEIGHT] = 0x3fb5a3ff,
};
static_assert(sizeof light / sizeof *light == COLOUR_COUNT, "a colour a role");
static_assert(sizeof dark / sizeof *dark == COLOUR_COUNT, "a colour a role");

uint32_t theme_rgba(enum theme theme, enum colour colour)
{
    return theme == THEME_DARK ? dark[colour] : light[colour];
}

enum colour theme_axis_colour(enum attn_axis axis)
{
    static const enum colour colours[ATTN_AXIS_COUNT] = {
        [ATTN_AXIS_BATCH] = COLOUR_BATCH,       [ATTN_AXIS_TOKEN] = COLOUR_TOKEN,
        [ATTN_AXIS_QUERY] = COLOUR_TOKEN,       [ATTN_AXIS_KEY] = COLOUR_TOKEN,
        [ATTN_AXIS_EMBED] = COLOUR_EMBED,       [ATTN_AXIS_HEAD] = COLOUR_HEAD,
        [ATTN_AXIS_HEAD_DIM] = COLOUR_HEAD_DIM, [ATTN_AXIS_CONCAT] = COLOUR_HEAD,
    };
    return colours[axis];
}
