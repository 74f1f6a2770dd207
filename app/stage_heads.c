/* All heads at once, as small multiples below the large one: the same tensor of each head, in one
 * range of colours or each in its own. Click one to look at it; switch it off below. */
#include "app/stage.h"

#include "app/number.h"
#include "app/strings.h"

#include <math.h>
#include <stdio.h>

static const float HEAD_LINE = 20, LABEL = 30, THUMB_MOST = 84, GAP = 12;
enum { HEADS_SHOWN = 16 };

bool heads_shown(const struct frame *frame, int index)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, index);
    bool split = op->shape.rank == 4 && op->shape.axis[1] == ATTN_AXIS_HEAD;
    bool reached = op->state == ATTN_STATE_READY;
    return reached && model_heads(frame->model) > 1 &&
           (op->head >= 0 || split || op->kind == ATTN_KIND_MEAN);
}

float heads_height(const struct frame *frame)
{
    return frame->layout.compact ? 74 : 132;
}

/* What is shown of head h: its own operation, or the part of this one. */
static struct plate plate_of_head(const struct frame *frame, int index, int h)
{
    const struct attn_op *op = attn_trace_op(frame->model->trace, index);
    int shown = op->kind == ATTN_KIND_MEAN && h < op->operand_count
                    ? op->operands[h]
                    : model_twin(frame->model, index, h);
    struct plate plate = plate_of(frame, shown, ATTN_PART_VALUE, false);
    return plate;
}

/* plate_heatmap of another head than the one on view. */
static struct heatmap heatmap_of_head(const struct frame *frame, const struct plate *plate, int h)
{
    struct model model = *frame->model;
    struct frame other = *frame;
    model.head = h;
    other.model = &model;
    struct heatmap map = plate_heatmap(&other, plate);
    map.gap = 0;
    return map;
}

/* Under a nudge: how far this head's numbers moved. */
static void write_moved(const struct frame *frame, const struct plate *plate, float x, float y)
{
    const struct model *model = frame->model;
    double most = model->ranges[plate->op].moved;
    char text[64], number[NUMBER_MAX];
    if (model_step(model)->nudge < 0) {
        return;
    }
    if (most > 0) {
        snprintf(text, sizeof text, string(STRING_MOVED), number_brief(number, most, 4));
    }
    text_centred(frame->scene, frame->measure, x, y, FACE_PROSE, 10.5f,
                 most > 0 ? COLOUR_ACCENT : COLOUR_ERROR, most > 0 ? text : string(STRING_STILL));
}

static void draw_label(const struct frame *frame, struct rect box, int h, float y)
{
    const struct model *model = frame->model;
    bool here = h == model->head, off = attn_config_off(&model->config, h);
    char text[32];
    snprintf(text, sizeof text, string(box.w < 44 ? STRING_HEAD_SHORT : STRING_HEAD), h);
    text_centred(frame->scene, frame->measure, box.x + box.w / 2, y,
                 here ? FACE_PROSE_BOLD : FACE_PROSE, 11, off ? COLOUR_MUTED : COLOUR_HEAD, text);
}

static void draw_head(const struct frame *frame, struct rect box, int index, int h)
{
    const struct model *model = frame->model;
    struct plate plate = plate_of_head(frame, index, h);
    float high = box.h - LABEL;
    float aspect = (float)plate.columns / (float)plate.rows;
    float w = fminf(box.w - 8, high * fmaxf(aspect, 0.6f)),
          tall = fminf(high, w / fminf(aspect, 3));
    plate.rect = (struct rect){box.x + (box.w - w) / 2, box.y + 4 + (high - tall) / 2, w, tall};
    struct heatmap map = heatmap_of_head(frame, &plate, h);
    scene_heatmap(frame->scene, plate.rect, &map);
    if (attn_config_off(&model->config, h)) {
        scene_box(frame->scene, plate.rect, 2, COLOUR_SHADE, COLOUR_NONE, 0);
        text_centred(frame->scene, frame->measure, box.x + box.w / 2, box.y + 8 + high / 2,
                     FACE_PROSE_BOLD, 11, COLOUR_WHITE, string(STRING_OFF));
    }
    if (h == model->head) {
        scene_box(frame->scene, box, 6, COLOUR_NONE, COLOUR_HEAD, 2);
    }
    draw_label(frame, box, h, box.y + box.h - (frame->layout.compact ? 7 : 9));
    write_moved(frame, &plate, box.x + box.w / 2, box.y + box.h + 12);
    scene_target(frame->scene, box, (struct action){.kind = ACTION_HEAD, .index = h});
}

void heads_draw(const struct frame *frame, int index, struct rect area)
{
    const struct model *model = frame->model;
    int heads = model_heads(model), count = heads < HEADS_SHOWN ? heads : HEADS_SHOWN;
    int first = heads > count ? model->head - count / 2 : 0;
    first = first < 0 ? 0 : first > heads - count ? heads - count : first;
    struct pen pen = frame_pen(frame, area.x, area.y + 12, FACE_PROSE_BOLD, 12, COLOUR_INK);
    char text[80];
    snprintf(text, sizeof text, string(count < heads ? STRING_SOME_HEADS : STRING_ALL_HEADS), count,
             heads);
    pen_write(&pen, text);
    pen.x += 16;
    pen.size = 11;
    pen_face(&pen, FACE_PROSE, "");
    pen.face = FACE_PROSE;
    pen.colour = COLOUR_MUTED;
    pen_write(&pen, string(STRING_HEAD_KEYS));
    float below = model_step(model)->nudge >= 0 ? 14 : 0;
    float pitch = fminf((area.w + GAP) / (float)count, THUMB_MOST + 24);
    for (int i = 0; i < count; i++) {
        struct rect box = {area.x + (float)i * pitch, area.y + HEAD_LINE, pitch - GAP / 2,
                           area.h - HEAD_LINE - below};
        draw_head(frame, box, index, first + i);
    }
}
