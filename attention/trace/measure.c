/* Measures of tensors: what rows add up to, how evenly they share, how far numbers spread, how far
 * two tensors are apart. In double precision, over windows as over blocks. */
#include "attention/attention.h"

#include <math.h>
#include <string.h>

/* Folds one row, `at` its first cell, to a number. */
typedef double row_measure(const struct attn_tensor *tensor, int *at, int last);

static double row_sum(const struct attn_tensor *tensor, int *at, int last)
{
    double sum = 0;
    for (at[last] = 0; at[last] < tensor->shape.size[last]; at[last]++) {
        sum += (double)attn_tensor_at(tensor, at);
    }
    return sum;
}

/* -sum p ln p, where 0 ln 0 is 0. */
static double row_entropy(const struct attn_tensor *tensor, int *at, int last)
{
    double entropy = 0;
    for (at[last] = 0; at[last] < tensor->shape.size[last]; at[last]++) {
        double p = (double)attn_tensor_at(tensor, at);
        entropy -= p == 0 ? 0 : p * log(p);
    }
    return entropy;
}

static struct attn_spread over_rows(const struct attn_tensor *tensor, row_measure *measure)
{
    struct attn_spread spread = {(double)INFINITY, 0, -(double)INFINITY};
    struct attn_shape rows = tensor->shape;
    int at[ATTN_RANK_MAX] = {0}, last = rows.rank - 1;
    size_t count = 0;
    if (last < 0 || attn_shape_count(&rows) == 0) {
        return (struct attn_spread){(double)NAN, (double)NAN, (double)NAN};
    }
    rows.size[last] = 1;
    do {
        double value = measure(tensor, at, last);
        at[last] = 0;
        spread.min = value < spread.min ? value : spread.min;
        spread.max = value > spread.max ? value : spread.max;
        spread.mean += value;
        count++;
    } while (attn_shape_next(&rows, at));
    spread.mean /= (double)count;
    if (isnan(spread.mean)) {
        spread.min = spread.max = spread.mean;
    }
    return spread;
}

struct attn_spread attn_measure_row_sums(const struct attn_tensor *tensor)
{
    return over_rows(tensor, row_sum);
}

struct attn_spread attn_measure_entropy(const struct attn_tensor *tensor)
{
    return over_rows(tensor, row_entropy);
}

double attn_measure_std(const struct attn_tensor *tensor)
{
    int at[ATTN_RANK_MAX] = {0};
    double count = 0, mean = 0, squares = 0; /* Welford's running ones */
    if (attn_shape_count(&tensor->shape) == 0) {
        return (double)NAN;
    }
    do {
        double value = (double)attn_tensor_at(tensor, at);
        if (isfinite(value)) {
            double from = value - mean;
            count++;
            mean += from / count;
            squares += from * (value - mean);
        }
    } while (attn_shape_next(&tensor->shape, at));
    return count > 1 ? sqrt(squares / (count - 1)) : (double)NAN;
}

static double apart(float a, float b)
{
    if (a == b || (isnan(a) && isnan(b))) {
        return 0;
    }
    double difference = fabs((double)a - (double)b);
    return isnan(difference) ? (double)INFINITY : difference;
}

bool attn_measure_difference(const struct attn_tensor *a, const struct attn_tensor *b,
                             struct attn_difference *difference)
{
    int at[ATTN_RANK_MAX] = {0};
    *difference = (struct attn_difference){0};
    if (!attn_shape_equal(&a->shape, &b->shape)) {
        return false;
    }
    if (attn_shape_count(&a->shape) == 0) {
        return true;
    }
    do {
        double here = apart(attn_tensor_at(a, at), attn_tensor_at(b, at));
        difference->cells += here > 0;
        if (here > difference->most) {
            difference->most = here;
            memcpy(difference->at, at, sizeof at);
        }
    } while (attn_shape_next(&a->shape, at));
    return true;
}
