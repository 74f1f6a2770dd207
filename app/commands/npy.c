/* Reading .npy files. The header is a Python dictionary, read by a cursor that knows its end: no
 * byte of a file is trusted to be there, or to be the last of its kind. */
#include "app/commands/npy.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAGIC = 6, SIDE_MOST = 65536 };

struct cursor {
    const char *at, *end;
};

struct word {
    const char *text;
    size_t bytes;
};

struct header {
    char order, type; /* NumPy's letters: < or >; b, i, u or f */
    size_t bytes;     /* of one number */
    bool fortran;
    bool has_descr, has_order, has_shape;
    struct attn_shape shape;
};

static bool fail(char *reason, const char *text)
{
    snprintf(reason, NPY_REASON, "%s", text);
    return false;
}

/* ---- the header's words ---- */

static void skip_blanks(struct cursor *c)
{
    static const char blanks[] = {' ', '\t', '\r', '\n', '\f'};
    while (c->at < c->end && memchr(blanks, *c->at, sizeof blanks)) {
        c->at++;
    }
}

/* Takes that character, blanks before it. */
static bool take(struct cursor *c, char wanted)
{
    skip_blanks(c);
    bool there = c->at < c->end && *c->at == wanted;
    c->at += there;
    return there;
}

/* A text in single or double quotes; one with a backslash is none that NumPy writes. */
static bool take_text(struct cursor *c, struct word *word)
{
    skip_blanks(c);
    char quote = c->at < c->end ? *c->at : '\0';
    if (quote != '\'' && quote != '"') {
        return false;
    }
    word->text = ++c->at;
    while (c->at < c->end && *c->at != quote && *c->at != '\\' && *c->at != '\n') {
        c->at++;
    }
    word->bytes = (size_t)(c->at - word->text);
    return take(c, quote);
}

static bool is(const struct word *word, const char *text)
{
    return word->bytes == strlen(text) && memcmp(word->text, text, word->bytes) == 0;
}

/* True or False, as a whole word. */
static bool take_truth(struct cursor *c, bool *truth)
{
    skip_blanks(c);
    struct word word = {c->at, 0};
    while (c->at < c->end &&
           ((*c->at >= 'A' && *c->at <= 'Z') || (*c->at >= 'a' && *c->at <= 'z'))) {
        c->at++;
    }
    word.bytes = (size_t)(c->at - word.text);
    *truth = is(&word, "True");
    return *truth || is(&word, "False");
}

/* A size; Python 2 wrote an L behind some. */
static bool take_size(struct cursor *c, int *size)
{
    skip_blanks(c);
    const char *from = c->at;
    *size = 0;
    while (c->at < c->end && *c->at >= '0' && *c->at <= '9') {
        *size = *size * 10 + (*c->at++ - '0');
        if (*size > SIDE_MOST) {
            return false;
        }
    }
    bool any = c->at > from;
    c->at += c->at < c->end && *c->at == 'L';
    return any;
}

/* (), (3,), (3, 4) or (3, 4,): a tuple, which (3) is not. */
static bool take_shape(struct cursor *c, struct attn_shape *shape)
{
    bool comma = true;
    *shape = (struct attn_shape){0};
    if (!take(c, '(')) {
        return false;
    }
    while (!take(c, ')')) {
        if (!comma || shape->rank == ATTN_RANK_MAX || !take_size(c, &shape->size[shape->rank])) {
            return false;
        }
        shape->rank++;
        comma = take(c, ',');
    }
    return shape->rank != 1 || comma;
}

/* ---- the header ---- */

static bool native_is_little(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

/* "<f4": a byte order that may be left out, a letter, the bytes of a number. */
static bool read_descr(const struct word *word, struct header *h)
{
    static const char *const known[] = {"b1", "?",  "i1", "i2", "i4", "i8", "u1",
                                        "u2", "u4", "u8", "f2", "f4", "f8"};
    static const char orders[] = {'<', '>', '=', '|'};
    struct word type = *word;
    h->order = '=';
    if (type.bytes > 0 && memchr(orders, type.text[0], sizeof orders)) {
        h->order = type.text[0];
        type.text++;
        type.bytes--;
    }
    if (h->order == '=' || h->order == '|') {
        h->order = native_is_little() ? '<' : '>';
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (is(&type, known[i])) {
            h->type = known[i][0] == '?' ? 'b' : known[i][0];
            h->bytes = type.bytes == 2 ? (size_t)(known[i][1] - '0') : 1;
            return true;
        }
    }
    return false;
}

/* One `key: value`; of a key that stands twice the last counts, as in Python. */
static bool read_entry(struct cursor *c, struct header *h, char *reason)
{
    struct word key, descr;
    if (!take_text(c, &key) || !take(c, ':')) {
        return fail(reason, "has a broken header");
    }
    if (is(&key, "descr")) {
        h->has_descr = true;
        return (take_text(c, &descr) && read_descr(&descr, h)) ||
               fail(reason, "holds numbers of a kind that is not read here");
    }
    if (is(&key, "fortran_order")) {
        h->has_order = true;
        return take_truth(c, &h->fortran) || fail(reason, "has a broken header");
    }
    if (is(&key, "shape")) {
        h->has_shape = true;
        return take_shape(c, &h->shape) ||
               fail(reason, "is not of at most 4 axes of at most 65536 cells each");
    }
    return fail(reason, "has a header with a key that is not NumPy's");
}

static bool parse_header(struct cursor c, struct header *h, char *reason)
{
    bool more = take(&c, '{');
    bool good = more;
    while (good && more && !take(&c, '}')) {
        if (!read_entry(&c, h, reason)) {
            return false;
        }
        more = take(&c, ',');
        good = more || take(&c, '}');
    }
    skip_blanks(&c);
    good = good && c.at == c.end && h->has_descr && h->has_order && h->has_shape;
    return good || fail(reason, "has a broken header");
}

/* The magic, the version, the header's length: 2 bytes in version 1.0, else 4. */
static bool find_header(struct cursor *file, struct cursor *header, char *reason)
{
    size_t bytes = (size_t)(file->end - file->at), length = 0;
    const unsigned char *raw = (const unsigned char *)file->at;
    if (bytes < MAGIC + 2 || memcmp(raw, "\x93NUMPY", MAGIC) != 0) {
        return fail(reason, "is not a .npy file");
    }
    if (raw[MAGIC] < 1 || raw[MAGIC] > 3 || raw[MAGIC + 1] != 0) {
        return fail(reason, "is of a version of .npy that is not known here");
    }
    size_t digits = raw[MAGIC] == 1 ? 2 : 4, start = MAGIC + 2 + digits;
    for (size_t i = 0; bytes >= start && i < digits; i++) {
        length |= (size_t)raw[MAGIC + 2 + i] << 8 * i;
    }
    if (bytes < start || length > bytes - start) {
        return fail(reason, "ends in its header");
    }
    *header = (struct cursor){file->at + start, file->at + start + length};
    file->at = header->end;
    return true;
}

/* ---- the numbers ---- */

/* float16: a sign, 5 bits of exponent, 10 of fraction. */
static double half(uint64_t bits)
{
    int exponent = (int)(bits >> 10 & 31);
    double fraction = (double)(bits & 1023) / 1024;
    double size = exponent == 31  ? (fraction > 0 ? (double)NAN : (double)INFINITY)
                  : exponent == 0 ? ldexp(fraction, -14)
                                  : ldexp(1 + fraction, exponent - 15);
    return bits >> 15 & 1 ? -size : size;
}

static double real_number(uint64_t bits, size_t bytes)
{
    double wide;
    float narrow;
    uint32_t low = (uint32_t)bits;
    memcpy(&wide, &bits, sizeof wide);
    memcpy(&narrow, &low, sizeof narrow);
    return bytes == 8 ? wide : bytes == 4 ? (double)narrow : half(bits);
}

/* The number at raw, and whether it is exact as a double (an integer of 64 bits may not be). */
static double number_of(const struct header *h, const unsigned char *raw, bool *exact)
{
    uint64_t bits = 0;
    assert(h->bytes >= 1 && h->bytes <= 8);
    for (size_t i = 0; i < h->bytes; i++) {
        bits |= (uint64_t)raw[h->order == '<' ? i : h->bytes - 1 - i] << 8 * i;
    }
    if (h->type == 'f') {
        *exact = true;
        return real_number(bits, h->bytes);
    }
    if (h->type == 'b') {
        *exact = true;
        return bits != 0;
    }
    bool negative = h->type == 'i' && bits >> (8 * h->bytes - 1) & 1;
    uint64_t fill = h->bytes == 8 ? 0 : ~(uint64_t)0 << 8 * h->bytes;
    uint64_t size = negative ? ~(bits | fill) + 1 : bits;
    *exact = size <= (uint64_t)1 << 53;
    return negative ? -(double)size : (double)size;
}

/* A double as the nearest float; beyond its range infinity, which the language leaves open. */
static float narrowed(double value)
{
    const double largest = 3.4028235677973366e38; /* the first that rounds to infinity */
    return value >= largest ? INFINITY : value <= -largest ? -INFINITY : (float)value;
}

/* Where the cell at `at` stands in the file. */
static size_t place(const struct header *h, const int *at)
{
    size_t index = 0;
    for (int i = 0; i < h->shape.rank; i++) {
        int axis = h->fortran ? h->shape.rank - 1 - i : i;
        index = index * (size_t)h->shape.size[axis] + (size_t)at[axis];
    }
    return index;
}

static void read_numbers(const struct header *h, const char *data, size_t count, struct npy *npy)
{
    int at[ATTN_RANK_MAX] = {0};
    for (size_t i = 0; i < count; i++) {
        bool exact;
        const char *raw = data + place(h, at) * h->bytes;
        double value = number_of(h, (const unsigned char *)raw, &exact);
        npy->values[i] = narrowed(value);
        npy->rounded |= !exact || (!isnan(value) && (double)npy->values[i] != value);
        attn_shape_next(&h->shape, at);
    }
}

/* How many cells, as far as the file's bytes reach; false beyond. */
static bool count_cells(const struct header *h, size_t bytes, size_t *count)
{
    bool none = false;
    *count = 1;
    for (int i = 0; i < h->shape.rank; i++) {
        none |= h->shape.size[i] == 0;
    }
    for (int i = 0; !none && i < h->shape.rank; i++) {
        if (*count > bytes / (size_t)h->shape.size[i]) {
            return false;
        }
        *count *= (size_t)h->shape.size[i];
    }
    *count = none ? 0 : *count;
    return *count <= bytes / h->bytes;
}

bool npy_parse(const char *data, size_t bytes, struct npy *npy, char *reason)
{
    struct cursor file = {data, data + bytes}, text;
    struct header header = {0};
    size_t count;
    *npy = (struct npy){0};
    if (!find_header(&file, &text, reason) || !parse_header(text, &header, reason)) {
        return false;
    }
    if (!count_cells(&header, (size_t)(file.end - file.at), &count)) {
        return fail(reason, "ends before its last number");
    }
    npy->shape = header.shape;
    npy->values = malloc((count ? count : 1) * sizeof *npy->values);
    if (!npy->values) {
        npy->memory = true;
        return fail(reason, "is too large for memory");
    }
    read_numbers(&header, file.at, count, npy);
    return true;
}
