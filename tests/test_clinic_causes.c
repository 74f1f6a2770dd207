/* Layers with a mistake in them, of sizes drawn at random: PyTorch's message, made by the rules of its
 * operations, and the cause is among the three. */
#include "tests/clinic.h"
#include "tests/test.h"

enum { DRAWS = 200 };

static unsigned state_of = 1;

/* 0 .. most-1, the same draws in every run. */
static int draw(int most)
{
    state_of = state_of * 1664525u + 1013904223u;
    return (int)((state_of >> 8) % (unsigned)most);
}

static int from(int least, int most)
{
    return least + draw(most - least + 1);
}

static int pick(const int *list, int count)
{
    return list[draw(count)];
}
static const int head_widths[] = {32, 64, 80, 96, 128};
static const int head_counts[] = {4, 6, 8, 12, 16};
#define PICK(list) pick(list, (int)(sizeof(list) / sizeof *(list)))

static char message[600];

/* One of the three causes, or the verdict, says it. */
static void is_among(const char *words)
{
    const struct clinic_answer *a = clinic_says(message);
    bool said = strstr(a->verdict, words) != NULL;
    for (int i = 0; i < a->cause_count; i++) {
        said = said || strstr(a->causes[i].verdict, words);
    }
    if (!said) {
        fail_msg("'%s' is not among the causes of: %s\n(%s)", words, message, a->verdict);
    }
    clinic_fits(a);
}

static void swapped_features(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int in = from(17, 900), out = from(17, 900);
        if (in == out) {
            continue;
        }
        snprintf(message, sizeof message,
                 "mat1 and mat2 shapes cannot be multiplied (%dx%d and %dx%d)",
                 from(2, 64) * from(2, 100), in, out, in);
        is_among("were swapped");
    }
}

static void heads_joined_before_a_linear_for_one(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int heads = from(4, 32), width = 256 + 32 * draw(20);
        snprintf(message, sizeof message,
                 "mat1 and mat2 shapes cannot be multiplied (%dx%d and %dx%d)",
                 from(1, 32) * from(1, 50), heads * width, width, width);
        is_among("were joined");
    }
}

static void a_key_not_transposed(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int heads = PICK(head_counts), d = PICK(head_widths), batch = from(1, 16),
            keys = from(2, 999);
        if (d == keys) {
            continue;
        }
        snprintf(message, sizeof message,
                 "Expected size for first two dimensions of batch2 tensor to be: [%d, %d] but got: "
                 "[%d, %d].",
                 batch * heads, d, batch * heads, keys);
        is_among("not transposed");
    }
}

static void keys_and_values_of_two_lengths(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int n = from(1, 200), keys = from(2, 999), values = from(2, 999);
        if (keys == values) {
            continue;
        }
        snprintf(message, sizeof message,
                 "    out = torch.bmm(attn, value)\nRuntimeError: Expected size for first two "
                 "dimensions of "
                 "batch2 tensor to be: [%d, %d] but got: [%d, %d].",
                 n, keys, n, values);
        is_among("two sequences");
    }
}

static void grouped_heads(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int groups = from(2, 8), keys = from(2, 16);
        snprintf(message, sizeof message,
                 "The size of tensor a (%d) must match the size of tensor b (%d) at non-singleton "
                 "dimension 1",
                 groups * keys, keys);
        is_among("grouped heads");
    }
}

static void a_mask_of_another_length(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int mask = from(2, 3000), keys = from(2, 3000), in_place = draw(2);
        if (mask == keys) {
            continue;
        }
        snprintf(message, sizeof message,
                 "    s = s.masked_fill%s(m == 0, -1e9)\nRuntimeError: The size of tensor a (%d) "
                 "must match "
                 "the size of tensor b (%d) at non-singleton dimension 3",
                 in_place ? "_" : "", in_place ? keys : mask, in_place ? mask : keys);
        char words[100];
        snprintf(words, sizeof words, "the mask is for %d keys, the scores have %d", mask, keys);
        is_among(words);
    }
}

static void a_table_that_is_too_short(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int table = from(2, 2000), tokens = table + from(1, 500);
        snprintf(message, sizeof message,
                 "    h = h + self.pos_embed\nRuntimeError: The size of tensor a (%d) must match "
                 "the size of "
                 "tensor b (%d) at non-singleton dimension 1",
                 tokens, table);
        char words[100];
        snprintf(words, sizeof words, "the positional table has %d rows", table);
        is_among(words);
    }
}

static void heads_that_leave_a_rest(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int heads = from(2, 16), width = from(33, 1200), batch = from(1, 64), tokens = from(1, 500);
        if (width % heads == 0) {
            continue;
        }
        snprintf(message, sizeof message,
                 "shape '[%d, %d, %d, %d]' is invalid for input of size %d", batch, tokens, heads,
                 width / heads, batch * tokens * width);
        char words[100];
        snprintf(words, sizeof words, "%d does not divide by %d heads", width, heads);
        is_among(words);
        assert_int_equal(clinic_says(message)->confidence, CLINIC_SURE);
    }
}

static void a_fused_mask_of_another_length(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int keys = from(2, 5000), mask = from(2, 5000), b = from(1, 8), h = from(2, 32);
        if (mask == keys) {
            continue;
        }
        snprintf(message, sizeof message,
                 "The expanded size of the tensor (%d) must match the existing size (%d) at "
                 "non-singleton "
                 "dimension 3.  Target sizes: [%d, %d, %d, %d].  Tensor sizes: [%d, %d]",
                 keys, mask, b, h, keys, keys, mask, mask);
        is_among("the mask is for");
    }
}

static void batch_first_tensors_in_a_layer_without(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int heads = PICK(head_counts), d = PICK(head_widths), batch = from(2, 64);
        int queries = from(2, 100), keys = from(2, 100);
        if (queries == keys || keys % queries == 0 || queries % keys == 0) {
            continue; /* then it is a batch some times the other */
        }
        snprintf(message, sizeof message, "shape '[%d, %d, %d]' is invalid for input of size %d",
                 batch, queries * heads, d, batch * keys * heads * d);
        is_among("batch-first");
    }
}

static void channels_first_into_a_norm(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int c = 32 * from(1, 40), side = from(2, 31);
        snprintf(message, sizeof message,
                 "Given normalized_shape=[%d], expected input with shape [*, %d], but got input of "
                 "size[%d, "
                 "%d, %d, %d]",
                 c, c, from(1, 16), c, side, side);
        is_among("channels first");
    }
}

static void a_class_token_not_expanded(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        snprintf(message, sizeof message,
                 "Sizes of tensors must match except in dimension 1. Expected size 1 but got size "
                 "%d for "
                 "tensor number 1 in the list.",
                 from(2, 512));
        is_among("class token was not expanded");
    }
}

static void einsum_with_grouped_heads(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int keys = from(1, 16), groups = from(2, 8);
        snprintf(message, sizeof message,
                 "einsum(): subscript h has size %d for operand 1 which does not broadcast with "
                 "previously "
                 "seen size %d",
                 keys == 1 ? 2 : keys, (keys == 1 ? 2 : keys) * groups);
        is_among("grouped keys");
    }
}

static void an_index_past_its_rows(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int rows = from(2, 60000), index = rows + from(0, 900);
        snprintf(message, sizeof message, "index %d is out of bounds for dimension 0 with size %d",
                 index, rows);
        char words[100];
        snprintf(words, sizeof words, "%d of a size of %d", index, rows);
        if (index == rows) {
            is_among(words);
        }
        assert_int_equal(clinic_says(message)->clash[0], index);
        assert_int_equal(clinic_says(message)->clash[1], rows);
    }
}

static const char *const types[] = {"Half", "Float", "Double", "BFloat16"};

static void two_types_in_one_product(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int one = draw(4), two = (one + from(1, 3)) % 4;
        snprintf(message, sizeof message, "expected scalar type %s but found %s", types[one],
                 types[two]);
        char words[100];
        snprintf(words, sizeof words, "two types meet in one operation: %s and %s", types[one],
                 types[two]);
        is_among(words);
        assert_int_equal(clinic_says(message)->confidence, CLINIC_SURE);
    }
}

static void one_mask_left_on_the_cpu(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int gpu = draw(8);
        snprintf(message, sizeof message,
                 "    s = s + mask\nExpected all tensors to be on the same device, but found at "
                 "least two devices, cuda:%d and cpu!",
                 gpu);
        char words[100];
        snprintf(words, sizeof words, "on cuda:%d and on cpu", gpu);
        is_among(words);
    }
}

static void a_checkpoint_with_another_vocabulary(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int file = from(1000, 60000), more = from(1, 300), width = 64 * from(1, 64);
        snprintf(
            message, sizeof message,
            "size mismatch for wte.weight: copying a param with shape torch.Size([%d, %d]) from "
            "checkpoint, the shape in current model is torch.Size([%d, %d]).",
            file, width, file + more, width);
        is_among("two vocabularies");
    }
}

static void logits_with_their_classes_last(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int batch = from(1, 64), tokens = from(2, 500), classes = from(501, 60000);
        snprintf(message, sizeof message, "Expected target size [%d, %d], got [%d, %d]", batch,
                 classes, batch, tokens);
        is_among("the classes must be axis 1");
    }
}

/* Scores and a mask (B, T) or (B, T, T), by names that say so and by whole shapes. */
static void a_mask_without_its_axes(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int heads = PICK(head_counts), batch = from(2, 40), tokens = from(41, 400);
        if (batch == heads) {
            continue;
        }
        snprintf(message, sizeof message,
                 "operands could not be broadcast together with shapes (%d,%d,%d,%d) (%d,%d)",
                 batch, heads, tokens, tokens, batch, tokens);
        is_among("the mask is (batch, keys)");
        snprintf(
            message, sizeof message,
            "    att = att + msk\nThe size of tensor a (%d) must match the size of tensor b (%d) "
            "at non-singleton dimension 1",
            heads, batch);
        is_among("no axis for heads");
    }
}

static void q_k_and_v_in_one_view(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int batch = from(1, 64), tokens = from(1, 300), heads = from(3, 16), width = from(32, 900);
        if (width % heads == 0) {
            continue;
        }
        snprintf(message, sizeof message,
                 "shape '[%d, %d, 3, %d, %d]' is invalid for input of size %d", batch, tokens,
                 heads, width / heads, batch * tokens * 3 * width);
        char words[100];
        snprintf(words, sizeof words, "%d does not divide by %d heads", width, heads);
        is_among(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swapped_features),
        cmocka_unit_test(heads_joined_before_a_linear_for_one),
        cmocka_unit_test(a_key_not_transposed),
        cmocka_unit_test(keys_and_values_of_two_lengths),
        cmocka_unit_test(grouped_heads),
        cmocka_unit_test(a_mask_of_another_length),
        cmocka_unit_test(a_table_that_is_too_short),
        cmocka_unit_test(heads_that_leave_a_rest),
        cmocka_unit_test(a_fused_mask_of_another_length),
        cmocka_unit_test(batch_first_tensors_in_a_layer_without),
        cmocka_unit_test(channels_first_into_a_norm),
        cmocka_unit_test(a_class_token_not_expanded),
        cmocka_unit_test(einsum_with_grouped_heads),
        cmocka_unit_test(an_index_past_its_rows),
        cmocka_unit_test(two_types_in_one_product),
        cmocka_unit_test(one_mask_left_on_the_cpu),
        cmocka_unit_test(a_checkpoint_with_another_vocabulary),
        cmocka_unit_test(logits_with_their_classes_last),
        cmocka_unit_test(a_mask_without_its_axes),
        cmocka_unit_test(q_k_and_v_in_one_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
