/* Prose: CommonMark by md4c, kept as blocks of runs in one style each. */
#include "lessons/read/read.h"

#include <md4c.h>
#include <string.h>

enum { NESTING = 8 }; /* deeper styles and lists go on as the one around them */

struct builder {
    struct parser *parser;
    void *blocks;
    int block_count;
    struct lesson_block *block; /* open, or NULL */
    void *runs;
    int run_count;
    enum lesson_style styles[NESTING];
    int depth;
    int numbers[NESTING]; /* of each open list's next item; 0 in a bulleted list */
    int lists;
    bool code;               /* in a code block */
    struct lesson_run *line; /* of code, being read, or NULL */
    size_t room;             /* bytes that its text may take */
    bool failed;             /* no memory for a piece of it */
};

/* What a callback returns: md4c goes on after a positive number in places. A failure is kept, too,
 * so that it cannot end as prose without its end. */
static int ended(struct builder *b, bool good)
{
    b->failed |= !good;
    return b->failed ? -1 : 0;
}

static int nested(int depth)
{
    return depth < NESTING ? depth : NESTING - 1;
}

static bool open_block(struct builder *b, enum lesson_block_kind kind)
{
    b->block = arena_push(b->parser->arena, &b->blocks, &b->block_count, sizeof *b->block);
    if (!b->block) {
        return false;
    }
    *b->block = (struct lesson_block){.kind = kind};
    b->runs = NULL;
    b->run_count = 0;
    return true;
}

static void close_block(struct builder *b)
{
    if (!b->block) {
        return;
    }
    b->block->runs = b->runs;
    b->block->run_count = b->run_count;
    if (b->run_count == 0) {
        b->block_count--;
    }
    b->block = NULL;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct builder *b = data;
    bool good = true;
    switch (type) {
    case MD_BLOCK_OL:
        b->numbers[nested(++b->lists)] = (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
        break;
    case MD_BLOCK_UL:
        b->numbers[nested(++b->lists)] = 0;
        break;
    case MD_BLOCK_LI:
        close_block(b); /* the item that this list stands in */
        good = open_block(b, LESSON_ITEM);
        if (good && b->numbers[nested(b->lists)] > 0) {
            b->block->number = b->numbers[nested(b->lists)]++;
        }
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
        good = b->block || open_block(b, LESSON_PARAGRAPH);
        break;
    case MD_BLOCK_CODE:
        close_block(b);
        b->code = true;
        good = open_block(b, LESSON_CODE_BLOCK);
        break;
    default:
        break;
    }
    return ended(b, good);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)detail;
    struct builder *b = data;
    if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_LI || type == MD_BLOCK_CODE) {
        close_block(b);
        b->code = false;
        b->line = NULL;
    }
    b->lists -= type == MD_BLOCK_OL || type == MD_BLOCK_UL;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)detail;
    struct builder *b = data;
    enum lesson_style style = type == MD_SPAN_STRONG ? LESSON_STRONG
                              : type == MD_SPAN_EM   ? LESSON_EMPHASIS
                              : type == MD_SPAN_CODE ? LESSON_CODE
                                                     : b->styles[nested(b->depth)];
    b->styles[nested(++b->depth)] = style;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)type;
    (void)detail;
    ((struct builder *)data)->depth--;
    return 0;
}

static bool add_run(struct builder *b, const char *text, size_t bytes)
{
    struct lesson_run *run = arena_push(b->parser->arena, &b->runs, &b->run_count, sizeof *run);
    char *copy = arena_text(b->parser->arena, text, bytes);
    if (!run || !copy) {
        return false;
    }
    *run = (struct lesson_run){b->styles[nested(b->depth)], copy, bytes};
    return true;
}

/* One more piece of the line of code. Room doubles: deep indentation comes in many pieces. */
static bool extend_line(struct builder *b, const char *text, size_t bytes)
{
    size_t wanted = b->line->bytes + bytes;
    if (wanted > b->room) {
        b->room = 2 * wanted;
        char *joined = arena_alloc(b->parser->arena, b->room + 1);
        if (!joined) {
            return false;
        }
        memcpy(joined, b->line->text, b->line->bytes);
        b->line->text = joined;
    }
    memcpy((char *)(uintptr_t)b->line->text + b->line->bytes, text, bytes);
    b->line->bytes = wanted;
    return true;
}

/* A code block's line comes in pieces, its indentation first, then a newline: one run a line. */
static bool add_code(struct builder *b, const char *text, size_t bytes)
{
    if (bytes == 1 && *text == '\n') {
        bool good = b->line || add_run(b, "", 0);
        b->line = NULL;
        return good;
    }
    if (b->line) {
        return extend_line(b, text, bytes);
    }
    if (!add_run(b, text, bytes)) {
        return false;
    }
    b->line = (struct lesson_run *)b->runs + b->run_count - 1;
    b->room = bytes;
    return true;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    struct builder *b = data;
    if (!b->block && !open_block(b, LESSON_PARAGRAPH)) {
        return ended(b, false);
    }
    if (b->code) {
        return ended(b, add_code(b, text, size));
    }
    bool space = type == MD_TEXT_SOFTBR || type == MD_TEXT_BR;
    return ended(b, space ? add_run(b, " ", 1) : add_run(b, text, size));
}

static bool is_bullet(struct span line)
{
    line = span_trim(line);
    return line.bytes > 2 && strchr("+-*", line.text[0]) && line.text[1] == ' ';
}

/* A bullet that goes on where a sentence stood, alone: a line broken before a plus or minus. */
static void find_lone_bullet(const struct parser *p, struct lesson_step *step, int first, int last)
{
    for (int i = first + 1; i < last; i++) {
        bool alone = is_bullet(p->lines[i]) && !is_bullet(p->lines[i - 1]) &&
                     span_trim(p->lines[i - 1]).bytes > 0;
        for (int j = i + 1; alone && j < last && span_trim(p->lines[j]).bytes > 0; j++) {
            alone = !is_bullet(p->lines[j]);
        }
        step->lone_bullet = alone && step->lone_bullet == 0 ? i + 1 : step->lone_bullet;
    }
}

bool parse_prose(struct parser *p, struct lesson_step *step, int first, int last)
{
    struct builder b = {
        .parser = p, .blocks = (void *)(uintptr_t)step->blocks, .block_count = step->block_count};
    MD_PARSER parser = {.flags = MD_FLAG_NOHTML,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = add_text};
    if (first >= last) {
        return true;
    }
    const char *from = p->lines[first].text;
    const char *to = p->lines[last - 1].text + p->lines[last - 1].bytes;
    if (md_parse(from, (MD_SIZE)(to - from), &parser, &b) != 0 || b.failed) {
        return parser_out_of_memory(p);
    }
    find_lone_bullet(p, step, first, last);
    step->blocks = b.blocks;
    step->block_count = b.block_count;
    return true;
}
