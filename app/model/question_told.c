/* What gives an answer away. A number of one digit stands everywhere: it tells only behind "=" or
 * "is". Which word of a sentence is meant, no text can be searched for. */
#include "app/model/question.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Whether that sign next to a number makes it another one. */
static bool goes_on(const char *text, const char *at, int by)
{
    char sign = by < 0 && at == text ? '\0' : at[by < 0 ? -1 : 0];
    if (isalnum((unsigned char)sign)) {
        return true;
    }
    bool point = sign == '.' || sign == ',';
    const char *next = at + (by < 0 ? -2 : 1);
    return point && next >= text && isdigit((unsigned char)*next);
}

/* The words in text, not as a part of others; NULL where they are not. */
static const char *find(const char *text, const char *words)
{
    size_t bytes = strlen(words);
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words)) {
        if (!goes_on(text, at, -1) && !goes_on(text, at + bytes, 1)) {
            return at;
        }
    }
    return NULL;
}

static bool ends_with(const char *text, const char *end, const char *words)
{
    size_t bytes = strlen(words);
    return (size_t)(end - text) >= bytes && memcmp(end - bytes, words, bytes) == 0;
}

static bool number_told(const char *text, const char *number)
{
    char words[64];
    for (const char *at = find(text, number); at; at = find(at + 1, number)) {
        if (strlen(number) > 2 || ends_with(text, at, "= ") || ends_with(text, at, "is ")) {
            return true;
        }
    }
    snprintf(words, sizeof words, "−%s", number + (number[0] == '-'));
    return number[0] == '-' && strstr(text, words);
}

/* Whether another answer to choose from has that size. */
static bool common(const struct lesson_step *step, const char *size)
{
    for (int i = 0; i < step->option_count; i++) {
        if (i != step->right && find(step->options[i].text, size)) {
            return true;
        }
    }
    return false;
}

static bool shape_told(const struct lesson_step *step, const char *text)
{
    char size[16];
    const char *right = step->options[step->right].text;
    if (strstr(text, right)) {
        return true;
    }
    for (const char *at = right; *at;) {
        size_t bytes = strspn(at, "0123456789");
        snprintf(size, sizeof size, "%.*s", (int)bytes, at);
        if (bytes > 2 && !common(step, size) && find(text, size)) {
            return true;
        }
        at += bytes > 0 ? bytes : 1;
    }
    return false;
}

static bool raise_told(const char *text)
{
    static const char *const words[] = {"raises", "raised", "RuntimeError", "mat1", "not reached"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strstr(text, words[i])) {
            return true;
        }
    }
    return false;
}

bool question_told(const struct lesson_step *step, const char *text)
{
    char right[QUESTION_TEXT];
    switch (step->ask) {
    case LESSON_ASK_NOTHING:
    case LESSON_ASK_LARGEST:
        return false;
    case LESSON_ASK_SHAPE:
        return shape_told(step, text);
    case LESSON_ASK_VALUE:
    case LESSON_ASK_SUM:
        return number_told(text, step->options[step->right].text);
    case LESSON_ASK_VERDICT:
        if (step->verdict == LESSON_VERDICT_RAISES) {
            return raise_told(text);
        }
        break;
    default:
        break;
    }
    return find(text, question_option(step, step->right, right, sizeof right)) != NULL;
}
