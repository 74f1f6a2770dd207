/* The shortest list that still fails, by delta debugging: leave out halves, quarters, ... single moves,
 * as long as what is left fails, with whatever fault. */
#include "tests/walk/walk.h"

#include <stdlib.h>
#include <string.h>

/* A list under the knife. */
struct list {
    struct move moves[WALK_MOST];
    int count;
};

/* Takes `other` in place of list if it fails too. */
static bool adopt(const struct tools *tools, struct record *record, struct list *list,
                  const struct list *other)
{
    if (play_list(tools, record, other->moves, other->count)) {
        return false;
    }
    *list = *other;
    list->count = record->count; /* what comes after the fault does not matter */
    return true;
}

static bool leave_out(const struct tools *tools, struct record *record, struct list *list,
                      struct list *other, int from, int count)
{
    int after = from + count < list->count ? list->count - from - count : 0;
    memcpy(other->moves, list->moves, (size_t)from * sizeof *list->moves);
    memcpy(other->moves + from, list->moves + from + count, (size_t)after * sizeof *list->moves);
    other->count = from + after;
    return other->count < list->count && adopt(tools, record, list, other);
}

/* Says what clicks and keys came to, where that fails as well: it is easier to read, and moves before
 * it matter less. */
static void resolve(const struct tools *tools, struct record *record, struct list *list,
                    struct list *other)
{
    for (int i = 0; i < list->count; i++) {
        const struct action done = record->done[i];
        *other = *list;
        if (list->moves[i].kind == MOVE_CLICK || list->moves[i].kind == MOVE_HOVER) {
            other->moves[i] = (struct move){.kind = MOVE_ACTION,
                                            .what = (int)done.kind,
                                            .index = done.index,
                                            .other = done.other,
                                            .row = done.row,
                                            .column = done.column,
                                            .stale = list->moves[i].stale};
            adopt(tools, record, list, other);
            play_list(tools, record, list->moves, list->count);
        }
    }
}

/* Pieces of that size, from the end. */
static void cut(const struct tools *tools, struct record *record, struct list *list,
                struct list *other, int size)
{
    for (int from = list->count - size; from > -size; from -= size) {
        leave_out(tools, record, list, other, from > 0 ? from : 0, size);
        from = from < list->count ? from : list->count;
    }
}

static void halve(const struct tools *tools, struct record *record, struct list *list,
                  struct list *other)
{
    for (int size = (list->count + 1) / 2; size > 1; size = (size + 1) / 2) {
        cut(tools, record, list, other, size);
    }
    cut(tools, record, list, other, 1);
}

/* Moves that need not be stale are not. */
static void calm(const struct tools *tools, struct record *record, struct list *list,
                 struct list *other)
{
    for (int i = 0; i < list->count; i++) {
        if (list->moves[i].stale) {
            *other = *list;
            other->moves[i].stale = false;
            adopt(tools, record, list, other);
        }
    }
}

void shrink(const struct tools *tools, struct record *record)
{
    struct tools quiet = *tools;
    struct list *list = calloc(1, sizeof *list), *other = calloc(1, sizeof *other);
    int before = -1;
    quiet.quiet = true;
    if (list && other) {
        memcpy(list->moves, record->moves, sizeof list->moves);
        list->count = record->count;
        halve(&quiet, record, list, other);
        resolve(&quiet, record, list, other);
        for (int round = 0; round < 4 && list->count != before; round++) {
            before = list->count;
            halve(&quiet, record, list, other);
        }
        calm(&quiet, record, list, other);
        play_list(&quiet, record, list->moves, list->count);
    }
    free(list);
    free(other);
}
