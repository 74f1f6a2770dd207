/* Which part of the model each action changes, by what has the focus. A part has a letter; the table
 * below says what must change somewhere, and what else may. All the rest stays as it was. */
#include "app/model/model.h"
#include "tests/lesson.h"
#include "tests/test.h"

#define PART(letter, field)                                                                        \
    {                                                                                              \
        letter, offsetof(struct model, field), sizeof((struct model *)0)->field                    \
    }
static const struct {
    char letter;
    size_t offset, bytes;
} parts[] = {
    PART('l', lesson),        PART('s', step),          PART('c', config),
    PART('n', changed),       PART('p', painted),       PART('o', shown),
    PART('w', wandered),      PART('i', item),          PART('h', head),
    PART('a', all_heads),     PART('y', row),           PART('x', column),
    PART('P', pointing),      PART('t', lit),           PART('f', focus),
    PART('k', control),       PART('r', scroll),        PART('D', theme),
    PART('z', zoom),          PART('?', over),          PART('g', settings),
    PART('T', answer.text),   PART('O', answer.open),   PART('W', answer.wrong),
    PART('B', beside.shown),  PART('m', marks_changed), PART('u', browsed),
    PART('U', browsed_step),  PART('v', width),         PART('q', quit),
    PART('R', request),       PART('b', beat),          PART('E', presenting),
    PART('F', full_screen),   PART('K', blank),         PART('G', painting),
    PART('A', answer.option), PART('Y', answer.typing), PART('L', answer.reply),
    PART('C', answer.caret),  PART('Q', ring),          PART('H', hover_x),
    PART('X', entry.open),    PART('V', clinic.open),   PART('S', still),
};
enum { PARTS = sizeof parts / sizeof *parts };

/* Where the actions are tried: on the way, at a question typed and one picked, with all settings open,
 * aside of the path with another head, and on a mask. */
enum place { ON_THE_WAY, TYPING, PICKING, SETTINGS, ASIDE, MASKED, PLACES };

static void go_to(struct model *model, enum place place)
{
    static const int at[PLACES][2] = {[ON_THE_WAY] = {1, 3}, [TYPING] = {2, 2}, [PICKING] = {2, 4},
                                      [SETTINGS] = {1, 3},   [ASIDE] = {4, 2},  [MASKED] = {1, 6}};
    model->settings = false;
    model->over = OVER_NOTHING;
    model->focus = FOCUS_STEPS;
    model_go(model, at[place][0], at[place][1]);
    model->painting = place == MASKED;
    if (place == TYPING) {
        model_update(model, (struct action){.kind = ACTION_TYPE, .text = "3"});
    } else if (place == SETTINGS) {
        model_update(model, (struct action){.kind = ACTION_SETTINGS});
        model_update(model, (struct action){.kind = ACTION_LIGHT, .index = 2});
    } else if (place == ASIDE) {
        model_update(model, (struct action){.kind = ACTION_SHOW, .index = model->shown - 1});
        model_update(model, (struct action){.kind = ACTION_HEAD, .index = 2});
        model_update(model,
                     (struct action){.kind = ACTION_CYCLE, .index = CONTROL_SCALE, .other = 1});
    }
}

static struct action action_of(const struct model *model, enum action_kind kind)
{
    struct action action = {.kind = kind, .index = 1, .other = 1, .row = 1, .column = 2};
    switch (kind) {
    case ACTION_POINT:
    case ACTION_PICK:
        action.index = model->shown;
        break;
    case ACTION_CYCLE:
    case ACTION_CHOOSE:
        action.index = CONTROL_SCALE;
        break;
    case ACTION_TYPE:
        action.text[0] = '7';
        break;
    case ACTION_RESTORE:
        action.index = CONTROL_SCALE;
        break;
    case ACTION_SCROLL:
        action.row = SCROLL_STEPS;
        break;
    case ACTION_RESIZE:
    case ACTION_HOVER:
        action.width = 960;
        action.height = 600;
        break;
    default:
        break;
    }
    return action;
}

/* Marks in seen[] what the action changes at that place with that focus. */
static void try_action(struct model *model, enum action_kind kind, enum focus focus,
                       enum place place, bool *seen)
{
    struct model *before = malloc(sizeof *before);
    assert_non_null(before);
    go_to(model, place);
    model->focus = focus;
    model->marks_changed = false;
    memcpy(before, model, sizeof *before);
    model_update(model, action_of(model, kind));
    for (int i = 0; i < PARTS; i++) {
        const char *was = (const char *)before, *is = (const char *)model;
        seen[i] |= memcmp(was + parts[i].offset, is + parts[i].offset, parts[i].bytes) != 0;
    }
    free(before);
}

/* What moves to another step changes what hangs on the step. */
#define STEP "cnowihyxTOfmtbGAYLC"
enum {
    STEPS = 1 << FOCUS_STEPS,
    STAGE = 1 << FOCUS_STAGE,
    EXPERIMENT = 1 << FOCUS_EXPERIMENT,
    PIPELINE = 1 << FOCUS_PIPELINE,
    ANY = STEPS | STAGE | EXPERIMENT | PIPELINE,
};

static const struct row {
    enum action_kind kind;
    int focuses;
    const char *must, *may;
} rows[] = {
    {ACTION_NONE, ANY, "", ""},
    {ACTION_BEAT, ANY, "b", ""},
    {ACTION_NEXT, ANY, "s", STEP},
    {ACTION_BACK, ANY, "s", STEP},
    {ACTION_ONWARD, ANY, "b", "s" STEP},
    {ACTION_BACKWARD, ANY, "sb", STEP},
    {ACTION_PAGE, ANY, "ls", STEP},
    {ACTION_FIRST, ANY, "s", STEP},
    {ACTION_LAST, ANY, "s", STEP},
    {ACTION_NEXT_LESSON, ANY, "ls", STEP},
    {ACTION_PREVIOUS_LESSON, ANY, "ls", STEP},
    {ACTION_GO, ANY, "ls", STEP},
    {ACTION_SHOW, ANY, "ow", "sh"},
    {ACTION_POINT, ANY, "P", ""},
    {ACTION_PICK, ANY, "x", "y"},
    {ACTION_LIGHT, ANY, "t", ""},
    {ACTION_LEAVE, ANY, "t", ""},
    {ACTION_LEFT, STEPS, "sAC", STEP},
    {ACTION_RIGHT, STEPS, "sA", STEP},
    {ACTION_UP, STEPS, "sA", STEP},
    {ACTION_DOWN, STEPS, "sA", STEP},
    {ACTION_LEFT, STAGE, "x", ""},
    {ACTION_RIGHT, STAGE, "x", ""},
    {ACTION_UP, STAGE, "y", ""},
    {ACTION_DOWN, STAGE, "y", ""},
    {ACTION_LEFT, EXPERIMENT, "cn", "otkyx"},
    {ACTION_RIGHT, EXPERIMENT, "cn", "otkyx"},
    {ACTION_UP, EXPERIMENT, "k", ""},
    {ACTION_DOWN, EXPERIMENT, "k", ""},
    {ACTION_LEFT, PIPELINE, "o", "s" STEP},
    {ACTION_RIGHT, PIPELINE, "o", "s" STEP},
    {ACTION_UP, PIPELINE, "o", "s" STEP},
    {ACTION_DOWN, PIPELINE, "o", "s" STEP},
    {ACTION_FOCUS_NEXT, ANY, "fQ", "Y"},
    {ACTION_FOCUS_PREVIOUS, ANY, "fQ", "Y"},
    {ACTION_PRESS, STEPS, "sTL", STEP "W"},
    {ACTION_PRESS, PIPELINE, "s", STEP},
    {ACTION_PRESS, STAGE, "spcn", STEP},
    {ACTION_PRESS, EXPERIMENT, "cn", "oOmtkyx"},
    {ACTION_ESCAPE, ANY, "gwoOm", "fYAL"},
    {ACTION_CYCLE, ANY, "cn", "kt"},
    {ACTION_CHOOSE, ANY, "cn", "kt"},
    {ACTION_RESET, ANY, "cn", "t"},
    {ACTION_SETTINGS, ANY, "g", "f"},
    {ACTION_RESTORE, ANY, "", "cnt"},
    {ACTION_COMPARE, ANY, "B", ""},
    {ACTION_TYPE, ANY, "TC", "Y"},
    {ACTION_ERASE, ANY, "TC", ""},
    {ACTION_ANSWER, ANY, "Lm", "TCYAOW"},
    {ACTION_AIM, ANY, "A", "fY"},
    {ACTION_FIELD, STEPS, "", "Y"},
    {ACTION_FIELD, STAGE | EXPERIMENT | PIPELINE, "f", "Y"},
    {ACTION_CHECK, ANY, "TL", "CYAOWm"},
    {ACTION_REVEAL, ANY, "OL", "YAm"},
    {ACTION_CARET, ANY, "", "C"},
    {ACTION_HELP, ANY, "?", ""},
    {ACTION_THEME, ANY, "D", ""},
    {ACTION_OUTLINE, ANY, "?U", "u"},
    {ACTION_BROWSE, ANY, "u", "U"},
    {ACTION_PROSE, ANY, "?", ""},
    {ACTION_MENU, ANY, "?", ""},
    {ACTION_HOVER, ANY, "H", ""},
    {ACTION_LARGER, ANY, "z", ""},
    {ACTION_SMALLER, ANY, "z", ""},
    {ACTION_BATCH, ANY, "i", ""},
    {ACTION_HEAD, ANY, "oh", ""},
    {ACTION_NEXT_HEAD, ANY, "oh", ""},
    {ACTION_SWITCH_HEAD, ANY, "cn", "t"},
    {ACTION_RANGE, ANY, "a", ""},
    {ACTION_SCROLL, ANY, "r", ""},
    {ACTION_RESIZE, ANY, "v", ""},
    {ACTION_FULL_SCREEN, ANY, "F", ""},
    {ACTION_PRESENT, ANY, "E", ""},
    {ACTION_BLANK, ANY, "", ""},              /* but while presenting */
    {ACTION_UNDO, ANY, "lsc", "ga" STEP "p"}, /* test_history.c */
    {ACTION_REDO, ANY, "", ""},
    {ACTION_PAINTING, ANY, "G", ""},
    {ACTION_STROKE, ANY, "", ""}, /* but after the first cell: test_painting.c */
    {ACTION_LIFT, ANY, "", ""},
    {ACTION_EDIT, ANY, "X", "k"},
    {ACTION_COMPARE_WITH, ANY, "B", ""},
    {ACTION_CLINIC, ANY, "VR", "?"},
    {ACTION_CLINIC_STOP, ANY, "", ""}, /* but in the clinic: test_clinic_window.c */
    {ACTION_STILL, ANY, "S", ""},
    {ACTION_CLOSER, ANY, "", ""}, /* but where a step has a picture: test_fit.c */
    {ACTION_COPY_LINK, ANY, "R", ""},
    {ACTION_PASTE_LINK, ANY, "R", ""},
    {ACTION_QUIT, ANY, "q", ""},
};
enum { ROWS = sizeof rows / sizeof *rows };

static void check_row(const struct row *row, enum focus focus, const bool *seen)
{
    for (int i = 0; i < PARTS; i++) {
        bool must = strchr(row->must, parts[i].letter), may = strchr(row->may, parts[i].letter);
        if ((seen[i] && !must && !may) || (!seen[i] && must)) {
            fail_msg("action %d in focus %d %s '%c'", (int)row->kind, (int)focus,
                     seen[i] ? "changes" : "never changes", parts[i].letter);
        }
    }
}

/* One row with one focus, on a model of its own: a mark once set stays. */
static void try_row(const struct course *course, const struct row *row, enum focus focus)
{
    bool seen[PARTS] = {false};
    struct model *model = calloc(1, sizeof *model);
    assert_true(model && model_init(model, course));
    model->asking = true;
    for (int place = 0; place < PLACES; place++) {
        try_action(model, row->kind, focus, (enum place)place, seen);
    }
    check_row(row, focus, seen);
    model_clear(model);
    free(model);
}

static void each_action_changes_what_it_says_and_nothing_else(void **state)
{
    (void)state;
    struct lesson_error error;
    struct course *course = course_load(lessons_made_small(), "tests/courses/drawn", &error);
    assert_non_null(course);
    for (int r = 0; r < ROWS; r++) {
        for (int focus = 0; focus < FOCUS_ROUND; focus++) {
            if (rows[r].focuses >> focus & 1) {
                try_row(course, &rows[r], (enum focus)focus);
            }
        }
    }
    course_free(course);
}

static void every_action_stands_in_the_table_once_for_every_focus(void **state)
{
    (void)state;
    for (int kind = 0; kind < ACTION_COUNT; kind++) {
        int focuses = 0;
        for (int r = 0; r < ROWS; r++) {
            if ((int)rows[r].kind == kind) {
                assert_int_equal(focuses & rows[r].focuses, 0);
                focuses |= rows[r].focuses;
            }
        }
        assert_int_equal(focuses, ANY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_action_changes_what_it_says_and_nothing_else),
        cmocka_unit_test(every_action_stands_in_the_table_once_for_every_focus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
