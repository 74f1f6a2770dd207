/* Numbers as people read them: a true minus sign, no negative zero, "nan", "−∞". */
#ifndef APP_SCENE_NUMBER_H
#define APP_SCENE_NUMBER_H

#include "attention/attention.h"

enum { NUMBER_MAX = ATTN_NUMBER_MAX }; /* bytes that always suffice */

/* value with that many decimals. */
const char *number_text(char *buffer, double value, int decimals);
/* Up to `most` decimals, fewer where fewer say the same. */
const char *number_brief(char *buffer, double value, int most);
/* The same with its sign always written. */
const char *number_signed(char *buffer, double value, int most);
/* For a cell `chars` characters wide: weights lose the 0 before the point, as in ".43". */
const char *number_cell(char *buffer, double value, int decimals, bool weights, int chars);
/* Decimals that show two digits of a number of that size. */
int number_decimals(double largest, bool whole);

#endif
