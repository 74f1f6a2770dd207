/* Every operation of every wiring, looked at in another batch item and another head: each number that
 * is drawn, in colour or as a figure, is that of the item and head on view. tests/golden/kinds keeps
 * how each kind is drawn, a file a kind: the stage and the cell's own line once, and of the other
 * items and heads only what is different there. */
#include "tests/screen.h"

#include "app/panels/panels.h"
#include "app/scene/number.h"

#include <math.h>

enum { BATCH = 3, TOKENS = 5, HEADS = 4, LAST_ITEM = 2, LAST_HEAD = 3 };

static struct attn_config config_of(enum attn_wiring wiring)
{
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    config.batch = BATCH;
    config.tokens = TOKENS;
    config.embed = 8;
    config.heads = HEADS;
    config.seed = 7;
    config.mask = ATTN_MASK_CAUSAL;
    config.mode = ATTN_MODE_TRAIN;
    config.dropout = 0.4;
    return config;
}

/* A layer as a learner makes it, in a lesson without numbers of its own. */
static void wire(struct screen *s, enum attn_wiring wiring)
{
    struct attn_config config = config_of(wiring);
    model_go(&s->model, PROJECTED, 2);
    assert_true(model_plan(&s->model, &config));
}

/* Looks at a tensor's cell off the diagonal, in that item and head. */
static void look_at(struct screen *s, int op, int item, int head)
{
    screen_do(s, ACTION_HEAD, head, 0);
    screen_do(s, ACTION_SHOW, op, 0);
    for (int by = item - s->model.item; by != 0; by += by < 0 ? 1 : -1) {
        screen_do(s, ACTION_BATCH, 0, by < 0 ? -1 : 1);
    }
    s->model.row = 2;
    s->model.column = 1;
    model_clamp(&s->model);
    screen_view(s);
    assert_int_equal(s->model.shown, op);
    assert_int_equal(s->model.item, item);
}

/* Whether the operation can be looked at with that head on view. */
static bool is_there(const struct model *model, int op, int head)
{
    const struct attn_op *o = attn_trace_op(model->trace, op);
    return o->state == ATTN_STATE_READY && (o->head < 0 || o->head == head);
}

/* Runs a check on each operation of each wiring, at items 0 and 2 and heads 0 and 3. */
static void each(struct screen *s, void (*check)(struct screen *))
{
    for (int wiring = 0; wiring < ATTN_WIRING_COUNT; wiring++) {
        wire(s, (enum attn_wiring)wiring);
        for (int op = 0; op < attn_trace_count(s->model.trace); op++) {
            for (int variant = 0; variant < 4; variant++) {
                int item = variant & 1 ? LAST_ITEM : 0, head = variant & 2 ? LAST_HEAD : 0;
                head = head < model_heads(&s->model) ? head : 0;
                if (is_there(&s->model, op, head)) {
                    look_at(s, op, item, head);
                    check(s);
                }
            }
        }
    }
}

/* ---- which numbers belong there ---- */

static bool holds(struct rect outer, struct rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

/* The item and head that a heatmap is of: those on view, or in the strip below, where a click
 * chooses another, that one. */
static void view_of(const struct screen *s, struct rect rect, int *item, int *head)
{
    *item = s->model.item;
    *head = s->model.head;
    for (int i = 0; i < s->scene.target_count; i++) {
        const struct target *t = &s->scene.targets[i];
        if (t->action.kind == ACTION_HEAD && holds(t->rect, rect)) {
            *head = t->action.index;
        }
        if (t->action.kind == ACTION_BATCH && holds(t->rect, rect)) {
            *item = s->model.item + t->action.other;
        }
    }
}

/* Whether a plate on the stage is a product's second operand, columns as rows. */
static bool is_transposed(const struct screen *s, const struct item *item)
{
    const struct attn_op *op = attn_trace_op(s->model.trace, s->model.shown);
    struct rect stage = layout_of(&s->model).stage;
    return op->transposed && attn_kind_about(op->kind)->product && holds(stage, item->rect) &&
           op->operands[1] == item->heatmap.op;
}

/* The cell of the trace's tensor that belongs at (row, column) of what is drawn. */
static float cell_of(const struct screen *s, const struct item *item, int row, int column)
{
    const struct heatmap *h = &item->heatmap;
    struct attn_tensor t = attn_trace_tensor(s->model.trace, h->op, h->part);
    int view_item, view_head, at[ATTN_RANK_MAX] = {0}, last = t.shape.rank - 1;
    bool turned = is_transposed(s, item);
    view_of(s, item->rect, &view_item, &view_head);
    for (int i = 0; i < last - 1; i++) {
        at[i] = t.shape.axis[i] == ATTN_AXIS_BATCH ? view_item : view_head;
        assert_true(t.shape.axis[i] == ATTN_AXIS_BATCH || t.shape.axis[i] == ATTN_AXIS_HEAD);
    }
    if (last > 0) {
        at[last - 1] = turned ? column : row;
    }
    at[last] = turned ? row : column;
    return attn_tensor_at(&t, at);
}

static bool same_float(float a, float b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void check_colours_of(const struct screen *s, const struct item *item)
{
    const struct heatmap *h = &item->heatmap;
    const struct attn_op *op = attn_trace_op(s->model.trace, h->op);
    int view_item, view_head;
    view_of(s, item->rect, &view_item, &view_head);
    if (op->head >= 0 && op->head != view_head) {
        fail_msg("%s is drawn where head %d is on view", op->name, view_head);
    }
    for (int i = 0; i < h->tensor.shape.size[0]; i++) {
        for (int j = 0; j < h->tensor.shape.size[1]; j++) {
            float is = attn_tensor_at(&h->tensor, (int[ATTN_RANK_MAX]){i, j});
            float should = cell_of(s, item, i, j);
            if (!same_float(is, should)) {
                fail_msg("%s[%d, %d] of item %d, head %d is drawn as %g, not %g", op->name, i, j,
                         view_item, view_head, (double)is, (double)should);
            }
        }
    }
}

static bool is_plate(const struct item *item)
{
    return item->kind == ITEM_HEATMAP && !item->heatmap.bar && item->heatmap.tensor.data;
}

static void check_colours(struct screen *s)
{
    bool there = false;
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        if (is_plate(item)) {
            check_colours_of(s, item);
            there = there || item->heatmap.op == s->model.shown;
        }
    }
    if (!there) {
        fail_msg("%s is nowhere in colour", attn_trace_op(s->model.trace, s->model.shown)->name);
    }
}

/* ---- figures ---- */

/* "−.43" as a number, and by how much it may be off: half of its last decimal. */
static double figure(const char *text, int bytes, double *off)
{
    char plain[40] = "";
    bool minus = bytes > 3 && memcmp(text, "−", 3) == 0;
    snprintf(plain, sizeof plain, "%s%.*s", minus ? "-" : "", bytes - (minus ? 3 : 0),
             text + (minus ? 3 : 0));
    const char *point = strchr(plain, '.');
    *off = 0.5001 * pow(10, point ? -(double)strlen(point + 1) : 0) + 1e-6;
    return strstr(plain, "∞") ? (minus ? -(double)INFINITY : (double)INFINITY)
                              : strtod(plain, NULL);
}

/* A figure stands in the middle of its cell, and says its number. */
static void check_figure(const struct screen *s, const struct item *plate, const struct item *text)
{
    const char *chars = scene_item_text(&s->scene, text);
    const int *size = plate->heatmap.tensor.shape.size;
    float width = s->measure.width(NULL, text->face, text->size, chars, (size_t)text->bytes);
    float x = (text->rect.x + width / 2 - plate->rect.x) / plate->rect.w * (float)size[1];
    float y = (text->rect.y - text->size * 0.36f - plate->rect.y) / plate->rect.h * (float)size[0];
    double off, is = figure(chars, text->bytes, &off);
    double should = (double)cell_of(s, plate, (int)y, (int)x);
    assert_true(fabsf(x - floorf(x) - 0.5f) < 0.05f && fabsf(y - floorf(y) - 0.5f) < 0.05f);
    if (!(is == should || fabs(is - should) <= off)) {
        fail_msg("%.*s stands on %g", text->bytes, chars, should);
    }
}

static void check_figures(struct screen *s)
{
    for (int i = 0; i < s->scene.item_count; i++) {
        const struct item *plate = &s->scene.items[i];
        int end = is_plate(plate) ? screen_figures(&s->scene, i) : 0;
        for (int k = i + 1; k < end; k++) {
            check_figure(s, plate, &s->scene.items[k]);
        }
        const int *size = plate->heatmap.tensor.shape.size;
        bool small = end == 0 || plate->heatmap.gap == 0; /* of the strip or the pipeline */
        bool room =
            !small && plate->rect.w / (float)size[1] >= 40 && plate->rect.h / (float)size[0] >= 20;
        if (room) {
            assert_int_equal(end - i - 1, size[0] * size[1]);
        }
    }
}

/* ---- the cell's own line ---- */

static bool is_text(const struct screen *s, const struct item *item, const char *wanted)
{
    return item->kind == ITEM_TEXT && item->bytes == (int)strlen(wanted) &&
           memcmp(scene_item_text(&s->scene, item), wanted, strlen(wanted)) == 0;
}

/* The card's title: "weights[it, cat] = 0.85". */
static bool writes(const struct screen *s, const char *wanted)
{
    for (int i = 1; i < s->scene.item_count; i++) {
        const struct item *item = &s->scene.items[i];
        if (is_text(s, item, wanted) && is_text(s, item - 1, " = ") &&
            item->face == FACE_CODE_BOLD) {
            return true;
        }
    }
    return false;
}

static void check_card(struct screen *s)
{
    char value[NUMBER_MAX];
    struct item shown = {.heatmap = {.op = s->model.shown}};
    float should = cell_of(s, &shown, s->model.row, s->model.column);
    attn_number_brief((double)should, 4, value, sizeof value);
    if (!writes(s, value)) {
        fail_msg("%s[%d, %d] of item %d, head %d should be told as %s",
                 attn_trace_op(s->model.trace, s->model.shown)->name, s->model.row, s->model.column,
                 s->model.item, s->model.head, value);
    }
}

/* ---- the tests ---- */

static void every_colour_is_of_the_item_and_head_on_view(void **state)
{
    each(*state, check_colours);
}

static void every_figure_is_of_the_item_and_head_on_view(void **state)
{
    each(*state, check_figures);
}

static void the_explained_cell_is_of_the_item_and_head_on_view(void **state)
{
    each(*state, check_card);
}

/* ---- one file a kind ---- */

/* A scene a kind of operation: a wiring and a tensor; %d is the head on view. */
static const struct scene_of_kind {
    const char *file;
    enum attn_wiring wiring;
    const char *name;
} kinds[] = {
    {"input", ATTN_WIRING_PROJECTED, "x"},
    {"input-mask", ATTN_WIRING_PROJECTED, "mask"},
    {"parameter", ATTN_WIRING_PROJECTED, "heads.%d.query.weight"},
    {"linear", ATTN_WIRING_PROJECTED, "heads.%d.Q"},
    {"matmul", ATTN_WIRING_PROJECTED, "heads.%d.scores"},
    {"matmul-heads", ATTN_WIRING_FUSED, "context"},
    {"scale", ATTN_WIRING_PROJECTED, "heads.%d.scaled"},
    {"mask", ATTN_WIRING_PROJECTED, "heads.%d.masked"},
    {"softmax", ATTN_WIRING_PROJECTED, "heads.%d.weights"},
    {"softmax-heads", ATTN_WIRING_FUSED, "weights"},
    {"dropout", ATTN_WIRING_PROJECTED, "heads.%d.dropped"},
    {"slice", ATTN_WIRING_SLICED, "heads.%d.x"},
    {"split", ATTN_WIRING_FUSED, "K_heads"},
    {"join", ATTN_WIRING_FUSED, "concat"},
    {"join-mixed", ATTN_WIRING_NO_TRANSPOSE, "concat"},
    {"concat", ATTN_WIRING_PROJECTED, "concat"},
    {"mean", ATTN_WIRING_MEAN, "mean"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* What stage and card show; the caller frees. */
static char *drawn(struct screen *s, const struct scene_of_kind *kind, int item, int head)
{
    char name[ATTN_NAME_MAX];
    snprintf(name, sizeof name, kind->name, head);
    wire(s, kind->wiring);
    look_at(s, attn_trace_find(s->model.trace, name), item, head);
    struct frame frame = screen_frame(s);
    panel_stage(&frame);
    panel_card(&frame);
    return screen_text(s);
}

static bool has_line(const char *text, const char *line, size_t bytes)
{
    for (; *text; text += strcspn(text, "\n") + 1) {
        if (strcspn(text, "\n") == bytes && memcmp(text, line, bytes) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds the lines of text that are not in first. */
static void add_new_lines(char *all, size_t bytes, const char *first, const char *text)
{
    size_t used = strlen(all);
    for (; *text; text += strcspn(text, "\n") + 1) {
        size_t line = strcspn(text, "\n");
        if (!has_line(first, text, line)) {
            used += (size_t)snprintf(all + used, bytes - used, "%.*s\n", (int)line, text);
            assert_true(used < bytes);
        }
    }
}

static void every_kind_is_drawn_as_kept(void **state)
{
    enum { MOST = 1 << 18 };
    static const int views[][2] = {{LAST_ITEM, 0}, {0, LAST_HEAD}, {LAST_ITEM, LAST_HEAD}};
    char *all = malloc(MOST), name[64];
    for (int k = 0; k < KINDS; k++) {
        char *first = drawn(*state, &kinds[k], 0, 0);
        snprintf(all, MOST, "%s", first);
        for (int v = 0; v < 3; v++) {
            char *other = drawn(*state, &kinds[k], views[v][0], views[v][1]);
            snprintf(all + strlen(all), MOST - strlen(all), "\nitem %d, head %d\n", views[v][0],
                     views[v][1]);
            add_new_lines(all, MOST, first, other);
            free(other);
        }
        snprintf(name, sizeof name, "kinds/%s", kinds[k].file);
        screen_hold(name, all);
        free(first);
    }
    free(all);
}

int main(void)
{
#define WITH_SCREEN(test) cmocka_unit_test_setup_teardown(test, screen_open, screen_close)
    const struct CMUnitTest tests[] = {
        WITH_SCREEN(every_colour_is_of_the_item_and_head_on_view),
        WITH_SCREEN(every_figure_is_of_the_item_and_head_on_view),
        WITH_SCREEN(the_explained_cell_is_of_the_item_and_head_on_view),
        WITH_SCREEN(every_kind_is_drawn_as_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
