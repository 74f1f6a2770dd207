/* Scene to SVG, an item at a time, in order. Colours are a theme's; fonts are named and not embedded. */
#include "app/scene/svg.h"

#include "app/scene/heatmap.h"
#include "app/scene/utf8.h"

#include <math.h>
#include <string.h>

/* What drawing needs beside the item. */
struct svg {
    FILE *out;
    enum theme theme;
    int clips; /* made so far: each has a name of its own */
    bool clipped;
};

/* ---- words ---- */

void svg_text(FILE *out, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes;) {
        const char *at = text + i;
        size_t n = utf8_bytes(at, bytes - i);
        const char *entity = *at == '&'   ? "&amp;"
                             : *at == '<' ? "&lt;"
                             : *at == '>' ? "&gt;"
                             : *at == '"' ? "&quot;"
                                          : NULL;
        if (entity) {
            fputs(entity, out);
        } else if (n == 0 || (utf8_control(at) && *at != '\n' && *at != '\t')) {
            fputc('?', out);
        } else {
            fwrite(at, 1, n, out);
        }
        i += n > 0 ? n : 1;
    }
}

/* ---- items ---- */

static void print_colour(const struct svg *s, const char *name, enum colour colour)
{
    uint32_t rgba = theme_rgba(s->theme, colour);
    if (colour == COLOUR_NONE) {
        fprintf(s->out, " %s=\"none\"", name);
        return;
    }
    fprintf(s->out, " %s=\"#%06x\"", name, (unsigned)(rgba >> 8));
    if ((rgba & 0xff) != 0xff) {
        fprintf(s->out, " %s-opacity=\"%.3g\"", name, (rgba & 0xff) / 255.0);
    }
}

static void print_rect(const struct svg *s, struct rect r, float inset)
{
    fprintf(s->out, "<rect x=\"%.6g\" y=\"%.6g\" width=\"%.6g\" height=\"%.6g\"",
            (double)(r.x + inset), (double)(r.y + inset), fmax(0, (double)(r.w - 2 * inset)),
            fmax(0, (double)(r.h - 2 * inset)));
}

static void write_rect(const struct svg *s, const struct item *item)
{
    bool stroked = item->stroke != COLOUR_NONE && item->width > 0;
    print_rect(s, item->rect, stroked ? item->width / 2 : 0);
    if (item->radius > 0) {
        fprintf(s->out, " rx=\"%.6g\"", (double)item->radius);
    }
    print_colour(s, "fill", item->fill);
    if (stroked) {
        print_colour(s, "stroke", item->stroke);
        fprintf(s->out, " stroke-width=\"%.6g\"", (double)item->width);
    }
    fputs("/>\n", s->out);
}

static void write_line(const struct svg *s, const struct item *item)
{
    struct rect r = item->rect;
    fprintf(s->out, "<line x1=\"%.6g\" y1=\"%.6g\" x2=\"%.6g\" y2=\"%.6g\"", (double)r.x,
            (double)r.y, (double)(r.x + r.w), (double)(r.y + r.h));
    print_colour(s, "stroke", item->stroke != COLOUR_NONE ? item->stroke : item->fill);
    fprintf(s->out, " stroke-width=\"%.6g\"", item->width > 0 ? (double)item->width : 1.0);
    if (item->dash > 0) {
        fprintf(s->out, " stroke-dasharray=\"%.6g\"", (double)item->dash);
    }
    fputs("/>\n", s->out);
}

static void write_text(const struct svg *s, const struct scene *scene, const struct item *item)
{
    static const char *const faces[FACE_COUNT] = {
        [FACE_PROSE] = "font-family=\"Inter, sans-serif\"",
        [FACE_PROSE_BOLD] = "font-family=\"Inter, sans-serif\" font-weight=\"600\"",
        [FACE_CODE] = "font-family=\"JetBrains Mono, monospace\"",
        [FACE_CODE_BOLD] = "font-family=\"JetBrains Mono, monospace\" font-weight=\"600\""};
    fprintf(s->out, "<text x=\"%.6g\" y=\"%.6g\" %s font-size=\"%.6g\"", (double)item->rect.x,
            (double)item->rect.y, faces[item->face], (double)item->size);
    if (item->turn != TURN_NONE) {
        int degrees = item->turn == TURN_DOWN ? 90 : item->turn == TURN_UP ? -90 : -45;
        fprintf(s->out, " transform=\"rotate(%d %.6g %.6g)\"", degrees, (double)item->rect.x,
                (double)item->rect.y);
    }
    print_colour(s, "fill", item->fill);
    fputc('>', s->out);
    svg_text(s->out, scene_item_text(scene, item), (size_t)item->bytes);
    fputs("</text>\n", s->out);
}

/* Diagonals, clipped by where they start and end. */
static void write_hatch(const struct svg *s, const struct item *item)
{
    struct rect r = item->rect;
    const double step = 6, first = (double)r.x - (double)r.h + step;
    int count = (int)ceil(((double)(r.x + r.w) - first) / step);
    fputs("<path d=\"", s->out);
    for (int i = 0; i < count; i++) {
        double x = first + i * step, x0 = fmax(x, (double)r.x),
               x1 = fmin(x + (double)r.h, (double)(r.x + r.w));
        fprintf(s->out, "M%.6g %.6gL%.6g %.6g", x0, (double)(r.y + r.h) - (x0 - x), x1,
                (double)(r.y + r.h) - (x1 - x));
    }
    fputs("\" fill=\"none\"", s->out);
    print_colour(s, "stroke", item->stroke);
    fputs("/>\n", s->out);
}

/* A rect a cell; without numbers the place alone. */
static void write_heatmap(const struct svg *s, const struct item *item)
{
    const struct heatmap *h = &item->heatmap;
    int rows = h->tensor.shape.rank == 2 ? h->tensor.shape.size[0] : 0;
    int columns = rows > 0 ? h->tensor.shape.size[1] : 0;
    for (int row = 0; h->tensor.data && row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            int at[2] = {row, column};
            struct rect cell = heatmap_cell_rect(item->rect, rows, columns, row, column);
            uint32_t colour = heatmap_colour(s->theme, h, attn_tensor_at(&h->tensor, at));
            print_rect(s, cell, 0);
            fprintf(s->out, " fill=\"#%06x\"/>\n", (unsigned)(colour & 0xffffff));
        }
    }
}

static void write_clip(struct svg *s, const struct item *item)
{
    if (s->clipped) {
        fputs("</g>\n", s->out);
    }
    s->clipped = item->rect.w > 0;
    if (s->clipped) {
        fprintf(s->out, "<clipPath id=\"clip%d\">", s->clips);
        print_rect(s, item->rect, 0);
        fprintf(s->out, "/></clipPath>\n<g clip-path=\"url(#clip%d)\">\n", s->clips++);
    }
}

static void write_tint(const struct svg *s, const struct item *item)
{
    print_rect(s, item->rect, 0);
    print_colour(s, "fill", COLOUR_WEIGHT);
    fprintf(s->out, " opacity=\"%.3g\"/>\n", (double)item->width);
}

static void write_stroke(const struct svg *s, const struct item *item)
{
    print_colour(s, "fill", item->fill);
    if (item->stroke != COLOUR_NONE && item->width > 0) {
        print_colour(s, "stroke", item->stroke);
        fprintf(s->out, " stroke-width=\"%.6g\"", (double)item->width);
    }
    if (item->dash > 0) {
        fprintf(s->out, " stroke-dasharray=\"%.6g\"", (double)item->dash);
    }
    fputs("/>\n", s->out);
}

static void write_path(const struct svg *s, const struct scene *scene, const struct item *item)
{
    const struct point *points = scene->points + item->points;
    fputs("<path d=\"", s->out);
    for (int i = 0; i < item->point_count; i++) {
        fprintf(s->out, "%c%.6g %.6g", i ? 'L' : 'M', (double)points[i].x, (double)points[i].y);
    }
    fputs(item->shut ? "Z\" stroke-linejoin=\"bevel\"" : "\" stroke-linejoin=\"bevel\"", s->out);
    write_stroke(s, item);
}

static void write_disc(const struct svg *s, const struct item *item)
{
    struct rect r = item->rect;
    double in = item->stroke != COLOUR_NONE ? (double)item->width / 2 : 0;
    fprintf(s->out, "<ellipse cx=\"%.6g\" cy=\"%.6g\" rx=\"%.6g\" ry=\"%.6g\"",
            (double)(r.x + r.w / 2), (double)(r.y + r.h / 2), fmax(0, (double)r.w / 2 - in),
            fmax(0, (double)r.h / 2 - in));
    write_stroke(s, item);
}

static void write_item(struct svg *s, const struct scene *scene, const struct item *item)
{
    switch (item->kind) {
    case ITEM_RECT:
        write_rect(s, item);
        break;
    case ITEM_LINE:
        write_line(s, item);
        break;
    case ITEM_TEXT:
        write_text(s, scene, item);
        break;
    case ITEM_HEATMAP:
        write_heatmap(s, item);
        break;
    case ITEM_TINT:
        write_tint(s, item);
        break;
    case ITEM_HATCH:
        write_hatch(s, item);
        break;
    case ITEM_PATH:
        write_path(s, scene, item);
        break;
    case ITEM_DISC:
        write_disc(s, item);
        break;
    case ITEM_CLIP:
        write_clip(s, item);
        break;
    }
}

void svg_write(FILE *out, const struct scene *scene, enum theme theme, float width, float height,
               const char *title)
{
    struct svg s = {.out = out, .theme = theme};
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.6g %.6g\" width=\"%.6g\" "
            "height=\"%.6g\" role=\"img\">\n<title>",
            (double)width, (double)height, (double)width, (double)height);
    svg_text(out, title, strlen(title));
    fputs("</title>\n", out);
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        bool faded = item->faded > 0 && item->kind != ITEM_CLIP;
        if (faded) {
            fprintf(out, "<g opacity=\"%.3g\">\n", 1 - (double)item->faded);
        }
        write_item(&s, scene, item);
        fputs(faded ? "</g>\n" : "", out);
    }
    fputs(s.clipped ? "</g>\n</svg>\n" : "</svg>\n", out);
}
