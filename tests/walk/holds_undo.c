/* Undo and redo: as many steps forth as back end in the same state, each of them whole. */
#include "tests/walk/walk.h"

#include "app/model/link.h"

#include <string.h>

enum { STEPS_MOST = 9 };

/* What a state holds, but for the beat: where a question is open again there are fewer. */
struct state {
    char text[LINK_MOST];
    enum theme theme;
    float zoom;
};

static void note(const struct model *model, struct state *state)
{
    link_write(model, state->text, sizeof state->text);
    state->theme = model->theme;
    state->zoom = model->zoom;
}

static const char *compare(const struct walker *walker, const struct state *wanted, char *fault)
{
    static struct state now; /* too large for a stack, and one walk is under way */
    note(&walker->model, &now);
    if (strcmp(now.text, wanted->text) != 0) {
        return fault_of(fault, "undone and redone is %.180s, not %.180s", now.text, wanted->text);
    }
    return now.theme != wanted->theme || now.zoom != wanted->zoom
               ? fault_of(fault, "undone and redone looks otherwise")
               : holds_model(walker, fault);
}

const char *holds_undo(struct walker *walker, int steps, char *fault)
{
    static struct state states[STEPS_MOST + 1];
    struct model *model = &walker->model;
    const char *wrong = NULL;
    int back = 0;
    model->clinic.open = false; /* as undo leaves it */
    note(model, &states[0]);
    while (back < steps && back < STEPS_MOST && history_can(model, -1)) {
        model_update(model, (struct action){.kind = ACTION_UNDO});
        note(model, &states[++back]);
    }
    while (!wrong && back > 0) {
        back--;
        bool can = history_can(model, 1);
        model_update(model, (struct action){.kind = ACTION_REDO});
        wrong = can ? compare(walker, &states[back], fault)
                    : fault_of(fault, "what was undone cannot be redone");
    }
    return wrong;
}
