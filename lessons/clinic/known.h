/* Words of numbers: sizes that attention code is full of, and what they are mostly. They never make
 * anything Sure. */
#ifndef LESSONS_CLINIC_KNOWN_H
#define LESSONS_CLINIC_KNOWN_H

#include <stdbool.h>

bool known_width(long long n);
bool known_head_width(long long n);
bool known_table(long long n);
/* "CLIP-L text"; NULL where the number is nobody's in particular. */
const char *known_encoder(long long n);
/* "2 CLIP prompts", "16 x 16 patches and a class token"; NULL where it is no usual number of tokens. */
const char *known_tokens(long long n, char *buffer, int bytes);
/* The whole root, 0 where n is no square. */
long long known_root(long long n);

#endif
