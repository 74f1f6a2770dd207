/* Complaints, and texts made fit for a terminal. */
#include "app/commands/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the UTF-8 character at text that a terminal shows and does not obey; 0: none, its first
 * byte is to be written out as a number. */
static size_t shown(const unsigned char *text, size_t bytes)
{
    unsigned char c = text[0];
    size_t n = c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : (c & 0xf0) == 0xe0 ? 3 : 4;
    if (c < 0x80) {
        return c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f);
    }
    if (c < 0xc2 || c > 0xf4 || n > bytes) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if ((text[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool c1 = c == 0xc2 && text[1] < 0xa0; /* U+0080 to U+009F: control characters too */
    return c1 ? 0 : n;
}

void say_text(FILE *out, const char *text, size_t bytes)
{
    const unsigned char *at = (const unsigned char *)text, *end = at + bytes;
    while (at < end) {
        const unsigned char *from = at;
        for (size_t n; at < end && (n = shown(at, (size_t)(end - at))) > 0;) {
            at += n;
        }
        fwrite(from, 1, (size_t)(at - from), out);
        if (at < end) {
            fprintf(out, "\\x%02x", *at++);
        }
    }
}

/* Formats into a buffer, or one as large as it takes; without memory the text is cut. */
static void say_list(FILE *out, const char *format, va_list arguments)
{
    char some[1024], *whole = NULL;
    va_list again;
    va_copy(again, arguments);
    int bytes = vsnprintf(some, sizeof some, format, arguments);
    if (bytes >= (int)sizeof some) {
        whole = malloc((size_t)bytes + 1);
    }
    if (whole) {
        vsnprintf(whole, (size_t)bytes + 1, format, again);
        say_text(out, whole, (size_t)bytes);
    } else if (bytes > 0) {
        say_text(out, some, strlen(some));
    }
    free(whole);
    va_end(again);
}

int say_complaint(int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("headwise: ", stderr);
    say_list(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return code;
}

void say(FILE *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_list(out, format, arguments);
    va_end(arguments);
}

/* Why nothing more can be printed: an earlier write's reason is gone, so it is tried again. */
static const char *why_not(void)
{
    clearerr(stdout);
    errno = 0;
    bool again = putchar('\n') != EOF && fflush(stdout) == 0;
    return again || errno == 0 ? "a part is missing" : strerror(errno);
}

int say_end(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return code;
    }
    say_complaint(code, "cannot write to standard output: %s", why_not());
    return code ? code : EXIT_RAISED;
}
