/* A lesson read out as text: each step's prose, what it shows, its shapes and its numbers. */
#include "app/commands/reader.h"

#include "app/commands/say.h"
#include "app/model/question.h"
#include "app/model/role.h"
#include "app/scene/number.h"
#include "app/scene/strings.h"

#include "lessons/script/script.h"

#include <stdlib.h>
#include <string.h>

enum { MATRIX_MOST = 12 };

/* ---- numbers ---- */

static const char *token_word(const struct lesson_step *step, enum attn_axis axis, int index)
{
    bool token = axis == ATTN_AXIS_TOKEN || axis == ATTN_AXIS_QUERY || axis == ATTN_AXIS_KEY;
    return token && index < step->word_count ? step->words[index] : "";
}

/* Pads with spaces on the left to `width` characters, not bytes. */
static void write_right(FILE *out, const char *text, int width)
{
    int pad = width - reader_characters(text, strlen(text));
    fprintf(out, "%*s%s", pad > 0 ? pad : 0, "", text);
}

/* The first batch item's rows, as far as a page is wide. */
static void write_matrix(FILE *out, const struct lesson_step *step,
                         const struct attn_tensor *tensor)
{
    const struct attn_shape *s = &tensor->shape;
    int rows = s->rank > 1 ? s->size[s->rank - 2] : 1, columns = s->size[s->rank - 1];
    int at[ATTN_RANK_MAX] = {0};
    bool keys = s->axis[s->rank - 1] == ATTN_AXIS_KEY && step->word_count >= columns;
    if (rows > MATRIX_MOST || columns > MATRIX_MOST) {
        return;
    }
    if (keys) {
        fprintf(out, "%14s", "");
        for (int j = 0; j < columns; j++) {
            write_right(out, step->words[j], 9);
        }
        fputc('\n', out);
    }
    for (int i = 0; i < rows; i++) {
        enum attn_axis axis = s->rank > 1 ? s->axis[s->rank - 2] : ATTN_AXIS_EMBED;
        fputs("    ", out);
        write_right(out, token_word(step, axis, i), 10);
        for (int j = 0; j < columns; j++) {
            char number[NUMBER_MAX];
            if (s->rank > 1) {
                at[s->rank - 2] = i;
            }
            at[s->rank - 1] = j;
            write_right(out, number_brief(number, (double)attn_tensor_at(tensor, at), 4), 9);
        }
        fputc('\n', out);
    }
    fputc('\n', out);
}

/* Text with every ᵀ in words: a terminal's font may lack it. */
static void write_plain(FILE *out, const char *text)
{
    static const char raised[] = "ᵀ";
    for (const char *t = strstr(text, raised); t; t = strstr(text, raised)) {
        fprintf(out, "%.*s transposed", (int)(t - text), text);
        text = t + strlen(raised);
    }
    fputs(text, out);
}

static void write_formula(FILE *out, const struct attn_trace *trace, int index)
{
    const struct attn_op *op = attn_trace_op(trace, index);
    const struct attn_kind_about *about = attn_kind_about(op->kind);
    char shape[64], text[320];
    bool known = op->shape.rank > 0;
    fprintf(out, "  %s %s", op->name,
            known ? attn_shape_text(&op->shape, shape, sizeof shape) : "(no shape)");
    if (op->operand_count > 0) {
        fputs(" = ", out);
        write_plain(out, attn_op_text(trace, index, about->spoken ? about->spoken : about->formula,
                                      text, sizeof text));
    }
    fputs("\n\n", out);
}

/* ---- what else a picture would show ---- */

/* "Question: what is the shape of concat?" before the numbers that answer it. */
static void write_question(FILE *out, const struct lesson_step *step)
{
    if (step->ask != LESSON_ASK_NOTHING) {
        exercise_question(out, step, false);
        exercise_answer(out, step);
    }
}

/* The trail of the two sizes that clash. */
static void write_trail(FILE *out, const struct attn_trace *trace)
{
    const struct attn_op *op = attn_trace_op(trace, attn_trace_failed(trace));
    for (int i = 0; i < 2; i++) {
        struct attn_origin stops[12];
        char text[400];
        int operand = op->clash_operand[i];
        if (operand < 0 || operand >= op->operand_count) {
            continue;
        }
        int index = op->operands[operand];
        int count = attn_trace_origin(trace, index, op->clash_axis[i], stops, 12);
        fprintf(out, "  %s: %s\n", attn_trace_op(trace, index)->name,
                attn_origin_text(trace, stops, count < 12 ? count : 12, text, sizeof text));
    }
    fputc('\n', out);
}

/* What is written below needs memory; each returns false where there was none: the text would lack a
 * part. A layer that raises is no such failure. */
static struct attn_tensor value_of(struct attn_trace *trace, const char *name, bool *good)
{
    struct attn_error error = {0};
    int op = attn_trace_find(trace, name);
    bool there = op >= 0 && attn_trace_run(trace, op, &error);
    *good &= error.kind != ATTN_ERROR_MEMORY;
    return there ? attn_trace_tensor(trace, op, ATTN_PART_VALUE) : (struct attn_tensor){0};
}

/* The layer beside in words: what differs, and by how much. */
static bool compare(FILE *out, const struct lesson_step *step, struct attn_trace *trace,
                    struct attn_trace *other)
{
    struct attn_difference difference;
    char shape[64];
    bool good = true;
    struct attn_tensor ours = value_of(trace, step->show, &good);
    struct attn_tensor theirs = value_of(other, step->show, &good);
    fputs("  Beside it, with", out);
    for (int i = 0; i < step->beside_count; i++) {
        fprintf(out, " %s=%s", step->beside[i].setting, step->beside[i].value);
    }
    if (step->beside_line > 0) {
        const char *line = step->beside_listing.lines[step->beside_line - 1];
        fprintf(out, ", of %s (%s)", step->beside_listing.name, line + strspn(line, " "));
    }
    if (theirs.data) {
        fprintf(out, ": %s %s", step->show, attn_shape_text(&theirs.shape, shape, sizeof shape));
    }
    if (ours.data && theirs.data && attn_measure_difference(&ours, &theirs, &difference)) {
        fprintf(out, ", numbers at most %.3g apart", difference.most);
    }
    fprintf(out, "\n  Parameters: %llu here, %llu beside\n\n",
            (unsigned long long)attn_trace_cost(trace, -1).parameters,
            (unsigned long long)attn_trace_cost(other, -1).parameters);
    return good;
}

static bool write_beside(FILE *out, const struct lesson *lesson, const struct lesson_step *step,
                         const float *mask, struct attn_trace *trace)
{
    struct attn_trace *other = attn_trace_new(NULL);
    struct attn_error error = {0};
    bool there =
        other && lesson_prepare_beside(lesson, step, &step->config, mask, trace, other, &error);
    bool good = other && error.kind != ATTN_ERROR_MEMORY;
    good = there ? compare(out, step, trace, other) : good;
    attn_trace_free(other);
    return good;
}

static bool write_moves(FILE *out, const struct lesson_step *step, struct attn_trace *trace,
                        struct attn_trace *nudged)
{
    bool good = true;
    fprintf(out, "  Feature %d of x raised by 1", step->nudge);
    if (step->nudge_item >= 0) {
        fprintf(out, ", in item %d of the batch only", step->nudge_item);
    }
    fputs(":\n", out);
    for (int h = 0; h < step->config.heads; h++) {
        char name[ATTN_NAME_MAX];
        struct attn_difference difference;
        snprintf(name, sizeof name, "heads.%d.out", h);
        struct attn_tensor a = value_of(trace, name, &good), b = value_of(nudged, name, &good);
        if (a.data && b.data && attn_measure_difference(&a, &b, &difference)) {
            fprintf(out, "    %s moves by at most %.3g\n", name, difference.most);
        }
    }
    fputc('\n', out);
    return good;
}

/* Which heads notice that a feature of x grew by 1. */
static bool write_nudge(FILE *out, const struct lesson_step *step, struct attn_trace *trace)
{
    struct attn_trace *nudged = attn_trace_new(NULL);
    struct attn_error error = {0};
    bool there =
        nudged && attn_trace_nudge_item(nudged, trace, step->nudge_item, step->nudge, 1, &error);
    bool good = nudged && error.kind != ATTN_ERROR_MEMORY;
    good = there ? write_moves(out, step, trace, nudged) : good;
    attn_trace_free(nudged);
    return good;
}

/* "Head 3: who does it", where the step's layer says so of the head. */
static void write_job(FILE *out, const struct lesson_step *step, const struct attn_op *op)
{
    const char *job = lesson_job(step, op->head);
    if (job) {
        fprintf(out, "  Head %d: %s\n", op->head, job);
    }
}

static bool write_numbers(FILE *out, const struct lesson_step *step, struct attn_trace *trace,
                          int op)
{
    struct attn_error error = {0};
    write_job(out, step, attn_trace_op(trace, op));
    write_formula(out, trace, op);
    if (attn_trace_run(trace, op, &error)) {
        struct attn_tensor tensor = attn_trace_tensor(trace, op, ATTN_PART_VALUE);
        write_matrix(out, step, &tensor);
        return true;
    }
    fprintf(out, "  %s: %s\n\n", attn_error_kind_name(error.kind), error.text);
    if (attn_trace_failed(trace) >= 0) {
        write_trail(out, trace);
    }
    return error.kind != ATTN_ERROR_MEMORY;
}

static bool print_step(FILE *out, const struct lesson *lesson, int index, const float *mask,
                       struct attn_trace *trace)
{
    const struct lesson_step *step = &lesson->steps[index];
    struct attn_error error = {0};
    fprintf(out, "%d. %s\n\n", index + 1, step->title);
    int before = step->ask == LESSON_ASK_NOTHING ? step->block_count : step->before;
    reader_blocks(out, step, 0, before);
    write_question(out, step);
    if (!lesson_prepare(lesson, step, &step->config, mask, trace, &error)) {
        return false;
    }
    int op = role_find(trace, step->show, step->head);
    if (op < 0) {
        return true;
    }
    bool good = write_numbers(out, step, trace, op);
    if (step->beside_count > 0) {
        good = write_beside(out, lesson, step, mask, trace) && good;
    }
    if (step->nudge >= 0) {
        good = write_nudge(out, step, trace) && good;
    }
    if (step->code_line > 0) {
        char code[512];
        const char *line =
            script_line(&step->config, step->listing.lines[step->code_line - 1], code, sizeof code);
        fprintf(out, "  %s, line %d: %s\n\n", step->listing.name, step->code_line,
                line + strspn(line, " "));
    }
    reader_blocks(out, step, before, step->block_count);
    return good;
}

/* What is printed of a lesson. */
struct reading {
    const struct lesson *lesson;
    int step; /* -1: all */
    const float *mask;
    enum reader_part part;
};

static bool print_steps(FILE *out, const struct reading *r)
{
    const struct lesson *lesson = r->lesson;
    struct attn_trace *trace = attn_trace_new(NULL);
    int from = r->step < 0 ? 0 : r->step, to = r->step < 0 ? lesson->step_count : r->step + 1;
    bool good = trace != NULL;
    fprintf(out, "%s\n", lesson->title);
    if (lesson->summary && r->part == READER_ALL) { /* it may tell */
        fprintf(out, "%s\n", lesson->summary);
    }
    fputc('\n', out);
    for (int i = from; good && i < to; i++) {
        if (r->part == READER_ALL) {
            good = print_step(out, lesson, i, r->mask, trace);
        } else {
            exercise_print(out, lesson, i, r->part == READER_ANSWERS);
        }
    }
    attn_trace_free(trace);
    return good;
}

/* Into memory first, so that all of it goes through say_text, or nothing. */
int reader_print(FILE *out, const struct lesson *lesson, int step, const float *mask,
                 enum reader_part part)
{
    struct reading reading = {lesson, step, mask, part};
    char *text = NULL;
    size_t bytes = 0;
    FILE *memory = open_memstream(&text, &bytes);
    bool good = memory && print_steps(memory, &reading);
    good = memory && !ferror(memory) && good;
    good = memory && fclose(memory) == 0 && good;
    if (good) {
        say_text(out, text, bytes);
    }
    free(text);
    return good
               ? 0
               : say_complaint(EXIT_RAISED, "out of memory: '%s' cannot be read out", lesson->slug);
}
