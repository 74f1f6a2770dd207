/* All of a step's prose on one sheet. What is longer than the window scrolls. */
#include "app/panels/panels.h"

#include "app/panels/prose.h"
#include "app/panels/sheet.h"

#include <math.h>

enum { WIDTH = 608, ABOVE = 24 };

/* All beats from the baseline on, between first and last; returns the last line's. */
static float set_all(const struct frame *frame, struct rect rect, float baseline, float first,
                     float last)
{
    struct prose prose = prose_at(frame, rect.x, rect.w, baseline);
    prose.first = first;
    prose.last = last;
    prose.dry = first > last;
    for (int i = 0; i < model_beats(frame->model); i++) {
        prose.baseline += i > 0 ? prose_leading(frame) + PROSE_GAP : 0;
        prose_beat(&prose, i);
    }
    return prose.baseline;
}

void panel_reading(const struct frame *frame)
{
    if (frame->model->over != OVER_PROSE) {
        return;
    }
    struct rect trial = {0, 0, fminf(WIDTH, frame->layout.window.w - 80), 0};
    float high = set_all(frame, trial, 0, 1, 0) + ABOVE + 8;
    struct rect in = sheet_draw(frame, WIDTH + 2 * SHEET_PAD, high + SHEET_HEAD + 16,
                                model_step(frame->model)->title, ACTION_PROSE);
    float over = set_all(frame, in, 0, 1, 0) + ABOVE + 8 - in.h;
    int most = over > 0.5f ? (int)ceilf(over / prose_leading(frame)) : 0;
    int lines = frame->model->scroll[SCROLL_PROSE];
    lines = lines < most ? lines : most;
    frame->scene->scrolls[SCROLL_PROSE] = (struct scroll){frame->layout.window, most};
    float baseline = in.y + ABOVE - 4;
    set_all(frame, in, baseline - (float)lines * prose_leading(frame), baseline - 1,
            in.y + in.h - 4);
    sheet_bar(frame, in, lines, most, prose_leading(frame));
}
