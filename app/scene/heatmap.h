/* Numbers to colours, and heatmaps to pixels. No SDL: the same pixels everywhere. */
#ifndef APP_SCENE_HEATMAP_H
#define APP_SCENE_HEATMAP_H

#include "app/scene/scene.h"

/* 0xAARRGGBB of a number; NaN and -inf, which are painted as patterns, give the pattern's ground.
 * Numbers beyond the range, +inf too, have the colour of its end. */
uint32_t heatmap_colour(enum theme theme, const struct heatmap *heatmap, float value);
/* COLOUR_BLACK or COLOUR_WHITE: whichever reads better on that number's cell. */
enum colour heatmap_figure_colour(enum theme theme, const struct heatmap *heatmap, float value);
/* Where a cell lies in the heatmap's rectangle. */
struct rect heatmap_cell_rect(struct rect whole, int rows, int columns, int row, int column);
/* Where the cells lie, in pixels from the first one painted: up to half a pixel off the pixels'
 * own edges where the density is no whole number. */
struct heatmap_place {
    float left, top, width, height;
};
/* Paints width x height pixels, `pitch` pixels a row, each edge of a cell on the pixel where that
 * edge of its heatmap_cell_rect falls. Cells of 6 pixels and more are parted by the heatmap's gap in
 * the ground colour. Where there are more cells than pixels, a pixel shows the cell of the largest
 * magnitude under it, so that a hot cell never disappears. */
void heatmap_paint(uint32_t *pixels, int width, int height, int pitch,
                   const struct heatmap_place *place, float density, enum theme theme,
                   const struct heatmap *heatmap);

/* Smooth diagonal lines, in pixels; `ink` is 0xRRGGBB. */
struct hatch {
    int period; /* along a row */
    float thick;
    uint32_t ink;
    bool crossed; /* both ways */
    float faded;  /* that share of the ink is gone */
};
/* Draws them over the pixels from (x0, y0) up to, not including, (x1, y1). */
void heatmap_hatch(uint32_t *pixels, int pitch, const struct hatch *hatch, int x0, int y0, int x1,
                   int y1);

#endif
