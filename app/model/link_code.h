/* Percent-encoding, both ways, of UTF-8. */
#ifndef APP_MODEL_LINK_CODE_H
#define APP_MODEL_LINK_CODE_H

#include <stdbool.h>
#include <stddef.h>

/* Writes text encoded, as much as fits into `bytes` with an end; returns the bytes that all of it
 * takes, without the end. What an address may hold as it is, stays. */
size_t link_encode(const char *text, char *buffer, size_t bytes);
/* Decodes the first `length` bytes of text into buffer. False where a % has no two digits behind it,
 * what comes out is not UTF-8 or has control characters, or it does not fit: buffer is "" then. */
bool link_decode(const char *text, size_t length, char *buffer, size_t bytes);
/* What a hexadecimal digit counts; -1 where it is none. */
int link_digit(char c);
/* Replaces by '?' what is not UTF-8 or is a control character, in place. */
void link_make_plain(char *text);

#endif
