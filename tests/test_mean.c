/* What lesson 12 says of the mean: with V' = heads · W · V in each head, W being the block of the wide
 * fc_out that meets it, and an fc_out that lets all pass, it computes what `widened` does. */
#include "tests/test.h"

#include "attention/attention.h"

#include <math.h>
#include <string.h>

enum { EMBED = 4, HEADS = 2, WIDE = EMBED * HEADS };

static struct attn_trace *plan(struct attn_trace *trace, enum attn_wiring wiring)
{
    struct attn_error error = {0};
    struct attn_config config = attn_config_default();
    config.wiring = wiring;
    config.embed = EMBED;
    config.heads = HEADS;
    assert_true(attn_trace_plan(trace, &config, &error));
    assert_true(attn_trace_run_all(trace, &error));
    return trace;
}

static struct attn_tensor tensor(struct attn_trace *trace, const char *name)
{
    return attn_trace_tensor(trace, attn_trace_find(trace, name), ATTN_PART_VALUE);
}

static void offer(struct attn_trace *trace, const char *name, int rows, int columns,
                  const float *values)
{
    struct attn_error error = {0};
    assert_true(attn_trace_offer(trace, name, rows, columns, values, &error));
}

/* heads · W · what, `columns` wide, W being head h's block. */
static void weigh(const struct attn_tensor *fc_out, int h, const float *what, int columns,
                  float *out)
{
    for (int i = 0; i < EMBED; i++) {
        for (int j = 0; j < columns; j++) {
            out[i * columns + j] = 0;
            for (int k = 0; k < EMBED; k++) {
                out[i * columns + j] +=
                    HEADS * fc_out->data[i * WIDE + h * EMBED + k] * what[k * columns + j];
            }
        }
    }
}

static void give_head(struct attn_trace *mean, struct attn_trace *wide, int h)
{
    static const char *const names[] = {"query.weight", "query.bias", "key.weight", "key.bias"};
    struct attn_tensor fc_out = tensor(wide, "fc_out.weight");
    float weight[EMBED * EMBED], bias[EMBED];
    char name[ATTN_NAME_MAX];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "heads.%d.%s", h, names[i]);
        offer(mean, name, i % 2 ? 1 : EMBED, EMBED, tensor(wide, name).data);
    }
    snprintf(name, sizeof name, "heads.%d.value.weight", h);
    weigh(&fc_out, h, tensor(wide, name).data, EMBED, weight);
    offer(mean, name, EMBED, EMBED, weight);
    snprintf(name, sizeof name, "heads.%d.value.bias", h);
    weigh(&fc_out, h, tensor(wide, name).data, 1, bias);
    offer(mean, name, 1, EMBED, bias);
}

static void the_mean_can_compute_what_the_wide_output_layer_does(void **state)
{
    (void)state;
    struct attn_difference difference;
    struct attn_trace *wide = plan(attn_trace_new(NULL), ATTN_WIRING_WIDENED);
    struct attn_trace *mean = attn_trace_new(NULL);
    float pass[EMBED * EMBED] = {0};
    for (int h = 0; h < HEADS; h++) {
        give_head(mean, wide, h);
    }
    for (int i = 0; i < EMBED; i++) {
        pass[i * EMBED + i] = 1;
    }
    offer(mean, "x", 4, EMBED, tensor(wide, "x").data);
    offer(mean, "fc_out.weight", EMBED, EMBED, pass);
    offer(mean, "fc_out.bias", 1, EMBED, tensor(wide, "fc_out.bias").data);
    plan(mean, ATTN_WIRING_MEAN);
    struct attn_tensor a = tensor(wide, "out"), b = tensor(mean, "out");
    assert_true(attn_measure_difference(&a, &b, &difference));
    assert_true(difference.most < 1e-6);
    attn_trace_free(wide);
    attn_trace_free(mean);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_can_compute_what_the_wide_output_layer_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
