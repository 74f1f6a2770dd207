/* Tours of a course: a tour does what keys and the pointer can do, in an order that is always the same,
 * and after each action tests/golden/tours keeps what the model is at (tours/model.txt, in words) and
 * what each panel drew (a file a panel, a line where its drawing changed: how many items and targets,
 * and a sum of all that they say). Where a line is not as kept, those before it in model.txt are the
 * way there. `UPDATE_GOLDEN=1 make test` writes the files anew. */
#include "tests/screen.h"

#include "app/panels/panels.h"

#include <math.h>
#include <stdarg.h>

enum { TOURS = 2, ACTIONS = 110, TEXT = 1 << 18, PANELS_MOST = 16 };

static const float windows[][2] = {{1280, 800}, {960, 600}, {1600, 1100}, {900, 760}};
enum { WINDOWS = sizeof windows / sizeof *windows };

/* ---- what is done ---- */

/* 0 to below - 1; the same row of numbers for the same seed. */
static int any(uint32_t *seed, int below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (int)((*seed >> 8) % (uint32_t)below);
}

/* What goes into an action's index and other. */
enum fill { NOTHING, OP, CELL, STEP, HEAD, CONTROL, PICK, SIGN, LINES, SIZE, TYPED };

static const struct kind {
    const char *name;
    enum action_kind kind;
    enum fill fill;
} kinds[] = {
    {"onward", ACTION_ONWARD, NOTHING},
    {"backward", ACTION_BACKWARD, NOTHING},
    {"next", ACTION_NEXT, NOTHING},
    {"back", ACTION_BACK, NOTHING},
    {"last", ACTION_LAST, NOTHING},
    {"go", ACTION_GO, STEP},
    {"go", ACTION_GO, STEP},
    {"show", ACTION_SHOW, OP},
    {"show", ACTION_SHOW, OP},
    {"point", ACTION_POINT, CELL},
    {"pick", ACTION_PICK, CELL},
    {"pick", ACTION_PICK, CELL},
    {"light", ACTION_LIGHT, OP},
    {"leave", ACTION_LEAVE, NOTHING},
    {"left", ACTION_LEFT, NOTHING},
    {"right", ACTION_RIGHT, NOTHING},
    {"up", ACTION_UP, NOTHING},
    {"down", ACTION_DOWN, NOTHING},
    {"tab", ACTION_FOCUS_NEXT, NOTHING},
    {"shift-tab", ACTION_FOCUS_PREVIOUS, NOTHING},
    {"press", ACTION_PRESS, NOTHING},
    {"escape", ACTION_ESCAPE, NOTHING},
    {"cycle", ACTION_CYCLE, CONTROL},
    {"cycle", ACTION_CYCLE, CONTROL},
    {"choose", ACTION_CHOOSE, CONTROL},
    {"reset", ACTION_RESET, NOTHING},
    {"settings", ACTION_SETTINGS, NOTHING},
    {"compare", ACTION_COMPARE, NOTHING},
    {"compare", ACTION_COMPARE, NOTHING},
    {"type", ACTION_TYPE, TYPED},
    {"type", ACTION_TYPE, TYPED},
    {"erase", ACTION_ERASE, NOTHING},
    {"answer", ACTION_ANSWER, PICK},
    {"help", ACTION_HELP, NOTHING},
    {"theme", ACTION_THEME, NOTHING},
    {"outline", ACTION_OUTLINE, NOTHING},
    {"prose", ACTION_PROSE, NOTHING},
    {"menu", ACTION_MENU, NOTHING},
    {"restore", ACTION_RESTORE, CONTROL},
    {"larger", ACTION_LARGER, NOTHING},
    {"smaller", ACTION_SMALLER, NOTHING},
    {"batch", ACTION_BATCH, SIGN},
    {"batch", ACTION_BATCH, SIGN},
    {"head", ACTION_HEAD, HEAD},
    {"next-head", ACTION_NEXT_HEAD, SIGN},
    {"switch", ACTION_SWITCH_HEAD, HEAD},
    {"range", ACTION_RANGE, NOTHING},
    {"scroll", ACTION_SCROLL, LINES},
    {"resize", ACTION_RESIZE, SIZE},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int any_op(const struct model *m, uint32_t *seed)
{
    return any(seed, 2) ? m->shown : any(seed, attn_trace_count(m->trace));
}

/* Some lines of some place, if it scrolls. */
static struct action any_scroll(const struct scene *scene, uint32_t *seed)
{
    int lines = any(seed, 5) - 1; /* one draw a statement: compilers order arguments as they like */
    struct rect r = scene->scrolls[any(seed, SCROLL_COUNT)].rect;
    return scene_scroll(scene, r.x + r.w / 2, r.y + r.h / 2, lines);
}

static struct action any_of(const struct screen *s, const struct kind *kind, uint32_t *seed)
{
    static const char *const typed[] = {"2", "5", ",", "8", " ", "x"};
    const struct model *m = &s->model;
    struct action a = {.kind = kind->kind, .other = any(seed, 2) ? 1 : -1};
    int rows, columns;
    switch (kind->fill) {
    case CELL:
        a.index = any_op(m, seed);
        op_grid(attn_trace_op(m->trace, a.index), &rows, &columns);
        a.row = any(seed, rows < 1 ? 1 : rows);
        a.column = any(seed, columns < 1 ? 1 : columns);
        return a;
    case OP:
        a.index = any(seed, attn_trace_count(m->trace));
        return a;
    case STEP:
        a.index = m->lesson;
        a.other = any(seed, model_lesson(m)->step_count);
        return a;
    case HEAD:
    case PICK:
        a.index = any(seed, 4);
        return a;
    case CONTROL:
        a.index = any(seed, CONTROL_COUNT);
        a.other = kind->kind == ACTION_CHOOSE ? any(seed, 4) : a.other;
        return a;
    case LINES:
        return any_scroll(&s->scene, seed);
    case SIZE:
        a.width = windows[any(seed, WINDOWS)][0];
        a.height = windows[any(seed, WINDOWS)][1];
        return a;
    case TYPED:
        memcpy(a.text, typed[any(seed, 6)], 2);
        return a;
    default:
        return a;
    }
}

/* ---- what is kept ---- */

struct tour {
    char model[TEXT], panels[PANELS_MOST][TEXT];
    uint64_t sums[PANELS_MOST];
};

static void say(char *text, const char *format, ...)
{
    size_t used = strlen(text);
    va_list list;
    va_start(list, format);
    vsnprintf(text + used, TEXT - used, format, list);
    va_end(list);
    assert_true(strlen(text) + 1 < TEXT);
}

static void add(uint64_t *sum, const void *data, size_t bytes)
{
    for (const unsigned char *c = data; bytes > 0; c++, bytes--) {
        *sum = (*sum ^ *c) * 1099511628211u; /* FNV-1a */
    }
}

static void add_int(uint64_t *sum, int number)
{
    add(sum, &number, sizeof number);
}

static void add_ints(uint64_t *sum, const int *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_int(sum, numbers[i]);
    }
}

/* To an eighth of a pixel. */
static void add_rect(uint64_t *sum, struct rect r)
{
    const float sides[] = {r.x, r.y, r.w, r.h};
    for (int i = 0; i < 4; i++) {
        add_int(sum, (int)lrintf(8 * sides[i]));
    }
}

static void add_heatmap(uint64_t *sum, const struct heatmap *h)
{
    char range[24];
    snprintf(range, sizeof range, "%.3g %g", (double)h->range, (double)h->gap);
    add(sum, range, strlen(range));
    const int whole[] = {(int)h->map,
                         h->op,
                         (int)h->part,
                         h->bar,
                         h->tensor.data != NULL,
                         h->tensor.shape.size[0],
                         h->tensor.shape.size[1]};
    add_ints(sum, whole, sizeof whole / sizeof *whole);
}

static void add_item(uint64_t *sum, const struct scene *scene, const struct item *item)
{
    const int whole[] = {(int)item->kind,
                         (int)item->fill,
                         (int)item->stroke,
                         (int)item->face,
                         (int)item->turn,
                         (int)lrintf(100 * item->size),
                         (int)lrintf(100 * item->width),
                         (int)lrintf(100 * item->radius),
                         (int)lrintf(100 * item->dash)};
    add_ints(sum, whole, sizeof whole / sizeof *whole);
    add_rect(sum, item->rect);
    if (item->kind == ITEM_TEXT) {
        add(sum, scene_item_text(scene, item), (size_t)item->bytes);
    } else if (item->kind == ITEM_HEATMAP) {
        add_heatmap(sum, &item->heatmap);
    }
}

static void add_target(uint64_t *sum, const struct target *t)
{
    const int whole[] = {(int)t->action.kind, t->action.index, t->action.other, t->rows,
                         t->columns,          t->on_hover};
    add_ints(sum, whole, sizeof whole / sizeof *whole);
    add_rect(sum, t->rect);
}

static uint64_t sum_of(const struct scene *scene)
{
    uint64_t sum = 14695981039346656037u;
    for (int i = 0; i < scene->item_count; i++) {
        add_item(&sum, scene, &scene->items[i]);
    }
    for (int i = 0; i < scene->target_count; i++) {
        add_target(&sum, &scene->targets[i]);
    }
    for (int i = 0; i < SCROLL_COUNT; i++) {
        add_int(&sum, scene->scrolls[i].most);
    }
    return sum;
}

static void keep_panels(struct tour *tour, struct screen *s, int number)
{
    for (int i = 0; i < panels_count(); i++) {
        struct frame frame = screen_frame(s);
        if (panel_place(panel_at(i), &frame.layout).w > 0) {
            panel_at(i)->draw(&frame);
        }
        uint64_t sum = sum_of(&s->scene);
        if (sum != tour->sums[i]) {
            say(tour->panels[i], "%d: %d %d %08x\n", number, s->scene.item_count,
                s->scene.target_count, (unsigned)(sum ^ sum >> 32));
        }
        tour->sums[i] = sum;
    }
}

static void say_action(char *text, const char *name, const struct action *a)
{
    say(text, "%s %d %d [%d %d]%s%s: ", name, a->index, a->other, a->row, a->column,
        a->text[0] ? " " : "", a->text);
}

static void say_answer(char *text, const struct model *m)
{
    const struct answer *a = &m->answer;
    if (m->answer.open || a->reply) {
        say(text, " asks told %d '%s' at %d of %d", (int)a->reply, a->text, a->option,
            model_step(m)->option_count);
    }
}

static void say_changes(char *text, const struct model *m)
{
    for (int i = 0; i < CONTROL_COUNT; i++) {
        char value[160];
        if (m->changed[i]) {
            say(text, " %s=%s", attn_setting(i)->name,
                attn_config_get(&m->config, attn_setting(i)->name, value, sizeof value));
        }
    }
}

static const char *const over[OVER_COUNT] = {"", " help", " menu", " outline", " reading", " end"};

static void say_model(char *text, const struct model *m)
{
    say(text, "%d/%d %s%s head %d item %d [%d %d]", m->lesson, m->step,
        attn_trace_op(m->trace, m->shown)->name, m->wandered ? " aside" : "", m->head, m->item,
        m->row, m->column);
    say(text, " beat %d focus %d %d zoom %g lit %d", m->beat, model_focus(m), m->control,
        (double)m->zoom, m->lit);
    for (int i = 0; i < SCROLL_COUNT; i++) {
        say(text, "%s%d", i ? " " : " scroll ", m->scroll[i]);
    }
    if (m->pointing) {
        say(text, " pointing %d [%d %d]", m->pointed_op, m->pointed_row, m->pointed_column);
    }
    say(text, "%s%s%s%s%s%s", over[m->over], m->clinic.open ? " clinic" : "",
        m->settings ? " settings" : "", m->all_heads ? " all-heads" : "",
        m->beside.shown ? " beside" : "", m->theme == THEME_DARK ? " dark" : "");
    say(text, " mark %d painted %d", model_mark(m, m->lesson, m->step), m->painted_tokens);
    say_changes(text, m);
    say_answer(text, m);
    say(text, "\n");
}

/* ---- tours ---- */

/* One tour of a lesson; the second one asks no questions. */
static void go_round(struct tour *tour, struct screen *s, int lesson, int which)
{
    int first = (lesson * TOURS + which) * ACTIONS;
    uint32_t seed = (uint32_t)first + 1;
    s->model.asking = which == 0;
    model_go(&s->model, lesson, 0);
    say(tour->model, "%s\n", model_lesson(&s->model)->slug);
    for (int i = 1; i <= ACTIONS; i++) {
        const struct kind *kind = &kinds[any(&seed, KINDS)];
        screen_view(s);
        struct action action = any_of(s, kind, &seed);
        say(tour->model, "%d: ", first + i);
        say_action(tour->model, kind->name, &action);
        say(tour->model, "%s", model_update(&s->model, action) ? "" : "(nothing) ");
        say_model(tour->model, &s->model);
        keep_panels(tour, s, first + i);
    }
}

static void hold(const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "tours/%s", name);
    screen_hold(path, text);
}

static void what_a_tour_comes_by_is_as_kept(void **state)
{
    struct screen *s = *state;
    struct tour *tour = calloc(1, sizeof *tour);
    assert_true(tour && panels_count() <= PANELS_MOST);
    for (int lesson = 0; lesson < s->course->count; lesson++) {
        for (int which = 0; which < TOURS; which++) {
            go_round(tour, s, lesson, which);
        }
    }
    hold("model", tour->model);
    for (int i = 0; i < panels_count(); i++) {
        hold(panel_at(i)->name, tour->panels[i]);
    }
    free(tour);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_tour_comes_by_is_as_kept, screen_open, screen_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
