/* Gathering the evidence: the wording first, by the table; then the traceback above it. */
#include "lessons/clinic/evidence.h"

#include "lessons/clinic/clean.h"
#include "lessons/clinic/printed.h"
#include "lessons/clinic/traceback.h"
#include "lessons/clinic/wordings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- the wording ---- */

/* Rows by the first letter that they can begin with. */
struct rows {
    const struct wording *row[WORDINGS_MAX];
    int next[WORDINGS_MAX]; /* in the same letter's list, -1 at its end */
    int first[256];
};

static void sort_rows(struct rows *rows)
{
    memset(rows->first, -1, sizeof rows->first);
    for (int i = wordings_count() - 1; i >= 0; i--) {
        rows->row[i] = wordings_at(i);
        unsigned char letter = (unsigned char)pattern_first(rows->row[i]->pattern);
        rows->next[i] = rows->first[letter];
        rows->first[letter] = i;
    }
}

struct match {
    const struct wording *row; /* NULL: none yet */
    size_t start, bytes;
    struct pattern_found found;
};

/* A traceback ends with its error, so the later of two counts; one within another does not; one that
 * says little counts only where there is no other; of a list of the same, the first. */
static bool replaces(const struct match *last, const struct wording *row, size_t start,
                     size_t bytes)
{
    if (!last->row) {
        return true;
    }
    if (row->weak != last->row->weak) {
        return last->row->weak;
    }
    bool listed = row->class == CLINIC_CLASS_LOAD && last->row->class == CLINIC_CLASS_LOAD;
    bool within = start < last->start + last->bytes;
    return within ? start == last->start && bytes > last->bytes : !listed;
}

/* The rows that begin with a letter, or, as '<', with a role. */
static void match_rows(const struct rows *rows, int letter, const struct evidence *e, size_t at,
                       struct match *last)
{
    for (int i = rows->first[letter]; i >= 0; i = rows->next[i]) {
        struct pattern_found found;
        size_t bytes = pattern_match(rows->row[i]->pattern, e->text + at, e->bytes - at, &found);
        if (bytes > 0 && replaces(last, rows->row[i], at, bytes)) {
            *last = (struct match){rows->row[i], at, bytes, found};
        }
    }
}

/* A message begins at the beginning of a word. */
static void match_here(const struct rows *rows, const struct evidence *e, size_t at,
                       struct match *last)
{
    int letter = tolower((unsigned char)e->text[at]);
    char before = at > 0 ? e->text[at - 1] : ' ';
    bool inside = isalnum((unsigned char)before) || before == '_';
    if (!inside || !isalnum(letter)) {
        match_rows(rows, letter, e, at, last);
    }
    if (!inside && before != '.' && before != '/' && (isalnum(letter) || letter == '_')) {
        match_rows(rows, '<', e, at, last);
    }
}

static void find_wording(struct evidence *e)
{
    struct rows rows;
    struct match last = {.row = NULL};
    sort_rows(&rows);
    for (size_t at = 0; at < e->bytes; at++) {
        match_here(&rows, e, at, &last);
    }
    if (last.row) {
        e->class = last.row->class;
        e->system = last.row->system;
        e->pattern = last.row->pattern;
        e->known = last.row->known;
        e->start = last.start;
        e->length = last.bytes;
        e->found = last.found;
    }
}

/* ---- the whole ---- */

bool evidence_gather(const char *text, size_t bytes, const struct clinic_hints *hints,
                     struct evidence *e)
{
    memset(e, 0, sizeof *e);
    e->hints = hints ? *hints : (struct clinic_hints){0};
    e->text = malloc(bytes + 1);
    if (!e->text) {
        return false;
    }
    e->bytes = clean_text(text, bytes, e->text);
    find_wording(e);
    if (e->class == CLINIC_CLASS_NONE) {
        traceback_last_error(e);
    }
    if (e->class != CLINIC_CLASS_NONE) {
        traceback_code(e);
        printed_shapes(e);
    }
    return true;
}

void evidence_clear(struct evidence *e)
{
    free(e->text);
    e->text = NULL;
}

/* ---- asking ---- */

bool evidence_says(const struct evidence *e, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= e->bytes; i++) {
        size_t same = 0;
        while (same < n && tolower((unsigned char)e->text[i + same]) == word[same]) {
            same++;
        }
        bool before = i == 0 || !isalnum((unsigned char)e->text[i - 1]);
        if (same == n && before && !isalnum((unsigned char)e->text[i + n])) {
            return true;
        }
    }
    return false;
}

/* Where Python underlines the operation, it is read there first. */
bool evidence_code(const struct evidence *e, unsigned wanted, struct code_line *code)
{
    struct code_line whole;
    code_read(e->code, 0, &whole);
    if (e->caret.bytes > 0 && code_read(e->caret, wanted, code)) {
        code->line = whole.line;
        code->target = whole.target;
        code->value = whole.value;
        return true;
    }
    return code_read(e->code, wanted, code);
}

static bool same_name(struct code_span a, struct code_span b)
{
    return a.bytes > 0 && a.bytes == b.bytes && memcmp(a.at, b.at, (size_t)a.bytes) == 0;
}

const struct clinic_told *evidence_printed(const struct evidence *e, struct code_span name)
{
    for (int i = e->print_count - 1; i >= 0; i--) {
        if (same_name(e->prints[i].name, name)) {
            return &e->prints[i].shape;
        }
    }
    return NULL;
}

long long evidence_number(const struct evidence *e, const char *role)
{
    return pattern_number(&e->found, role);
}

const struct clinic_told *evidence_shape(const struct evidence *e, const char *role)
{
    static const struct clinic_told none = {0};
    const struct pattern_value *value = pattern_value(&e->found, role);
    return value && value->kind == '@' ? &value->shape : &none;
}

struct code_span evidence_word(const struct evidence *e, const char *role)
{
    const struct pattern_value *value = pattern_value(&e->found, role);
    return value ? (struct code_span){value->at, (int)value->bytes} : (struct code_span){0};
}
