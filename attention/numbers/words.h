/* Lists of words in messages. */
#ifndef ATTENTION_NUMBERS_WORDS_H
#define ATTENTION_NUMBERS_WORDS_H

#include <stddef.h>

/* Writes the words (NULL-ended) as "a, b, c" into bytes of text. Where they do not all fit, as many
 * as do, each whole, and ", ..."; returns text. */
char *words_join(char *text, size_t bytes, const char *const *words);

#endif
