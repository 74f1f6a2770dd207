/* Fifteen situations and what is answered: verdict, confidence, mend. Each was raised in PyTorch and each
 * mend was run there. */
#include "tests/clinic.h"
#include "tests/test.h"

static void a_text_context_of_another_encoder(void **state)
{
    (void)state;
    clinic_holds("mat1 and mat2 shapes cannot be multiplied (154x1024 and 768x640)", "likely",
                 "a text context 1024 wide went into a to_k or to_v made for 768.",
                 "nn.Linear(1024, 640)  # trained anew; else the encoder 768 wide");
}

static void swapped_arguments(void **state)
{
    (void)state;
    clinic_holds("mat1 and mat2 shapes cannot be multiplied (640x128 and 512x128)", "likely",
                 "in_features and out_features were swapped: nn.Linear(512, 128).",
                 "nn.Linear(128, 512)");
}

static void a_key_that_was_not_transposed(void **state)
{
    (void)state;
    clinic_holds("Expected size for first two dimensions of batch2 tensor to be: [48, 64] but got: "
                 "[48, 130].",
                 "likely", "K was not transposed: Q @ K where Q @ K^T is meant.",
                 "scores = q @ k.transpose(-2, -1)");
}

static void keys_and_values_of_two_sequences(void **state)
{
    (void)state;
    clinic_holds(
        "Expected size for first two dimensions of batch2 tensor to be: [20, 1500] but got: "
        "[20, 448].",
        "likely", "keys and values come from two sequences: 1500 keys, 448 values.",
        "k, v = to_k(memory), to_v(memory)  # one source for both");
}

static void a_full_table(void **state)
{
    (void)state;
    clinic_holds(
        "The size of tensor a (256) must match the size of tensor b (257) at non-singleton "
        "dimension 2",
        "likely", "a table or mask of 256 is full and token 257 came (block_size 256).",
        "idx = idx[:, -256:]  # before each forward; a mask cannot be cut larger");
}

static void a_table_that_is_too_short(void **state)
{
    (void)state;
    clinic_holds(
        "The size of tensor a (350) must match the size of tensor b (300) at non-singleton "
        "dimension 1",
        "likely", "x + table: the positional table has 300 rows, x has 350 tokens.",
        "x = x[:, :300]  # or a table of max_len >= 350");
}

static void grouped_heads_that_were_not_repeated(void **state)
{
    (void)state;
    clinic_holds("The size of tensor a (40) must match the size of tensor b (8) at non-singleton "
                 "dimension 1",
                 "likely", "grouped heads: 40 query heads met 8 key heads, not repeated.",
                 "k, v = (t.repeat_interleave(5, dim=1) for t in (k, v))");
}

static void beams_repeated_twice(void **state)
{
    (void)state;
    clinic_holds("The size of tensor a (20) must match the size of tensor b (100) at non-singleton "
                 "dimension 0",
                 "likely", "states were repeated for 5 beams twice: 20, then 100.",
                 "# drop your own repeat_interleave(5, 0): generate() repeats already");
}

static void a_width_that_the_heads_do_not_divide(void **state)
{
    (void)state;
    clinic_holds("shape '[2, 100, 10, 51]' is invalid for input of size 102400", "sure",
                 "512 does not divide by 10 heads: 10 x 51 = 510, rest 2.",
                 "heads = 8  # of 64, or 16 of 32; or a width of 510 or 520 for 10");
}

static void batch_first_tensors_in_a_layer_without(void **state)
{
    (void)state;
    clinic_holds("shape '[16, 480, 32]' is invalid for input of size 307200", "likely",
                 "batch-first tensors in an nn.MultiheadAttention without batch_first.",
                 "nn.MultiheadAttention(256, 8, batch_first=True)");
}

static void a_batch_that_is_taken_for_the_length(void **state)
{
    (void)state;
    clinic_holds("The shape of the 2D attn_mask is torch.Size([120, 120]), but should be (32, 32).",
                 "likely", "the layer takes your batch of 32 for the length: batch_first is wrong.",
                 "nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)");
}

static void a_mask_that_counts_text(void **state)
{
    (void)state;
    clinic_holds("The expanded size of the tensor (4096) must match the existing size (4173) at "
                 "non-singleton dimension 3.  Target sizes: [2, 16, 4096, 4096].  Tensor sizes: "
                 "[4173, 4173]",
                 "sure", "the mask is for 4173 tokens, this attention has 4096: 77 fewer.",
                 "mask = mask[..., :4096, :4096]  # better: built from q.shape[-2], k.shape[-2]");
}

static void a_norm_on_channels_first(void **state)
{
    (void)state;
    clinic_holds(
        "Given normalized_shape=[192], expected input with shape [*, 192], but got input of "
        "size[8, 192, 28, 28]",
        "likely", "channels first: the norm reads the last axis (28), 192 is axis 1.",
        "norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)");
}

static void an_index_of_which_nothing_is_told(void **state)
{
    (void)state;
    clinic_holds("IndexError: index out of range in self", "cannot tell",
                 "whether a token id or a position is past its table.",
                 "ids[:, :pos.num_embeddings]  # or resize_token_embeddings(len(tok))");
}

static void a_row_that_is_masked_everywhere(void **state)
{
    (void)state;
    clinic_holds("Function 'SoftmaxBackward0' returned nan values in its 0th output.", "likely",
                 "a row is masked everywhere: softmax of nothing but -inf is NaN.",
                 "dead = m.all(-1, keepdim=True)\n"
                 "w = s.masked_fill(m & ~dead, -inf).softmax(-1).masked_fill(m, 0)");
}

static void one_is_said_as_one(void **state)
{
    (void)state;
    const struct clinic_answer *a =
        clinic_says("shape '[1, 256, 2, 1024]' is invalid for input of size 262144");
    assert_non_null(strstr(a->verdict, "1 head of 1024 came"));
    a = clinic_says("modified by an inplace operation: nothing\nRuntimeError: one of the variables "
                    "needed for gradient computation has been modified by an inplace operation: "
                    "[torch.FloatTensor [2, 5, 5]], which is output 0 of SoftmaxBackward0, is at "
                    "version 1; expected version 0 instead.");
    assert_non_null(strstr(a->sure[0], "changed 1 time since"));
}

/* The comment of a mend, asked for a name, is not written over itself. */
static void a_name_is_asked_for_once(void **state)
{
    (void)state;
    const struct clinic_answer *a = clinic_says(
        "    y = self.up(z)\nSizes of tensors must match except in dimension 1. Expected "
        "size 108 but got size 107 for tensor number 1 in the list.");
    assert_string_equal(a->mend,
                        "x = F.interpolate(x, size=skip.shape[-2:])  # x: your name for it; "
                        "or an input size that halves evenly");
}

/* Names that are no query's and no key's, a width without its heads: what cannot be told is not made up. */
static void what_nothing_speaks_for_is_not_said(void **state)
{
    (void)state;
    const struct clinic_answer *a = clinic_says(
        "    k.view(1, 1, n).matmul(self.encoder)[:, 0],\nExpected tensor to have size 441 "
        "at dimension 1, but got size 121 for argument #2 'batch2'");
    assert_int_equal(a->confidence, CLINIC_CANNOT_TELL);
    assert_non_null(strstr(a->verdict, "441 and 121"));
    a = clinic_says("AssertionError: d_model (256) must be divisible by num_heads (10)");
    assert_string_equal(a->verdict, "256 does not divide by 10 heads: 10 x 25 = 250, rest 6.");
    a = clinic_says("AssertionError: d_model (256) must be divisible by h");
    assert_string_equal(a->verdict, "256 does not divide by the heads: there is a rest.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_context_of_another_encoder),
        cmocka_unit_test(swapped_arguments),
        cmocka_unit_test(a_key_that_was_not_transposed),
        cmocka_unit_test(keys_and_values_of_two_sequences),
        cmocka_unit_test(a_full_table),
        cmocka_unit_test(a_table_that_is_too_short),
        cmocka_unit_test(grouped_heads_that_were_not_repeated),
        cmocka_unit_test(beams_repeated_twice),
        cmocka_unit_test(a_width_that_the_heads_do_not_divide),
        cmocka_unit_test(batch_first_tensors_in_a_layer_without),
        cmocka_unit_test(a_batch_that_is_taken_for_the_length),
        cmocka_unit_test(a_mask_that_counts_text),
        cmocka_unit_test(a_norm_on_channels_first),
        cmocka_unit_test(an_index_of_which_nothing_is_told),
        cmocka_unit_test(a_row_that_is_masked_everywhere),
        cmocka_unit_test(one_is_said_as_one),
        cmocka_unit_test(a_name_is_asked_for_once),
        cmocka_unit_test(what_nothing_speaks_for_is_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
