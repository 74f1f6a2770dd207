/* The words around a plate. Those above narrow columns move aside for each other: each stands as
 * near to its column as its neighbours let it. */
#include "app/stage/plate.h"
#include "app/scene/type.h"

#include <math.h>

#define SIZE TYPE_LABEL
static const float SIZE_SMALL = 11, AIR = 6, OVERHANG = 16, GAP = 10;
static const float AXIS_ROOM = 22, FEATURE_LEAST = 9;
enum { COLUMNS_MAX = 64 };

/* The row and the column that the explained cell lights; -1 where none. */
struct lights {
    int row, column;
};

static struct lights lights_of(const struct frame *frame, const struct plate *plate)
{
    const struct lens_cell *cell = &frame->lens.cell;
    struct lights lights = {-1, -1};
    struct attn_explanation e;
    if (!lens_explain(&frame->lens, &e)) {
        return lights;
    }
    if (cell->op == plate->op) {
        return plate->transposed ? (struct lights){cell->column, cell->row}
                                 : (struct lights){cell->row, cell->column};
    }
    int rank = attn_trace_op(frame->lens.trace, plate->op)->shape.rank;
    int rows = plate_row_axis(plate, rank), columns = plate_column_axis(plate, rank);
    for (int i = 0; i < e.read_count; i++) {
        const struct attn_region *r = &e.reads[i];
        if (r->op == plate->op && r->part == plate->part && rows >= 0) {
            lights.row = r->to[rows] - r->from[rows] == 1 ? r->from[rows] : -1;
            lights.column = r->to[columns] - r->from[columns] == 1 ? r->from[columns] : -1;
        }
    }
    return lights;
}

/* ---- above the columns ---- */

/* A row of words above a plate, and where each begins. */
struct words {
    float x[COLUMNS_MAX], width[COLUMNS_MAX];
    float size;
    int count, lit;
};

static void measure_words(const struct frame *frame, const struct plate *plate, enum attn_axis axis,
                          struct words *words)
{
    float cell = plate->rect.w / (float)plate->columns;
    for (int j = 0; j < words->count; j++) {
        char text[40];
        enum face face = j == words->lit ? FACE_PROSE_BOLD : FACE_PROSE;
        frame_label(frame, axis, j, text, sizeof text);
        words->width[j] = measure_width(frame->measure, face, words->size, text);
        words->x[j] = plate->rect.x + ((float)j + 0.5f) * cell - words->width[j] / 2;
    }
}

/* Parts what overlaps: to the right from the left end, then back from the right end. False where
 * there is no room for all. */
static bool part_words(struct words *words, float left, float right)
{
    for (int j = 0; j < words->count; j++) {
        float from = j ? words->x[j - 1] + words->width[j - 1] + AIR : left;
        words->x[j] = fmaxf(words->x[j], from);
    }
    for (int j = words->count - 1; j >= 0; j--) {
        float to = j + 1 < words->count ? words->x[j + 1] - AIR : right;
        words->x[j] = fminf(words->x[j], to - words->width[j]);
    }
    return words->x[0] >= left - 0.5f;
}

/* Where there is no room for all: as much of each as its column is wide, or nothing. */
static void draw_cut_words(const struct frame *frame, const struct plate *plate,
                           enum attn_axis axis, int lit)
{
    float cell = plate->rect.w / (float)plate->columns;
    for (int j = 0; j < plate->columns && cell >= 24; j++) {
        char text[40];
        frame_label(frame, axis, j, text, sizeof text);
        float width = fminf(measure_width(frame->measure, FACE_PROSE, SIZE_SMALL, text), cell - 4);
        pen_fitted(frame->scene, frame->measure,
                   plate->rect.x + ((float)j + 0.5f) * cell - width / 2, plate->rect.y - 7,
                   cell - 3.5f, FACE_PROSE, SIZE_SMALL,
                   j == lit ? COLOUR_INK : theme_axis_colour(axis), text);
    }
}

static void draw_columns(const struct frame *frame, const struct plate *plate, enum attn_axis axis,
                         int lit)
{
    float left = plate->rect.x - OVERHANG, right = plate->rect.x + plate->rect.w + 2;
    struct words words = {.size = SIZE, .lit = lit, .count = plate->columns};
    measure_words(frame, plate, axis, &words);
    if (!part_words(&words, left, right)) {
        words.size = SIZE_SMALL;
        measure_words(frame, plate, axis, &words);
        if (!part_words(&words, left, right)) {
            draw_cut_words(frame, plate, axis, lit);
            return;
        }
    }
    for (int j = 0; j < words.count; j++) {
        char text[40];
        frame_label(frame, axis, j, text, sizeof text);
        scene_text(frame->scene, words.x[j], plate->rect.y - 7,
                   j == lit ? FACE_PROSE_BOLD : FACE_PROSE, words.size,
                   j == lit ? COLOUR_INK : theme_axis_colour(axis), text);
    }
}

/* ---- left of the rows ---- */

static void draw_rows(const struct frame *frame, const struct plate *plate, enum attn_axis axis,
                      int lit)
{
    float tall = plate->rect.h / (float)plate->rows;
    for (int i = 0; i < plate->rows; i++) {
        char text[40];
        frame_label(frame, axis, i, text, sizeof text);
        pen_right(frame->scene, frame->measure, plate->rect.x - GAP,
                  plate->rect.y + ((float)i + 0.5f) * tall + 4,
                  i == lit ? FACE_PROSE_BOLD : FACE_PROSE, SIZE,
                  i == lit ? COLOUR_INK : theme_axis_colour(axis), text);
    }
}

float plate_label_room(const struct frame *frame)
{
    const struct model *model = frame->model;
    float most = 0;
    for (int i = 0; i < model_step(model)->word_count || i < model->word_count; i++) {
        const char *word = model_word(model, i);
        most =
            word ? fmaxf(most, measure_width(frame->measure, FACE_PROSE_BOLD, SIZE, word)) : most;
    }
    return most + GAP + 4;
}

/* ---- below the columns ---- */

/* The name of a column where the columns are features that the step's layer names, or NULL. */
static const char *feature_of(const struct frame *frame, const struct plate *plate, int column)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, plate->op);
    int axis = plate_column_axis(plate, op->shape.rank);
    return op_counts_features(op, axis) ? lesson_feature(model_step(frame->model), column) : NULL;
}

float plate_below_room(const struct frame *frame, const struct plate *plate)
{
    float most = 0;
    for (int j = 0; j < plate->columns; j++) {
        const char *name = feature_of(frame, plate, j);
        float width = name ? measure_width(frame->measure, FACE_PROSE_BOLD, SIZE_SMALL, name) : 0;
        most = fmaxf(most, width);
    }
    return fmaxf(AXIS_ROOM, most + AIR + 4);
}

/* False where the columns have no names, or are too narrow for them. */
static bool draw_features(const struct frame *frame, const struct plate *plate, int lit)
{
    float cell = plate->rect.w / (float)plate->columns;
    if (cell < FEATURE_LEAST || !feature_of(frame, plate, 0)) {
        return false;
    }
    for (int j = 0; j < plate->columns; j++) {
        const char *name = feature_of(frame, plate, j);
        scene_text_turned(frame->scene, plate->rect.x + ((float)j + 0.5f) * cell - 3,
                          plate->rect.y + plate->rect.h + AIR, TURN_DOWN,
                          j == lit ? FACE_PROSE_BOLD : FACE_PROSE, SIZE_SMALL,
                          j == lit ? COLOUR_INK : COLOUR_EMBED, name ? name : "");
    }
    return true;
}

/* ---- around ---- */

static bool worth_labels(const struct frame *frame, enum attn_axis axis, int count, float cell)
{
    bool token = theme_axis_colour(axis) == COLOUR_TOKEN;
    (void)frame;
    return token && cell >= 12 && count <= COLUMNS_MAX;
}

static void draw_axes(const struct frame *frame, const struct plate *plate, enum attn_axis rows,
                      enum attn_axis columns, int lit)
{
    struct rect r = plate->rect;
    if (plate->labels & PLATE_AXIS_BELOW && !draw_features(frame, plate, lit)) {
        pen_centred(frame->scene, frame->measure, r.x + r.w / 2, r.y + r.h + 16, FACE_PROSE, SIZE,
                    theme_axis_colour(columns), attn_axis_name(columns));
    }
    if (plate->labels & PLATE_AXIS_RIGHT) {
        const char *name = attn_axis_name(rows);
        float length = measure_width(frame->measure, FACE_PROSE, SIZE, name);
        if (length > r.h + 8) {
            return;
        }
        scene_text_turned(frame->scene, r.x + r.w + 9, r.y + r.h / 2 - length / 2, TURN_DOWN,
                          FACE_PROSE, SIZE, theme_axis_colour(rows), name);
    }
}

/* "Kᵀ (8, 5)" above the words, if there are any. */
static void draw_name(const struct frame *frame, const struct plate *plate, bool words)
{
    const struct attn_op *op = attn_trace_op(frame->lens.trace, plate->op);
    struct attn_shape shape = attn_trace_tensor(frame->lens.trace, plate->op, plate->part).shape;
    struct pen pen =
        frame_pen(frame, plate->rect.x, plate->rect.y - plate->name_up - (words ? 26 : 11),
                  FACE_PROSE_BOLD, TYPE_SMALL, COLOUR_INK);
    bool tight = plate->name_room > 0;
    const char *name = plate->name ? plate->name : tight ? op_own_name(op) : op->name;
    if (tight && pen_width(&pen, name) > plate->name_room) {
        pen_fitted(frame->scene, frame->measure, pen.x, pen.baseline, plate->name_room, pen.face,
                   pen.size, pen.colour, name);
        return;
    }
    pen_write(&pen, name);
    if (plate->transposed) {
        pen_raised_t(&pen);
    }
    char text[64];
    attn_shape_text(&shape, text, sizeof text);
    float end = pen.x + 8 + measure_width(frame->measure, FACE_CODE, TYPE_LABEL, text);
    if (tight && end > plate->rect.x + plate->name_room) {
        return;
    }
    pen.x += 8;
    pen.size = TYPE_LABEL;
    pen.colour = COLOUR_MUTED;
    pen_shape(&pen, &shape, plate->transposed);
}

void plate_draw_labels(const struct frame *frame, const struct plate *plate,
                       const struct attn_tensor *window)
{
    struct lights lights = lights_of(frame, plate);
    float cell = plate->rect.w / (float)plate->columns, tall = plate->rect.h / (float)plate->rows;
    enum attn_axis rows = window->shape.axis[0], columns = window->shape.axis[1];
    bool words =
        plate->labels & PLATE_COLUMNS && worth_labels(frame, columns, plate->columns, cell);
    if (words) {
        draw_columns(frame, plate, columns, lights.column);
    }
    if (plate->labels & PLATE_ROWS && worth_labels(frame, rows, plate->rows, tall)) {
        draw_rows(frame, plate, rows, lights.row);
    }
    draw_axes(frame, plate, rows, columns, lights.column);
    if (plate->labels & PLATE_NAME) {
        draw_name(frame, plate, words);
    }
}
