/* The listing: the lines around the one that this step runs, that one lit. */
#include "app/panels/panels.h"

#include <string.h>

static const float LINE = 19, HEAD = 18, PAD = 7;
enum { LINES_MOST = 9, LINES_LEAST = 3 };

/* Lines that fit: about a third of the column. */
static int line_count(const struct frame *frame, float room)
{
    const struct lesson *lesson = model_lesson(frame->model);
    int lines = (int)((room / 3 - HEAD) / LINE);
    lines = lines > LINES_MOST ? LINES_MOST : lines < LINES_LEAST ? LINES_LEAST : lines;
    return lines < lesson->listing_count ? lines : lesson->listing_count;
}

static bool has_listing(const struct frame *frame)
{
    return model_lesson(frame->model)->listing_count > 0 && model_step(frame->model)->code_line > 0;
}

float listing_height(const struct frame *frame, float room)
{
    return has_listing(frame) ? HEAD + 2 * PAD + (float)line_count(frame, room) * LINE : 0;
}

static int indent_of(const char *line)
{
    return (int)strspn(line, " ");
}

/* Spaces that every line on view begins with. */
static int common_indent(const struct lesson *lesson, int first, int count)
{
    int least = 1000;
    for (int i = first; i < first + count; i++) {
        int indent = indent_of(lesson->listing[i]);
        bool blank = lesson->listing[i][indent] == '\0';
        least = !blank && indent < least ? indent : least;
    }
    return least == 1000 ? 0 : least;
}

void listing_draw(const struct frame *frame, struct rect rect)
{
    if (!has_listing(frame)) {
        return;
    }
    const struct lesson *lesson = model_lesson(frame->model);
    int lit = model_step(frame->model)->code_line - 1;
    int count = (int)((rect.h - HEAD - 2 * PAD + 1) / LINE);
    int first = lit - count / 2;
    first = first > lesson->listing_count - count ? lesson->listing_count - count : first;
    first = first < 0 ? 0 : first;
    int indent = common_indent(lesson, first, count);
    scene_text(frame->scene, rect.x, rect.y + 10, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
               lesson->listing_name);
    struct rect box = {rect.x, rect.y + HEAD, rect.w, rect.h - HEAD};
    scene_box(frame->scene, box, 6, COLOUR_SOFT, COLOUR_NONE, 0);
    for (int i = 0; i < count; i++) {
        const char *line = lesson->listing[first + i];
        struct rect row = {box.x, box.y + PAD + (float)i * LINE, box.w, LINE};
        if (first + i == lit) {
            scene_rect(frame->scene, row, COLOUR_ACCENT_SOFT);
            scene_rect(frame->scene, (struct rect){row.x, row.y, 3, row.h}, COLOUR_ACCENT);
        }
        int skip = indent_of(line) < indent ? indent_of(line) : indent;
        text_fitted(frame->scene, frame->measure, row.x + 12, row.y + 13.5f, row.w - 18, FACE_CODE,
                    11, COLOUR_INK, line + skip);
    }
}
