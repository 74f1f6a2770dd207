/* Texts of the clinic: set in lines, the two sizes that clash in the hue of their axis. */
#include "app/panels/clinic.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_namely(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* 320x2048 is two numbers, not a name. */
static bool goes_on(const char *text, const char *at, const char *end)
{
    bool times = *at == 'x' && at > text && isdigit((unsigned char)at[-1]) && at + 1 < end &&
                 isdigit((unsigned char)at[1]);
    return is_namely(*at) && !times;
}

/* Bytes up to the next number, or of the one that stands here; *number: it, or -1. A digit of a name is
 * none. */
static size_t piece(const char *text, const char *from, size_t bytes, long long *number)
{
    const char *end = from + bytes;
    bool within = from > text && goes_on(text, from - 1, end);
    size_t digits = 0;
    *number = -1;
    while (!within && digits < bytes && isdigit((unsigned char)from[digits])) {
        digits++;
    }
    if (digits > 0 && digits < 18 && (digits == bytes || !goes_on(text, from + digits, end))) {
        *number = strtoll(from, NULL, 10);
        return digits;
    }
    size_t plain = digits > 0 ? digits : 1;
    while (plain < bytes &&
           (!isdigit((unsigned char)from[plain]) || goes_on(text, from + plain - 1, end))) {
        plain++;
    }
    return plain;
}

float clinic_write(const struct clinic_flow *flow, const struct clinic_ink *ink, float x,
                   float baseline, const char *text, size_t bytes, bool dry)
{
    const struct frame *frame = flow->frame;
    const long long *clash = flow->clinic->answer.clash;
    for (size_t at = 0; at < bytes;) {
        long long n;
        size_t part = piece(text, text + at, bytes - at, &n);
        bool clashes = n >= 0 && (n == clash[0] || n == clash[1]);
        enum face face = clashes ? ink->bold : ink->face;
        enum colour colour = clashes ? flow->hue : n >= 0 ? ink->number : ink->colour;
        if (!dry) {
            scene_text_bytes(frame->scene, x, baseline, face, ink->size, colour, text + at, part);
        }
        x += frame->measure->width(frame->measure->context, face, ink->size, text + at, part);
        at += part;
    }
    return x;
}

static bool fits(const struct clinic_flow *flow, const struct clinic_ink *ink, const char *text,
                 size_t bytes, float width)
{
    return clinic_write(flow, ink, 0, 0, text, bytes, true) <= width;
}

/* Of a word that is wider than the line, as much as fits. */
static size_t broken(const struct clinic_flow *flow, const struct clinic_ink *ink, const char *text,
                     size_t bytes, float width)
{
    while (bytes > 1 && !fits(flow, ink, text, bytes, width)) {
        do {
            bytes--;
        } while (bytes > 1 && ((unsigned char)text[bytes] & 0xc0) == 0x80);
    }
    return bytes;
}

size_t clinic_line(const struct clinic_flow *flow, const struct clinic_ink *ink, const char *text,
                   float width, size_t *next)
{
    size_t end = 0;
    for (size_t at = 0; text[at] && text[at] != '\n';) {
        size_t word = at + strspn(text + at, " ");
        word += strcspn(text + word, " \n");
        if (!fits(flow, ink, text, word, width)) {
            end = end > 0 ? end : broken(flow, ink, text, word, width);
            break;
        }
        end = at = word;
    }
    *next = end + strspn(text + end, " ");
    *next += text[*next] == '\n';
    return end;
}

int clinic_lines(const struct clinic_flow *flow, const struct clinic_ink *ink, const char *text,
                 float width)
{
    int lines = 0;
    for (size_t next; *text; text += next) {
        clinic_line(flow, ink, text, width, &next);
        lines++;
    }
    return lines;
}

void clinic_write_in(const struct clinic_flow *flow, const struct clinic_ink *ink, struct rect rect,
                     float leading, int most, const char *text)
{
    const struct frame *frame = flow->frame;
    float baseline = rect.y + leading * 0.5f + ink->size * 0.36f;
    for (int i = 0; *text && i < most; i++, baseline += leading) {
        size_t next, bytes = clinic_line(flow, ink, text, rect.w, &next);
        if (i + 1 == most && text[next]) {
            pen_fitted(frame->scene, frame->measure, rect.x, baseline, rect.w, ink->face, ink->size,
                       ink->colour, text);
            return;
        }
        clinic_write(flow, ink, rect.x, baseline, text, bytes, false);
        text += next;
    }
}

void clinic_paragraph(struct clinic_flow *flow, const struct clinic_ink *ink, float leading,
                      const char *text)
{
    for (size_t next; *text; text += next) {
        struct rect line;
        size_t bytes = clinic_line(flow, ink, text, flow->view.w, &next);
        if (clinic_block(flow, leading, &line)) {
            clinic_write(flow, ink, line.x, line.y + leading * 0.5f + ink->size * 0.36f, text,
                         bytes, false);
        }
    }
}
