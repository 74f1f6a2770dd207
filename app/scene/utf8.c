/* UTF-8, read strictly: text comes from anywhere. */
#include "app/scene/utf8.h"

size_t utf8_bytes(const char *text, size_t bytes)
{
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char c = (unsigned char)text[0];
    size_t n = c < 0x80 ? 1 : (c & 0xe0) == 0xc0 ? 2 : (c & 0xf0) == 0xe0 ? 3 : 4;
    unsigned long code = c < 0x80 ? c : c & (0x7fu >> n);
    if ((c & 0xc0) == 0x80 || c > 0xf4 || n > bytes) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80) {
            return 0;
        }
        code = code << 6 | ((unsigned char)text[i] & 0x3fu);
    }
    bool half = code >= 0xd800 && code < 0xe000;
    return half || code < least[n] || code > 0x10ffff ? 0 : n;
}

bool utf8_control(const char *text)
{
    unsigned char c = (unsigned char)text[0];
    return c < 0x20 || c == 0x7f || (c == 0xc2 && (unsigned char)text[1] < 0xa0);
}
