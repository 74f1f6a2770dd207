/* headwise explain: takes an error from the words or from stdin, and answers it. */
#include "app/commands/explain.h"

#include "app/commands/place.h"
#include "app/commands/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MOST = 1 << 22, FIRST_BYTES = 1 << 12 };

/* A text that grows; data belongs to it. */
struct text {
    char *data;
    size_t bytes, room;
};

static bool text_add(struct text *text, const char *data, size_t bytes)
{
    if (!text->data || text->bytes + bytes > text->room) {
        size_t room = 2 * (text->bytes + bytes) + FIRST_BYTES;
        char *grown = realloc(text->data, room);
        if (!grown) {
            return false;
        }
        text->data = grown;
        text->room = room;
    }
    memcpy(text->data + text->bytes, data, bytes);
    text->bytes += bytes;
    return true;
}

static int read_stdin(struct text *text)
{
    char part[FIRST_BYTES];
    size_t bytes;
    if (isatty(STDIN_FILENO)) {
        fputs("Paste the error, then press Ctrl-D.\n", stderr);
    }
    while (text->bytes < TEXT_MOST && (bytes = fread(part, 1, sizeof part, stdin)) > 0) {
        if (!text_add(text, part, bytes)) {
            return say_complaint(EXIT_RAISED, "out of memory");
        }
    }
    return ferror(stdin)
               ? say_complaint(EXIT_RAISED, "cannot read standard input: %s", strerror(errno))
               : 0;
}

/* batch=32 and so on, into hints; the exit code, 0 when it was taken. */
static int set_hint(const char *word, struct clinic_hints *hints)
{
    static const char *const names[] = {"batch", "tokens", "embed", "heads", NULL};
    int *places[] = {&hints->batch, &hints->tokens, &hints->embed, &hints->heads};
    struct attn_config config = attn_config_default();
    const int *const taken[] = {&config.batch, &config.tokens, &config.embed, &config.heads};
    struct attn_error error = {0};
    char key[40];
    int length = (int)strcspn(word, "=");
    snprintf(key, sizeof key, "%.*s", length < 39 ? length : 39, word);
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], key) == 0) {
            if (!attn_config_set(&config, key, word + length + 1, &error)) {
                return say_complaint(EXIT_USAGE, "%s", error.text);
            }
            *places[i] = *taken[i];
            return 0;
        }
    }
    const char *near = attn_nearest_word(key, names);
    return near ? say_complaint(EXIT_USAGE, "unknown size '%s'; did you mean '%s'?", key, near)
                : say_complaint(EXIT_USAGE,
                                "unknown size '%s'; explain takes batch, tokens, embed and heads",
                                key);
}

/* heads=8, as against a part of the message or of its code line. */
static bool is_hint(const char *word)
{
    static const char *const names[] = {"batch=", "tokens=", "embed=", "heads="};
    for (int i = 0; i < 4; i++) {
        if (strncmp(word, names[i], strlen(names[i])) == 0 && !strpbrk(word, " \t\n")) {
            return true;
        }
    }
    size_t key = strspn(word, "abcdefghijklmnopqrstuvwxyz_");
    const char *value = word + key + 1;
    return key > 0 && word[key] == '=' && *value && value[strspn(value, "0123456789")] == '\0';
}

/* The words of the message, side by side, or stdin; and the sizes. */
static int take_words(const struct options *options, struct text *text, struct clinic_hints *hints)
{
    for (int i = 1; i < options->word_count; i++) {
        const char *word = options->words[i];
        if (is_hint(word)) {
            int code = set_hint(word, hints);
            if (code) {
                return code;
            }
        } else if (strcmp(word, "-") != 0 &&
                   !(text_add(text, word, strlen(word)) && text_add(text, "\n", 1))) {
            return say_complaint(EXIT_RAISED, "out of memory");
        }
    }
    return text->bytes > 0 ? 0 : read_stdin(text);
}

static const char no_error[] =
    "no error is in this text; paste the last line of the traceback and the code line above it.";

static int complain(const struct options *options, const char *text)
{
    if (options->json) {
        explain_json_error(text);
        return EXIT_RAISED;
    }
    return say_complaint(EXIT_RAISED, "%s", text);
}

static int answer(const struct options *options, const struct text *text,
                  const struct clinic_hints *hints)
{
    static const char nothing[] = "";
    struct clinic_answer found;
    if (!clinic_explain(text->data ? text->data : nothing, text->bytes, hints, &found)) {
        return complain(options, "out of memory");
    }
    if (found.class == CLINIC_CLASS_NONE) {
        return complain(options, no_error);
    }
    if (options->json) {
        explain_json(&found);
    } else if (options->longer && !explain_long(&found, hints)) {
        return complain(options, "out of memory: a part of the answer is missing");
    } else if (options->longer) {
        return 0;
    } else {
        explain_text(&found);
    }
    return 0;
}

int command_explain(const struct options *options)
{
    struct text text = {0};
    struct clinic_hints hints = {0};
    if (options->catalogue) {
        return options->word_count > 1 ? say_complaint(EXIT_USAGE, "--catalogue takes no message")
                                       : explain_catalogue(options->catalogue, options->force);
    }
    int code = take_words(options, &text, &hints);
    code = code ? code : answer(options, &text, &hints);
    free(text.data);
    return code;
}
