/* The table of keys: which key means what, with which of Shift and Ctrl, where the focus is. The keys of
 * settings are in the settings' rows. The help panel tells all of them in words. */
#include "app/platform/keys.h"

#include "app/model/controls.h"

#include <SDL.h>
#include <assert.h>
#include <string.h>

enum {
    PLAIN = KEYS_PLAIN,
    SHIFT = KEYS_SHIFT,
    CTRL = KEYS_CTRL,
    BOTH = KEYS_CTRL_SHIFT,
    ANY = KEYS_PLAIN | KEYS_SHIFT
};

/* A key that writes something is FREE: where an answer is typed, it is part of that. */
enum {
    ANSWER = 1 << FOCUS_ANSWER,
    EVERY = (1 << FOCUS_COUNT) - 1,
    FREE = EVERY & ~ANSWER,
    PICKS = 1 << FOCUS_PICKS | 1 << FOCUS_PRESENTED_PICKS,
    HEADS = FREE & ~PICKS,
    PRESENTING = 1 << FOCUS_PRESENTING | 1 << FOCUS_PRESENTED_PICKS,
};

static const struct keys_row keys[] = {
    {SDLK_LEFT, ANY, EVERY, "←", {.kind = ACTION_LEFT}},
    {SDLK_RIGHT, ANY, EVERY, "→", {.kind = ACTION_RIGHT}},
    {SDLK_UP, ANY, EVERY, "↑", {.kind = ACTION_UP}},
    {SDLK_DOWN, ANY, EVERY, "↓", {.kind = ACTION_DOWN}},
    {SDLK_SPACE, PLAIN, FREE, "Space", {.kind = ACTION_ONWARD}},
    {SDLK_SPACE, SHIFT, FREE, "Shift+Space", {.kind = ACTION_BACKWARD}},
    {SDLK_BACKSPACE, ANY, FREE, "Backspace", {.kind = ACTION_BACK}},
    {SDLK_BACKSPACE, ANY, ANSWER, "Backspace", {.kind = ACTION_ERASE}},
    {SDLK_HOME, ANY, FREE, "Home", {.kind = ACTION_FIRST}},
    {SDLK_HOME, ANY, ANSWER, "Home", {.kind = ACTION_CARET, .other = -ANSWER_MAX}},
    {SDLK_END, ANY, FREE, "End", {.kind = ACTION_LAST}},
    {SDLK_END, ANY, ANSWER, "End", {.kind = ACTION_CARET, .other = ANSWER_MAX}},
    {SDLK_PAGEDOWN, ANY, EVERY, "Page Down", {.kind = ACTION_PAGE, .other = 1}},
    {SDLK_PAGEUP, ANY, EVERY, "Up", {.kind = ACTION_PAGE, .other = -1}},
    {SDLK_TAB, PLAIN, EVERY, "Tab", {.kind = ACTION_FOCUS_NEXT}},
    {SDLK_TAB, SHIFT, EVERY, "Shift+Tab", {.kind = ACTION_FOCUS_PREVIOUS}},
    {SDLK_RETURN, ANY, EVERY, "Enter", {.kind = ACTION_PRESS}},
    {SDLK_KP_ENTER, ANY, EVERY, "Enter", {.kind = ACTION_PRESS}},
    {SDLK_ESCAPE, ANY, EVERY, "Esc", {.kind = ACTION_ESCAPE}},
    {SDLK_1, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 0}},
    {SDLK_2, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 1}},
    {SDLK_3, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 2}},
    {SDLK_4, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 3}},
    {SDLK_5, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 4}},
    {SDLK_6, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 5}},
    {SDLK_7, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 6}},
    {SDLK_8, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 7}},
    {SDLK_9, PLAIN, PICKS, "0–9", {.kind = ACTION_AIM, .index = 8}},
    {SDLK_0, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 0}},
    {SDLK_0, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 0}},
    {SDLK_1, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 1}},
    {SDLK_1, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 1}},
    {SDLK_2, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 2}},
    {SDLK_2, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 2}},
    {SDLK_3, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 3}},
    {SDLK_3, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 3}},
    {SDLK_4, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 4}},
    {SDLK_4, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 4}},
    {SDLK_5, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 5}},
    {SDLK_5, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 5}},
    {SDLK_6, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 6}},
    {SDLK_6, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 6}},
    {SDLK_7, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 7}},
    {SDLK_7, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 7}},
    {SDLK_8, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 8}},
    {SDLK_8, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 8}},
    {SDLK_9, PLAIN, HEADS, "0–9", {.kind = ACTION_HEAD, .index = 9}},
    {SDLK_9, SHIFT, FREE, "Shift+0–9", {.kind = ACTION_SWITCH_HEAD, .index = 9}},
    {SDLK_LEFT, CTRL, EVERY, "Ctrl+←", {.kind = ACTION_NEXT_HEAD, .other = -1}},
    {SDLK_RIGHT, CTRL, EVERY, "Ctrl+→", {.kind = ACTION_NEXT_HEAD, .other = 1}},
    {SDLK_y, ANY, FREE, "Y", {.kind = ACTION_EDIT, .index = ENTRY_FOCUS}},
    {SDLK_u, ANY, FREE, "U", {.kind = ACTION_EDIT, .index = ENTRY_WORDS}},
    {SDLK_b, ANY, PRESENTING, "B", {.kind = ACTION_BLANK}},
    {SDLK_PERIOD, ANY, PRESENTING, ".", {.kind = ACTION_BLANK}},
    {SDLK_F5, ANY, EVERY, "F5", {.kind = ACTION_PRESENT}},
    {SDLK_F11, ANY, EVERY, "F11", {.kind = ACTION_FULL_SCREEN}},
    {SDLK_F2, ANY, EVERY, "F2", {.kind = ACTION_SETTINGS}},
    {SDLK_c, PLAIN, FREE, "C", {.kind = ACTION_COMPARE}},
    {SDLK_c, SHIFT, FREE, "Shift+C", {.kind = ACTION_COMPARE_WITH, .other = 1}},
    {SDLK_f, ANY, FREE, "F", {.kind = ACTION_PAINTING}},
    {SDLK_l, ANY, FREE, "L", {.kind = ACTION_CLOSER}},
    {SDLK_g, ANY, FREE, "G", {.kind = ACTION_RANGE}},
    {SDLK_r, ANY, FREE, "R", {.kind = ACTION_RESET}},
    {SDLK_F1, ANY, EVERY, "F1", {.kind = ACTION_HELP}},
    {SDLK_QUESTION, ANY, FREE, "?", {.kind = ACTION_HELP}},
    {SDLK_SLASH, SHIFT, FREE, "?", {.kind = ACTION_HELP}},
    {SDLK_F10, ANY, EVERY, "F10", {.kind = ACTION_MENU}},
    {SDLK_t, ANY, FREE, "T", {.kind = ACTION_THEME}},
    {SDLK_o, ANY, FREE, "O", {.kind = ACTION_OUTLINE}},
    {SDLK_p, ANY, FREE, "P", {.kind = ACTION_PROSE}},
    {SDLK_PLUS, ANY, FREE, "+", {.kind = ACTION_LARGER}},
    {SDLK_EQUALS, ANY, FREE, "+", {.kind = ACTION_LARGER}},
    {SDLK_KP_PLUS, ANY, FREE, "+", {.kind = ACTION_LARGER}},
    {SDLK_MINUS, ANY, FREE, "−", {.kind = ACTION_SMALLER}},
    {SDLK_KP_MINUS, ANY, FREE, "−", {.kind = ACTION_SMALLER}},
    {SDLK_LEFTBRACKET, ANY, FREE, "[", {.kind = ACTION_BATCH, .other = -1}},
    {SDLK_RIGHTBRACKET, ANY, FREE, "]", {.kind = ACTION_BATCH, .other = 1}},
    {SDLK_z, CTRL, EVERY, "Ctrl+Z", {.kind = ACTION_UNDO}},
    {SDLK_y, CTRL, EVERY, "Ctrl+Y", {.kind = ACTION_REDO}},
    {SDLK_z, BOTH, EVERY, "Ctrl+Y", {.kind = ACTION_REDO}},
    {SDLK_l, BOTH, EVERY, "Ctrl+Shift+L", {.kind = ACTION_COPY_LINK}},
    {SDLK_v, CTRL, EVERY, "Ctrl+V", {.kind = ACTION_PASTE_LINK}},
    {SDLK_q, CTRL | BOTH, EVERY, "Ctrl+Q", {.kind = ACTION_QUIT}},
};
enum { KEYS = sizeof keys / sizeof *keys };

int keys_count(void)
{
    return KEYS;
}

const struct keys_row *keys_at(int index)
{
    assert(index >= 0 && index < KEYS);
    return &keys[index];
}

static struct action setting(int key, int with, enum focus focus)
{
    int control = with & (CTRL | BOTH) || focus == FOCUS_ANSWER ? -1 : control_of_key(key);
    if (control < 0) {
        return (struct action){.kind = ACTION_NONE};
    }
    int by = with == SHIFT ? -1 : 1;
    return (struct action){.kind = ACTION_CYCLE, .index = control, .other = by};
}

static int held(int modifiers)
{
    bool shift = modifiers & KMOD_SHIFT;
    return modifiers & KMOD_CTRL ? (shift ? BOTH : CTRL) : shift ? SHIFT : PLAIN;
}

/* Alt and the logo key are the desktop's. AltGr is not: on many keyboards it makes the brackets. */
struct action keys_action(int key, int modifiers, enum focus focus)
{
    if (modifiers & (KMOD_LALT | KMOD_GUI)) {
        return (struct action){.kind = ACTION_NONE};
    }
    int with = held(modifiers);
    for (int i = 0; i < KEYS; i++) {
        if (keys[i].key == key && keys[i].with & with && keys[i].in >> focus & 1) {
            return keys[i].action;
        }
    }
    return setting(key, with, focus);
}

/* Bytes of the character at text: its first byte and those that go on with it. */
static size_t character(const char *text)
{
    size_t bytes = 1;
    while (((unsigned char)text[bytes] & 0xc0) == 0x80) {
        bytes++;
    }
    return bytes;
}

/* Elsewhere only signs are taken that other keyboards have on other keys, such as a German '?'. */
struct action keys_text(const char **text, enum focus focus)
{
    struct action action = {.kind = ACTION_NONE};
    const char *at = *text;
    size_t bytes = character(at);
    *text += bytes;
    if (focus != FOCUS_ANSWER) {
        return bytes == 1 && strchr("?+-[].", *at) ? keys_action(*at, KMOD_NONE, focus) : action;
    }
    if (bytes < sizeof action.text) {
        action.kind = ACTION_TYPE;
        memcpy(action.text, at, bytes);
    }
    return action;
}
