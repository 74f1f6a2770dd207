/* A link's text, taken apart and understood key by key. */
#include "app/model/link.h"

#include "app/model/link_code.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MOST = 40, SHOWN_MOST = 60 /* bytes of a wrong word that a note repeats */ };

void link_note(struct link_notes *notes, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (notes->count < LINK_NOTES) {
        vsnprintf(notes->line[notes->count], LINK_NOTE, format, arguments);
    }
    notes->count++;
    va_end(arguments);
}

/* ---- the place ---- */

static bool is_address(const char *text)
{
    return strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0 ||
           strncmp(text, "file://", 7) == 0 || text[0] == '#';
}

static void take_name(const char *text, size_t length, char name[LINK_NAME])
{
    if (!link_decode(text, length, name, LINK_NAME)) {
        snprintf(name, LINK_NAME, "%.*s", length < LINK_NAME ? (int)length : LINK_NAME, text);
    }
}

bool link_split(const char *text, struct link_parts *parts)
{
    const char *hash = is_address(text) ? strchr(text, '#') : NULL;
    const char *place = hash ? hash + 1 : text;
    if (strlen(text) > LINK_MOST) {
        return false;
    }
    size_t length = strcspn(place, "?"), lesson = strcspn(place, "/?");
    parts->query = place[length] ? place + length + 1 : "";
    parts->has_step = lesson < length;
    parts->step[0] = '\0';
    take_name(place, lesson, parts->lesson);
    if (parts->has_step) {
        take_name(place + lesson + 1, length - lesson - 1, parts->step);
    }
    return true;
}

/* ---- values ---- */

static bool refuse(struct attn_error *error, const char *key, const char *takes, const char *value)
{
    error->kind = ATTN_ERROR_SETTING;
    snprintf(error->text, sizeof error->text, "%s takes %s, not '%.*s'", key, takes, SHOWN_MOST,
             value);
    return false;
}

/* Digits at *text, which goes on behind them; -1 where there are none or too many. */
static int take_number(const char **text)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits == 0 || digits > 9) {
        return -1;
    }
    int number = (int)strtol(*text, NULL, 10);
    *text += digits;
    return number;
}

static bool set_number(int *number, const char *key, const char *value, struct attn_error *error)
{
    const char *at = value;
    int n = take_number(&at);
    if (n < 0 || *at) {
        return refuse(error, key, "a whole number from 0", value);
    }
    *number = n;
    return true;
}

static bool set_version(struct link *link, const char *value, struct attn_error *error)
{
    (void)link;
    return strcmp(value, "1") == 0 || refuse(error, "v", "1, the links of this program", value);
}

static bool set_cell(struct link *link, const char *value, struct attn_error *error)
{
    const char *at = value;
    int row = take_number(&at);
    bool comma = row >= 0 && *at == ',';
    at += comma;
    int column = comma ? take_number(&at) : -1;
    if (column < 0 || *at) {
        return refuse(error, "cell", "ROW,COLUMN counted from 0", value);
    }
    link->row = row;
    link->column = column;
    return true;
}

static bool set_item(struct link *link, const char *value, struct attn_error *error)
{
    return set_number(&link->item, "item", value, error);
}

static bool set_head(struct link *link, const char *value, struct attn_error *error)
{
    return set_number(&link->head, "head", value, error);
}

static bool set_show(struct link *link, const char *value, struct attn_error *error)
{
    if (!value[0] || strlen(value) >= sizeof link->show) {
        return refuse(error, "show", "an operation's name", value);
    }
    snprintf(link->show, sizeof link->show, "%s", value);
    return true;
}

static bool set_compare(struct link *link, const char *value, struct attn_error *error)
{
    bool yes = strcmp(value, "yes") == 0;
    struct attn_config with = attn_config_default();
    struct attn_error unknown;
    bool wiring = attn_config_set(&with, "wiring", value, &unknown);
    if (!yes && !wiring && strcmp(value, "no") != 0) {
        return refuse(error, "compare", "yes, no or a wiring", value);
    }
    link->compare = yes || wiring;
    link->with = wiring ? (int)with.wiring : -1;
    return true;
}

static bool set_range(struct link *link, const char *value, struct attn_error *error)
{
    bool heads = strcmp(value, "heads") == 0;
    if (!heads && strcmp(value, "tensor") != 0) {
        return refuse(error, "range", "heads or tensor", value);
    }
    link->all_heads = heads;
    return true;
}

/* Its lines are parted by ↵: no control character is in a link. */
static bool set_error(struct link *link, const char *value, struct attn_error *error)
{
    static const char mark[] = "↵";
    size_t used = 0;
    if (!value[0] || strlen(value) >= sizeof link->error) {
        return refuse(error, "error", "an error's text of at most 1,023 bytes", value);
    }
    while (*value) {
        bool end = strncmp(value, mark, sizeof mark - 1) == 0;
        link->error[used++] = end ? '\n' : *value;
        value += end ? sizeof mark - 1 : 1;
    }
    link->error[used] = '\0';
    return true;
}

static bool set_picture(struct link *link, const char *value, struct attn_error *error)
{
    bool closer = strcmp(value, "closer") == 0;
    if (!closer && strcmp(value, "claim") != 0) {
        return refuse(error, "picture", "closer or claim", value);
    }
    link->closer = closer;
    return true;
}

/* Bits that fill up the last digit are 0. */
static bool is_hex(const char *hex, int bits)
{
    size_t digits = ((size_t)bits + 3) / 4;
    for (size_t i = 0; i < digits; i++) {
        if (link_digit(hex[i]) < 0) {
            return false;
        }
    }
    int spare = (int)digits * 4 - bits;
    return hex[digits] == '\0' && (link_digit(hex[digits - 1]) & ((1 << spare) - 1)) == 0;
}

static bool set_paint(struct link *link, const char *value, struct attn_error *error)
{
    const char *at = value;
    int tokens = take_number(&at);
    if (tokens < 1 || tokens > PAINTED_MAX || *at != ':' || !is_hex(at + 1, tokens * tokens)) {
        return refuse(error, "paint", "TOKENS:HEX, a bit for each of its cells", value);
    }
    if (tokens != link->config.tokens) {
        error->kind = ATTN_ERROR_SETTING;
        snprintf(error->text, sizeof error->text, "paint is for %d tokens, here are %d", tokens,
                 link->config.tokens);
        return false;
    }
    for (int i = 0; i < tokens * tokens; i++) {
        link->painted[i] = link_digit(at[1 + i / 4]) >> (3 - i % 4) & 1 ? 1.0f : 0.0f;
    }
    link->painted_tokens = tokens;
    link->config.mask = ATTN_MASK_GIVEN;
    return true;
}

/* Each part is decoded by itself, so that a word may hold a '+'. */
static bool set_words(struct link *link, const char *value, struct attn_error *error)
{
    char words[OWN_WORDS_MAX][OWN_WORD_MAX] = {{0}};
    int count = 0;
    for (const char *at = value;; at++) {
        size_t length = strcspn(at, "+");
        if (count == OWN_WORDS_MAX || !link_decode(at, length, words[count++], OWN_WORD_MAX)) {
            return refuse(error, "words", "at most 64 words of at most 31 bytes, as in a+b", value);
        }
        at += length;
        if (!*at) {
            break;
        }
    }
    memcpy(link->words, words, sizeof words);
    link->word_count = count;
    return true;
}

static_assert(LINK_ERROR == 1024, "what set_error says");
static_assert(OWN_WORDS_MAX == 64 && OWN_WORD_MAX == 32, "what set_words says");

/* ---- keys ---- */

static const struct key {
    const char *name;
    bool (*set)(struct link *, const char *value, struct attn_error *);
    const char *help;
    bool encoded; /* takes its value as it stands in the link */
} keys[] = {
    {"v", set_version, "1, the version of these keys", false},
    {"show", set_show, "the operation on stage, as show=weights", false},
    {"head", set_head, "the head on view, counted from 0", false},
    {"item", set_item, "the batch item on view, counted from 0", false},
    {"cell", set_cell, "the chosen cell, as cell=1,2", false},
    {"paint", set_paint, "a mask of T tokens as T:HEX, a bit a cell, 1 = visible", false},
    {"words", set_words, "words for the tokens, as words=the+cat; of none, the lesson's", true},
    {"error", set_error, "the clinic, open on that error", false},
    {"compare", set_compare, "yes, no or a wiring: the layer beside", false},
    {"picture", set_picture, "closer: the numbers behind a step's picture", false},
    {"range", set_range, "the colours' range: tensor, heads", false},
};
enum { KEYS = sizeof keys / sizeof *keys };

const char *link_key(int index, const char **help)
{
    *help = index < KEYS ? keys[index].help : NULL;
    return index < KEYS ? keys[index].name : NULL;
}

static const struct key *find_key(const char *name)
{
    for (int i = 0; i < KEYS; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return &keys[i];
        }
    }
    return NULL;
}

static bool is_setting(const char *name)
{
    for (int i = 0; i < attn_setting_count(); i++) {
        if (strcmp(attn_setting(i)->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool unknown_key(const char *name, struct attn_error *error)
{
    const char *names[ATTN_SETTING_ID_COUNT + KEYS + 1] = {NULL};
    for (int i = 0; i < ATTN_SETTING_ID_COUNT + KEYS; i++) {
        names[i] = i < KEYS ? keys[i].name : attn_setting(i - KEYS)->name;
    }
    const char *near = attn_nearest_word(name, names);
    error->kind = ATTN_ERROR_SETTING;
    snprintf(error->text, sizeof error->text, "unknown key '%.*s'%s%s%s", SHOWN_MOST, name,
             near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return false;
}

bool link_set(struct link *link, const char *name, const char *value, struct attn_error *error)
{
    const struct key *key = find_key(name);
    if (key) {
        return key->set(link, value, error);
    }
    if (!is_setting(name)) {
        return unknown_key(name, error);
    }
    bool good = attn_config_set(&link->config, name, value, error);
    if (good && strcmp(name, "mask") == 0) { /* the painted one is no more */
        link->painted_tokens = 0;
    }
    return good;
}

void link_begin(struct link *link, const struct lesson_step *step)
{
    *link = (struct link){.config = step->config,
                          .head = -1,
                          .item = -1,
                          .row = -1,
                          .column = -1,
                          .compare = -1,
                          .with = -1};
}

const float *link_mask(const struct link *link)
{
    return link->painted_tokens > 0 ? link->painted : NULL;
}

/* ---- a query ---- */

/* One KEY=VALUE: settings alone, or all but settings. */
static void take_pair(struct link *link, const char *pair, size_t length, bool settings,
                      struct link_notes *notes)
{
    char key[KEY_MOST], value[LINK_MOST + 1];
    struct attn_error error = {0};
    const char *equals = memchr(pair, '=', length);
    int shown = length < SHOWN_MOST ? (int)length : SHOWN_MOST;
    bool named = equals && link_decode(pair, (size_t)(equals - pair), key, sizeof key);
    if (settings != (named && is_setting(key)) || length == 0) {
        return;
    }
    if (!named) {
        link_note(notes, "'%.*s' is not KEY=VALUE, as in mask=causal", shown, pair);
        return;
    }
    const struct key *row = find_key(key);
    size_t bytes = length - (size_t)(equals + 1 - pair);
    bool decoded = link_decode(equals + 1, bytes, value, sizeof value);
    if (row && row->encoded) {
        snprintf(value, sizeof value, "%.*s", (int)bytes, equals + 1);
    } else if (!decoded) {
        link_note(notes, "'%.*s' is not percent-encoded UTF-8", shown, pair);
        return;
    }
    if (!link_set(link, key, value, &error)) {
        link_note(notes, "%s", error.text);
    }
}

/* Settings first: a painted mask is for so many tokens, wherever they stand. */
void link_read(struct link *link, const char *query, struct link_notes *notes)
{
    for (int pass = 0; pass < 2; pass++) {
        for (const char *at = query; *at;) {
            size_t length = strcspn(at, "&");
            take_pair(link, at, length, pass == 0, notes);
            at += length + (at[length] != '\0');
        }
    }
}
