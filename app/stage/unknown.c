/* What is asked for, not shown before the answer: what goes in, drawn to one scale, and an empty box for
 * what comes out. */
#include "app/stage/stage.h"

#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const float GAP = 24, BOX = 52, NAME = 44, BELOW = 28, CELL_MOST = 40, WIDE_LEAST = 14;

enum { OPERANDS_MOST = 8 };

/* A dashed square with a question mark. */
static void draw_box(const struct frame *frame, float x, float y)
{
    const float right = x + BOX, bottom = y + BOX;
    scene_line(frame->scene, x, y, right, y, COLOUR_ACCENT, 2, 4);
    scene_line(frame->scene, x, bottom, right, bottom, COLOUR_ACCENT, 2, 4);
    scene_line(frame->scene, x, y, x, bottom, COLOUR_ACCENT, 2, 4);
    scene_line(frame->scene, right, y, right, bottom, COLOUR_ACCENT, 2, 4);
    pen_centred(frame->scene, frame->measure, x + BOX / 2, y + BOX / 2 + 8, FACE_PROSE_BOLD, 22,
                COLOUR_ACCENT, "?");
}

/* The operands that may be seen, or what those that may not are made of. */
struct operands {
    struct plate plates[OPERANDS_MOST];
    int count;
};

static bool taken(const struct operands *o, int op)
{
    for (int i = 0; i < o->count; i++) {
        if (o->plates[i].op == op) {
            return true;
        }
    }
    return false;
}

static void take(const struct frame *frame, int index, bool deeper, struct operands *o)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, index);
    for (int i = 0; i < op->operand_count; i++) {
        int operand = op->operands[i];
        const struct attn_op *in = attn_trace_op(frame->model->trace, operand);
        bool learned = attn_kind_about(in->kind)->learned, bias = learned && in->shape.rank < 2;
        if (model_hides(frame->model, operand)) {
            take(frame, operand, true, o);
        } else if (in->state == ATTN_STATE_READY && !bias && !(deeper && learned) &&
                   !taken(o, operand) && o->count < OPERANDS_MOST) {
            bool turned = i == 1 && op->transposed;
            o->plates[o->count] = plate_of(frame, operand, ATTN_PART_VALUE, turned);
            o->plates[o->count++].labels = PLATE_NAME;
        }
    }
}

/* One size of a cell for all, as large as fits; flat where there are many columns. */
static void place(struct plate *plates, int count, struct rect area)
{
    float columns = 0, rows = 1;
    for (int i = 0; i < count; i++) {
        columns += (float)plates[i].columns;
        rows = fmaxf(rows, (float)plates[i].rows);
    }
    float room = area.w - (float)count * GAP - 2 * BOX;
    float wide = fminf(CELL_MOST, room / columns), high = fminf(CELL_MOST, area.h / rows);
    high = fminf(high, fmaxf(wide, 12));
    float x = area.x + fmaxf(0, (room - wide * columns) / 2);
    for (int i = 0; i < count; i++) {
        float w = fmaxf(wide * (float)plates[i].columns, WIDE_LEAST);
        plates[i].rect = (struct rect){x, area.y, w, high * (float)plates[i].rows};
        plates[i].name_room = w + GAP - 6;
        x += w + GAP;
    }
}

/* A head's own is called by its head where there are many; a click goes to it. */
static void draw_operand(const struct frame *frame, struct plate plate, bool many)
{
    char name[32];
    int head = attn_trace_op(frame->model->trace, plate.op)->head;
    if (head >= 0) {
        snprintf(name, sizeof name, string(STRING_HEAD), head);
        plate.name = many ? name : NULL;
        struct rect hit = {plate.rect.x, plate.rect.y, fmaxf(plate.rect.w, 24),
                           fmaxf(plate.rect.h, 24)};
        scene_target(frame->scene, hit, (struct action){.kind = ACTION_HEAD, .index = head});
    }
    plate_draw(frame, &plate);
}

void stage_unknown(const struct frame *frame, int index, struct rect area)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, index);
    struct operands operands = {.count = 0};
    take(frame, index, false, &operands);
    struct plate *plates = operands.plates;
    int count = operands.count;
    struct rect inner = {area.x + 20, area.y + NAME, area.w - 40, area.h - NAME - BELOW};
    float x = area.x + area.w / 2 - BOX / 2, y = inner.y + fmaxf(0, inner.h / 2 - BOX / 2);
    if (count > 0 && inner.h >= 24) {
        place(plates, count, inner);
        const struct rect *last = &plates[count - 1].rect;
        x = last->x + last->w + 2 * GAP;
        y = inner.y + fmaxf(0, last->h / 2 - BOX / 2);
        for (int i = 0; i < count; i++) {
            draw_operand(frame, plates[i], count > 2);
        }
        pen_centred(frame->scene, frame->measure, x - GAP, y + BOX / 2 + 6, FACE_PROSE, 16,
                    COLOUR_MUTED, "→");
    }
    draw_box(frame, x, y);
    pen_centred(frame->scene, frame->measure, x + BOX / 2, y - 8, FACE_PROSE_BOLD, 12, COLOUR_INK,
                op->name);
}
