/* Two themes: a colour a role. Axes have one colour each, everywhere.
 *
 * BLACK is pure: only so is there, for any cell, a figure with a contrast of 4.5:1 or more. */
#include "app/scene/scene.h"

#include <assert.h>

static const uint32_t light[] = {
    [COLOUR_GROUND] = 0xfbfaf8ff,        [COLOUR_PANEL] = 0xffffffff,
    [COLOUR_LINE] = 0xe5e2dbff,          [COLOUR_SOFT] = 0xf1efe9ff,
    [COLOUR_INK] = 0x1c2126ff,           [COLOUR_MUTED] = 0x68707aff,
    [COLOUR_ACCENT] = 0x3b4cc0ff,        [COLOUR_ACCENT_SOFT] = 0xeef0fbff,
    [COLOUR_ACCENT_MID] = 0xb4bce8ff,    [COLOUR_ERROR] = 0xb3261eff,
    [COLOUR_ERROR_SOFT] = 0xfdf1efff,    [COLOUR_BATCH] = 0x6b7280ff,
    [COLOUR_TOKEN] = 0x2c6420ff,         [COLOUR_EMBED] = 0x8a6d00ff,
    [COLOUR_HEAD] = 0x7a3fb4ff,          [COLOUR_HEAD_DIM] = 0xad2a78ff,
    [COLOUR_BLACK] = 0x000000ff,         [COLOUR_WHITE] = 0xffffffff,
    [COLOUR_SHADE] = 0x1c212666,         [COLOUR_POSITIVE] = 0xc2571aff,
    [COLOUR_NEGATIVE] = 0x245a9cff,      [COLOUR_WEIGHT] = 0x0f6b63ff,
    [COLOUR_EDGE] = 0x8b9097ff,          [COLOUR_FAINT] = 0xa3a7acff,
    [COLOUR_MUTED_TINTED] = 0x5f6771ff,  [COLOUR_ACCENT_HOVER] = 0x3645a7ff,
    [COLOUR_ACCENT_DOWN] = 0x313e8fff,   [COLOUR_ON_ACCENT] = 0xffffffff,
    [COLOUR_HEAD_HUE + 0] = 0xc29f7bff,  [COLOUR_HEAD_HUE + 1] = 0x9a893eff,
    [COLOUR_HEAD_HUE + 2] = 0x99b94dff,  [COLOUR_HEAD_HUE + 3] = 0x3f9a73ff,
    [COLOUR_HEAD_HUE + 4] = 0x3cbae7ff,  [COLOUR_HEAD_HUE + 5] = 0x7896bcff,
    [COLOUR_HEAD_HUE + 6] = 0x8e72d0ff,  [COLOUR_HEAD_HUE + 7] = 0xb77d9fff,
    [COLOUR_HEAD_FILL + 0] = 0xd9c3adff, [COLOUR_HEAD_FILL + 1] = 0xc1b688ff,
    [COLOUR_HEAD_FILL + 2] = 0xc0d391ff, [COLOUR_HEAD_FILL + 3] = 0x8ac0a8ff,
    [COLOUR_HEAD_FILL + 4] = 0x88d4eeff, [COLOUR_HEAD_FILL + 5] = 0xacbed4ff,
    [COLOUR_HEAD_FILL + 6] = 0xbaa8e0ff, [COLOUR_HEAD_FILL + 7] = 0xd2afc3ff,
    [COLOUR_HEAD_INK + 0] = 0x776655ff,  [COLOUR_HEAD_INK + 1] = 0x615a33ff,
    [COLOUR_HEAD_INK + 2] = 0x61753bff,  [COLOUR_HEAD_INK + 3] = 0x2f6450ff,
    [COLOUR_HEAD_INK + 4] = 0x2e7590ff,  [COLOUR_HEAD_INK + 5] = 0x4f6178ff,
    [COLOUR_HEAD_INK + 6] = 0x5b4e84ff,  [COLOUR_HEAD_INK + 7] = 0x715469ff,
};
static const uint32_t dark[] = {
    [COLOUR_GROUND] = 0x14171bff,        [COLOUR_PANEL] = 0x1a1e23ff,
    [COLOUR_LINE] = 0x2d333aff,          [COLOUR_SOFT] = 0x20252bff,
    [COLOUR_INK] = 0xe8eaedff,           [COLOUR_MUTED] = 0x9099a4ff,
    [COLOUR_ACCENT] = 0x8fa2ffff,        [COLOUR_ACCENT_SOFT] = 0x252a44ff,
    [COLOUR_ACCENT_MID] = 0x4a5690ff,    [COLOUR_ERROR] = 0xff8a80ff,
    [COLOUR_ERROR_SOFT] = 0x2c1b1bff,    [COLOUR_BATCH] = 0x9aa3afff,
    [COLOUR_TOKEN] = 0x8fcf6aff,         [COLOUR_EMBED] = 0xd9c04aff,
    [COLOUR_HEAD] = 0xc39bf5ff,          [COLOUR_HEAD_DIM] = 0xf08fc4ff,
    [COLOUR_BLACK] = 0x000000ff,         [COLOUR_WHITE] = 0xffffffff,
    [COLOUR_SHADE] = 0x000000a6,         [COLOUR_POSITIVE] = 0xf59e5bff,
    [COLOUR_NEGATIVE] = 0x6db3f2ff,      [COLOUR_WEIGHT] = 0x3fb5a3ff,
    [COLOUR_EDGE] = 0x6a7480ff,          [COLOUR_FAINT] = 0x5d6670ff,
    [COLOUR_MUTED_TINTED] = 0x9aa3aeff,  [COLOUR_ACCENT_HOVER] = 0x9daefcff,
    [COLOUR_ACCENT_DOWN] = 0xabb9f9ff,   [COLOUR_ON_ACCENT] = 0x14171bff,
    [COLOUR_HEAD_HUE + 0] = 0xd9b590ff,  [COLOUR_HEAD_HUE + 1] = 0xb09e54ff,
    [COLOUR_HEAD_HUE + 2] = 0xafd064ff,  [COLOUR_HEAD_HUE + 3] = 0x56b088ff,
    [COLOUR_HEAD_HUE + 4] = 0x58d1ffff,  [COLOUR_HEAD_HUE + 5] = 0x8dacd2ff,
    [COLOUR_HEAD_HUE + 6] = 0xa488e7ff,  [COLOUR_HEAD_HUE + 7] = 0xce92b4ff,
    [COLOUR_HEAD_FILL + 0] = 0x6d5e50ff, [COLOUR_HEAD_FILL + 1] = 0x5a5435ff,
    [COLOUR_HEAD_FILL + 2] = 0x5a6a3cff, [COLOUR_HEAD_FILL + 3] = 0x325c4cff,
    [COLOUR_HEAD_FILL + 4] = 0x336b82ff, [COLOUR_HEAD_FILL + 5] = 0x4a5a6dff,
    [COLOUR_HEAD_FILL + 6] = 0x554a77ff, [COLOUR_HEAD_FILL + 7] = 0x684e60ff,
    [COLOUR_HEAD_INK + 0] = 0xe0cdbaff,  [COLOUR_HEAD_INK + 1] = 0xc9c099ff,
    [COLOUR_HEAD_INK + 2] = 0xc9dca2ff,  [COLOUR_HEAD_INK + 3] = 0x98cab5ff,
    [COLOUR_HEAD_INK + 4] = 0x99dcf7ff,  [COLOUR_HEAD_INK + 5] = 0xb6c8deff,
    [COLOUR_HEAD_INK + 6] = 0xc3b4eaff,  [COLOUR_HEAD_INK + 7] = 0xdabaceff,
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

enum colour theme_head_colour(enum colour tone, int head, int heads)
{
    int hue = heads > 0 ? THEME_HUES * head / heads : 0;
    return (enum colour)((int)tone + hue % THEME_HUES);
}
