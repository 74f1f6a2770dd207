/* The table of keys. The help panel tells the same in words. */
#include "app/platform/keys.h"

#include "app/model/controls.h"

#include <SDL.h>
#include <stdbool.h>

enum { PLAIN = 0, SHIFT = 1, CONTROL = 2, ANY = 4 };

struct key {
    int key, with;
    struct action action;
};

static const struct key keys[] = {
    {SDLK_LEFT, ANY, {.kind = ACTION_LEFT}},
    {SDLK_RIGHT, ANY, {.kind = ACTION_RIGHT}},
    {SDLK_UP, ANY, {.kind = ACTION_UP}},
    {SDLK_DOWN, ANY, {.kind = ACTION_DOWN}},
    {SDLK_SPACE, PLAIN, {.kind = ACTION_NEXT}},
    {SDLK_SPACE, SHIFT, {.kind = ACTION_BACK}},
    {SDLK_BACKSPACE, ANY, {.kind = ACTION_BACK}},
    {SDLK_HOME, ANY, {.kind = ACTION_FIRST}},
    {SDLK_END, ANY, {.kind = ACTION_LAST}},
    {SDLK_PAGEDOWN, ANY, {.kind = ACTION_NEXT_LESSON}},
    {SDLK_PAGEUP, ANY, {.kind = ACTION_PREVIOUS_LESSON}},
    {SDLK_TAB, PLAIN, {.kind = ACTION_FOCUS_NEXT}},
    {SDLK_TAB, SHIFT, {.kind = ACTION_FOCUS_PREVIOUS}},
    {SDLK_RETURN, ANY, {.kind = ACTION_PRESS}},
    {SDLK_KP_ENTER, ANY, {.kind = ACTION_PRESS}},
    {SDLK_ESCAPE, ANY, {.kind = ACTION_ESCAPE}},
    {SDLK_1, PLAIN, {.kind = ACTION_HEAD, .index = 0}},
    {SDLK_1, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 0}},
    {SDLK_2, PLAIN, {.kind = ACTION_HEAD, .index = 1}},
    {SDLK_2, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 1}},
    {SDLK_3, PLAIN, {.kind = ACTION_HEAD, .index = 2}},
    {SDLK_3, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 2}},
    {SDLK_4, PLAIN, {.kind = ACTION_HEAD, .index = 3}},
    {SDLK_4, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 3}},
    {SDLK_5, PLAIN, {.kind = ACTION_HEAD, .index = 4}},
    {SDLK_5, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 4}},
    {SDLK_6, PLAIN, {.kind = ACTION_HEAD, .index = 5}},
    {SDLK_6, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 5}},
    {SDLK_7, PLAIN, {.kind = ACTION_HEAD, .index = 6}},
    {SDLK_7, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 6}},
    {SDLK_8, PLAIN, {.kind = ACTION_HEAD, .index = 7}},
    {SDLK_8, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 7}},
    {SDLK_9, PLAIN, {.kind = ACTION_HEAD, .index = 8}},
    {SDLK_9, SHIFT, {.kind = ACTION_SWITCH_HEAD, .index = 8}},
    {SDLK_F2, ANY, {.kind = ACTION_SETTINGS}},
    {SDLK_c, ANY, {.kind = ACTION_COMPARE}},
    {SDLK_g, ANY, {.kind = ACTION_RANGE}},
    {SDLK_r, ANY, {.kind = ACTION_RESET}},
    {SDLK_F1, ANY, {.kind = ACTION_HELP}},
    {SDLK_QUESTION, ANY, {.kind = ACTION_HELP}},
    {SDLK_SLASH, SHIFT, {.kind = ACTION_HELP}},
    {SDLK_t, ANY, {.kind = ACTION_THEME}},
    {SDLK_o, ANY, {.kind = ACTION_OUTLINE}},
    {SDLK_p, ANY, {.kind = ACTION_PROSE}},
    {SDLK_PLUS, ANY, {.kind = ACTION_LARGER}},
    {SDLK_EQUALS, ANY, {.kind = ACTION_LARGER}},
    {SDLK_KP_PLUS, ANY, {.kind = ACTION_LARGER}},
    {SDLK_MINUS, ANY, {.kind = ACTION_SMALLER}},
    {SDLK_KP_MINUS, ANY, {.kind = ACTION_SMALLER}},
    {SDLK_LEFTBRACKET, ANY, {.kind = ACTION_BATCH, .other = -1}},
    {SDLK_RIGHTBRACKET, ANY, {.kind = ACTION_BATCH, .other = 1}},
    {SDLK_q, CONTROL, {.kind = ACTION_QUIT}},
};

/* Alt and the logo key are the desktop's. AltGr is not: on many keyboards it makes the brackets. */
struct action keys_action(int key, int modifiers)
{
    if (modifiers & (KMOD_LALT | KMOD_GUI)) {
        return (struct action){.kind = ACTION_NONE};
    }
    int with = modifiers & KMOD_CTRL ? CONTROL : modifiers & KMOD_SHIFT ? SHIFT : PLAIN;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        bool any = keys[i].with == ANY && with != CONTROL;
        if (keys[i].key == key && (any || keys[i].with == with)) {
            return keys[i].action;
        }
    }
    int control = with == CONTROL ? -1 : control_of_key(key);
    if (control < 0) {
        return (struct action){.kind = ACTION_NONE};
    }
    int by = with == SHIFT ? -1 : 1;
    return (struct action){.kind = ACTION_CYCLE, .index = control, .other = by};
}

int keys_character(int key)
{
    if (key >= SDLK_KP_1 && key <= SDLK_KP_9) {
        return '1' + key - SDLK_KP_1;
    }
    bool digit = key >= SDLK_0 && key <= SDLK_9;
    return key == SDLK_KP_0 ? '0' : digit || key == SDLK_COMMA ? key : 0;
}
