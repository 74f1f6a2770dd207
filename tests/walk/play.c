/* One walk: each move done, the scene drawn, everything held; in a child, whose crash is a fault. */
#include "tests/walk/walk.h"

#include "app/platform/keys.h"
#include "app/stage/frame.h"

#include <SDL.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANGS_AFTER = 300 }; /* seconds for one walk */

const char *fault_of(char *fault, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(fault, FAULT_MAX, format, list);
    va_end(list);
    return fault;
}

/* ---- moves to actions ---- */

/* As the loop does it: a key that means nothing by itself is what it writes. */
static struct action action_of_key(const struct model *model, const struct move *move)
{
    enum focus focus = model_focus(model);
    struct action action = keys_action(move->what, move->index, focus);
    bool writes = move->index == KMOD_NONE && move->what >= ' ' && move->what <= '~';
    if (action.kind == ACTION_NONE && writes) {
        const char *text = (const char[]){(char)move->what, '\0'};
        action = keys_text(&text, focus);
    }
    return action;
}

static struct action action_of_hit(const struct scene *scene, const struct move *move)
{
    bool hover = move->kind == MOVE_HOVER;
    if (scene->target_count == 0) {
        return (struct action){.kind = ACTION_NONE};
    }
    struct rect rect = scene->targets[move->what % scene->target_count].rect;
    struct action action = scene_hit(scene, rect.x + rect.w * (float)move->index / 1000,
                                     rect.y + rect.h * (float)move->other / 1000, hover);
    if (hover && action.kind == ACTION_NONE) {
        action.kind = ACTION_LEAVE;
    }
    return action;
}

static struct action action_of(const struct walker *walker, const struct move *move)
{
    switch (move->kind) {
    case MOVE_KEY:
        return action_of_key(&walker->model, move);
    case MOVE_CLICK:
    case MOVE_HOVER:
        return action_of_hit(&walker->scene, move);
    case MOVE_ACTION:
        return (struct action){.kind = (enum action_kind)move->what,
                               .index = move->index,
                               .other = move->other,
                               .row = move->row,
                               .column = move->column,
                               .width = (float)move->index,
                               .height = (float)move->other,
                               .text = {(char)move->index}};
    default:
        return (struct action){.kind = ACTION_NONE};
    }
}

/* ---- one move ---- */

/* The walker's own tests: these two are false at once when the theme is dark and help is open. */
static const char *planted(const struct walker *walker, char *fault)
{
    bool there = walker->model.theme == THEME_DARK && walker->model.over == OVER_HELP;
    if (there && walker->tools->plant == PLANT_CRASH) {
        abort();
    }
    return there && walker->tools->plant == PLANT_HOLD
               ? fault_of(fault, "planted: help in the dark")
               : NULL;
}

/* Draws the scene and holds what must be true of it. */
static const char *look(struct walker *walker, char *fault)
{
    struct measure measure = fonts_measure(walker->tools->fonts);
    view(&walker->model, &measure, &walker->scene);
    const char *wrong = holds_scene(walker, fault);
    wrong = wrong ? wrong : holds_targets(walker, fault);
    wrong = wrong ? wrong : holds_drawn(walker, fault);
    wrong = wrong ? wrong : holds_figures(walker, fault);
    return wrong ? wrong : holds_hidden(walker, fault);
}

static const char *play(struct walker *walker, const struct move *move, struct action *done,
                        char *fault)
{
    *done = action_of(walker, move);
    if (move->kind == MOVE_SILENT) {
        walker->model.asking = false;
    }
    model_update(&walker->model, *done);
    walker->model.quit = false;
    const char *wrong = holds_model(walker, fault);
    wrong = wrong ? wrong : holds_marks(walker, fault);
    wrong = wrong ? wrong : planted(walker, fault);
    if (!wrong && move->kind == MOVE_UNDO) {
        wrong = holds_undo(walker, move->what, fault);
    }
    if (!wrong && move->kind == MOVE_RERUN) {
        wrong = holds_rerun(walker, fault);
    }
    if (!wrong && (!move->stale || move->kind == MOVE_PAINT)) {
        wrong = look(walker, fault);
    }
    return !wrong && move->kind == MOVE_PAINT ? holds_painted(walker, fault) : wrong;
}

/* ---- a walk ---- */

/* Where the moves come from: a list, or chance. */
struct source {
    const struct move *list;
    int count;
    struct chance chance;
};

static bool start(struct walker *walker, const struct tools *tools)
{
    *walker = (struct walker){.tools = tools};
    if (!model_init(&walker->model, tools->course)) {
        return false;
    }
    for (int i = 0; i < tools->course->count; i++) {
        walker->mark_count += tools->course->lessons[i]->step_count;
    }
    walker->marks = calloc((size_t)walker->mark_count, 1);
    walker->model.asking = true;
    answer_begin(&walker->model);
    return walker->marks;
}

static void walk(const struct tools *tools, struct record *record, struct source *source)
{
    struct walker walker;
    char fault[FAULT_MAX];
    const char *wrong = start(&walker, tools) ? look(&walker, fault) : "out of memory";
    for (int i = 0; i < source->count && !wrong; i++) {
        struct move move =
            source->list ? source->list[i] : move_random(&source->chance, &walker, i);
        record->moves[i] = move;
        record->done[i] = (struct action){0};
        record->count = i + 1;
        wrong = play(&walker, &move, &record->done[i], fault);
    }
    snprintf(record->fault, sizeof record->fault, "%s", wrong ? wrong : "");
}

static void hush(void)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) {
        dup2(nowhere, 1);
        dup2(nowhere, 2);
    }
}

/* The child walks; what it did and what was wrong lies in record. */
static bool walk_apart(const struct tools *tools, struct record *record, struct source *source)
{
    int status = 0;
    record->count = 0;
    record->fault[0] = '\0';
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        if (tools->quiet) {
            hush();
        }
        alarm(HANGS_AFTER);
        walk(tools, record, source);
        _exit(record->fault[0] ? 1 : 0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("walk");
        exit(2);
    }
    bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!good && !record->fault[0]) {
        snprintf(record->fault, sizeof record->fault, "%s",
                 WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "stopped by a sanitizer");
    }
    return good;
}

bool play_list(const struct tools *tools, struct record *record, const struct move *moves,
               int count)
{
    struct source source = {.list = moves, .count = count};
    return walk_apart(tools, record, &source);
}

bool play_random(const struct tools *tools, struct record *record, uint64_t seed, uint64_t number,
                 int actions)
{
    int lesson = (int)(number % (uint64_t)tools->course->count);
    struct source source = {.count = actions, .chance = chance_of(seed, number, lesson)};
    return walk_apart(tools, record, &source);
}
