/* What a layer raised, below a picture: PyTorch's message in large type, the two numbers that clash in
 * the colours that they have in the picture, and whose they are. The rest never matters, and is grey. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 26, MESSAGE = 62, NAMES = 102, HIGH = 116, NAMES_LEAST = 560 };

float raised_height(void)
{
    return HIGH;
}

/* A number of the message, and whose it is. */
struct side {
    const char *at; /* in the message; NULL: it does not say it */
    size_t bytes;
    enum colour colour;
    char owner[48];
};

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* "(320x2048 and 256x256)": the inner two. */
static void find_sides(const char *text, struct side sides[2])
{
    const char *open = strrchr(text, '('), *x = open ? strchr(open, 'x') : NULL;
    const char *and = x ? strstr(x, " and ") : NULL;
    sides[0].at = and? x + 1 : NULL;
    sides[1].at = and? and+5 : NULL;
    for (int i = 0; and&&i < 2; i++) {
        sides[i].bytes = digits(sides[i].at);
    }
}

static void name_sides(const struct frame *frame, const struct attn_op *op, struct side sides[2])
{
    const struct attn_op *in = attn_trace_op(frame->lens.trace, op->operands[0]);
    const struct attn_op *weight = attn_trace_op(frame->lens.trace, op->operands[1]);
    const char *dot = strrchr(weight->name, '.');
    int name = dot ? (int)(dot - weight->name) : (int)strlen(weight->name);
    char layer[48];
    snprintf(layer, sizeof layer, "%.*s", name < 40 ? name : 40, weight->name);
    snprintf(sides[0].owner, sizeof sides[0].owner, string(STRING_SIDE_GIVES), in->name);
    snprintf(sides[1].owner, sizeof sides[1].owner, string(STRING_SIDE_TAKES), layer);
    sides[0].colour = theme_axis_colour(in->shape.axis[in->shape.rank - 1]);
    sides[1].colour = theme_axis_colour(weight->shape.axis[weight->shape.rank - 1]);
}

/* A bracket below the number, and whose it is: to its left, or to its right. */
static void draw_owner(const struct frame *frame, const struct side *side, float x, float wide,
                       float y, bool left)
{
    float size = TYPE_LABEL;
    float name = measure_width(frame->measure, FACE_PROSE, size, side->owner);
    float at = left ? x + wide - name : x;
    scene_line(frame->scene, x, y, x + wide, y, side->colour, 1, 0);
    scene_line(frame->scene, x, y - 5, x, y, side->colour, 1, 0);
    scene_line(frame->scene, x + wide - 1, y - 5, x + wide - 1, y, side->colour, 1, 0);
    scene_text(frame->scene, at, y + 20, FACE_PROSE, size, side->colour, side->owner);
}

static void draw_message(const struct frame *frame, struct rect box, const char *text,
                         const struct side sides[2])
{
    float size = TYPE_CLAIM, y = box.y + MESSAGE;
    while (size > TYPE_LABEL && measure_width(frame->measure, FACE_CODE, size, text) > box.w) {
        size = size > TYPE_PROSE ? TYPE_PROSE : size > TYPE_SMALL ? TYPE_SMALL : TYPE_LABEL;
    }
    struct pen pen = frame_pen(frame, box.x, y, FACE_CODE, size, COLOUR_INK);
    for (const char *at = text; *at;) {
        const struct side *side = at == sides[0].at   ? &sides[0]
                                  : at == sides[1].at ? &sides[1]
                                                      : NULL;
        const char *next = side                              ? at + side->bytes
                           : sides[0].at && at < sides[0].at ? sides[0].at
                           : sides[1].at && at < sides[1].at ? sides[1].at
                                                             : at + strlen(at);
        char piece[160];
        snprintf(piece, sizeof piece, "%.*s", (int)(next - at), at);
        float x = pen.x;
        pen.face = side ? FACE_CODE_BOLD : FACE_CODE;
        pen_colour(&pen, side ? side->colour : COLOUR_INK, piece);
        if (side && box.w > NAMES_LEAST) {
            draw_owner(frame, side, x, pen.x - x, y + 18, side == &sides[0]);
        }
        at = next;
    }
}

void raised_draw(const struct frame *frame, struct rect box)
{
    const struct attn_op *op =
        attn_trace_op(frame->lens.trace, attn_trace_failed(frame->lens.trace));
    struct side sides[2] = {{0}};
    scene_line(frame->scene, box.x, box.y, box.x + box.w, box.y, COLOUR_LINE, 1, 0);
    struct pen pen = frame_pen(frame, box.x, box.y + LINE, FACE_CODE_BOLD, TYPE_SMALL, COLOUR_INK);
    pen_write(&pen, attn_error_kind_name(op->error.kind));
    failure_write_line(frame, &pen);
    if (attn_kind_about(op->kind)->flattens && op->operand_count > 1) {
        find_sides(op->error.text, sides);
        name_sides(frame, op, sides);
    }
    draw_message(frame, box, op->error.text, sides);
}
