/* Numbers as people read them. The decimal point is a point: the library never calls setlocale. */
#include "attention/attention.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char minus[] = "−";

/* "1e+09" as it is written by hand: "1e9". */
static void shorten_exponent(char *text)
{
    char *e = strchr(text, 'e');
    if (e) {
        char *figures = e + 1 + strspn(e + 1, "+0");
        memmove(e + 1, figures, strlen(figures) + 1);
    }
}

const char *attn_number_text(double value, int decimals, char *buffer, size_t bytes)
{
    char digits[ATTN_NUMBER_MAX - 4];
    if (!isfinite(value)) {
        snprintf(buffer, bytes, "%s", isnan(value) ? "nan" : value < 0 ? "−∞" : "∞");
        return buffer;
    }
    if (fabs(value) >= 1e9) {
        snprintf(buffer, bytes, "%s%.3g", value < 0 ? minus : "", fabs(value));
        shorten_exponent(buffer);
        return buffer;
    }
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    bool zero = strspn(digits, "0.") == strlen(digits);
    snprintf(buffer, bytes, "%s%s", value < 0 && !zero ? minus : "", digits);
    return buffer;
}

static int fewest_decimals(double value, int most)
{
    double power = 1;
    for (int decimals = 0; decimals < most; decimals++, power *= 10) {
        if (fabs(value - round(value * power) / power) < 1e-6 * fmax(1, fabs(value))) {
            return decimals;
        }
    }
    return most;
}

const char *attn_number_brief(double value, int most, char *buffer, size_t bytes)
{
    int decimals = isfinite(value) ? fewest_decimals(value, most) : 0;
    return attn_number_text(value, decimals, buffer, bytes);
}
