/* What a walker does next: mostly what a person would, and now and then what only a batch of events
 * or a fault of ours could: actions that name what is not there. */
#include "tests/walk/walk.h"

#include <SDL.h>

struct chance chance_of(uint64_t seed, uint64_t walk, int lesson)
{
    return (struct chance){seed * 0x9e3779b97f4a7c15u + walk * 0xd1342543de82ef95u + 1, lesson};
}

/* splitmix64 */
static uint64_t draw(struct chance *chance)
{
    uint64_t z = chance->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* low <= value <= high */
static int between(struct chance *chance, int low, int high)
{
    return low + (int)(draw(chance) % (uint64_t)(high - low + 1));
}

/* 0 .. count - 1; one time in ten something at or beyond the edge. */
static int about(struct chance *chance, int count)
{
    static const int far[] = {-1, -2, 999, 2147483647, -2147483647 - 1};
    int edge = between(chance, 0, 99);
    if (edge < 5) {
        return far[edge];
    }
    if (edge < 10 || count < 1) {
        return count - (edge & 1);
    }
    return between(chance, 0, count - 1);
}

/* So many steps to either side; now and then far too many. */
static int amount(struct chance *chance, int most)
{
    return between(chance, 0, 9) ? between(chance, -most, most) : about(chance, most);
}

static struct move action(enum action_kind kind, int index, int other)
{
    return (struct move){.kind = MOVE_ACTION, .what = (int)kind, .index = index, .other = other};
}

static struct move key(struct chance *chance)
{
    static const int others[] = {
        SDLK_LEFT,   SDLK_RIGHT,    SDLK_UP,       SDLK_DOWN,         SDLK_SPACE,
        SDLK_TAB,    SDLK_TAB,      SDLK_RETURN,   SDLK_ESCAPE,       SDLK_BACKSPACE,
        SDLK_HOME,   SDLK_END,      SDLK_PAGEDOWN, SDLK_PAGEUP,       SDLK_F1,
        SDLK_F2,     SDLK_PLUS,     SDLK_MINUS,    SDLK_LEFTBRACKET,  SDLK_RIGHTBRACKET,
        SDLK_COMMA,  SDLK_KP_ENTER, SDLK_KP_0,     SDLK_RIGHTBRACKET, SDLK_c,
        SDLK_DELETE, SDLK_F5,       SDLK_c,
    };
    static const int modifiers[] = {KMOD_NONE,   KMOD_NONE,  KMOD_NONE,
                                    KMOD_LSHIFT, KMOD_LCTRL, KMOD_LALT};
    int which = between(chance, 0, 2);
    int code = which == 0   ? between(chance, SDLK_a, SDLK_z)
               : which == 1 ? between(chance, SDLK_0, SDLK_9)
                            : others[between(chance, 0, (int)SDL_arraysize(others) - 1)];
    return (struct move){.kind = MOVE_KEY, .what = code, .index = modifiers[between(chance, 0, 5)]};
}

static struct move hit(struct chance *chance, enum move_kind kind)
{
    return (struct move){.kind = kind,
                         .what = between(chance, 0, 9999),
                         .index = between(chance, 0, 999),
                         .other = between(chance, 0, 999)};
}

static enum action_kind pointer(struct chance *chance)
{
    static const enum action_kind kinds[] = {ACTION_PICK, ACTION_POINT, ACTION_STROKE};
    return kinds[between(chance, 0, 2)];
}

/* A cell of an operation: most often of the one on stage. */
static struct move cell(struct chance *chance, const struct walker *walker, enum action_kind kind)
{
    const struct model *model = &walker->model;
    int rows, columns, count = attn_trace_count(model->trace);
    int op = between(chance, 0, 2) ? model->shown : between(chance, 0, count - 1);
    op_grid(attn_trace_op(model->trace, op), &rows, &columns);
    struct move move = action(kind, between(chance, 0, 19) ? op : about(chance, count), 0);
    move.row = about(chance, rows);
    move.column = about(chance, columns);
    return move;
}

static struct move go(struct chance *chance, const struct walker *walker, int lesson)
{
    const struct course *course = walker->tools->course;
    bool there = lesson >= 0 && lesson < course->count;
    int count = there ? course->lessons[lesson]->step_count : 4;
    return action(ACTION_GO, lesson, about(chance, count));
}

static struct move resize(struct chance *chance)
{
    static const int sizes[][2] = {{1280, 800}, {960, 600},   {320, 240},  {4000, 3000},
                                   {640, 480},  {1920, 1080}, {1120, 700}, {880, 699}};
    if (between(chance, 0, 1)) {
        const int *size = sizes[between(chance, 0, (int)SDL_arraysize(sizes) - 1)];
        return action(ACTION_RESIZE, size[0], size[1]);
    }
    return action(ACTION_RESIZE, between(chance, 320, 4000), between(chance, 240, 3000));
}

static struct move setting(struct chance *chance)
{
    int control = about(chance, CONTROL_COUNT);
    bool there = control >= 0 && control < CONTROL_COUNT;
    if (between(chance, 0, 1)) {
        return action(ACTION_CYCLE, control, between(chance, 0, 1) ? 1 : -1);
    }
    return action(ACTION_CHOOSE, control,
                  about(chance, there ? control_choices(control_at(control)) : 3));
}

/* An action itself, whatever the scene offers. */
static struct move any_action(struct chance *chance, const struct walker *walker)
{
    const struct model *model = &walker->model;
    enum action_kind kind = (enum action_kind)between(chance, 0, ACTION_COUNT - 1);
    switch (kind) {
    case ACTION_GO:
        return go(chance, walker, about(chance, walker->tools->course->count));
    case ACTION_SHOW:
    case ACTION_LIGHT:
        return action(kind, about(chance, attn_trace_count(model->trace)), 0);
    case ACTION_POINT:
    case ACTION_PICK:
        return cell(chance, walker, kind);
    case ACTION_CYCLE:
    case ACTION_CHOOSE:
        return setting(chance);
    case ACTION_ANSWER:
    case ACTION_AIM:
        return action(kind, about(chance, LESSON_OPTIONS_MAX), 0);
    case ACTION_CARET:
        return action(kind, 0, amount(chance, 3));
    case ACTION_TYPE:
        return action(kind, "0123456789, (x"[between(chance, 0, 13)], 0);
    case ACTION_HEAD:
    case ACTION_SWITCH_HEAD:
        return action(kind, about(chance, model_heads(model)), 0);
    case ACTION_RESIZE:
        return resize(chance);
    case ACTION_BATCH:
    case ACTION_NEXT_HEAD:
    case ACTION_SCROLL:
        return action(kind, 0, amount(chance, 1));
    default:
        return action(kind, 0, 0);
    }
}

/* Mostly near the walk's own lesson. */
static struct move travel(struct chance *chance, const struct walker *walker)
{
    int lesson = between(chance, 0, 3) ? chance->lesson
                                       : between(chance, 0, walker->tools->course->count - 1);
    return go(chance, walker, lesson);
}

static struct move one_of(struct chance *chance, const struct walker *walker)
{
    int which = between(chance, 0, 999);
    return which < 300   ? hit(chance, MOVE_CLICK)
           : which < 450 ? hit(chance, MOVE_HOVER)
           : which < 700 ? key(chance)
           : which < 800 ? any_action(chance, walker)
           : which < 860 ? cell(chance, walker, pointer(chance))
           : which < 900 ? setting(chance)
           : which < 930 ? resize(chance)
           : which < 945 ? action(ACTION_SCROLL, 40, amount(chance, 20))
           : which < 950 ? (struct move){.kind = MOVE_PAINT}
           : which < 955 ? (struct move){.kind = MOVE_UNDO, .what = between(chance, 1, 9)}
           : which < 960 ? (struct move){.kind = MOVE_RERUN}
                         : travel(chance, walker);
}

struct move move_random(struct chance *chance, const struct walker *walker, int number)
{
    if (number == 0 && between(chance, 0, 2) == 0) {
        return (struct move){.kind = MOVE_SILENT, .stale = true};
    }
    if (number < 2) {
        int steps = walker->tools->course->lessons[chance->lesson]->step_count;
        return action(ACTION_GO, chance->lesson, between(chance, 0, steps - 1));
    }
    struct move move = one_of(chance, walker);
    move.stale = between(chance, 0, 5) == 0;
    return move;
}
