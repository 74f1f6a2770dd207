/* A scene as lines: texts as they are drawn, then targets as they lie. */
#include "app/scene/words.h"

static void write_text(FILE *out, const struct scene *scene, const struct item *item, float scale)
{
    fprintf(out, "text %.2f %.2f ", (double)(item->rect.x * scale), (double)(item->rect.y * scale));
    fwrite(scene_item_text(scene, item), 1, (size_t)item->bytes, out);
    fputc('\n', out);
}

static void write_target(FILE *out, const struct target *target, float scale)
{
    const struct action *a = &target->action;
    const struct rect *r = &target->rect;
    fprintf(out, "target %d %d %d %d %d %d %.2f %.2f %.2f %.2f\n", (int)a->kind, a->index, a->other,
            target->rows, target->columns, target->on_hover, (double)(r->x * scale),
            (double)(r->y * scale), (double)(r->w * scale), (double)(r->h * scale));
}

void words_write(FILE *out, const struct scene *scene, float scale)
{
    for (int i = 0; i < scene->item_count; i++) {
        if (scene->items[i].kind == ITEM_TEXT) {
            write_text(out, scene, &scene->items[i], scale);
        }
    }
    for (int i = 0; i < scene->target_count; i++) {
        write_target(out, &scene->targets[i], scale);
    }
}
