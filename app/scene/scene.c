/* Building scenes: arrays that grow and stay, so that a warm frame allocates nothing. */
#include "app/scene/scene.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

float measure_width(const struct measure *measure, enum face face, float size, const char *text)
{
    return measure->width(measure->context, face, size, text, strlen(text));
}

void scene_init(struct scene *scene)
{
    *scene = (struct scene){0};
}

void scene_clear(struct scene *scene)
{
    free(scene->items);
    free(scene->chars);
    free(scene->targets);
    free(scene->points);
    scene_init(scene);
}

void scene_begin(struct scene *scene)
{
    scene->item_count = scene->char_count = scene->target_count = scene->point_count = 0;
    scene->key = 0;
    scene->faded = 0;
    memset(scene->scrolls, 0, sizeof scene->scrolls);
    scene->full = false;
}

/* Makes room for `more` things of `size` bytes after the first `count`; false without memory. */
static bool room(void **array, int count, int more, int *capacity, size_t size)
{
    if (more > INT_MAX - count) {
        return false;
    }
    if (count + more <= *capacity) {
        return true;
    }
    int wanted = *capacity ? *capacity : 256;
    while (wanted < count + more) {
        wanted = wanted <= INT_MAX / 2 ? wanted * 2 : INT_MAX;
    }
    void *grown = realloc(*array, (size_t)wanted * size);
    if (!grown) {
        return false;
    }
    *array = grown;
    *capacity = wanted;
    return true;
}

/* As it is: scene_add gives it the scene's key and fade. */
static void put_item(struct scene *scene, const struct item *item)
{
    void *items = scene->items;
    if (!room(&items, scene->item_count, 1, &scene->item_capacity, sizeof *scene->items)) {
        scene->full = true;
        return;
    }
    scene->items = items;
    scene->items[scene->item_count++] = *item;
}

void scene_add(struct scene *scene, const struct item *item)
{
    struct item own = *item;
    own.key = scene->key;
    own.faded = scene->faded;
    put_item(scene, &own);
}

void scene_rect(struct scene *scene, struct rect rect, enum colour fill)
{
    scene_box(scene, rect, 0, fill, COLOUR_NONE, 0);
}

void scene_box(struct scene *scene, struct rect rect, float radius, enum colour fill,
               enum colour stroke, float stroke_width)
{
    scene_add(scene, &(struct item){.kind = ITEM_RECT,
                                    .rect = rect,
                                    .radius = radius,
                                    .fill = fill,
                                    .stroke = stroke,
                                    .width = stroke_width});
}

void scene_line(struct scene *scene, float x0, float y0, float x1, float y1, enum colour colour,
                float width, float dash)
{
    scene_add(scene, &(struct item){.kind = ITEM_LINE,
                                    .rect = {x0, y0, x1 - x0, y1 - y0},
                                    .stroke = colour,
                                    .width = width,
                                    .dash = dash});
}

/* Its key and fade are the item's. */
static void put_text(struct scene *scene, struct item item, const char *text, size_t bytes)
{
    void *chars = scene->chars;
    if (bytes == 0) {
        return;
    }
    if (bytes > INT_MAX || !room(&chars, scene->char_count, (int)bytes, &scene->char_capacity, 1)) {
        scene->full = true;
        return;
    }
    scene->chars = chars;
    item.kind = ITEM_TEXT;
    item.text = scene->char_count;
    item.bytes = (int)bytes;
    memcpy(scene->chars + scene->char_count, text, bytes);
    scene->char_count += (int)bytes;
    put_item(scene, &item);
}

static void add_text(struct scene *scene, struct item item, const char *text, size_t bytes)
{
    item.key = scene->key;
    item.faded = scene->faded;
    put_text(scene, item, text, bytes);
}

void scene_text(struct scene *scene, float x, float baseline, enum face face, float size,
                enum colour colour, const char *text)
{
    scene_text_bytes(scene, x, baseline, face, size, colour, text, strlen(text));
}

void scene_text_bytes(struct scene *scene, float x, float baseline, enum face face, float size,
                      enum colour colour, const char *text, size_t bytes)
{
    struct item item = {.rect = {x, baseline, 0, 0}, .face = face, .size = size, .fill = colour};
    add_text(scene, item, text, bytes);
}

void scene_text_turned(struct scene *scene, float x, float y, enum turn turn, enum face face,
                       float size, enum colour colour, const char *text)
{
    struct item item = {
        .rect = {x, y, 0, 0}, .face = face, .size = size, .fill = colour, .turn = turn};
    add_text(scene, item, text, strlen(text));
}

void scene_heatmap(struct scene *scene, struct rect rect, const struct heatmap *heatmap)
{
    scene_add(scene, &(struct item){.kind = ITEM_HEATMAP, .rect = rect, .heatmap = *heatmap});
}

void scene_hatch(struct scene *scene, struct rect rect, enum colour colour)
{
    scene_add(scene, &(struct item){.kind = ITEM_HATCH, .rect = rect, .stroke = colour});
}

void scene_tint(struct scene *scene, struct rect rect, float share)
{
    scene_add(scene, &(struct item){.kind = ITEM_TINT, .rect = rect, .width = share});
}

void scene_disc(struct scene *scene, struct rect rect, enum colour fill, enum colour stroke,
                float stroke_width)
{
    scene_add(scene, &(struct item){.kind = ITEM_DISC,
                                    .rect = rect,
                                    .fill = fill,
                                    .stroke = stroke,
                                    .width = stroke_width});
}

void scene_key(struct scene *scene, const char *name, int number)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (const char *c = name; c && *c; c++) {
        h = (h ^ (unsigned char)*c) * UINT64_C(1099511628211);
    }
    h = (h ^ (uint64_t)(unsigned)number) * UINT64_C(1099511628211);
    scene->key = name ? h | 1 : 0;
}

void scene_fade(struct scene *scene, float share)
{
    scene->faded = share > 0 ? share < 1 ? share : 1 : 0;
}

struct point *scene_points(struct scene *scene, int count)
{
    void *points = scene->points;
    if (!room(&points, scene->point_count, count, &scene->point_capacity, sizeof *scene->points)) {
        scene->full = true;
        return NULL;
    }
    scene->points = points;
    scene->point_count += count;
    return scene->points + scene->point_count - count;
}

void scene_copy(struct scene *scene, const struct scene *from, const struct item *item)
{
    struct item own = *item;
    if (item->kind == ITEM_TEXT) {
        put_text(scene, own, scene_item_text(from, item), (size_t)item->bytes);
        return;
    }
    if (item->kind == ITEM_PATH) {
        own.points = scene->point_count;
        struct point *points = scene_points(scene, item->point_count);
        if (!points) {
            return;
        }
        memcpy(points, from->points + item->points, (size_t)item->point_count * sizeof *points);
    }
    put_item(scene, &own);
}

struct rect scene_text_box(const struct item *item, float wide)
{
    static const float CAPITALS = 0.75f, SLANT = 0.70710678f;
    float x = item->rect.x, y = item->rect.y, high = CAPITALS * item->size;
    switch (item->turn) {
    case TURN_DOWN:
        return (struct rect){x, y, high, wide};
    case TURN_UP:
        return (struct rect){x - high, y - wide, high, wide};
    case TURN_RISING:
        return (struct rect){x - SLANT * high, y - SLANT * (wide + high), SLANT * (wide + high),
                             SLANT * (wide + high)};
    default:
        return (struct rect){x, y - high, wide, high};
    }
}

void scene_clip(struct scene *scene, struct rect rect)
{
    scene_add(scene, &(struct item){.kind = ITEM_CLIP, .rect = rect});
}

void scene_unclip(struct scene *scene)
{
    scene_clip(scene, (struct rect){0, 0, 0, 0});
}

static void add_target(struct scene *scene, const struct target *target)
{
    void *targets = scene->targets;
    if (!room(&targets, scene->target_count, 1, &scene->target_capacity, sizeof *scene->targets)) {
        scene->full = true;
        return;
    }
    scene->targets = targets;
    scene->targets[scene->target_count++] = *target;
}

static bool for_pointing(enum action_kind kind)
{
    return kind == ACTION_POINT || kind == ACTION_LIGHT;
}

void scene_target(struct scene *scene, struct rect rect, struct action action)
{
    scene_target_cells(scene, rect, 0, 0, action);
}

void scene_target_cells(struct scene *scene, struct rect rect, int rows, int columns,
                        struct action action)
{
    add_target(scene, &(struct target){.rect = rect,
                                       .action = action,
                                       .rows = rows,
                                       .columns = columns,
                                       .on_hover = for_pointing(action.kind)});
}

void scene_shield(struct scene *scene, struct rect rect)
{
    struct target shield = {.rect = rect, .action = {.kind = ACTION_NONE}};
    add_target(scene, &shield);
    shield.on_hover = true;
    add_target(scene, &shield);
}

const char *scene_item_text(const struct scene *scene, const struct item *item)
{
    return scene->chars + item->text;
}

/* ---- hits ---- */

static int cell_at(float offset, float length, int cells)
{
    int cell = (int)(offset / length * (float)cells);
    return cell < 0 ? 0 : cell >= cells ? cells - 1 : cell;
}

static bool holds(struct rect rect, float x, float y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

int scene_target_at(const struct scene *scene, float x, float y, bool hover)
{
    for (int i = scene->target_count - 1; i >= 0; i--) {
        if (scene->targets[i].on_hover == hover && holds(scene->targets[i].rect, x, y)) {
            return i;
        }
    }
    return -1;
}

struct action scene_hit(const struct scene *scene, float x, float y, bool hover)
{
    int i = scene_target_at(scene, x, y, hover);
    if (i < 0) {
        return (struct action){.kind = ACTION_NONE};
    }
    const struct target *t = &scene->targets[i];
    struct action action = t->action;
    if (t->rows > 0) {
        action.row = cell_at(y - t->rect.y, t->rect.h, t->rows);
        action.column = cell_at(x - t->rect.x, t->rect.w, t->columns);
    }
    return action;
}

struct action scene_scroll(const struct scene *scene, float x, float y, int lines)
{
    for (int i = 0; i < SCROLL_COUNT; i++) {
        const struct scroll *s = &scene->scrolls[i];
        if (s->most > 0 && holds(s->rect, x, y)) {
            return (struct action){
                .kind = ACTION_SCROLL, .index = s->most, .other = lines, .row = i};
        }
    }
    return (struct action){.kind = ACTION_NONE};
}
