/* The keys: every one in every focus means at most one thing, stands in the help, and leaves to a text
 * field what one writes there. */
#include "app/panels/panels.h"
#include "app/platform/keys.h"
#include "tests/dump.h"
#include "tests/test.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What SDL calls each combination that a row can name. */
static const struct {
    int with, modifiers;
} held[] = {
    {KEYS_PLAIN, KMOD_NONE}, {KEYS_SHIFT, KMOD_LSHIFT}, {KEYS_SHIFT, KMOD_RSHIFT},
    {KEYS_CTRL, KMOD_LCTRL}, {KEYS_CTRL, KMOD_RCTRL},   {KEYS_CTRL_SHIFT, KMOD_LCTRL | KMOD_LSHIFT},
};
enum { HELD = sizeof held / sizeof *held };

static bool same(const struct action *a, const struct action *b)
{
    return a->kind == b->kind && a->index == b->index && a->other == b->other;
}

/* Key codes that stand for what is printed on them, and those that print nothing. */
static int each_key(int i)
{
    static const int others[] = {
        SDLK_LEFT, SDLK_RIGHT,  SDLK_UP,      SDLK_DOWN,     SDLK_HOME,     SDLK_END, SDLK_PAGEUP,
        SDLK_F1,   SDLK_F2,     SDLK_F3,      SDLK_PAGEDOWN, SDLK_KP_ENTER, SDLK_TAB, SDLK_RETURN,
        SDLK_KP_5, SDLK_ESCAPE, SDLK_KP_PLUS, SDLK_KP_MINUS, SDLK_BACKSPACE};
    int printing = '~' - ' ' + 1, count = printing + (int)SDL_arraysize(others);
    return i < printing ? ' ' + i : i < count ? others[i - printing] : 0;
}

static int bindings(int key, int with, enum focus focus)
{
    int count = 0;
    for (int i = 0; i < keys_count(); i++) {
        const struct keys_row *row = keys_at(i);
        count += row->key == key && row->with & with && row->in >> focus & 1;
    }
    return count;
}

static void every_key_means_at_most_one_thing_in_every_focus(void **state)
{
    (void)state;
    for (int i = 0, key; (key = each_key(i)) != 0; i++) {
        for (int h = 0; h < HELD; h++) {
            for (int f = 0; f < FOCUS_COUNT; f++) {
                int count = bindings(key, held[h].with, (enum focus)f);
                bool setting = !(held[h].with & (KEYS_CTRL | KEYS_CTRL_SHIFT)) && f != FOCUS_ANSWER;
                count += setting && control_of_key(key) >= 0 &&
                         !(count && (f == FOCUS_PRESENTING || f == FOCUS_PRESENTED_PICKS));
                struct action action = keys_action(key, held[h].modifiers, (enum focus)f);
                if (count > 1 || (action.kind != ACTION_NONE) != (count == 1)) {
                    fail_msg("%s in focus %d: %d meanings", SDL_GetKeyName(key), f, count);
                }
            }
        }
    }
}

static void every_row_of_the_table_is_reached_where_it_says(void **state)
{
    (void)state;
    for (int i = 0; i < keys_count(); i++) {
        const struct keys_row *row = keys_at(i);
        for (int h = 0; h < HELD; h++) {
            for (int f = 0; f < FOCUS_COUNT; f++) {
                bool here = row->with & held[h].with && row->in >> f & 1;
                struct action action = keys_action(row->key, held[h].modifiers, (enum focus)f);
                assert_true(!here || same(&action, &row->action));
            }
        }
    }
}

/* Whatever one can type, but for the keys that print nothing. */
static void no_key_that_prints_does_anything_where_an_answer_is_typed(void **state)
{
    (void)state;
    for (int key = '!'; key <= '~'; key++) {
        assert_int_equal(keys_action(key, KMOD_NONE, FOCUS_ANSWER).kind, ACTION_NONE);
        assert_int_equal(keys_action(key, KMOD_LSHIFT, FOCUS_ANSWER).kind, ACTION_NONE);
    }
    assert_int_equal(keys_action(SDLK_SPACE, KMOD_NONE, FOCUS_ANSWER).kind, ACTION_NONE);
    assert_int_equal(keys_action(SDLK_BACKSPACE, KMOD_NONE, FOCUS_ANSWER).kind, ACTION_ERASE);
    assert_int_equal(keys_action(SDLK_BACKSPACE, KMOD_NONE, FOCUS_STAGE).kind, ACTION_BACK);
}

static void what_is_typed_there_is_an_action_a_character(void **state)
{
    (void)state;
    const char *text = "x √(", *at = text;
    static const char *const wanted[] = {"x", " ", "√", "("};
    for (int i = 0; i < 4; i++) {
        struct action action = keys_text(&at, FOCUS_ANSWER);
        assert_int_equal(action.kind, ACTION_TYPE);
        assert_string_equal(action.text, wanted[i]);
    }
    assert_int_equal(*at, '\0');
}

/* A German '?' is Shift and the key of 'ß'; that of '[' is AltGr and 8. */
static void signs_of_other_keyboards_are_taken_elsewhere(void **state)
{
    (void)state;
    const char *text = "?[+xß";
    static const enum action_kind wanted[] = {ACTION_HELP, ACTION_BATCH, ACTION_LARGER, ACTION_NONE,
                                              ACTION_NONE};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(keys_text(&text, FOCUS_STEPS).kind, wanted[i]);
    }
    assert_int_equal(*text, '\0');
}

static void the_desktop_s_own_keys_mean_nothing(void **state)
{
    (void)state;
    for (int i = 0, key; (key = each_key(i)) != 0; i++) {
        for (int f = 0; f < FOCUS_COUNT; f++) {
            assert_int_equal(keys_action(key, KMOD_LALT, (enum focus)f).kind, ACTION_NONE);
            assert_int_equal(keys_action(key, KMOD_LGUI, (enum focus)f).kind, ACTION_NONE);
        }
    }
}

/* ---- the help ---- */

static float width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    (void)context;
    (void)face;
    (void)text;
    return (float)bytes * size / 4; /* narrow: nothing is cut */
}

enum { HELP_MOST = 1 << 16 };

/* The help panel as text. */
static char *help_text(void)
{
    struct lesson_error error;
    struct course *course = course_load(NULL, NULL, &error);
    struct model *model = calloc(1, sizeof *model);
    struct scene scene;
    struct measure measure = {width, NULL};
    char *text = calloc(1, HELP_MOST);
    assert_true(course && model && text && model_init(model, course));
    model->over = OVER_HELP;
    scene_init(&scene);
    panel_help(&(struct frame){
        .model = model, .scene = &scene, .measure = &measure, .layout = layout_of(model)});
    assert_true(scene_dump(&scene, text, HELP_MOST) < HELP_MOST);
    scene_clear(&scene);
    model_clear(model);
    free(model);
    course_free(course);
    return text;
}

/* Whether a quoted text of the dump begins with that word, or has it behind a blank. */
static bool tells(const char *help, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(help, word); at; at = strstr(at + 1, word)) {
        bool begins = at > help && (at[-1] == '"' || at[-1] == ' ');
        if (begins && (at[length] == '"' || at[length] == ' ')) {
            return true;
        }
    }
    return false;
}

static void every_key_stands_in_the_help(void **state)
{
    (void)state;
    char *help = help_text();
    for (int i = 0; i < keys_count(); i++) {
        if (!tells(help, keys_at(i)->shown)) {
            fail_msg("the help does not tell '%s'", keys_at(i)->shown);
        }
    }
    free(help);
}

static void every_setting_that_has_a_key_stands_in_the_help(void **state)
{
    (void)state;
    char *help = help_text(), line[80];
    for (int i = 0; i < attn_setting_count(); i++) {
        const struct attn_setting *setting = attn_setting(i);
        snprintf(line, sizeof line, "\"%s: %s", setting->label,
                 setting->offered ? control_shown(setting, 0) : "");
        if (control_exists(i) && (!tells(help, setting->key) || !strstr(help, line))) {
            fail_msg("the help does not tell %s, %s", setting->key, line);
        }
    }
    free(help);
}

/* ---- some by name ---- */

static void keys_mean_what_the_table_says(void **state)
{
    (void)state;
    assert_int_equal(keys_action(SDLK_RIGHT, KMOD_NONE, FOCUS_STEPS).kind, ACTION_RIGHT);
    assert_int_equal(keys_action(SDLK_SPACE, KMOD_NONE, FOCUS_STEPS).kind, ACTION_ONWARD);
    assert_int_equal(keys_action(SDLK_SPACE, KMOD_LSHIFT, FOCUS_STEPS).kind, ACTION_BACKWARD);
    assert_int_equal(keys_action(SDLK_TAB, KMOD_RSHIFT, FOCUS_STEPS).kind, ACTION_FOCUS_PREVIOUS);
    assert_int_equal(keys_action(SDLK_SLASH, KMOD_LSHIFT, FOCUS_STEPS).kind, ACTION_HELP);
    assert_int_equal(keys_action(SDLK_SLASH, KMOD_NONE, FOCUS_STEPS).kind, ACTION_NONE);
    assert_int_equal(keys_action(SDLK_q, KMOD_LCTRL, FOCUS_STEPS).kind, ACTION_QUIT);
    assert_int_equal(keys_action(SDLK_q, KMOD_NONE, FOCUS_STEPS).kind, ACTION_NONE);
    assert_int_equal(keys_action(SDLK_d, KMOD_LALT, FOCUS_STEPS).kind, ACTION_NONE);
}

static void cycling_keys_go_backwards_with_shift(void **state)
{
    (void)state;
    const int keys[] = {SDLK_m, SDLK_s, SDLK_d, SDLK_e};
    const int controls[] = {CONTROL_MASK, CONTROL_SCALE, CONTROL_DROPOUT, CONTROL_MODE};
    for (int i = 0; i < 4; i++) {
        struct action on = keys_action(keys[i], KMOD_NONE, FOCUS_STEPS);
        struct action back = keys_action(keys[i], KMOD_LSHIFT, FOCUS_STEPS);
        assert_int_equal(on.kind, ACTION_CYCLE);
        assert_int_equal(on.index, controls[i]);
        assert_int_equal(on.other, 1);
        assert_int_equal(back.index, controls[i]);
        assert_int_equal(back.other, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_mean_what_the_table_says),
        cmocka_unit_test(cycling_keys_go_backwards_with_shift),
        cmocka_unit_test(every_key_means_at_most_one_thing_in_every_focus),
        cmocka_unit_test(every_row_of_the_table_is_reached_where_it_says),
        cmocka_unit_test(no_key_that_prints_does_anything_where_an_answer_is_typed),
        cmocka_unit_test(what_is_typed_there_is_an_action_a_character),
        cmocka_unit_test(signs_of_other_keyboards_are_taken_elsewhere),
        cmocka_unit_test(the_desktop_s_own_keys_mean_nothing),
        cmocka_unit_test(every_key_stands_in_the_help),
        cmocka_unit_test(every_setting_that_has_a_key_stands_in_the_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
