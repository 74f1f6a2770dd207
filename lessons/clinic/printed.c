/* Finding printed shapes and the names beside them:
 *
 *     q.shape torch.Size([2, 8, 50, 64])       q: (2, 8, 50, 64)        torch.Size([2, 50])  # mask.shape
 *     print(q.shape, k.shape)  over  torch.Size([2, 8, 50, 64]) torch.Size([2, 8, 60, 64]) */
#include "lessons/clinic/printed.h"

#include <ctype.h>
#include <string.h>

static bool is_namely(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

static struct code_span without_shape(struct code_span s)
{
    static const char *const tails[] = {".shape", ".size()", ".size", "_shape", "shape"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        int n = (int)strlen(tails[i]);
        if (s.bytes > n && memcmp(code_end(s) - n, tails[i], (size_t)n) == 0) {
            s.bytes -= n;
            break;
        }
    }
    return s;
}

/* The name that ends before `at` on its line, past ": = -> is shape of and quotes. */
static struct code_span name_before(const char *start, const char *at)
{
    static const char *const skipped[] = {"is", "shape", "size", "has", "got", "are"};
    for (int tries = 0; tries < 4; tries++) {
        while (at > start && !is_namely(at[-1]) && at[-1] != '\n' && at[-1] != ')') {
            at--;
        }
        const char *end = at;
        while (at > start && is_namely(at[-1])) {
            at--;
        }
        struct code_span name = without_shape((struct code_span){at, (int)(end - at)});
        bool skip = false;
        for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
            skip = skip || (name.bytes == (int)strlen(skipped[i]) &&
                            memcmp(name.at, skipped[i], (size_t)name.bytes) == 0);
        }
        if (!skip) {
            bool good = name.bytes > 0 && !isdigit((unsigned char)*name.at);
            return good ? name : (struct code_span){0};
        }
    }
    return (struct code_span){0};
}

/* "# mask.shape" after it on its line. */
static struct code_span name_after(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t')) {
        at++;
    }
    if (at == end || *at != '#') {
        return (struct code_span){0};
    }
    for (at++; at < end && *at == ' '; at++) {
    }
    const char *from = at;
    while (at < end && is_namely(*at)) {
        at++;
    }
    return without_shape((struct code_span){from, (int)(at - from)});
}

static const char *line_start(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n') {
        at--;
    }
    return at;
}

/* The nth argument of a print(...) on the lines just above a line of bare shapes. */
static struct code_span name_of_print(const char *text, const char *line, int nth)
{
    const char *end = line > text ? line - 1 : line, *from = line_start(text, end);
    for (int up = 0; up < 2 && from < end; up++) {
        const char *call = NULL;
        for (const char *at = from; at + 6 < end && !call; at++) {
            call = memcmp(at, "print(", 6) == 0 ? at + 6 : NULL;
        }
        if (call) {
            struct code_span list = {call, (int)(end - call)};
            const char *close = memchr(call, '#', (size_t)(end - call));
            list.bytes = close ? (int)(close - call) : list.bytes;
            list = code_trim(list);
            list.bytes -= list.bytes > 0 && list.at[list.bytes - 1] == ')';
            struct code_span argument = without_shape(code_argument(list, nth));
            return code_is_name(argument) ? argument : (struct code_span){0};
        }
        end = from > text ? from - 1 : from;
        from = line_start(text, end);
    }
    return (struct code_span){0};
}

static void add(struct evidence *e, struct code_span name, const struct clinic_told *shape)
{
    if (e->print_count < EVIDENCE_PRINTS_MAX) {
        e->prints[e->print_count++] = (struct evidence_print){name, *shape};
    }
}

/* A shape at `at`, the nth bare one on its line. Bare brackets count only after ".shape". */
static size_t take(struct evidence *e, const char *at, int *nth)
{
    const char *end = e->text + e->bytes, *line = line_start(e->text, at);
    struct clinic_told shape;
    bool sized = (size_t)(end - at) > 11 && memcmp(at, "torch.Size(", 11) == 0;
    size_t bytes = pattern_shape(at, (size_t)(end - at), &shape);
    if (bytes == 0 || (!sized && shape.rank < 2)) {
        return 0;
    }
    struct code_span name = name_after(at + bytes, end);
    if (name.bytes == 0) {
        const char *stop = at;
        while (stop > line && stop[-1] != ',' && stop[-1] != ']' && stop[-1] != ')') {
            stop--;
        }
        name = name_before(stop, at);
    }
    bool told = name.bytes > 0 && code_end(name) < at &&
                (name.at[name.bytes] == '.' || memchr(name.at, ':', (size_t)(at - name.at)) ||
                 memchr(name.at, '=', (size_t)(at - name.at)) || sized);
    if (name.bytes == 0 && sized) {
        name = name_of_print(e->text, line, (*nth)++);
        told = true;
    }
    if (sized || told) {
        add(e, name, &shape);
    }
    return bytes;
}

void printed_shapes(struct evidence *e)
{
    int nth = 0;
    for (size_t i = 0; i < e->bytes; i++) {
        bool message = i >= e->start && i < e->start + e->length;
        char c = e->text[i];
        nth = c == '\n' ? 0 : nth;
        bool opens = c == '(' || c == '[' || (c == 't' && (i == 0 || !is_namely(e->text[i - 1])));
        bool call = c != 't' && i > 0 && is_namely(e->text[i - 1]);
        if (!message && opens && !call) {
            size_t bytes = take(e, e->text + i, &nth);
            i += bytes > 0 ? bytes - 1 : 0;
        }
    }
}
