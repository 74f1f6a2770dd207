/* Formatting of numbers, where the library's own form is not enough. */
#include "app/scene/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char minus[] = "−";

const char *number_text(char *buffer, double value, int decimals)
{
    return attn_number_text(value, decimals, buffer, NUMBER_MAX);
}

const char *number_brief(char *buffer, double value, int most)
{
    return attn_number_brief(value, most, buffer, NUMBER_MAX);
}

const char *number_signed(char *buffer, double value, int most)
{
    char plain[NUMBER_MAX];
    number_brief(plain, value, most);
    bool sign = strncmp(plain, minus, strlen(minus)) == 0;
    snprintf(buffer, NUMBER_MAX, "%s%.28s", sign ? "" : "+", plain);
    return buffer;
}

/* Characters, not bytes: UTF-8's continuation bytes do not count. */
static int characters(const char *text)
{
    int count = 0;
    for (; *text; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

/* "-0.5" to "-.5" */
static void drop_zero(char *text)
{
    size_t sign = strncmp(text, minus, strlen(minus)) == 0 ? strlen(minus) : 0;
    if (strncmp(text + sign, "0.", 2) == 0) {
        memmove(text + sign, text + sign + 1, strlen(text + sign));
    }
}

const char *number_cell(char *buffer, double value, int decimals, bool weights, int chars)
{
    for (; decimals >= 0; decimals--) {
        number_text(buffer, value, decimals);
        if (weights && strncmp(buffer, "0.", 2) == 0) {
            memmove(buffer, buffer + 1, strlen(buffer));
        }
        if (characters(buffer) <= chars) {
            return buffer;
        }
        drop_zero(buffer);
        if (decimals > 0 && characters(buffer) <= chars) {
            return buffer;
        }
        if (decimals == 1 && fabs(value) < 9.5 && value != rint(value)) {
            break; /* -0.5 is neither 0 nor -1 */
        }
    }
    buffer[0] = '\0'; /* no room: better nothing than a part of a number */
    return buffer;
}

int number_decimals(double largest, bool whole)
{
    if (whole || largest >= 100) {
        return 0;
    }
    return largest >= 1 ? 1 : largest >= 0.1 ? 2 : 3;
}
