/* Points of paths go into the scene one by one; the item comes last. */
#include "app/scene/path.h"

#include <math.h>

static const float FARTHEST = 100000,
                   ROUND = 0.55228475f; /* ROUND: of a quarter circle's handles */

static float near(float v)
{
    return v < -FARTHEST ? -FARTHEST : v > FARTHEST ? FARTHEST : v;
}

static void add(struct path *path, float x, float y)
{
    path->broken |= !isfinite(x) || !isfinite(y) || path->count >= PATH_MOST;
    struct point *place = path->broken ? NULL : scene_points(path->scene, 1);
    path->broken |= !place;
    if (place) {
        *place = (struct point){near(x), near(y)};
        path->count++;
    }
    path->at = (struct point){x, y};
}

struct path path_begin(struct scene *scene, float x, float y)
{
    struct path path = {.scene = scene, .first = scene->point_count};
    add(&path, x, y);
    return path;
}

void path_line(struct path *path, float x, float y)
{
    add(path, x, y);
}

void path_curve(struct path *path, float x1, float y1, float x2, float y2, float x, float y)
{
    struct point from = path->at;
    for (int i = 1; i <= PATH_CURVE; i++) {
        float t = (float)i / PATH_CURVE, u = 1 - t;
        float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        add(path, a * from.x + b * x1 + c * x2 + d * x, a * from.y + b * y1 + c * y2 + d * y);
    }
    path->at = (struct point){x, y};
}

void path_quarter(struct path *path, float x, float y, bool flat)
{
    struct point a = path->at;
    float w = (x - a.x) * ROUND, h = (y - a.y) * ROUND;
    if (flat) {
        path_curve(path, a.x + w, a.y, x, y - h, x, y);
    } else {
        path_curve(path, a.x, a.y + h, x - w, y, x, y);
    }
}

void path_flow(struct path *path, float x, float y, bool along_x)
{
    struct point a = path->at;
    float mx = (a.x + x) / 2, my = (a.y + y) / 2;
    if (along_x) {
        path_curve(path, mx, a.y, mx, y, x, y);
    } else {
        path_curve(path, a.x, my, x, my, x, y);
    }
}

static struct rect bounds_of(const struct point *points, int count, float air)
{
    float x0 = points[0].x, y0 = points[0].y, x1 = x0, y1 = y0;
    for (int i = 1; i < count; i++) {
        x0 = fminf(x0, points[i].x);
        y0 = fminf(y0, points[i].y);
        x1 = fmaxf(x1, points[i].x);
        y1 = fmaxf(y1, points[i].y);
    }
    return (struct rect){x0 - air, y0 - air, x1 - x0 + 2 * air, y1 - y0 + 2 * air};
}

void path_end(struct path *path, enum colour fill, enum colour stroke, float width, float dash,
              bool shut)
{
    struct scene *scene = path->scene;
    bool stroked = stroke != COLOUR_NONE && width > 0 && isfinite(width);
    if (path->broken || path->count < 2 || (fill == COLOUR_NONE && !stroked)) {
        scene->point_count = path->first;
        return;
    }
    scene_add(scene, &(struct item){.kind = ITEM_PATH,
                                    .rect = bounds_of(scene->points + path->first, path->count,
                                                      stroked ? width / 2 : 0),
                                    .fill = fill,
                                    .stroke = stroked ? stroke : COLOUR_NONE,
                                    .width = stroked ? width : 0,
                                    .dash = dash > 0 ? dash : 0,
                                    .shut = shut,
                                    .points = path->first,
                                    .point_count = path->count});
}

void path_stroke(struct scene *scene, float x0, float y0, float x1, float y1, enum colour stroke,
                 float width)
{
    struct path path = path_begin(scene, x0, y0);
    path_line(&path, x1, y1);
    path_end(&path, COLOUR_NONE, stroke, width, 0, false);
}
