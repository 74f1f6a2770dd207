/* The listing: the lines around the one that this step runs, that one lit. Where another wiring is
 * chosen, the listing is that one's, from whichever lesson has it. */
#include "app/panels/panels.h"

#include "app/scene/strings.h"
#include "app/scene/type.h"
#include "lessons/script/script.h"

#include <stdio.h>
#include <string.h>

enum { LINE = 24, LIT_LEAST = 32, HEAD = 28, ROWS_MOST = 10, HANG = 4, CODE_MAX = 512 };
#define SIZE TYPE_LABEL

static int indent_of(const char *line)
{
    return (int)strspn(line, " ");
}

static bool is_blank(const char *line)
{
    return line[indent_of(line)] == '\0';
}

/* Bytes of line that stand on a row of `chars` characters: up to the last space that fits. The
 * listings are plain ASCII. */
static int row_bytes(const char *line, int chars)
{
    int bytes = (int)strlen(line), cut = chars;
    if (bytes <= chars) {
        return bytes;
    }
    while (cut > indent_of(line) && line[cut] != ' ' && line[cut - 1] != '(') {
        cut--;
    }
    return cut > indent_of(line) ? cut : chars;
}

/* The lines on view: the lit one, and as many around it as there is room for. */
struct excerpt {
    const struct lesson_listing *listing;
    const struct attn_config *config; /* writes its settings into them */
    int lit, first, last;             /* lines, from 0; last is one past */
    int rows, chars;
    int indent; /* spaces that all of them begin with */
    bool sure;  /* the lit line is the one that runs */
};

static const char *line_text(const struct excerpt *e, int line, char buffer[CODE_MAX])
{
    return script_line(e->config, e->listing->lines[line], buffer, CODE_MAX);
}

static int line_rows(const struct excerpt *e, int line)
{
    char buffer[CODE_MAX];
    const char *text = line_text(e, line, buffer) + e->indent;
    int rows = 1, chars = e->chars, indent = indent_of(text) + HANG;
    if (is_blank(e->listing->lines[line])) {
        return 1;
    }
    for (int bytes = row_bytes(text, chars); text[bytes]; rows++) {
        text += bytes;
        text += indent_of(text);
        bytes = row_bytes(text, chars - indent);
    }
    return rows;
}

/* Takes in lines after and before the lit one, by turns, up to a blank line or the rows' number. */
static void grow(struct excerpt *e, int rows)
{
    bool more = true;
    e->rows = line_rows(e, e->lit);
    while (more) {
        more = false;
        for (int after = 1; after >= 0; after--) {
            int line = after ? e->last : e->first - 1;
            if (line < 0 || line >= e->listing->count || is_blank(e->listing->lines[line]) ||
                indent_of(e->listing->lines[line]) < e->indent ||
                e->rows + line_rows(e, line) > rows) {
                continue;
            }
            e->rows += line_rows(e, line);
            *(after ? &e->last : &e->first) += after ? 1 : -1;
            more = true;
        }
    }
}

/* ---- whose listing ---- */

/* The listing of another step that runs this wiring. */
static const struct lesson_listing *listing_elsewhere(const struct model *model)
{
    for (int i = 0; i < model->course->count; i++) {
        const struct lesson *lesson = model->course->lessons[i];
        for (int k = 0; k < lesson->step_count; k++) {
            const struct lesson_step *step = &lesson->steps[k];
            if (step->config.wiring == model->config.wiring && step->listing.count > 0 &&
                step->wrong_line == 0) {
                return &step->listing;
            }
        }
    }
    return NULL;
}

/* The line of a listing that says the same as this step's, or -1. */
static int same_line(const struct lesson_listing *listing, const char *line)
{
    for (int i = 0; i < listing->count; i++) {
        const char *other = listing->lines[i];
        if (strcmp(other + indent_of(other), line + indent_of(line)) == 0) {
            return i;
        }
    }
    return -1;
}

/* The line, from 0, to light; -1 for none. *listing is NULL where no code ran that is known. */
static int find_line(const struct frame *frame, const struct lesson_listing **listing)
{
    const struct model *model = frame->model;
    const struct lesson_step *step = model_step(model);
    bool has = step->code_line > 0;
    *listing = has ? &step->listing : NULL;
    if (model->config.wiring == step->config.wiring) {
        return step->code_line - 1;
    }
    const char *line = has ? step->listing.lines[step->code_line - 1] : "";
    *listing = listing_elsewhere(model);
    return *listing && has ? same_line(*listing, line) : -1;
}

/* Where forward() begins, for a listing whose line is not known. */
static int forward_line(const struct lesson_listing *listing)
{
    int found = 0;
    for (int i = 0; i < listing->count; i++) {
        found = strstr(listing->lines[i], "def forward") ? i + 1 : found;
    }
    return found < listing->count ? found : listing->count - 1;
}

static bool excerpt_of(const struct frame *frame, float width, int rows, struct excerpt *e)
{
    const struct lesson_listing *listing;
    int line = find_line(frame, &listing);
    if (!listing || listing->count == 0) {
        return false;
    }
    int lit = line < 0 ? forward_line(listing) : line;
    float advance = measure_width(frame->measure, FACE_CODE, SIZE, "0");
    *e = (struct excerpt){.listing = listing,
                          .config = &frame->model->config,
                          .lit = lit,
                          .first = lit,
                          .last = lit + 1,
                          .chars = (int)(width / advance),
                          .sure = line >= 0};
    e->indent = indent_of(listing->lines[lit]);
    for (int i = lit; i > 0 && !is_blank(listing->lines[i]); i--) { /* the block's own indent */
        int indent = indent_of(listing->lines[i]);
        e->indent = indent < e->indent && indent >= 8 ? indent : e->indent;
    }
    grow(e, rows);
    return true;
}

/* A lit line of one row is a little higher. */
static float lit_height(const struct excerpt *e)
{
    int rows = line_rows(e, e->lit);
    return rows == 1 ? LIT_LEAST : (float)rows * LINE;
}

static float height_of(const struct excerpt *e)
{
    return HEAD + (float)(e->rows - line_rows(e, e->lit)) * LINE + lit_height(e);
}

float listing_height(const struct frame *frame, float width, float room)
{
    struct excerpt e;
    for (int rows = (int)((room - HEAD) / LINE) < ROWS_MOST ? (int)((room - HEAD) / LINE)
                                                            : ROWS_MOST;
         rows > 0 && excerpt_of(frame, width, rows, &e); rows--) {
        if (height_of(&e) <= room) {
            return height_of(&e);
        }
    }
    return 0;
}

/* A wavy line under the wrong characters, as far as they stand among the `bytes` from `from` on. */
static void mark_wrong(const struct frame *frame, const char *text, int line, int from, int bytes,
                       float x, float y)
{
    const struct lesson_step *step = model_step(frame->model);
    float advance = measure_width(frame->measure, FACE_CODE, SIZE, "0");
    int first = step->wrong_from > from ? step->wrong_from : from;
    int last = step->wrong_from + step->wrong_bytes;
    last = last < from + bytes ? last : from + bytes;
    if (frame->model->answer.open || step->wrong_line != line + 1 || first >= last ||
        strncmp(text + first, step->wrong + (first - step->wrong_from), (size_t)(last - first))) {
        return; /* not here, or no longer: the settings are others; or it would tell */
    }
    float left = x + (float)(first - from) * advance;
    int waves = (int)((float)(last - first) * advance / 2);
    for (int i = 0; i < waves; i++) {
        struct rect wave = {left + 2 * (float)i, i % 2 ? y - 1 : y, 2, 1.3f};
        scene_rect(frame->scene, wave, COLOUR_ERROR);
    }
    scene_text_bytes(frame->scene, left, y - 2.5f, FACE_CODE, SIZE, COLOUR_ERROR, text + first,
                     (size_t)(last - first));
}

static void draw_line(const struct frame *frame, const struct excerpt *e, int line, float x,
                      float y)
{
    char buffer[CODE_MAX];
    const char *whole = line_text(e, line, buffer), *text = whole + e->indent;
    int rows = line_rows(e, line), left = 0;
    int hang = indent_of(text) + HANG;
    float advance = measure_width(frame->measure, FACE_CODE, SIZE, "0");
    bool lit = line == e->lit && e->sure;
    for (int row = 0; row < rows; row++) {
        int bytes = row_bytes(text, e->chars - left);
        scene_text_bytes(frame->scene, x + (float)left * advance, y + (float)row * LINE + 16,
                         FACE_CODE, SIZE, lit ? COLOUR_INK : COLOUR_MUTED, text, (size_t)bytes);
        if (e->listing == &model_step(frame->model)->listing) {
            mark_wrong(frame, whole, line, (int)(text - whole), bytes, x + (float)left * advance,
                       y + (float)row * LINE + 18.5f);
        }
        text += bytes;
        text += indent_of(text);
        left = hang;
    }
}

/* "single.py", and at the right "line 34". */
static void draw_head(const struct frame *frame, struct rect rect, const struct excerpt *e)
{
    char text[32];
    scene_text(frame->scene, rect.x, rect.y + 14, FACE_CODE, TYPE_LABEL, COLOUR_MUTED,
               e->listing->name);
    snprintf(text, sizeof text, string(STRING_LINE), e->lit + 1);
    if (e->sure) {
        pen_right(frame->scene, frame->measure, rect.x + rect.w, rect.y + 14, FACE_PROSE,
                  TYPE_LABEL, COLOUR_MUTED, text);
    }
}

static void draw_light(const struct frame *frame, float y, float high)
{
    struct rect column = frame->layout.column;
    scene_rect(frame->scene, (struct rect){column.x + 1, y, column.w - 1, high},
               COLOUR_ACCENT_SOFT);
    scene_rect(frame->scene, (struct rect){column.x, y, 3, high}, COLOUR_ACCENT);
}

void listing_draw(const struct frame *frame, struct rect rect)
{
    struct excerpt e;
    int rows = (int)((rect.h - HEAD + 1) / LINE);
    if (!excerpt_of(frame, rect.w, rows, &e)) {
        return;
    }
    while (height_of(&e) > rect.h + 1 && rows > 1) {
        excerpt_of(frame, rect.w, --rows, &e);
    }
    draw_head(frame, rect, &e);
    float y = rect.y + HEAD;
    for (int line = e.first; line < e.last; line++) {
        float high = (float)line_rows(&e, line) * LINE, air = 0;
        if (line == e.lit) {
            high = lit_height(&e);
            air = (high - (float)line_rows(&e, line) * LINE) / 2;
        }
        if (line == e.lit && e.sure) {
            draw_light(frame, y, high);
        }
        draw_line(frame, &e, line, rect.x, y + air);
        y += high;
    }
}
