/* Filling templates: what a kind says of itself, with the names and numbers of one operation or one
 * cell of it. attention.h describes the language. */
#include "attention/ops/kind.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { KEY_MAX = 16, DECIMALS = 4 };

/* ---- words ---- */

static const char *operand_name(const struct subject *s, int i)
{
    return attn_trace_op(s->trace, s->op->operands[i])->name;
}

static struct word op_word(const struct subject *s, const char *name)
{
    const struct attn_op *op = s->op;
    if (name[0] >= '0' && name[0] <= '9') {
        int i = name[0] - '0';
        return i < op->operand_count ? word_text("%s", operand_name(s, i)) : word_none();
    }
    if (strcmp(name, "list") == 0 && op->operand_count > 0) {
        return word_text("%s … %d", operand_name(s, 0), op->operand_count - 1);
    }
    if (strcmp(name, "inner") == 0 && op->operand_count > 0) {
        const struct attn_shape *shape = &attn_trace_op(s->trace, op->operands[0])->shape;
        return shape->rank > 0 ? word_text("%s", attn_axis_name(shape->axis[shape->rank - 1]))
                               : word_none();
    }
    return strcmp(name, "kind") == 0         ? word_text("%s", attn_kind_name(op->kind))
           : strcmp(name, "count") == 0      ? word_number(op->operand_count)
           : strcmp(name, "transposed") == 0 ? word_flag(op->transposed)
                                             : word_none();
}

static struct word cell_word(const struct subject *s, const char *name)
{
    const struct attn_explanation *e = s->e;
    const struct {
        const char *name;
        float value;
        bool there;
    } words[] = {{"a", s->term.a_value, s->term.a.op >= 0},
                 {"b", s->term.b_value, s->term.b.op >= 0},
                 {"constant", e->constant, true},
                 {"value", e->value, true},
                 {"max", e->row_max, true},
                 {"sum", e->row_sum, true}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(name, words[i].name) == 0 && words[i].there) {
            return word_number((double)words[i].value);
        }
    }
    return word_none();
}

static struct word word_of(const struct subject *s, const char *name)
{
    struct word word = word_none();
    if (kind_of(s->op->kind)->word) {
        word = kind_of(s->op->kind)->word(s, name);
    }
    word = word.is == WORD_NONE ? op_word(s, name) : word;
    return word.is == WORD_NONE && s->e ? cell_word(s, name) : word;
}

/* ---- filling ---- */

/* Where text goes: what stands together is gathered, and a word apart is a piece of its own. */
struct filling {
    const struct subject *subject;
    struct attn_writer writer;
    char piece[200];
    bool gathers; /* all is one piece, as long as it fits */
};

static void flush(struct filling *f)
{
    if (f->piece[0]) {
        f->writer.write(f->writer.context, f->piece);
        f->piece[0] = '\0';
    }
}

static void gather(struct filling *f, const char *text, size_t bytes)
{
    size_t used = strlen(f->piece);
    if (used + bytes >= sizeof f->piece) {
        flush(f);
        used = 0;
    }
    snprintf(f->piece + used, sizeof f->piece - used, "%.*s", (int)bytes, text);
}

/* The word between braces that begins at `from`, "{!name:2}"; returns what follows it. */
static const char *read_word(const struct filling *f, const char *from, struct word *word,
                             bool *apart)
{
    const char *end = strchr(from, '}'), *name = from + 1;
    char key[KEY_MAX];
    bool turned = *name == '!';
    name += turned;
    size_t length = strcspn(name, ":}");
    assert(end && length < sizeof key);
    snprintf(key, sizeof key, "%.*s", (int)length, name);
    *word = word_of(f->subject, key);
    if (word->is == WORD_NUMBER) {
        int most = name[length] == ':' ? name[length + 1] - '0' : DECIMALS;
        attn_number_brief(word->number, most, word->text, sizeof word->text);
    }
    *apart =
        word->is == WORD_NUMBER || (key[0] >= '0' && key[0] <= '9') || strcmp(key, "kind") == 0;
    *word = turned ? word_flag(word->is == WORD_NONE) : *word;
    return end + 1;
}

static bool holds(const struct filling *f, const char *from, const char *to)
{
    bool apart;
    struct word word = {.is = WORD_TEXT};
    for (const char *c = from; c < to && word.is != WORD_NONE;) {
        c = *c == '{' ? read_word(f, c, &word, &apart) : c + 1;
    }
    return word.is != WORD_NONE;
}

/* Everything from `from` to `to`, which has no parts that fall away. */
static void fill_plain(struct filling *f, const char *from, const char *to)
{
    while (from < to) {
        size_t literal = strcspn(from, "{");
        literal = literal < (size_t)(to - from) ? literal : (size_t)(to - from);
        gather(f, from, literal);
        from += literal;
        if (from < to) {
            struct word word;
            bool apart;
            from = read_word(f, from, &word, &apart);
            apart = apart && !f->gathers;
            if (apart) {
                flush(f);
            }
            gather(f, word.text, strlen(word.text));
            if (apart) {
                flush(f);
            }
        }
    }
}

static void fill(struct filling *f, const char *template)
{
    while (template && *template) {
        size_t plain = strcspn(template, "<");
        fill_plain(f, template, template + plain);
        template += plain;
        if (*template == '<') {
            const char *end = strchr(template, '>');
            assert(end);
            if (holds(f, template + 1, end)) {
                fill_plain(f, template + 1, end);
            }
            template = end + 1;
        }
    }
    flush(f);
}

/* ---- the public functions ---- */

struct buffer {
    char *text;
    size_t bytes;
};

static void append(void *context, const char *piece)
{
    struct buffer *buffer = context;
    size_t used = strlen(buffer->text);
    snprintf(buffer->text + used, buffer->bytes - used, "%s", piece);
}

static const char *text_of(const struct subject *subject, const char *template, char *text,
                           size_t bytes)
{
    struct buffer buffer = {text, bytes};
    struct filling filling = {.subject = subject, .writer = {append, &buffer}, .gathers = true};
    text[0] = '\0';
    fill(&filling, template);
    return text;
}

static struct subject subject_of(const struct attn_trace *trace, int index)
{
    return (struct subject){.trace = trace,
                            .op = attn_trace_op(trace, index),
                            .term = {.a = {.op = -1}, .b = {.op = -1}}};
}

const char *attn_op_text(const struct attn_trace *trace, int index, const char *template,
                         char *buffer, size_t bytes)
{
    struct subject subject = subject_of(trace, index);
    return text_of(&subject, template, buffer, bytes);
}

const char *attn_explain_text(const struct attn_trace *trace,
                              const struct attn_explanation *explanation, const char *template,
                              char *buffer, size_t bytes)
{
    struct subject subject = subject_of(trace, explanation->cell.op);
    subject.e = explanation;
    if (explanation->term_count > 0) {
        subject.term = attn_explain_term(trace, explanation, explanation->own_term);
    }
    return text_of(&subject, template, buffer, bytes);
}

const char *attn_op_formula(const struct attn_trace *trace, int index, char *buffer, size_t bytes)
{
    enum attn_kind kind = attn_trace_op(trace, index)->kind;
    return attn_op_text(trace, index, attn_kind_about(kind)->formula, buffer, bytes);
}

void attn_op_formula_pieces(const struct attn_trace *trace, int index, struct attn_writer writer)
{
    struct subject subject = subject_of(trace, index);
    struct filling filling = {.subject = &subject, .writer = writer};
    fill(&filling, attn_kind_about(subject.op->kind)->formula);
}
