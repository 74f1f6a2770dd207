/* Numbers to colours, and heatmaps to pixels. No SDL: the same pixels everywhere. */
#ifndef APP_HEATMAP_H
#define APP_HEATMAP_H

#include "app/scene.h"

/* 0xAARRGGBB of a number; NaN and -inf, which are painted as patterns, give the pattern's ground. */
uint32_t heatmap_colour(enum theme theme, const struct heatmap *heatmap, float value);
/* COLOUR_BLACK or COLOUR_WHITE: whichever reads better on that number's cell. */
enum colour heatmap_figure_colour(enum theme theme, const struct heatmap *heatmap, float value);
/* Where a cell lies in the heatmap's rectangle. */
struct rect heatmap_cell_rect(struct rect whole, int rows, int columns, int row, int column);
/* Paints width x height pixels, `pitch` pixels a row. Cells of 6 pixels and more are parted by the
 * heatmap's gap in the ground colour. Where there are more cells than pixels, a pixel shows the
 * cell of the largest magnitude under it, so that a hot cell never disappears. */
void heatmap_paint(uint32_t *pixels, int width, int height, int pitch, float density,
                   enum theme theme, const struct heatmap *heatmap);

#endif
