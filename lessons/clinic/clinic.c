/* The clinic's door: from a text to an answer. */
#include "lessons/clinic/class.h"

#include <stdio.h>
#include <string.h>

static const struct class_row {
    const char *name, *title, *about;
    void (*explain)(const struct evidence *e, struct answer *a);
} classes[] = {
#define CLINIC_CLASS(upper, lower, name, title, about) {name, title, about, class_##lower},
    CLINIC_CLASSES(CLINIC_CLASS)
#undef CLINIC_CLASS
};

const char *clinic_class_name(enum clinic_class class)
{
    return classes[class].name;
}

const char *clinic_class_title(enum clinic_class class)
{
    return classes[class].title;
}

const char *clinic_class_about(enum clinic_class class)
{
    return classes[class].about;
}

const char *clinic_system_name(enum clinic_system system)
{
    static const char *const names[CLINIC_SYSTEM_COUNT] = {
        [CLINIC_SYSTEM_PYTORCH] = "PyTorch", [CLINIC_SYSTEM_COMPILE] = "torch.compile",
        [CLINIC_SYSTEM_LAYER] = "a library", [CLINIC_SYSTEM_NUMPY] = "NumPy",
        [CLINIC_SYSTEM_JAX] = "JAX",         [CLINIC_SYSTEM_TENSORFLOW] = "TensorFlow",
        [CLINIC_SYSTEM_MLX] = "MLX",         [CLINIC_SYSTEM_RUST] = "Candle or Burn"};
    return names[system];
}

const char *clinic_confidence_name(enum clinic_confidence confidence)
{
    static const char *const names[] = {"cannot tell", "likely", "sure"};
    return names[confidence];
}

const char *clinic_number_words(long long number, char *buffer, size_t bytes)
{
    const char *tokens = known_tokens(number, buffer, (int)bytes), *encoder = known_encoder(number);
    if (tokens || encoder) {
        return tokens ? tokens : encoder;
    }
    return known_head_width(number) ? "a usual width of a head"
           : known_width(number)    ? "a usual width"
           : known_table(number)    ? "a usual table of positions"
                                    : "";
}

/* The message on one line, and where its numbers stand in it. */
static void keep_message(const struct evidence *e, struct clinic_answer *out)
{
    int used = 0;
    for (size_t i = 0; i < e->length && used < CLINIC_MESSAGE_MAX - 1; i++) {
        const char *at = e->text + e->start + i;
        bool blank = *at == '\n' || *at == ' ' || *at == '\t';
        for (int v = 0; v < e->found.count && out->mark_count < CLINIC_MARKS_MAX; v++) {
            const struct pattern_value *value = &e->found.values[v];
            if (value->at == at && value->kind == '#') {
                out->marks[out->mark_count++] =
                    (struct clinic_mark){used, (int)value->bytes,
                                         value->number >= 0 && (value->number == out->clash[0] ||
                                                                value->number == out->clash[1])};
            }
        }
        if (!blank || (used > 0 && out->message[used - 1] != ' ')) {
            out->message[used++] = blank ? ' ' : *at;
        }
    }
    out->message[used] = '\0';
}

/* The field's letters, which stand in for tensors whose names nobody told. */
static const char *const letters[] = {"q",      "k",       "v",         "x",      "mask",
                                      "scores", "memory",  "ids",       "states", "past",
                                      "part",   "context", "attn_mask", "bias",   "cache"};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Whether text has the name as a name of its own, not as an attribute or a keyword. */
static bool names(const char *text, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
        bool before = at > text && (is_word(at[-1]) || at[-1] == '.');
        bool keyword = at[n] == '=' && at[n + 1] != '=';
        if (!before && !is_word(at[n]) && !keyword) {
            return true;
        }
    }
    return false;
}

/* Where the reader's line is there, a name that is not in it is not passed off as his. */
static void ask_for_names(const struct evidence *e, struct clinic_answer *out)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters && e->code.bytes > 0; i++) {
        size_t used = strlen(out->mend);
        const char *comment = strstr(out->mend, "  # ");
        char code[CLINIC_MEND_MAX];
        snprintf(code, sizeof code, "%.*s", (int)(comment ? (size_t)(comment - out->mend) : used),
                 out->mend);
        if (names(code, letters[i]) && !names(e->text, letters[i]) && !strchr(out->mend, '\n')) {
            char rest[CLINIC_MEND_MAX]; /* out->mend is written over */
            snprintf(rest, sizeof rest, "%s%s", comment ? "; " : "", comment ? comment + 4 : "");
            snprintf(out->mend, sizeof out->mend, "%.*s  # %s: your name for it%.*s",
                     CLINIC_MEND_MAX / 2, code, letters[i], CLINIC_MEND_MAX / 3, rest);
            return;
        }
    }
}

bool clinic_explain(const char *text, size_t bytes, const struct clinic_hints *hints,
                    struct clinic_answer *out)
{
    struct evidence e;
    memset(out, 0, sizeof *out);
    out->clash[0] = out->clash[1] = -1;
    if (!evidence_gather(text, bytes, hints, &e)) {
        return false;
    }
    struct answer a = {.out = out};
    out->class = e.class;
    out->system = e.system;
    out->pattern = e.pattern;
    out->known = e.known;
    classes[e.class].explain(&e, &a);
    answer_rank(&a);
    ask_for_names(&e, out);
    keep_message(&e, out);
    snprintf(out->code, sizeof out->code, "%.*s", e.code.bytes, e.code.at ? e.code.at : "");
    evidence_clear(&e);
    return true;
}
