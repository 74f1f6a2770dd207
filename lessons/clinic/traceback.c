/* Lines of code in a traceback. A line belongs to the file that was named last above it; PyTorch's own
 * files are told apart, so that the reader's line is the one that is read. */
#include "lessons/clinic/traceback.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static struct code_span line_at(const char *from, const char *end)
{
    const char *to = memchr(from, '\n', (size_t)(end - from));
    return (struct code_span){from, (int)((to ? to : end) - from)};
}

static bool holds(struct code_span line, const char *words)
{
    int n = (int)strlen(words);
    for (int i = 0; i + n <= line.bytes; i++) {
        if (memcmp(line.at + i, words, (size_t)n) == 0) {
            return true;
        }
    }
    return false;
}

static bool begins(struct code_span line, const char *word)
{
    int n = (int)strlen(word);
    return line.bytes >= n && memcmp(line.at, word, (size_t)n) == 0;
}

/* "File "x.py", line 3", "x.py in forward(self)", "/a/x.py:12 in f", "> x.py(3)f()". */
static bool names_file(struct code_span line)
{
    return begins(line, "File ") || begins(line, "Input In ") || begins(line, "Cell In") ||
           ((holds(line, ".py") || holds(line, "<ipython-input")) &&
            (holds(line, " in ") || holds(line, ".py(") || holds(line, ".py:")) &&
            !holds(line, " = "));
}

/* A file of PyTorch's: its lines are not the reader's. */
static bool is_library(struct code_span line)
{
    static const char *const places[] = {"torch/nn/",
                                         "torch\\nn\\",
                                         "torch/_",
                                         "torch/utils",
                                         "torch\\_",
                                         "torch\\utils",
                                         "torch/functional",
                                         "torch/tensor",
                                         "accelerate/hooks",
                                         "accelerate\\hooks",
                                         "numpy/core",
                                         "jax/_src",
                                         "tensorflow/python/",
                                         "keras/utils",
                                         "keras/src/utils",
                                         "einops/",
                                         "einops\\",
                                         "torch/autograd",
                                         "torch/serialization",
                                         "contextlib"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (holds(line, places[i])) {
            return true;
        }
    }
    return false;
}

/* What Python draws under a line: ^^^^ and ~~~^~~~. */
static bool is_caret(struct code_span line)
{
    bool any = false;
    for (int i = 0; i < line.bytes; i++) {
        if (!strchr(" \t^~|", line.at[i])) {
            return false;
        }
        any = any || line.at[i] == '^';
    }
    return any;
}

/* "----> 12 x = ...", "> 12   x = ...", "-> x = ...", "178     x": the code after the mark. marked:
 * it is the one that was run; plain numbered lines stand around it. */
static struct code_span without_mark(struct code_span line, bool *marked, bool *numbered)
{
    int i = 0, number;
    while (i < line.bytes && line.at[i] == '-') {
        i++;
    }
    *marked = i < line.bytes && line.at[i] == '>' && (i > 0 || line.bytes > 1);
    i = *marked ? i + 1 : 0;
    while (i < line.bytes && (line.at[i] == ' ' || line.at[i] == '[')) {
        i++;
    }
    for (number = i; i < line.bytes && isdigit((unsigned char)line.at[i]); i++) {
    }
    *numbered = i > number && i < line.bytes && (line.at[i] == ' ' || line.at[i] == ']');
    if (!*numbered) {
        i = *marked ? number : 0;
    } else if (line.at[i] == ']') { /* a link: [12](vscode-notebook:...) code */
        const char *close = memchr(line.at + i, ')', (size_t)(line.bytes - i));
        i = close ? (int)(close + 1 - line.at) : i + 1;
    }
    return code_trim((struct code_span){line.at + i, line.bytes - i});
}

/* What is known while going down the lines. */
struct walk {
    bool library;         /* the file named last */
    bool framed;          /* a file was named: lines of code are indented below it */
    struct code_span raw; /* the line that code was taken from */
};

static void take_caret(struct evidence *e, const struct walk *w, struct code_span line)
{
    if (w->raw.at != NULL && e->code.at >= w->raw.at && e->code.at <= code_end(w->raw)) {
        int from = 0, to = line.bytes;
        while (from < to && !strchr("^~", line.at[from])) {
            from++;
        }
        while (to > from && !strchr("^~", line.at[to - 1])) {
            to--;
        }
        to = to < w->raw.bytes ? to : w->raw.bytes;
        from = from < to ? from : to;
        e->caret = (struct code_span){w->raw.at + from, to - from};
    }
}

static bool is_noise(struct code_span line)
{
    return begins(line, "Traceback") || begins(line, "During handling") || begins(line, "[Prev") ||
           begins(line, "The above exception") || begins(line, "$ ") ||
           begins(line, "RuntimeError") || begins(line, "print(") || begins(line, ">>> print") ||
           holds(line, "Error: ") || holds(line, "torch.Size(");
}

/* Lines that only hand a call on: what called them says more. */
static bool passes_on(struct code_span line)
{
    static const char *const words[] = {"forward_call(",
                                        "_call_impl(",
                                        "F.linear(",
                                        "functional.linear(",
                                        "base_layer(",
                                        "old_forward(",
                                        "F.embedding(",
                                        "torch.embedding(",
                                        "F.layer_norm(",
                                        "_conv_forward(",
                                        "(*args, **kwargs)",
                                        "_VF.einsum(",
                                        "forward_comfy_cast_weights(",
                                        "F.conv",
                                        "super().forward("};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (holds(line, words[i])) {
            return true;
        }
    }
    return false;
}

/* What a launcher writes before each line, "[rank1]: ", and what a page sets around code: `x`. */
static struct code_span without_frame(struct code_span line)
{
    line = code_trim(line);
    const char *close = begins(line, "[rank") ? memchr(line.at, ':', (size_t)line.bytes) : NULL;
    if (close) {
        line = code_trim((struct code_span){close + 1, (int)(code_end(line) - close - 1)});
    }
    while (line.bytes > 1 && *line.at == '`') {
        line = code_trim((struct code_span){line.at + 1, line.bytes - 1});
    }
    while (line.bytes > 1 && code_end(line)[-1] == '`') {
        line.bytes--;
    }
    return line;
}

static void take_line(struct evidence *e, struct walk *w, struct code_span raw)
{
    struct code_span line = without_frame(raw);
    bool marked = false, numbered = false;
    if (line.bytes == 0) {
        return;
    }
    if (is_caret(raw)) {
        take_caret(e, w, raw);
        return;
    }
    if (names_file(line)) {
        *w = (struct walk){.library = is_library(line), .framed = true};
        return;
    }
    struct code_span code = without_mark(line, &marked, &numbered);
    code = begins(code, ">>> ") ? (struct code_span){code.at + 4, code.bytes - 4} : code;
    if (is_noise(code) || !code_is_code(code) || (numbered && !marked)) {
        return;
    }
    e->inner = code;
    if (!w->library && !passes_on(code)) {
        e->code = code;
        e->caret = (struct code_span){0};
        w->raw = raw;
    }
}

static void walk_lines(struct evidence *e, const char *from, const char *end)
{
    struct walk w = {0};
    while (from < end) {
        struct code_span line = line_at(from, end);
        take_line(e, &w, line);
        from = code_end(line) + 1;
    }
}

/* The message's own line, up to where its words begin, holds "RuntimeError: " and no code. */
void traceback_code(struct evidence *e)
{
    const char *message = e->text + e->start, *end = e->text + e->bytes;
    const char *above = message;
    while (above > e->text && above[-1] != '\n') {
        above--;
    }
    walk_lines(e, e->text, above);
    if (e->code.bytes == 0) {
        const char *below = message + e->length;
        const char *next = memchr(below, '\n', (size_t)(end - below));
        /* an argument's words come side by side: what follows the message may be its code */
        walk_lines(e, next ? next + 1 : below, end);
    }
}

/* ---- an error that is not in the table ---- */

static bool is_error_line(struct code_span line)
{
    static const char *const signs[] = {
        "Error: ", "Error(", "Exception: ", "error: ", "panicked at", "AssertionError", "Error]: "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (holds(line, signs[i])) {
            return true;
        }
    }
    return false;
}

/* The first two shapes of the message, as roles a and b. */
static void find_shapes(struct evidence *e)
{
    static const char *const roles[] = {"a", "b"};
    const char *end = e->text + e->start + e->length;
    for (const char *at = e->text + e->start; at < end && e->found.count < 2; at++) {
        struct pattern_value value = {.kind = '@', .at = at};
        value.bytes = pattern_shape(at, (size_t)(end - at), &value.shape);
        if (value.bytes > 0 && value.shape.rank > 1) {
            snprintf(value.role, sizeof value.role, "%s", roles[e->found.count]);
            e->found.values[e->found.count++] = value;
            at += value.bytes - 1;
        }
    }
}

void traceback_last_error(struct evidence *e)
{
    const char *end = e->text + e->bytes;
    for (const char *from = e->text; from < end;) {
        struct code_span line = line_at(from, end);
        if (is_error_line(line)) {
            e->class = CLINIC_CLASS_UNKNOWN;
            e->start = (size_t)(line.at - e->text);
            e->length = (size_t)line.bytes;
        }
        from = code_end(line) + 1;
    }
    if (e->class == CLINIC_CLASS_UNKNOWN) {
        find_shapes(e);
        e->class = e->found.count == 2 ? CLINIC_CLASS_SHAPES : CLINIC_CLASS_UNKNOWN;
    }
}
