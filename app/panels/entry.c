/* The field in which a value is typed, over the frame: its label, what stands there, and why it was not
 * taken. */
#include "app/panels/panels.h"

#include "app/model/sentence.h"
#include "app/scene/strings.h"

#include <math.h>
#include <stdio.h>

static const float WIDTH = 460, HIGH = 122, PAD = 20, FIELD = 40;

/* The end of a long text, where one types. */
static const char *tail(const struct frame *frame, const char *text, float room)
{
    while (*text && measure_width(frame->measure, FACE_CODE, 13.5f, text) > room) {
        text++;
        while (((unsigned char)*text & 0xc0) == 0x80) {
            text++;
        }
    }
    return text;
}

static void draw_field(const struct frame *frame, struct rect field)
{
    char hint[ENTRY_MAX];
    const struct entry *entry = &frame->model->entry;
    float x = field.x + 12, baseline = field.y + 25.5f, room = field.w - 24;
    scene_box(frame->scene, field, 8, COLOUR_PANEL, COLOUR_ACCENT, 2);
    const char *text = tail(frame, entry->text, room - 4);
    float width = measure_width(frame->measure, FACE_CODE, 13.5f, text);
    if (!entry->text[0]) {
        pen_fitted(frame->scene, frame->measure, x + 4, baseline, room - 4, FACE_CODE, 13.5f,
                   COLOUR_MUTED, entry_hint(frame->model, hint, sizeof hint));
    }
    scene_text(frame->scene, x, baseline, FACE_CODE, 13.5f, COLOUR_INK, text);
    scene_rect(frame->scene, (struct rect){x + width + 1, field.y + 11, 2, 18}, COLOUR_ACCENT);
}

/* The words that a teaching layer knows; or, of any other, that words can be anything. */
static void say_words(const struct model *model, char *text, size_t bytes)
{
    int count;
    size_t used = 0;
    const char *const *words = sentence_vocabulary(model, &count);
    if (!words) {
        snprintf(text, bytes, "%s", string(STRING_OWN_WORDS_HELP));
        return;
    }
    for (int i = 0; i < count && used + 40 < bytes; i++) {
        used += (size_t)snprintf(text + used, bytes - used, "%s%s", i ? " " : "", words[i]);
    }
}

/* What may be typed here, or why the last was not taken. */
static void draw_note(const struct frame *frame, struct rect box)
{
    const struct entry *entry = &frame->model->entry;
    char text[ENTRY_TOLD + 200] = "";
    if (entry->told[0]) {
        snprintf(text, sizeof text, "%s", entry->told);
    } else if (entry->what != ENTRY_WORDS) {
        snprintf(text, sizeof text, "%s", attn_setting(entry->what)->help);
    } else {
        say_words(frame->model, text, sizeof text);
    }
    pen_fitted(frame->scene, frame->measure, box.x + PAD, box.y + HIGH - 15, box.w - 2 * PAD,
               FACE_PROSE, 12, entry->told[0] ? COLOUR_ERROR : COLOUR_MUTED, text);
}

void panel_entry(const struct frame *frame)
{
    struct rect window = frame->layout.window;
    if (!frame->model->entry.open) {
        return;
    }
    float width = fminf(WIDTH, window.w - 32);
    struct rect box = {floorf((window.w - width) / 2), floorf(window.h / 3 - HIGH / 2), width,
                       HIGH};
    scene_rect(frame->scene, window, COLOUR_SHADE);
    scene_target(frame->scene, window, (struct action){.kind = ACTION_ESCAPE});
    scene_box(frame->scene, box, 8, COLOUR_PANEL, COLOUR_LINE, 1);
    scene_shield(frame->scene, box);
    scene_text(frame->scene, box.x + PAD, box.y + 28, FACE_PROSE_BOLD, 13.5f, COLOUR_INK,
               entry_label(frame->model));
    pen_right(frame->scene, frame->measure, box.x + box.w - PAD, box.y + 28, FACE_PROSE, 12,
              COLOUR_MUTED, string(STRING_ENTRY_KEYS));
    draw_field(frame, (struct rect){box.x + PAD, box.y + 42, box.w - 2 * PAD, FIELD});
    draw_note(frame, box);
}
