/* See dump.h. Places are rounded to a tenth, so that no machine writes them otherwise. */
#include "tests/dump.h"

#include <stdio.h>

static const char *const kind_names[] = {"rect",  "line", "text", "heatmap", "tint",
                                         "hatch", "clip", "path", "disc"};

static const char *const turns[] = {"", " down", " up", " rising"};

/* What is particular to an item's kind, after its place. */
static int describe(const struct scene *scene, const struct item *item, char *out, size_t bytes)
{
    const struct heatmap *h = &item->heatmap;
    switch (item->kind) {
    case ITEM_TEXT:
        return snprintf(out, bytes, " face %d size %g colour %d%s \"%.*s\"", (int)item->face,
                        (double)item->size, (int)item->fill, turns[item->turn], item->bytes,
                        scene_item_text(scene, item));
    case ITEM_HEATMAP:
        return snprintf(out, bytes, " op %d part %d %dx%d range %.4g", h->op, (int)h->part,
                        h->tensor.shape.size[0], h->tensor.shape.size[1], (double)h->range);
    case ITEM_PATH:
    case ITEM_DISC:
        return snprintf(out, bytes, " fill %d stroke %d width %g dash %g points %d%s",
                        (int)item->fill, (int)item->stroke, (double)item->width, (double)item->dash,
                        item->point_count, item->shut ? " shut" : "");
    case ITEM_TINT:
        return snprintf(out, bytes, " share %.3f", (double)item->width);
    default:
        return snprintf(out, bytes, " fill %d stroke %d", (int)item->fill, (int)item->stroke);
    }
}

size_t scene_dump(const struct scene *scene, char *buffer, size_t bytes)
{
    size_t used = 0;
    if (bytes > 0) {
        buffer[0] = '\0';
    }
    for (int i = 0; i < scene->item_count; i++) {
        const struct item *item = &scene->items[i];
        char line[1024], rest[700];
        int end = describe(scene, item, rest, sizeof rest);
        if (item->faded > 0 && end >= 0 && (size_t)end < sizeof rest) {
            snprintf(rest + end, sizeof rest - (size_t)end, " faded %.2f", (double)item->faded);
        }
        int n = snprintf(line, sizeof line, "%s %.1f %.1f %.1f %.1f%s\n", kind_names[item->kind],
                         (double)item->rect.x, (double)item->rect.y, (double)item->rect.w,
                         (double)item->rect.h, rest);
        if (used < bytes) {
            snprintf(buffer + used, bytes - used, "%s", line);
        }
        used += (size_t)n;
    }
    return used;
}
