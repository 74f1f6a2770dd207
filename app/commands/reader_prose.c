/* Prose as text: blocks of a lesson in lines that a terminal shows whole. */
#include "app/commands/reader.h"

enum { WIDTH = 76 };

struct writer {
    FILE *out;
    int column, indent;
};

int reader_characters(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; i++) {
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return count;
}

/* Writes a word that may go on without a space after it. */
static void write_word(struct writer *w, const char *text, size_t bytes, bool space)
{
    int length = reader_characters(text, bytes);
    if (space && w->column + 1 + length > WIDTH) {
        fprintf(w->out, "\n%*s", w->indent, "");
        w->column = w->indent;
    } else if (space) {
        fputc(' ', w->out);
        w->column++;
    }
    fwrite(text, 1, bytes, w->out);
    w->column += length;
}

static void write_block(FILE *out, const struct lesson_block *block)
{
    struct writer w = {.out = out, .indent = block->kind == LESSON_ITEM ? 4 : 0};
    bool space = false;
    if (block->kind == LESSON_ITEM) {
        char mark[16] = "-";
        if (block->number > 0) {
            snprintf(mark, sizeof mark, "%d.", block->number);
        }
        fprintf(out, "%3s ", mark);
        w.column = w.indent;
    }
    for (int i = 0; i < block->run_count; i++) {
        const struct lesson_run *run = &block->runs[i];
        size_t from = 0;
        while (from < run->bytes) {
            size_t end = from;
            if (run->text[from] == ' ') {
                space = true;
                from++;
                continue;
            }
            while (end < run->bytes && run->text[end] != ' ') {
                end++;
            }
            write_word(&w, run->text + from, end - from, space && w.column > w.indent);
            space = false;
            from = end;
        }
    }
    fputs("\n\n", out);
}

static void write_code(FILE *out, const struct lesson_block *block)
{
    for (int i = 0; i < block->run_count; i++) {
        fprintf(out, "    %.*s\n", (int)block->runs[i].bytes, block->runs[i].text);
    }
    fputc('\n', out);
}

void reader_blocks(FILE *out, const struct lesson_step *step, int from, int to)
{
    for (int i = from; i < to; i++) {
        const struct lesson_block *block = &step->blocks[i];
        (block->kind == LESSON_CODE_BLOCK ? write_code : write_block)(out, block);
    }
}
