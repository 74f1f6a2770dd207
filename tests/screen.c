#include "tests/screen.h"

#include <math.h>
#include <stdarg.h>

enum { TEXT_MOST = 1 << 18 };

static float plain_width(void *context, enum face face, float size, const char *text, size_t bytes)
{
    int characters = 0;
    (void)context;
    for (size_t i = 0; i < bytes; i++) {
        characters += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return (float)characters * size * (face == FACE_CODE || face == FACE_CODE_BOLD ? 0.6f : 0.5f);
}

static int open_on(const struct lesson_source *source, void **state)
{
    struct lesson_error error;
    struct screen *screen = calloc(1, sizeof *screen);
    *state = screen;
    screen->course = course_load(source, "tests/courses/drawn", &error);
    screen->measure.width = plain_width;
    scene_init(&screen->scene);
    return screen->course && model_init(&screen->model, screen->course) ? 0 : -1;
}

int screen_open(void **state)
{
    return open_on(lessons_on_disk(), state);
}

int screen_open_small(void **state)
{
    return open_on(lessons_made_small(), state);
}

int screen_close(void **state)
{
    struct screen *screen = *state;
    scene_clear(&screen->scene);
    model_clear(&screen->model);
    course_free(screen->course);
    free(screen);
    return 0;
}

void screen_do(struct screen *screen, enum action_kind kind, int index, int other)
{
    model_update(&screen->model, (struct action){.kind = kind, .index = index, .other = other});
}

void screen_view(struct screen *screen)
{
    view(&screen->model, &screen->measure, &screen->scene);
}

struct frame screen_frame(struct screen *s)
{
    scene_begin(&s->scene);
    return (struct frame){&s->model, model_lens(&s->model), &s->scene, &s->measure,
                          layout_of(&s->model)};
}

/* ---- a scene in words ---- */

static const char *const colours[COLOUR_COUNT] = {
    "none",     "ground",       "panel",  "line",   "soft",      "ink",      "muted",  "accent",
    "pale",     "accent-mid",   "error",  "rosy",   "batch",     "token",    "embed",  "head",
    "head-dim", "black",        "white",  "shade",  "positive",  "negative", "weight", "edge",
    "faint",    "muted-tinted", "hover",  "down",   "on-accent", "hue-0",    "hue-1",  "hue-2",
    "hue-3",    "hue-4",        "hue-5",  "hue-6",  "hue-7",     "fill-0",   "fill-1", "fill-2",
    "fill-3",   "fill-4",       "fill-5", "fill-6", "fill-7",    "ink-0",    "ink-1",  "ink-2",
    "ink-3",    "ink-4",        "ink-5",  "ink-6",  "ink-7"};
static const char *const faces[FACE_COUNT] = {"prose", "bold", "code", "code-bold"};
static const char *const actions[ACTION_COUNT] = {
    [ACTION_GO] = "go",
    [ACTION_SHOW] = "show",
    [ACTION_POINT] = "point",
    [ACTION_PICK] = "pick",
    [ACTION_LIGHT] = "light",
    [ACTION_CYCLE] = "cycle",
    [ACTION_CHOOSE] = "choose",
    [ACTION_RESET] = "reset",
    [ACTION_HELP] = "help",
    [ACTION_ONWARD] = "onward",
    [ACTION_BACKWARD] = "backward",
    [ACTION_NEXT] = "next",
    [ACTION_BACK] = "back",
    [ACTION_FULL_SCREEN] = "full-screen",
    [ACTION_PRESENT] = "present",
    [ACTION_BLANK] = "blank",
    [ACTION_UNDO] = "undo",
    [ACTION_REDO] = "redo",
    [ACTION_PAINTING] = "painting",
    [ACTION_EDIT] = "edit",
    [ACTION_COMPARE_WITH] = "compare-with",
    [ACTION_STILL] = "still",
    [ACTION_CLOSER] = "closer",
    [ACTION_COPY_LINK] = "copy-link",
    [ACTION_SETTINGS] = "settings",
    [ACTION_ANSWER] = "answer",
    [ACTION_FIELD] = "field",
    [ACTION_CHECK] = "check",
    [ACTION_REVEAL] = "reveal",
    [ACTION_BATCH] = "batch",
    [ACTION_HEAD] = "head",
    [ACTION_SWITCH_HEAD] = "switch-head",
    [ACTION_NONE] = "nothing",
    [ACTION_ESCAPE] = "escape",
    [ACTION_OUTLINE] = "outline",
    [ACTION_BROWSE] = "browse",
    [ACTION_PROSE] = "prose",
    [ACTION_MENU] = "menu",
    [ACTION_THEME] = "theme",
    [ACTION_LARGER] = "larger",
    [ACTION_SMALLER] = "smaller",
    [ACTION_RANGE] = "range",
    [ACTION_COMPARE] = "compare",
    [ACTION_RESTORE] = "restore",
    [ACTION_NEXT_HEAD] = "next-head",
    [ACTION_CLINIC] = "clinic",
    [ACTION_CLINIC_STOP] = "clinic-stop",
};

/* Text that grows in a buffer of TEXT_MOST bytes. */
struct out {
    char *text;
    size_t used;
};

static void say(struct out *out, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    out->used += (size_t)vsnprintf(out->text + out->used, TEXT_MOST - out->used, format, list);
    va_end(list);
    assert_true(out->used < TEXT_MOST);
}

static bool inside(struct rect outer, struct rect r)
{
    float x = r.x + r.w / 2, y = r.y + r.h / 2;
    return x >= outer.x && y >= outer.y && x < outer.x + outer.w && y < outer.y + outer.h;
}

int screen_figures(const struct scene *scene, int item)
{
    const struct rect plate = scene->items[item].rect;
    for (item++; item < scene->item_count; item++) {
        const struct item *text = &scene->items[item];
        if (text->kind != ITEM_TEXT || text->face != FACE_CODE || text->turn ||
            !inside(plate, text->rect)) {
            break;
        }
    }
    return item;
}

/* White figures wear a star: on which cells they are is the colours' doing. */
static void say_figures(struct out *out, const struct scene *scene, int from, int to)
{
    float baseline = -1;
    for (int i = from; i < to; i++) {
        const struct item *item = &scene->items[i];
        say(out, "%s%s%.*s", item->rect.y != baseline ? "\n   " : "",
            item->fill == COLOUR_WHITE ? " *" : " ", item->bytes, scene_item_text(scene, item));
        baseline = item->rect.y;
    }
}

static void say_heatmap(struct out *out, const struct screen *s, int i, int end)
{
    const struct item *item = &s->scene.items[i];
    const struct heatmap *h = &item->heatmap;
    if (h->bar) {
        say(out, " bar of %s", h->map == HEATMAP_SIGNED ? "signed" : "weights");
        return;
    }
    say(out, " op %d%s%s %s %dx%d range %.3g gap %g%s", h->op, h->part ? " " : "",
        attn_part_name(h->part), h->map == HEATMAP_SIGNED ? "signed" : "weights",
        h->tensor.shape.size[0], h->tensor.shape.size[1], (double)h->range, (double)h->gap,
        h->tensor.data ? "" : " empty");
    if (end > i + 1) {
        say(out, " figures of %.1f", (double)s->scene.items[i + 1].size);
        say_figures(out, &s->scene, i + 1, end);
    }
}

/* A piece of text, and of its face, size and colour what is not as in the piece before. */
static const char *const turns[] = {"", " down", " up", " rising"};

static void say_piece(struct out *out, const struct scene *scene, const struct item *item,
                      const struct item *before)
{
    if (!before || item->face != before->face) {
        say(out, " %s", faces[item->face]);
    }
    if (!before || item->size != before->size) {
        say(out, " %g", (double)item->size);
    }
    if (!before || item->fill != before->fill) {
        say(out, " %s", colours[item->fill]);
    }
    say(out, "%s \"%.*s\"", turns[item->turn], item->bytes, scene_item_text(scene, item));
}

/* A line of writing: what goes on where the piece before ended, or a blank (_) after it. Returns the
 * next item. */
static int say_text(struct out *out, const struct screen *s, int i)
{
    const struct item *items = s->scene.items, *before = NULL;
    float end = items[i].rect.x, baseline = items[i].rect.y;
    for (; i < s->scene.item_count; i++) {
        const struct item *item = &items[i];
        float gap = item->rect.x - end, blank = before ? before->size / 2 : 0;
        bool spaced = before && fabsf(gap - blank) < 1;
        if (item->kind != ITEM_TEXT || item->rect.y != baseline ||
            (fabsf(gap) > 0.01f && !spaced) || (before && item->turn)) {
            break;
        }
        say(out, "%s", spaced ? " _" : "");
        say_piece(out, &s->scene, item, before);
        end = item->rect.x + plain_width(NULL, item->face, item->size,
                                         scene_item_text(&s->scene, item), (size_t)item->bytes);
        before = item;
    }
    return i;
}

static void say_colours(struct out *out, const struct item *item)
{
    bool drawn = item->kind == ITEM_RECT || item->kind == ITEM_PATH || item->kind == ITEM_DISC;
    if (drawn) {
        say(out, " %s", colours[item->fill]);
    }
    if (drawn && item->stroke != COLOUR_NONE) {
        say(out, " edge %s %g", colours[item->stroke], (double)item->width);
    }
    if (item->kind == ITEM_RECT && item->radius > 0) {
        say(out, " round %g", (double)item->radius);
    }
    if (item->kind == ITEM_LINE || item->kind == ITEM_HATCH) {
        say(out, " %s %g", colours[item->stroke], (double)item->width);
    }
    if (item->dash > 0) {
        say(out, " dash %g", (double)item->dash);
    }
    if (item->faded > 0) {
        say(out, " faded %.2f", (double)item->faded);
    }
    if (item->kind == ITEM_PATH) {
        say(out, " of %d%s", item->point_count, item->shut ? " shut" : "");
    }
    if (item->kind == ITEM_TINT) {
        say(out, " share %.3f", (double)item->width);
    }
}

/* One item, or several that belong together; returns the next one. */
static int say_item(struct out *out, const struct screen *s, int i)
{
    static const char *const kinds[] = {"box",   "line", "text", "heatmap", "tint",
                                        "hatch", "clip", "path", "disc"};
    const struct item *item = &s->scene.items[i];
    int next = i + 1;
    say(out, "%s %.1f %.1f", kinds[item->kind], (double)item->rect.x, (double)item->rect.y);
    if (item->kind == ITEM_TEXT) {
        next = say_text(out, s, i);
    } else {
        say(out, " %.1fx%.1f", (double)item->rect.w, (double)item->rect.h);
        say_colours(out, item);
    }
    if (item->kind == ITEM_HEATMAP) {
        next = screen_figures(&s->scene, i);
        say_heatmap(out, s, i, next);
    }
    say(out, "\n");
    return next;
}

static void say_target(struct out *out, const struct target *t)
{
    const struct action *a = &t->action;
    assert_non_null(actions[a->kind]);
    say(out, "%s %.1f %.1f %.1fx%.1f %s %d %d", t->on_hover ? "hover" : "click", (double)t->rect.x,
        (double)t->rect.y, (double)t->rect.w, (double)t->rect.h, actions[a->kind], a->index,
        a->other);
    if (t->rows > 0) {
        say(out, " cells %dx%d", t->rows, t->columns);
    }
    say(out, "\n");
}

char *screen_text(const struct screen *s)
{
    struct out out = {malloc(TEXT_MOST), 0};
    out.text[0] = '\0';
    assert_false(s->scene.full);
    for (int i = 0; i < s->scene.item_count;) {
        i = say_item(&out, s, i);
    }
    for (int i = 0; i < s->scene.target_count; i++) {
        say_target(&out, &s->scene.targets[i]);
    }
    return out.text;
}

/* ---- golden files ---- */

/* Says where two texts part, line by line. */
static void fail_at_difference(const char *path, const char *kept, const char *drawn)
{
    int line = 1;
    const char *a = kept, *b = drawn;
    while (*a && *a == *b) {
        if (*a == '\n') {
            line++;
            kept = a + 1;
            drawn = b + 1;
        }
        a++;
        b++;
    }
    fail_msg("%s line %d\n  kept:  %.*s\n  drawn: %.*s", path, line, (int)strcspn(kept, "\n"), kept,
             (int)strcspn(drawn, "\n"), drawn);
}

static void write_golden(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

void screen_hold(const char *name, const char *text)
{
    char path[256], *kept = calloc(1, TEXT_MOST);
    snprintf(path, sizeof path, "tests/golden/%s.txt", name);
    if (getenv("UPDATE_GOLDEN")) {
        write_golden(path, text);
    }
    FILE *file = fopen(path, "r");
    if (!file) {
        fail_msg("%s is missing; UPDATE_GOLDEN=1 make test writes it", path);
    }
    fread(kept, 1, TEXT_MOST - 1, file);
    fclose(file);
    if (strcmp(kept, text) != 0) {
        fail_at_difference(path, kept, text);
    }
    free(kept);
}
