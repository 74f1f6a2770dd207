/* embed cut into heads of embed // heads, to scale, and what is left over. */
#include "app/stage/blocks.h"
#include "app/stage/pictures.h"
#include "app/stage/ruler.h"
#include "app/scene/strings.h"
#include "app/scene/type.h"

#include <math.h>
#include <stdio.h>

bool picture_division_fits(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    return o->state == ATTN_STATE_FAILED && o->error.kind == ATTN_ERROR_ASSERTION;
}

void picture_division(const struct frame *frame, int op, const struct space *space)
{
    (void)op;
    struct rect area = space->below;
    const struct attn_config *config = frame->lens.config;
    int heads = config->heads, width = config->embed / heads, left = config->embed % heads;
    float scale = fminf((float)BLOCKS_CELL, (area.w - 40) / (float)config->embed), x = area.x + 18;
    const bool small = area.h < 220;
    const float high = small ? 30 : 64, all = high + (small ? 42 : 92), least = small ? 34 : 60;
    const float y = area.y + fmaxf(least, (area.h - all) / 2);
    char text[96];
    for (int h = 0; h < heads && width > 0; h++, x += (float)width * scale) {
        struct rect block = {x, y, (float)width * scale, high};
        scene_box(frame->scene, (struct rect){x + 1, y, block.w - 2, high}, 3, COLOUR_SOFT,
                  COLOUR_HEAD, 1);
        blocks_label(frame, block, h, width, heads <= BLOCKS_LABELLED);
    }
    struct rect rest = {x + 1, y, (float)left * scale, high};
    scene_hatch(frame->scene, rest, COLOUR_ERROR);
    scene_box(frame->scene, rest, 0, COLOUR_NONE, COLOUR_ERROR, 1);
    snprintf(text, sizeof text, "%d = %d × %d + %d", config->embed, heads, width, left);
    ruler_draw(frame, area.x + 18, (float)config->embed * scale, y + high + 40, COLOUR_INK, 2,
               FACE_CODE_BOLD, TYPE_PROSE, text);
    snprintf(text, sizeof text, string(STRING_LEFT_OVER), left);
    scene_text(frame->scene, area.x + 18, y + high + (small ? 76 : 92), FACE_PROSE, TYPE_SMALL,
               COLOUR_ERROR, text);
}
