/* Moves as text, to be read by people and by REPLAY: "go 7 3; key c; click 12 500 500+; resize 800 600".
 * A '+' says that the next move comes before a new scene is drawn. */
#include "tests/walk/walk.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* By enum action_kind. */
static const char *const actions[ACTION_COUNT] = {
    [ACTION_NONE] = "none",
    [ACTION_ONWARD] = "onward",
    [ACTION_BACKWARD] = "backward",
    [ACTION_BEAT] = "beat",
    [ACTION_BROWSE] = "browse",
    [ACTION_MENU] = "menu",
    [ACTION_FULL_SCREEN] = "full-screen",
    [ACTION_RESTORE] = "restore",
    [ACTION_HOVER] = "hover-at",
    [ACTION_NEXT] = "next",
    [ACTION_BACK] = "back",
    [ACTION_PAGE] = "page",
    [ACTION_FIRST] = "first",
    [ACTION_LAST] = "last",
    [ACTION_NEXT_LESSON] = "next-lesson",
    [ACTION_PREVIOUS_LESSON] = "previous-lesson",
    [ACTION_GO] = "go",
    [ACTION_SHOW] = "show",
    [ACTION_POINT] = "point",
    [ACTION_PICK] = "pick",
    [ACTION_LIGHT] = "light",
    [ACTION_LEAVE] = "leave",
    [ACTION_LEFT] = "left",
    [ACTION_RIGHT] = "right",
    [ACTION_UP] = "up",
    [ACTION_DOWN] = "down",
    [ACTION_FOCUS_NEXT] = "focus-next",
    [ACTION_FOCUS_PREVIOUS] = "focus-previous",
    [ACTION_PRESS] = "press",
    [ACTION_ESCAPE] = "escape",
    [ACTION_CYCLE] = "cycle",
    [ACTION_CHOOSE] = "choose",
    [ACTION_RESET] = "reset",
    [ACTION_SETTINGS] = "settings",
    [ACTION_COMPARE] = "compare",
    [ACTION_TYPE] = "type",
    [ACTION_ERASE] = "erase",
    [ACTION_ANSWER] = "answer",
    [ACTION_AIM] = "aim",
    [ACTION_FIELD] = "field",
    [ACTION_CHECK] = "check",
    [ACTION_REVEAL] = "reveal",
    [ACTION_CARET] = "caret",
    [ACTION_HELP] = "help",
    [ACTION_THEME] = "theme",
    [ACTION_OUTLINE] = "outline",
    [ACTION_PROSE] = "prose",
    [ACTION_LARGER] = "larger",
    [ACTION_SMALLER] = "smaller",
    [ACTION_BATCH] = "batch",
    [ACTION_HEAD] = "head",
    [ACTION_NEXT_HEAD] = "next-head",
    [ACTION_SWITCH_HEAD] = "switch-head",
    [ACTION_RANGE] = "range",
    [ACTION_SCROLL] = "scroll",
    [ACTION_RESIZE] = "resize",
    [ACTION_PRESENT] = "present",
    [ACTION_BLANK] = "blank",
    [ACTION_COPY_LINK] = "copy-link",
    [ACTION_PASTE_LINK] = "paste-link",
    [ACTION_CLINIC] = "clinic",
    [ACTION_CLINIC_STOP] = "clinic-stop",
    [ACTION_QUIT] = "quit",
    [ACTION_UNDO] = "undo",
    [ACTION_REDO] = "redo",
    [ACTION_PAINTING] = "painting",
    [ACTION_STROKE] = "stroke",
    [ACTION_LIFT] = "lift",
    [ACTION_EDIT] = "edit",
    [ACTION_COMPARE_WITH] = "compare-with",
    [ACTION_STILL] = "still",
    [ACTION_CLOSER] = "closer",
};

/* By enum move_kind; actions have names of their own. */
static const char *const moves[MOVE_COUNT] = {
    [MOVE_KEY] = "key",
    [MOVE_CLICK] = "click",
    [MOVE_HOVER] = "hover",
    [MOVE_SILENT] = "silent",
    [MOVE_PAINT] = "paint",
    [MOVE_RERUN] = "rerun",
    [MOVE_UNDO] = "back-and-forth",
};

static const struct modifier {
    const char *name;
    int mask;
} modifiers[] = {{"shift", KMOD_LSHIFT}, {"ctrl", KMOD_LCTRL}, {"alt", KMOD_LALT}};

static void write_key(const struct move *move, char *text, size_t bytes)
{
    const char *held = "";
    for (size_t i = 0; i < SDL_arraysize(modifiers); i++) {
        held = move->index == modifiers[i].mask ? modifiers[i].name : held;
    }
    /* "Comma" for ',', which SDL calls by itself: ';' and '+' part moves. */
    snprintf(text, bytes, "key %s%s%d", held, *held ? " " : "", move->what);
    if (move->what != SDLK_PLUS && move->what != SDLK_SEMICOLON) {
        snprintf(text, bytes, "key %s%s%s", held, *held ? " " : "", SDL_GetKeyName(move->what));
    }
}

/* Numbers, without zeros at the end. */
static void write_numbers(const struct move *move, bool what, char *text, size_t bytes)
{
    const int numbers[] = {move->what, move->index, move->other, move->row, move->column};
    int last = 4;
    for (; last > 0 && numbers[last] == 0; last--) {
    }
    for (int i = what ? 0 : 1; i <= last || (what && i == 0); i++) {
        size_t used = strlen(text);
        snprintf(text + used, bytes - used, " %d", numbers[i]);
    }
}

const char *move_text(const struct move *move, char *text, size_t bytes)
{
    bool hit = move->kind == MOVE_CLICK || move->kind == MOVE_HOVER || move->kind == MOVE_UNDO;
    snprintf(text, bytes, "%s",
             move->kind == MOVE_ACTION ? actions[move->what] : moves[move->kind]);
    if (move->kind == MOVE_KEY) {
        write_key(move, text, bytes);
    } else {
        write_numbers(move, hit, text, bytes);
    }
    size_t used = strlen(text);
    snprintf(text + used, bytes - used, "%s", move->stale ? "+" : "");
    return text;
}

/* ---- reading ---- */

static bool read_key(char *rest, struct move *move)
{
    for (size_t i = 0; i < SDL_arraysize(modifiers); i++) {
        size_t length = strlen(modifiers[i].name);
        if (strncmp(rest, modifiers[i].name, length) == 0 && rest[length] == ' ') {
            move->index = modifiers[i].mask;
            rest += length + 1;
        }
    }
    move->what = strlen(rest) > 1 ? atoi(rest) : 0;
    move->what = move->what ? move->what : SDL_GetKeyFromName(rest);
    return move->what != SDLK_UNKNOWN;
}

static bool read_numbers(char *rest, struct move *move, bool what)
{
    int *const places[] = {&move->what, &move->index, &move->other, &move->row, &move->column};
    for (int i = what ? 0 : 1; i < 5 && *rest; i++) {
        char *end;
        *places[i] = (int)strtol(rest, &end, 10);
        if (end == rest) {
            return false;
        }
        rest = end + strspn(end, " ");
    }
    return *rest == '\0';
}

static bool read_move(char *word, struct move *move)
{
    size_t length = strlen(word);
    *move = (struct move){.stale = length > 0 && word[length - 1] == '+'};
    word[length - (move->stale ? 1 : 0)] = '\0';
    char *rest = word + strcspn(word, " ");
    rest += *rest ? (*rest = '\0', 1) : 0;
    for (int i = 0; i < MOVE_COUNT; i++) {
        if (moves[i] && strcmp(word, moves[i]) == 0) {
            move->kind = (enum move_kind)i;
            bool hit = i == MOVE_CLICK || i == MOVE_HOVER || i == MOVE_UNDO;
            return i == MOVE_KEY ? read_key(rest, move) : read_numbers(rest, move, hit);
        }
    }
    for (int i = 0; i < ACTION_COUNT; i++) {
        if (strcmp(word, actions[i]) == 0) {
            move->what = i;
            return read_numbers(rest, move, false);
        }
    }
    return false;
}

int moves_read(const char *text, struct move *list, int most, char *wrong, size_t bytes)
{
    int count = 0;
    while (*(text += strspn(text, " ;\n"))) {
        char word[MOVE_TEXT_MAX];
        size_t length = strcspn(text, ";\n");
        snprintf(word, sizeof word, "%.*s", (int)length, text);
        text += length;
        snprintf(wrong, bytes, "%s", word);
        if (count == most || length >= sizeof word || !read_move(word, &list[count])) {
            return -1;
        }
        count++;
    }
    return count;
}
