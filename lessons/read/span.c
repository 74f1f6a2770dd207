/* Stretches of text: trimming, words, numbers. Total functions: no input makes them fail hard. */
#include "lessons/read/read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct span span_trim(struct span s)
{
    while (s.bytes > 0 && (*s.text == ' ' || *s.text == '\t')) {
        s.text++;
        s.bytes--;
    }
    while (s.bytes > 0 && (s.text[s.bytes - 1] == ' ' || s.text[s.bytes - 1] == '\t')) {
        s.bytes--;
    }
    return s;
}

bool span_is(struct span s, const char *text)
{
    return s.bytes == strlen(text) && memcmp(s.text, text, s.bytes) == 0;
}

/* Bytes of a character, from its first byte. */
static size_t announced(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* What the second byte may not be: the same character in fewer bytes, half of a pair, too high. */
static bool misplaced(unsigned char first, unsigned char second)
{
    return (first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0) ||
           (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90);
}

size_t span_character(struct span s)
{
    size_t n = s.bytes > 0 ? announced((unsigned char)*s.text) : 0;
    if (n > s.bytes || (n > 1 && misplaced((unsigned char)s.text[0], (unsigned char)s.text[1]))) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)s.text[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return n;
}

/* Of one byte, or the two of U+0080 to U+009F, which some terminals obey as well. */
static bool controls(const char *text, size_t bytes)
{
    unsigned char first = (unsigned char)text[0];
    return bytes == 1 ? (first < 0x20 && first != '\t') || first == 0x7f
                      : first == 0xc2 && (unsigned char)text[1] < 0xa0;
}

const char *span_not_text(struct span s)
{
    while (s.bytes > 0) {
        size_t n = span_character(s);
        if (n == 0 || (n <= 2 && controls(s.text, n))) {
            return s.text;
        }
        s.text += n;
        s.bytes -= n;
    }
    return NULL;
}

bool span_is_slug(struct span s)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    for (size_t i = 0; i < s.bytes; i++) {
        if (!memchr(letters, s.text[i], i ? sizeof letters - 1 : 26)) {
            return false;
        }
    }
    return s.bytes > 0;
}

const char *span_copy(struct span s, char *buffer, size_t bytes)
{
    size_t n = s.bytes < bytes - 1 ? s.bytes : bytes - 1;
    while (n > 0 && n < s.bytes && ((unsigned char)s.text[n] & 0xc0) == 0x80) {
        n--;
    }
    memcpy(buffer, s.text, n);
    buffer[n] = '\0';
    return buffer;
}

struct span span_word(struct span *rest)
{
    *rest = span_trim(*rest);
    struct span word = {rest->text, 0};
    while (word.bytes < rest->bytes && rest->text[word.bytes] != ' ' &&
           rest->text[word.bytes] != '\t') {
        word.bytes++;
    }
    rest->text += word.bytes;
    rest->bytes -= word.bytes;
    *rest = span_trim(*rest);
    return word;
}

bool span_pair(struct span line, struct span *key, struct span *value)
{
    const char *colon = memchr(line.text, ':', line.bytes);
    if (!colon) {
        return false;
    }
    *key = span_trim((struct span){line.text, (size_t)(colon - line.text)});
    const char *end = line.text + line.bytes;
    *value = span_trim((struct span){colon + 1, (size_t)(end - colon - 1)});
    return true;
}

bool span_number(struct span s, double *value, int *decimals)
{
    static const char minus[] = "−";
    char digits[64];
    bool negative = s.bytes >= 3 && memcmp(s.text, minus, 3) == 0;
    if (negative) {
        s.text += 3;
        s.bytes -= 3;
    }
    if (s.bytes == 0 || s.bytes >= sizeof digits - 1) {
        return false;
    }
    span_copy(s, digits, sizeof digits);
    bool words =
        strcmp(digits, "nan") == 0 || strcmp(digits, "inf") == 0 || strcmp(digits, "-inf") == 0;
    if (!words && strspn(digits, "+-.0123456789eE") != s.bytes) {
        return false;
    }
    char *end = NULL;
    *value = strtod(digits, &end);
    const char *point = strchr(digits, '.');
    *decimals = point ? (int)strspn(point + 1, "0123456789") : 0;
    *value = negative ? -*value : *value;
    return end != digits && *end == '\0' && (words || isfinite(*value));
}

int span_index(const struct lesson_step *step, struct span s)
{
    char text[64];
    for (int i = 0; i < step->word_count; i++) {
        if (span_is(s, step->words[i])) {
            return i;
        }
    }
    for (int i = 0; step->layer && i < step->layer->embed; i++) {
        if (span_is(s, step->layer->features[i])) {
            return i;
        }
    }
    span_copy(s, text, sizeof text);
    if (s.bytes == 0 || s.bytes > 6 || strspn(text, "0123456789") != s.bytes) {
        return -1;
    }
    return (int)strtol(text, NULL, 10);
}
