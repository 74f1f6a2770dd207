/* Percent-encoding. Strict when it reads: an address comes from anywhere. */
#include "app/model/link_code.h"

#include "app/scene/utf8.h"

#include <string.h>

/* ---- UTF-8 ---- */

/* Bytes of the character that begins text; 0 where it is none, or a control character. */
static size_t character(const char *text, size_t bytes)
{
    size_t n = utf8_bytes(text, bytes);
    return n > 0 && utf8_control(text) ? 0 : n;
}

static bool is_plain(const char *text, size_t bytes)
{
    size_t n = 1;
    for (size_t at = 0; at < bytes && n > 0; at += n) {
        n = character(text + at, bytes - at);
    }
    return n > 0;
}

void link_make_plain(char *text)
{
    size_t bytes = strlen(text), n;
    for (size_t at = 0; at < bytes; at += n) {
        n = character(text + at, bytes - at);
        if (n == 0) {
            text[at] = '?';
            n = 1;
        }
    }
}

/* ---- encoding ---- */

static bool stays(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~,:", c));
}

static void put(char *buffer, size_t bytes, size_t at, char c)
{
    if (at + 1 < bytes) {
        buffer[at] = c;
    }
}

size_t link_encode(const char *text, char *buffer, size_t bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t used = 0;
    for (const char *at = text; *at; at++) {
        unsigned char c = (unsigned char)*at;
        put(buffer, bytes, used++, stays(*at) ? *at : '%');
        if (!stays(*at)) {
            put(buffer, bytes, used++, digits[c >> 4]);
            put(buffer, bytes, used++, digits[c & 15]);
        }
    }
    if (bytes > 0) {
        buffer[used < bytes ? used : bytes - 1] = '\0';
    }
    return used;
}

/* ---- decoding ---- */

int link_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The byte at text[*at], which goes on over it; -1 where a % begins none. */
static int next_byte(const char *text, size_t length, size_t *at)
{
    char c = text[(*at)++];
    if (c != '%') {
        return (unsigned char)c;
    }
    if (length - *at < 2 || link_digit(text[*at]) < 0 || link_digit(text[*at + 1]) < 0) {
        return -1;
    }
    *at += 2;
    return link_digit(text[*at - 2]) << 4 | link_digit(text[*at - 1]);
}

bool link_decode(const char *text, size_t length, char *buffer, size_t bytes)
{
    size_t used = 0, at = 0;
    int byte = 0;
    while (at < length && byte >= 0 && used + 1 < bytes) {
        byte = next_byte(text, length, &at);
        buffer[used++] = (char)byte;
    }
    bool good = byte >= 0 && at == length && is_plain(buffer, used);
    buffer[good ? used : 0] = '\0';
    return good;
}
