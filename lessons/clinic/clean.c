/* Making a pasted text plain, in one pass: nothing here ever makes it longer. */
#include "lessons/clinic/clean.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of the terminal's escape sequence at text, 0 if there is none: ESC [ ... letter, ESC ] ... BEL,
 * ESC and one more. A sequence that the text cuts off ends with it. */
static size_t escape_bytes(const char *text, size_t bytes)
{
    if (text[0] != '\x1b') {
        return 0;
    }
    size_t n = 1;
    if (n < bytes && text[n] == '[') {
        for (n++; n < bytes && !(text[n] >= '@' && text[n] <= '~'); n++) {
        }
    } else if (n < bytes && text[n] == ']') {
        for (n++; n < bytes && text[n] != '\a' && text[n] != '\x1b' && text[n] != '\n'; n++) {
        }
    }
    return n < bytes ? n + 1 : bytes;
}

/* The colour codes that are left when a log loses the ESC itself: "[31m", "[0;1;31m". */
static size_t bare_colour_bytes(const char *text, size_t bytes)
{
    size_t n = 1;
    if (text[0] != '[') {
        return 0;
    }
    while (n < bytes && n < 12 && ((text[n] >= '0' && text[n] <= '9') || text[n] == ';')) {
        n++;
    }
    return n > 1 && n < bytes && text[n] == 'm' ? n + 1 : 0;
}

/* A character of three bytes or two that has a plain one: quotes, dashes, frames, blanks. */
static const struct plain {
    const char *fancy;
    char plain;
} plains[] = {
    {"\xe2\x80\x98", '\''}, {"\xe2\x80\x99", '\''}, {"\xe2\x80\x9c", '"'}, {"\xe2\x80\x9d", '"'},
    {"\xe2\x80\x93", '-'},  {"\xe2\x80\x94", '-'},  {"\xc3\x97", 'x'},     {"\xc2\xa0", ' '},
    {"\xe2\x94\x82", ' '},  {"\xe2\x95\xad", ' '},  {"\xe2\x95\xae", ' '}, {"\xe2\x95\xb0", ' '},
    {"\xe2\x95\xaf", ' '},  {"\xe2\x94\x80", ' '},  {"\xe2\x9d\xb1", '>'}, {"\xe2\x94\x83", ' '},
};

static size_t plain_bytes(const char *text, size_t bytes, char *plain)
{
    for (size_t i = 0; i < sizeof plains / sizeof *plains; i++) {
        size_t n = strlen(plains[i].fancy);
        if (n <= bytes && memcmp(text, plains[i].fancy, n) == 0) {
            *plain = plains[i].plain;
            return n;
        }
    }
    return 0;
}

static bool is_gone(char c)
{
    return c == '\r' || c == '\0' || c == '\a' || c == '\b';
}

size_t clean_text(const char *text, size_t bytes, char *out)
{
    size_t used = 0;
    for (size_t i = 0; i < bytes;) {
        const char *at = text + i;
        size_t left = bytes - i, n = escape_bytes(at, left);
        char plain = 0;
        n = n ? n : bare_colour_bytes(at, left);
        if (n || is_gone(*at)) {
            i += n ? n : 1;
        } else if ((n = plain_bytes(at, left, &plain)) > 0) {
            out[used++] = plain;
            i += n;
        } else if (left >= 2 && at[0] == '\\' && at[1] == 'n') {
            out[used++] = '\n';
            i += 2;
        } else {
            out[used++] = *at;
            i++;
        }
    }
    out[used] = '\0';
    return used;
}
