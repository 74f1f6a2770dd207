/* walk [ACTIONS [SEED]]  walks so many actions, 200 a walk, the lessons in turn
 * walk --replay MOVES    does these moves on a new model
 * walk --plant hold|crash ...  with a fault of the walker's own, for its tests
 *
 * Exit 0: nothing was found; 1: a fault, and the last lines say lesson, seed and the shortest list
 * of moves that still fails; 2: a wrong command line. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "tests/walk/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { ACTIONS_A_WALK = 200, FOUND = 1, USAGE = 2 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct record *record_new(void)
{
    void *memory = mmap(NULL, sizeof(struct record), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

static bool open_tools(struct tools *tools)
{
    struct lesson_error error;
    struct platform_error reason = {""};
    tools->course = course_load(NULL, NULL, &error);
    tools->fonts = fonts_new(NULL, 1, &reason);
    tools->painter = tools->fonts ? painter_new(tools->fonts, &reason) : NULL;
    return tools->course && tools->painter;
}

static void close_tools(struct tools *tools)
{
    painter_free(tools->painter);
    fonts_free(tools->fonts);
    course_free(tools->course);
}

static void print_moves(const struct record *record)
{
    char text[MOVE_TEXT_MAX];
    for (int i = 0; i < record->count; i++) {
        printf("%s%s", i ? "; " : "", move_text(&record->moves[i], text, sizeof text));
    }
}

/* Where the last place gone to lies. */
static const char *lesson_of(const struct tools *tools, const struct record *record)
{
    int lesson = 0;
    for (int i = 0; i < record->count; i++) {
        const struct action *done = &record->done[i];
        bool there =
            done->kind == ACTION_GO && done->index >= 0 && done->index < tools->course->count;
        lesson = there ? done->index : lesson;
    }
    return tools->course->lessons[lesson]->slug;
}

static int report(const struct tools *tools, struct record *record, const char *seed)
{
    printf("walk: a fault after %d actions: %s\n", record->count, record->fault);
    fflush(stdout);
    shrink(tools, record);
    printf("fault:  %s\n", record->fault);
    printf("lesson: %s\n", lesson_of(tools, record));
    printf("seed:   %s\n", seed);
    printf("moves:  %d; again by\nmake walk REPLAY='", record->count);
    print_moves(record);
    printf("'\n");
    return FOUND;
}

static int walk_all(const struct tools *tools, struct record *record, long actions, uint64_t seed)
{
    char text[32];
    double from = now();
    snprintf(text, sizeof text, "%llu", (unsigned long long)seed);
    long done = 0;
    for (uint64_t walk = 0; done < actions; walk++) {
        long left = actions - done;
        int most = left < ACTIONS_A_WALK ? (int)left : ACTIONS_A_WALK;
        bool good = play_random(tools, record, seed, walk, most);
        done += record->count;
        if (!good) {
            return report(tools, record, text);
        }
    }
    double took = now() - from;
    printf("walk: %ld actions, seed %s: no fault (%.0f a second)\n", done, text,
           (double)done / (took > 0 ? took : 1));
    return 0;
}

static int replay(const struct tools *tools, struct record *record, const char *text)
{
    static struct move moves[WALK_MOST];
    char wrong[MOVE_TEXT_MAX] = "";
    int count = moves_read(text, moves, WALK_MOST, wrong, sizeof wrong);
    if (count < 0) {
        fprintf(stderr, "walk: '%s' is no move\n", wrong);
        return USAGE;
    }
    if (!play_list(tools, record, moves, count)) {
        return report(tools, record, "none, a replay");
    }
    printf("walk: %d actions: no fault\n", count);
    return 0;
}

static int usage(void)
{
    fprintf(stderr, "walk [--plant hold|crash] [ACTIONS [SEED] | --replay MOVES]\n");
    return USAGE;
}

static int run(const struct tools *tools, struct record *record, char **words, int count)
{
    char *end = NULL;
    if (count == 2 && strcmp(words[0], "--replay") == 0) {
        return replay(tools, record, words[1]);
    }
    long actions = count > 0 ? strtol(words[0], &end, 10) : 2000;
    bool good = count <= 2 && (!end || *end == '\0') && actions > 0;
    uint64_t seed = good && count > 1 ? strtoull(words[1], &end, 10) : 1;
    return good && (!end || *end == '\0') ? walk_all(tools, record, actions, seed) : usage();
}

int main(int argc, char **argv)
{
    struct tools tools = {0};
    struct record *record = record_new();
    if (argc > 2 && strcmp(argv[1], "--plant") == 0) {
        tools.plant = strcmp(argv[2], "crash") == 0 ? PLANT_CRASH : PLANT_HOLD;
        argc -= 2;
        argv += 2;
    }
    if (!record || !open_tools(&tools)) {
        fprintf(stderr, "walk: out of memory, or no fonts\n");
        return USAGE;
    }
    int code = run(&tools, record, argv + 1, argc - 1);
    close_tools(&tools);
    munmap(record, sizeof *record);
    return code;
}
