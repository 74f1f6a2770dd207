/* The random walker: walks through the app by what a person, or an unlucky batch of events, can do,
 * and holds after each move what must always be true.
 *
 * A walk is a list of moves on a new model. It runs in a child process, so that a crash is a fault
 * like any other; the list lies in memory that both share, so that it survives the crash and can
 * be shortened. The same seed gives the same walk, and a list of moves always runs alike. */
#ifndef TESTS_WALK_WALK_H
#define TESTS_WALK_WALK_H

#include "app/model/model.h"
#include "app/platform/platform.h"

#include <stddef.h>

enum { WALK_MOST = 4096, FAULT_MAX = 400, MOVE_TEXT_MAX = 64 };

enum move_kind {
    MOVE_ACTION, /* what: an enum action_kind; index, other, row, column as in struct action */
    MOVE_KEY,    /* what: SDL's code; index: SDL's modifiers */
    MOVE_CLICK,  /* what: the target, counted in the scene; index, other: where, in 1/1000 of it */
    MOVE_HOVER,  /* the same with the pointer only */
    MOVE_SILENT, /* from now on nothing is asked, as in a picture */
    MOVE_PAINT,  /* the scene becomes pixels, by a warm painter and by a new one */
    MOVE_UNDO,   /* some of what was done is undone and redone, to compare; what: how much */
    MOVE_RERUN,  /* the layer is planned and run afresh, to compare */
    MOVE_COUNT
};

struct move {
    enum move_kind kind;
    int what, index, other, row, column;
    bool stale; /* the next move comes before a new scene is drawn: one batch of events */
};

/* What a walk leaves behind, in memory that the child shares with its parent. */
struct record {
    int count;
    struct move moves[WALK_MOST];
    struct action done[WALK_MOST]; /* what each move came to */
    char fault[FAULT_MAX];         /* empty: none */
};

/* A fault planted by the walker's own tests; not in the app. */
enum plant { PLANT_NONE, PLANT_HOLD, PLANT_CRASH };

/* What all walks share. */
struct tools {
    struct course *course;
    struct fonts *fonts;
    struct painter *painter;
    enum plant plant;
    bool quiet; /* children say nothing */
};

/* One walk under way. */
struct walker {
    const struct tools *tools;
    struct model model;
    struct scene scene, spoiled;
    unsigned char *marks; /* as they were one move ago */
    int mark_count;
};

/* ---- moves.c: chance --------------------------------------------------------------------------- */

/* A walk's own source of chance. */
struct chance {
    uint64_t state;
    int lesson; /* where the walk is at home */
};
struct chance chance_of(uint64_t seed, uint64_t walk, int lesson);
/* The next move of a random walk; number counts from 0. */
struct move move_random(struct chance *chance, const struct walker *walker, int number);

/* ---- text.c: moves as text ---------------------------------------------------------------------- */

/* "pick 7 0 3", "key shift Tab", "click 12 500 500+" (stale); returns text. */
const char *move_text(const struct move *move, char *text, size_t bytes);
/* Reads moves parted by ';'. How many, or -1 with the word that is none in wrong. */
int moves_read(const char *text, struct move *moves, int most, char *wrong, size_t bytes);

/* ---- play.c: a walk in a child ------------------------------------------------------------------ */

/* Whether the moves run without a fault; else record->fault says which. */
bool play_list(const struct tools *tools, struct record *record, const struct move *moves,
               int count);
bool play_random(const struct tools *tools, struct record *record, uint64_t seed, uint64_t walk,
                 int actions);

/* ---- shrink.c ------------------------------------------------------------------------------------ */

/* Makes record's failing list as short as it still fails. */
void shrink(const struct tools *tools, struct record *record);

/* ---- holds: each NULL where all is well, else what is not (valid until the next call) ----------- */

const char *holds_model(const struct walker *walker, char *fault);
const char *holds_marks(struct walker *walker, char *fault);
const char *holds_scene(const struct walker *walker, char *fault);
const char *holds_targets(const struct walker *walker, char *fault);
const char *holds_drawn(const struct walker *walker, char *fault);
const char *holds_figures(const struct walker *walker, char *fault);
const char *holds_hidden(struct walker *walker, char *fault);
const char *holds_undo(struct walker *walker, int steps, char *fault);
const char *holds_rerun(const struct walker *walker, char *fault);
const char *holds_painted(const struct walker *walker, char *fault);

/* Writes a fault of at most FAULT_MAX bytes and returns it. */
const char *fault_of(char *fault, const char *format, ...);

#endif
