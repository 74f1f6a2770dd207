/* The listing: the lines around the one that this step runs, that one lit. */
#include "app/panels/panels.h"

#include "lessons/script/script.h"

#include <string.h>

static const float LINE = 19, HEAD = 18, PAD = 7, SIZE = 11, INSET = 12;
enum { ROWS_MOST = 9, ROWS_LEAST = 4, ROWS_COMPACT = 3, HANG = 4, CODE_MAX = 512 };

static bool has_listing(const struct frame *frame)
{
    const struct lesson_step *step = model_step(frame->model);
    bool same = frame->model->config.wiring == step->config.wiring; /* else other code ran */
    return step->code_line > 0 && same;
}

/* Rows that fit: about a third of the column. */
static int rows_in(const struct frame *frame, float room)
{
    int rows = (int)((room / 3 - HEAD) / LINE);
    if (frame->layout.compact) {
        return ROWS_COMPACT;
    }
    return rows > ROWS_MOST ? ROWS_MOST : rows < ROWS_LEAST ? ROWS_LEAST : rows;
}

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

static struct excerpt excerpt_of(const struct frame *frame, float width, int rows)
{
    const struct lesson_listing *listing = &model_step(frame->model)->listing;
    int lit = model_step(frame->model)->code_line - 1;
    float advance = measure_width(frame->measure, FACE_CODE, SIZE, "0");
    struct excerpt e = {
        listing, &frame->model->config, lit, lit, lit + 1, 0, (int)((width - INSET - 4) / advance),
        0};
    e.indent = indent_of(listing->lines[lit]);
    for (int i = lit; i > 0 && !is_blank(listing->lines[i]); i--) { /* the block's own indent */
        int indent = indent_of(listing->lines[i]);
        e.indent = indent < e.indent && indent >= 8 ? indent : e.indent;
    }
    grow(&e, rows);
    return e;
}

float listing_height(const struct frame *frame, float width, float room)
{
    if (!has_listing(frame)) {
        return 0;
    }
    struct excerpt e = excerpt_of(frame, width, rows_in(frame, room));
    return HEAD + 2 * PAD + (float)e.rows * LINE;
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

/* Returns the number of rows drawn. */
static int draw_line(const struct frame *frame, const struct excerpt *e, int line, float x, float y)
{
    char buffer[CODE_MAX];
    const char *whole = line_text(e, line, buffer), *text = whole + e->indent;
    int rows = line_rows(e, line), left = 0;
    int hang = indent_of(text) + HANG;
    float advance = measure_width(frame->measure, FACE_CODE, SIZE, "0");
    for (int row = 0; row < rows; row++) {
        int bytes = row_bytes(text, e->chars - left);
        scene_text_bytes(frame->scene, x + (float)left * advance, y + (float)row * LINE + 13.5f,
                         FACE_CODE, SIZE, COLOUR_INK, text, (size_t)bytes);
        mark_wrong(frame, whole, line, (int)(text - whole), bytes, x + (float)left * advance,
                   y + (float)row * LINE + 16);
        text += bytes;
        text += indent_of(text);
        left = hang;
    }
    return rows;
}

void listing_draw(const struct frame *frame, struct rect rect)
{
    if (!has_listing(frame)) {
        return;
    }
    struct excerpt e = excerpt_of(frame, rect.w, (int)((rect.h - HEAD - 2 * PAD + 1) / LINE));
    scene_text(frame->scene, rect.x, rect.y + 10, FACE_PROSE_BOLD, 11, COLOUR_MUTED,
               e.listing->name);
    struct rect box = {rect.x, rect.y + HEAD, rect.w, rect.h - HEAD};
    scene_box(frame->scene, box, 6, COLOUR_SOFT, COLOUR_NONE, 0);
    float y = box.y + PAD;
    for (int line = e.first; line < e.last; line++) {
        float high = (float)line_rows(&e, line) * LINE;
        if (line == e.lit) {
            scene_rect(frame->scene, (struct rect){box.x, y, box.w, high}, COLOUR_ACCENT_SOFT);
            scene_rect(frame->scene, (struct rect){box.x, y, 3, high}, COLOUR_ACCENT);
        }
        draw_line(frame, &e, line, box.x + INSET, y);
        y += high;
    }
}
