/* The scene: everything that a frame shows, as data.
 *
 * Pure functions of the model append items to a scene; one more function turns it into pixels, one
 * into text. Coordinates are logical pixels from the window's top left, y down; the renderer
 * multiplies by the density. Colours are roles, so that a theme is a table. Items are drawn in
 * order. Text is copied into the scene; a heatmap's numbers are not: they belong to the trace and
 * must not be replanned before the scene is drawn.
 *
 * A scene is used again frame after frame and keeps its memory, so a warm frame allocates nothing.
 */
#ifndef APP_SCENE_SCENE_H
#define APP_SCENE_SCENE_H

#include "app/scene/action.h"
#include "attention/attention.h"

struct rect {
    float x, y, w, h;
};
struct point {
    float x, y;
};

enum { THEME_HUES = 8 };

enum colour {
    COLOUR_NONE, /* draw nothing */
    COLOUR_GROUND,
    COLOUR_PANEL,
    COLOUR_LINE,
    COLOUR_SOFT,
    COLOUR_INK,
    COLOUR_MUTED,
    COLOUR_ACCENT,
    COLOUR_ACCENT_SOFT,
    COLOUR_ACCENT_MID, /* between the two: a step that is done */
    COLOUR_ERROR,
    COLOUR_ERROR_SOFT,
    COLOUR_BATCH,
    COLOUR_TOKEN,
    COLOUR_EMBED,
    COLOUR_HEAD,
    COLOUR_HEAD_DIM,
    COLOUR_BLACK,    /* figures on a light cell */
    COLOUR_WHITE,    /* figures on a dark cell */
    COLOUR_SHADE,    /* a veil over the whole window */
    COLOUR_POSITIVE, /* the ends of the colour maps, for bars */
    COLOUR_NEGATIVE,
    COLOUR_WEIGHT,
    COLOUR_EDGE,         /* around whatever can be pressed */
    COLOUR_FAINT,        /* ticks and ghosts, never text */
    COLOUR_MUTED_TINTED, /* muted text on a tinted ground */
    COLOUR_ACCENT_HOVER, /* a primary button under the pointer, */
    COLOUR_ACCENT_DOWN,  /* pressed, */
    COLOUR_ON_ACCENT,    /* and what is written on one */
    COLOUR_HEAD_HUE,     /* the first of eight: of head h of H it is theme_head_colour's */
    COLOUR_HEAD_FILL = COLOUR_HEAD_HUE + THEME_HUES, /* the same mixed to the ground, for blocks */
    COLOUR_HEAD_INK = COLOUR_HEAD_FILL + THEME_HUES, /* and to ink, for text */
    COLOUR_COUNT = COLOUR_HEAD_INK + THEME_HUES
};

enum theme { THEME_LIGHT, THEME_DARK, THEME_COUNT };

/* 0xRRGGBBAA of a role in a theme. */
uint32_t theme_rgba(enum theme theme, enum colour colour);
/* The colour that axis has everywhere. */
enum colour theme_axis_colour(enum attn_axis axis);
/* The hue that a head of so many has everywhere, in one of its three tones: of as many heads as there
 * are hues, each has its own. */
enum colour theme_head_colour(enum colour tone, int head, int heads);

enum face {
    FACE_PROSE,      /* Inter Regular */
    FACE_PROSE_BOLD, /* Inter SemiBold */
    FACE_CODE,       /* JetBrains Mono Regular */
    FACE_CODE_BOLD,  /* JetBrains Mono SemiBold */
    FACE_COUNT
};

/* How wide a text is, in logical pixels: the one thing a scene must ask of the fonts. */
struct measure {
    float (*width)(void *context, enum face face, float size, const char *text, size_t bytes);
    void *context;
};
float measure_width(const struct measure *measure, enum face face, float size, const char *text);

/* How numbers become colours. Both maps are in app/scene/heatmap.c. */
enum heatmap_map { HEATMAP_SIGNED, HEATMAP_WEIGHTS };

struct heatmap {
    struct attn_tensor
        tensor; /* rank 2 window, rows then columns; data NULL: hatched, no numbers */
    enum heatmap_map map;
    float range;       /* SIGNED: -range .. range; WEIGHTS: 0 .. range */
    float gap;         /* logical pixels between cells */
    uint64_t revision; /* of the numbers: with the other fields, the key of a cache */
    int op;            /* which tensor: the same */
    enum attn_part part;
    bool bar;  /* a colour bar: the range itself from left to right, no tensor */
    bool left; /* its numbers may be gone: drawn only where the painter has kept a picture of it */
};

enum item_kind {
    ITEM_RECT,    /* fill, then stroke inside the edge; radius rounds the corners */
    ITEM_LINE,    /* from (x, y) to (x + w, y + h), horizontal or vertical; dash > 0 dots it */
    ITEM_TEXT,    /* (x, y) is where the baseline begins, whichever way it is turned */
    ITEM_HEATMAP, /* fills rect */
    ITEM_TINT,    /* rect in the weights' colour of `width`, a share of 1 */
    ITEM_HATCH,   /* diagonal lines in `stroke` over rect */
    ITEM_CLIP,    /* what follows is drawn inside rect only; an empty rect ends it */
    ITEM_PATH, /* some points: filled inside, then stroked along, its middle on the points; smooth */
    ITEM_DISC  /* the ellipse in rect, filled, then stroked inside its edge; smooth */
};

/* How a text is turned about where its baseline begins. */
enum turn {
    TURN_NONE,
    TURN_DOWN,  /* a quarter clockwise: reads downwards, its baseline on the left */
    TURN_UP,    /* a quarter back: reads upwards, its baseline on the right */
    TURN_RISING /* an eighth back: rises to the right */
};

struct item {
    enum item_kind kind;
    uint64_t key; /* what it stands for, from frame to frame; 0: nothing in particular */
    float faded;  /* 0: as it is; 1: gone */
    struct rect rect;
    enum colour fill, stroke; /* TEXT: fill is its colour */
    float radius, width, dash;
    enum face face;
    float size;
    enum turn turn;
    int points, point_count; /* PATH: where they start in the scene's points */
    bool shut;               /* PATH: the stroke goes back to the first */
    int text, bytes;         /* TEXT: where it starts in the scene's characters, and its length */
    struct heatmap heatmap;
};

/* A place that answers to the pointer. Later targets lie on top. */
struct target {
    struct rect rect;
    struct action action;
    int rows, columns; /* > 0: a grid of cells; action.row and .column are filled in by the hit */
    bool on_hover;     /* the action is for pointing (cells), not for clicking */
};

/* What the wheel scrolls. */
enum scroll_place {
    SCROLL_PROSE, /* the sheet with all of it */
    SCROLL_RAIL,
    SCROLL_STEPS, /* of the outline */
    SCROLL_SETTINGS,
    SCROLL_HELP,
    SCROLL_CLINIC,
    SCROLL_CLINIC_SIDE,
    SCROLL_COUNT
};
struct scroll {
    struct rect rect;
    int most; /* lines that it can be scrolled down; 0: all of it is on view, or it is not there */
};

struct scene {
    struct item *items;
    int item_count, item_capacity;
    char *chars;
    int char_count, char_capacity;
    struct point *points;
    int point_count, point_capacity;
    uint64_t key; /* what is added from now on stands for this, */
    float faded;  /* and has faded so far: see scene_key and scene_fade */
    struct target *targets;
    int target_count, target_capacity;
    struct scroll scrolls[SCROLL_COUNT];
    bool full; /* memory ran out: the frame is incomplete and must not be trusted */
};

void scene_init(struct scene *scene);  /* zero */
void scene_clear(struct scene *scene); /* frees */
void scene_begin(struct scene *scene); /* empties, keeps the memory */

void scene_rect(struct scene *scene, struct rect rect, enum colour fill);
void scene_box(struct scene *scene, struct rect rect, float radius, enum colour fill,
               enum colour stroke, float stroke_width);
void scene_line(struct scene *scene, float x0, float y0, float x1, float y1, enum colour colour,
                float width, float dash);
void scene_text(struct scene *scene, float x, float baseline, enum face face, float size,
                enum colour colour, const char *text);
void scene_text_bytes(struct scene *scene, float x, float baseline, enum face face, float size,
                      enum colour colour, const char *text, size_t bytes);
/* The same, turned. */
void scene_text_turned(struct scene *scene, float x, float y, enum turn turn, enum face face,
                       float size, enum colour colour, const char *text);
void scene_heatmap(struct scene *scene, struct rect rect, const struct heatmap *heatmap);
void scene_tint(struct scene *scene, struct rect rect, float share);
void scene_hatch(struct scene *scene, struct rect rect, enum colour colour);
/* The ellipse in rect. */
void scene_disc(struct scene *scene, struct rect rect, enum colour fill, enum colour stroke,
                float stroke_width);
/* What is added from now on stands for this thing, number so and so of its name, until the next call;
 * NULL: for nothing. Between two frames what has one key moves. */
void scene_key(struct scene *scene, const char *name, int number);
/* What is added from now on has faded by that share: 0 as it is, 1 gone. */
void scene_fade(struct scene *scene, float share);
void scene_clip(struct scene *scene, struct rect rect);
void scene_unclip(struct scene *scene);
void scene_target(struct scene *scene, struct rect rect, struct action action);
void scene_target_cells(struct scene *scene, struct rect rect, int rows, int columns,
                        struct action action);

/* Nothing behind it can be pointed at or clicked. */
void scene_shield(struct scene *scene, struct rect rect);

/* An item as it is, its text and points from another scene or this one; its key and how faded it is are
 * the item's. */
void scene_copy(struct scene *scene, const struct scene *from, const struct item *item);
/* Makes room for points behind those that are there; NULL without memory: then it is full. */
struct point *scene_points(struct scene *scene, int count);
/* Adds an item whose points, the last `count` of the scene, are there. */
void scene_add(struct scene *scene, const struct item *item);

/* Where a text is that is `wide` logical pixels: as high as its capitals. */
struct rect scene_text_box(const struct item *item, float wide);

/* The text of a TEXT item (not ended by 0: see its bytes). */
const char *scene_item_text(const struct scene *scene, const struct item *item);

/* The topmost target under (x, y) that is for pointing (hover) or clicking; ACTION_NONE if none. */
struct action scene_hit(const struct scene *scene, float x, float y, bool hover);
/* Which target that is; -1: none. */
int scene_target_at(const struct scene *scene, float x, float y, bool hover);
/* What turning the wheel at (x, y) by so many lines means; ACTION_NONE where nothing scrolls. */
struct action scene_scroll(const struct scene *scene, float x, float y, int lines);

#endif
