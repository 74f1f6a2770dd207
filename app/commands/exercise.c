/* A lesson as exercises for a class: headings, prose, questions and what to choose from; and, for who
 * teaches it, the answers. Of the prose only what gives no answer away. */
#include "app/commands/reader.h"

#include "app/model/question.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

enum { BLOCK_MOST = 4096 };

void exercise_question(FILE *out, const struct lesson_step *step, bool letters)
{
    char text[QUESTION_TEXT];
    fprintf(out, "  Question: %s\n", question_text(step, text, sizeof text));
    for (int i = 0; letters && i < step->option_count; i++) {
        fprintf(out, "    %c) %s\n", 'a' + i, question_option(step, i, text, sizeof text));
    }
    fputs(letters ? "\n" : "", out);
}

void exercise_answer(FILE *out, const struct lesson_step *step)
{
    char text[QUESTION_TEXT];
    fprintf(out, "  Answer: %s\n", question_option(step, step->right, text, sizeof text));
    if (step->why) {
        fprintf(out, "  Why: %s\n", step->why);
    }
    for (int i = 0; i < step->option_count; i++) {
        if (step->options[i].why) {
            fprintf(out, "  Not %s: %s\n", question_option(step, i, text, sizeof text),
                    step->options[i].why);
        }
    }
    fputc('\n', out);
}

/* Whether a block gives the answer to a question of the lesson. */
static bool tells(const struct lesson *lesson, const struct lesson_block *block)
{
    char text[BLOCK_MOST];
    size_t used = 0;
    for (int i = 0; i < block->run_count; i++) {
        const struct lesson_run *run = &block->runs[i];
        size_t bytes = run->bytes < sizeof text - used - 1 ? run->bytes : sizeof text - used - 1;
        memcpy(text + used, run->text, bytes);
        used += bytes;
    }
    text[used] = '\0';
    for (int i = 0; i < lesson->step_count; i++) {
        if (question_told(&lesson->steps[i], text)) {
            return true;
        }
    }
    return false;
}

void exercise_print(FILE *out, const struct lesson *lesson, int index, bool answers)
{
    const struct lesson_step *step = &lesson->steps[index];
    fprintf(out, "%d. %s\n\n", index + 1, step->title);
    for (int i = 0; i < step->before; i++) {
        if (answers || !tells(lesson, &step->blocks[i])) {
            reader_blocks(out, step, i, i + 1);
        }
    }
    if (step->ask != LESSON_ASK_NOTHING) {
        exercise_question(out, step, true);
        if (answers) {
            exercise_answer(out, step);
        }
    }
}
