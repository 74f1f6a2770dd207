/* The stage takes what column and band leave. Larger text asks for a smaller layout, never for less
 * than a picture and a beat. */
#include "app/model/layout.h"

enum {
    RAIL = 44,
    COLUMN = 308,
    COLUMN_SMALL = 240,
    BAND = 56,
    BAND_SMALL = 48,
    CAPTION = 132,       /* a beat and the buttons, below the picture */
    CAPTION_ASKED = 108, /* the same below a question, which needs the room */
    CAPTION_FOOT = 184,
    CAPTION_ABOVE = 44, /* of a beat in larger type: what stands above it and below, */
    CAPTION_LINES = 4,  /* and its lines, */
    CAPTION_MORE = 1,   /* and when it is larger still */
    CAPTION_LINE = 24,
    NARROW = 560, /* a phone: the buttons below the beat, not beside it */
    CAPTION_NARROW = 216,
    FOOT_NARROW = 64,
    LOW = 440, /* a phone on its side: the beat beside the picture, its buttons below it */
    LOW_WIDTH = 640,
    COLUMN_LOW = 292,
    FULL_WIDTH = 1120,
    FULL_HEIGHT = 640, /* from here on there is room for all */
    SMALL_WIDTH = 800,
    SMALL_HEIGHT = 480,
    LEAST_WIDTH = 600,
    LEAST_HEIGHT = 450, /* text grows no further than to this many pixels of the scene */
    LARGE_WIDTH = 1600,
    LARGE_HEIGHT = 800, /* a window for which everything is larger */
    PRESENTED = 960,    /* pixels across, whatever the screen */
    PRESENTED_MARGIN = 40,
    PRESENTED_CAPTION = 84,
};
static const float LARGE_UNIT = 1.25f, PROSE_MOST = 1.35f;

static float least(float a, float b)
{
    return a < b ? a : b;
}

float layout_scale(const struct model *model)
{
    float w = model->width, h = model->height;
    if (model->presenting) {
        return w / PRESENTED;
    }
    float unit = w >= LARGE_WIDTH && h >= LARGE_HEIGHT ? LARGE_UNIT : 1;
    float most = least(w / LEAST_WIDTH, h / LEAST_HEIGHT);
    float scale = unit * model->zoom;
    most = most > unit ? most : unit;
    return scale < most ? scale : most;
}

/* What the rest has no room for prose takes from the picture, down to half of the window; a
 * question and an error need it themselves. */
static float prose_of(const struct model *model, enum layout_kind kind)
{
    bool large = model->width >= LARGE_WIDTH && model->height >= LARGE_HEIGHT;
    float wanted = (large ? LARGE_UNIT : 1) * model->zoom / layout_scale(model);
    bool failed = attn_trace_op(model->trace, model->shown)->state == ATTN_STATE_FAILED;
    bool may = kind == LAYOUT_LEAST && !failed && !model_question(model) && wanted > 1;
    return may ? least(wanted, PROSE_MOST) : 1;
}

static enum layout_kind kind_of(const struct model *model, float w, float h)
{
    return model->presenting                       ? LAYOUT_PRESENTING
           : w >= FULL_WIDTH && h >= FULL_HEIGHT   ? LAYOUT_FULL
           : w >= SMALL_WIDTH && h >= SMALL_HEIGHT ? LAYOUT_SMALL
                                                   : LAYOUT_LEAST;
}

/* The column on the right, the band below the stage, and Back and Next where they meet. */
static void place_columns(struct layout *l, float w, float h)
{
    bool full = l->kind == LAYOUT_FULL;
    float rail = full ? RAIL : 0, column = full ? COLUMN : COLUMN_SMALL;
    float band = full ? BAND : BAND_SMALL, right = w - column;
    l->rail = (struct rect){0, 0, rail, h};
    l->stage = (struct rect){rail, 0, right - rail, h - band};
    l->column = (struct rect){right, 0, column, h - band};
    l->band = (struct rect){rail, h - band, right - rail, band};
    l->foot = (struct rect){right, h - band, column, band};
}

/* The picture, and the beat with its buttons below it, or on a phone's side beside it. */
static void place_caption(struct layout *l, float w, float h, float caption)
{
    bool narrow = w < NARROW, low = h < LOW && w >= LOW_WIDTH;
    if (l->prose > 1) {
        int lines = CAPTION_LINES + (l->prose > 1.2f ? CAPTION_MORE : 0);
        caption = least(h / 2, CAPTION_ABOVE + (float)(lines * CAPTION_LINE) * l->prose);
    }
    float high = low ? h : narrow ? CAPTION_NARROW : caption, left = low ? w - COLUMN_LOW : 0;
    if (narrow && !low) {
        high = least(h / 2, high * l->prose);
    }
    l->stage = (struct rect){0, 0, low ? left : w, low ? h : h - high};
    l->column = (struct rect){left, h - high, w - left, high};
    l->foot = low || narrow ? (struct rect){left, h - FOOT_NARROW, w - left, FOOT_NARROW}
                            : (struct rect){w - CAPTION_FOOT, h - caption, CAPTION_FOOT, caption};
}

float layout_prose_scale(const struct model *model)
{
    struct layout l = layout_of(model);
    return l.scale * l.prose;
}

struct layout layout_of(const struct model *model)
{
    float scale = layout_scale(model), w = model->width / scale, h = model->height / scale;
    struct layout l = {.scale = scale, .window = {0, 0, w, h}, .kind = kind_of(model, w, h)};
    l.prose = prose_of(model, l.kind);
    l.compact = l.kind != LAYOUT_FULL;
    if (l.kind == LAYOUT_PRESENTING) {
        float side = PRESENTED_MARGIN - LAYOUT_MARGIN, high = h - PRESENTED_CAPTION;
        l.stage = (struct rect){side, 0, w - 2 * side, high};
        l.column = (struct rect){side, high, w - 2 * side, PRESENTED_CAPTION};
    } else if (l.kind == LAYOUT_LEAST) {
        place_caption(&l, w, h, model_question(model) ? CAPTION_ASKED : CAPTION);
    } else {
        place_columns(&l, w, h);
    }
    if (model->clinic.open) {
        l.clinic = (struct rect){l.rail.w, 0, w - l.rail.w, h};
        l.stage = l.column = l.band = l.foot = (struct rect){0, 0, 0, 0};
    }
    return l;
}
