/* What is text in UTF-8, and what only looks like it. */
#ifndef APP_SCENE_UTF8_H
#define APP_SCENE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the character that begins text, of which `bytes` are left; 0 where it is none: cut short,
 * longer than it needs be, half of a pair, or too large. */
size_t utf8_bytes(const char *text, size_t bytes);
/* Whether text begins with a control character. */
bool utf8_control(const char *text);

#endif
