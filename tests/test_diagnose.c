/* Error texts, and the layers that raise them. */
#include "tests/test.h"

#include "attention/attention.h"
#include "lessons/clinic/clinic.h"

static struct clinic_diagnosis diagnose(const char *text, struct clinic_hints hints)
{
    struct clinic_diagnosis d;
    assert_true(clinic_diagnose(text, strlen(text), &hints, NULL, &d));
    return d;
}

/* "full-width embed=256 heads=8 fc_out", one a candidate, in order. */
static const char *layers(const struct clinic_diagnosis *d, char *buffer)
{
    buffer[0] = '\0';
    for (int i = 0; i < d->candidate_count; i++) {
        const struct clinic_candidate *c = &d->candidates[i];
        char wiring[40], line[160];
        attn_config_get(&c->config, "wiring", wiring, sizeof wiring);
        snprintf(line, sizeof line, "%s embed=%d heads=%d %s%s\n", wiring, c->config.embed,
                 c->config.heads, c->layer[0] ? c->layer : c->op, c->named ? " named" : "");
        strncat(buffer, line, 1023 - strlen(buffer));
    }
    return buffer;
}

static void assert_layers(const char *text, struct clinic_hints hints, const char *expected)
{
    struct clinic_diagnosis d = diagnose(text, hints);
    char found[1024];
    assert_string_equal(layers(&d, found), expected);
}

/* Framework, fault and the two sizes that clash. */
static void assert_says(const char *text, enum clinic_framework framework, enum clinic_fault fault,
                        long long a, long long b)
{
    struct clinic_diagnosis d = diagnose(text, (struct clinic_hints){0});
    assert_int_equal(d.fault, fault);
    assert_int_equal(d.framework, framework);
    assert_int_equal(d.clash[0], a);
    assert_int_equal(d.clash[1], b);
}

static const char famous[] = "mat1 and mat2 shapes cannot be multiplied (320x2048 and 256x256)";
#define FAMOUS_LAYERS                                                                              \
    "full-width embed=256 heads=8 fc_out\nhead-dim embed=2048 heads=8 heads.0.query\n"

/* ---- what a text says ---- */

static void every_framework_says_the_same_sizes(void **state)
{
    (void)state;
    static const struct {
        enum clinic_framework framework;
        const char *text;
    } texts[] = {
        {CLINIC_FRAMEWORK_PYTORCH, famous},
        {CLINIC_FRAMEWORK_PYTORCH, "linear(): input and weight.T shapes cannot be multiplied "
                                   "(320x2048 and 256x256)"},
        {CLINIC_FRAMEWORK_PYTORCH, "size mismatch, m1: [320 x 2048], m2: [256 x 256] at TH.cpp:41"},
        {CLINIC_FRAMEWORK_COMPILE, "a and b must have same reduction dim, but got [320, 2048] X "
                                   "[256, 256]."},
        {CLINIC_FRAMEWORK_NUMPY, "matmul: Input operand 1 has a mismatch in its core dimension 0, "
                                 "with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 256 is "
                                 "different from 2048)"},
        {CLINIC_FRAMEWORK_NUMPY,
         "shapes (320,2048) and (256,256) not aligned: 2048 (dim 1) != 256"},
        {CLINIC_FRAMEWORK_JAX,
         "dot_general requires contracting dimensions to have the same shape, "
         "got (2048,) and (256,)."},
        {CLINIC_FRAMEWORK_TENSORFLOW, "Matrix size-incompatible: In[0]: [320,2048], "
                                      "In[1]: [256,256] [Op:MatMul]"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_says(texts[i].text, texts[i].framework, CLINIC_FAULT_PRODUCT, 2048, 256);
        assert_layers(texts[i].text, (struct clinic_hints){0}, FAMOUS_LAYERS);
    }
}

static void other_faults_are_told_apart(void **state)
{
    (void)state;
    assert_says("Expected size for first two dimensions of batch2 tensor to be: [6, 4] but got: "
                "[6, 6].",
                CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_BATCHED, 4, 6);
    assert_says("The size of tensor a (6) must match the size of tensor b (8) at non-singleton "
                "dimension 3",
                CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_BROADCAST, 6, 8);
    assert_says("shape '[1, 5, 3, 5]' is invalid for input of size 80", CLINIC_FRAMEWORK_PYTORCH,
                CLINIC_FAULT_VIEW, 75, 80);
    assert_says("AssertionError: embed_dim must be divisible by num_heads",
                CLINIC_FRAMEWORK_PYTORCH, CLINIC_FAULT_DIVISIBLE, -1, -1);
    struct clinic_diagnosis d =
        diagnose("ValueError: dropout probability has to be between 0 and 1, but got 1.5",
                 (struct clinic_hints){0});
    assert_int_equal(d.fault, CLINIC_FAULT_DROPOUT);
    assert_true(d.dropout == 1.5);
}

/* ---- which layers raise it ---- */

static void the_same_words_come_from_two_layers(void **state)
{
    (void)state;
    assert_layers(famous, (struct clinic_hints){0}, FAMOUS_LAYERS);
    assert_layers("mat1 and mat2 shapes cannot be multiplied (320x256 and 32x32)",
                  (struct clinic_hints){0},
                  "head-dim embed=256 heads=8 heads.0.query\nfull-width embed=32 heads=8 fc_out\n");
}

static void a_hint_leaves_what_fits_it(void **state)
{
    (void)state;
    assert_layers(famous, (struct clinic_hints){.embed = 256},
                  "full-width embed=256 heads=8 fc_out\n");
    assert_layers(famous, (struct clinic_hints){.embed = 2048},
                  "head-dim embed=2048 heads=8 heads.0.query\n");
    struct clinic_diagnosis d = diagnose(famous, (struct clinic_hints){.batch = 4});
    assert_int_equal(d.candidates[0].config.batch, 4);
    assert_int_equal(d.candidates[0].config.tokens, 80);
}

static void hints_that_nothing_fits_are_left_aside(void **state)
{
    (void)state;
    struct clinic_diagnosis d = diagnose(famous, (struct clinic_hints){.heads = 5});
    assert_int_equal(d.candidate_count, 2);
    assert_false(d.hints_fit);
    assert_true(diagnose(famous, (struct clinic_hints){.heads = 8}).hints_fit);
}

static void a_rest_that_is_left_over_is_found(void **state)
{
    (void)state;
    assert_layers("mat1 and mat2 shapes cannot be multiplied (3x6 and 7x7)",
                  (struct clinic_hints){.heads = 2},
                  "projected embed=7 heads=2 fc_out\nsliced embed=7 heads=2 fc_out\n"
                  "shared embed=7 heads=2 fc_out\n");
    assert_layers("shape '[1, 5, 3, 5]' is invalid for input of size 80", (struct clinic_hints){0},
                  "fused embed=16 heads=3 Q_heads\nno-transpose embed=16 heads=3 Q_heads\n");
}

static void the_assert_is_raised_by_every_wiring_with_heads(void **state)
{
    (void)state;
    static const char text[] = "Embedding size must be divisible by the number of heads";
    struct clinic_diagnosis d = diagnose(text, (struct clinic_hints){.embed = 10, .heads = 4});
    assert_int_equal(d.candidate_count, ATTN_WIRING_COUNT - 1);
    assert_false(d.example);
    assert_string_equal(d.candidates[3].op, "check");
    assert_true(diagnose(text, (struct clinic_hints){.heads = 8}).example);
    d = diagnose(text, (struct clinic_hints){.embed = 8, .heads = 4}); /* it does divide */
    assert_false(d.hints_fit);
}

/* Plans it again: the words are PyTorch's, to the letter. */
static void every_candidate_raises_the_very_text(void **state)
{
    (void)state;
    static const char *const texts[] = {famous,
                                        "mat1 and mat2 shapes cannot be multiplied (3x6 and 7x7)",
                                        "mat1 and mat2 shapes cannot be multiplied (2x2 and 0x0)",
                                        "shape '[1, 5, 3, 5]' is invalid for input of size 80",
                                        "Embedding size must be divisible by the number of heads"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct clinic_diagnosis d = diagnose(texts[i], (struct clinic_hints){0});
        assert_true(d.candidate_count > 0);
        for (int c = 0; c < d.candidate_count; c++) {
            struct attn_trace *trace = attn_trace_new(NULL);
            assert_true(attn_trace_plan(trace, &d.candidates[c].config, NULL));
            const struct attn_op *op = attn_trace_op(trace, attn_trace_failed(trace));
            assert_string_equal(op->error.text, texts[i]);
            assert_string_equal(op->name, d.candidates[c].op);
            attn_trace_free(trace);
        }
    }
}

static void what_mends_it_works_and_has_that_shape(void **state)
{
    (void)state;
    struct clinic_diagnosis d = diagnose("mat1 and mat2 shapes cannot be multiplied (3x6 and 7x7)",
                                         (struct clinic_hints){.heads = 2});
    const struct clinic_candidate *c = &d.candidates[0];
    assert_int_equal(c->mend_count, 6);
    for (int i = 0; i < c->mend_count; i++) {
        struct attn_trace *trace = attn_trace_new(NULL);
        struct attn_config config = c->config;
        config.wiring = c->mends[i].wiring;
        config.heads = c->mends[i].heads;
        assert_true(attn_trace_plan(trace, &config, NULL));
        assert_int_equal(attn_trace_failed(trace), -1);
        const struct attn_op *out = attn_trace_op(trace, attn_trace_find(trace, "out"));
        assert_true(attn_shape_equal(&out->shape, &c->mends[i].shape));
        attn_trace_free(trace);
    }
}

static bool reads(const struct clinic_diagnosis *d, long long number, enum clinic_meaning meaning,
                  long long a, long long b)
{
    for (int i = 0; i < d->reading_count; i++) {
        const struct clinic_reading *r = &d->readings[i];
        if (r->number == number && r->meaning == meaning && r->a == a && r->b == b) {
            return true;
        }
    }
    return false;
}

static void numbers_are_read_as_what_they_can_be(void **state)
{
    (void)state;
    struct clinic_diagnosis d = diagnose(famous, (struct clinic_hints){0});
    assert_int_equal(d.readings[0].meaning, CLINIC_MEANING_ROWS);
    assert_int_equal(d.readings[0].a, 32);
    assert_true(reads(&d, 2048, CLINIC_MEANING_WIDE, 8, 256));
    assert_true(reads(&d, 2048, CLINIC_MEANING_EMBED, 0, 0));
    assert_true(reads(&d, 256, CLINIC_MEANING_EMBED, 0, 0));
    assert_true(reads(&d, 256, CLINIC_MEANING_HEAD_DIM, 2048, 8));
}

static void a_mask_is_read_by_the_hints(void **state)
{
    (void)state;
    struct clinic_diagnosis d = diagnose("The size of tensor a (6) must match the size of tensor b "
                                         "(8) at non-singleton dimension 3",
                                         (struct clinic_hints){.tokens = 8});
    assert_int_equal(d.candidate_count, 0);
    assert_int_equal(d.reading_count, 1);
    assert_true(reads(&d, 8, CLINIC_MEANING_TOKENS, 0, 0));
}

/* ---- whatever is pasted ---- */

static const char traceback[] =
    "$ python full.py\nTraceback (most recent call last):\n"
    "  File \"full.py\", line 61, in <module>\n    print(model(x, mask).shape)\n"
    "  File \"full.py\", line 44, in forward\n"
    "    assert E % H == 0, \"Embedding size must be divisible by the number of heads\"\n"
    "    return self.fc_out(concat)\n"
    "  File \"/usr/lib/python3/dist-packages/torch/nn/modules/linear.py\", line 114, in forward\n"
    "    return F.linear(input, self.weight, self.bias)\n"
    "RuntimeError: mat1 and mat2 shapes cannot be multiplied (320x256 and\n  32x32)\n$ \n";

static void a_whole_traceback_names_the_layer(void **state)
{
    (void)state;
    assert_layers(traceback, (struct clinic_hints){0},
                  "full-width embed=32 heads=8 fc_out named\n"
                  "head-dim embed=256 heads=8 heads.0.query\n");
}

static void nonsense_is_no_fault(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "hello",
        "mat1",
        "mat1 and mat2 shapes cannot be multiplied (x and x)",
        "mat1 and mat2 shapes cannot be multiplied (3.5x2 and 2x2)",
        "shape '[]' is invalid",
        "shape '[1,2,3,4,5,6,7,8,9]' is invalid for input of size 80"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(diagnose(texts[i], (struct clinic_hints){0}).fault, CLINIC_FAULT_NONE);
    }
}

static void a_text_cut_anywhere_is_read_or_not(void **state)
{
    (void)state;
    size_t whole = strlen(famous);
    for (size_t bytes = 0; bytes <= whole; bytes++) {
        struct clinic_diagnosis d;
        char *cut = malloc(bytes + 1); /* of its own, so that reading past the end is noticed */
        memcpy(cut, famous, bytes);
        char *exact = realloc(cut, bytes ? bytes : 1);
        assert_true(clinic_diagnose(exact, bytes, NULL, NULL, &d));
        assert_int_equal(d.fault, bytes == whole ? CLINIC_FAULT_PRODUCT : CLINIC_FAULT_NONE);
        free(exact);
    }
}

static void numbers_beyond_any_layer_have_no_candidates(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "mat1 and mat2 shapes cannot be multiplied (99999999999x1 and 7x7)",
        "shapes (999999999999999999999,99999999999999999999) and (999999999999,1) not aligned",
        "shape '[65537, 65537, 65537, 65537]' is invalid for input of size 99999999999999999999",
        "shape '[0, 0, 0, 0]' is invalid for input of size 0",
        "shape '[-1, 5, 3, 5]' is invalid for input of size 80",
        "Matrix size-incompatible: In[0]: [9999999999,9999999999,9999999999], In[1]: [1,2,3,4]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct clinic_diagnosis d = diagnose(texts[i], (struct clinic_hints){.heads = 1024});
        assert_int_not_equal(d.fault, CLINIC_FAULT_NONE);
        assert_int_equal(d.candidate_count, 0);
    }
}

static void any_bytes_may_stand_around_it(void **state)
{
    (void)state;
    char text[512] = "\0\0 \xff\xfe caf\xc3\xa9 \x1b[31m\0";
    struct clinic_diagnosis d;
    memcpy(text + 30, famous, sizeof famous - 1);
    memset(text + 30 + sizeof famous - 1, 0xc3, 100);
    assert_true(clinic_diagnose(text, 30 + sizeof famous - 1 + 100, NULL, NULL, &d));
    assert_int_equal(d.start, 30);
    assert_int_equal(d.bytes, sizeof famous - 1);
    assert_int_equal(d.candidate_count, 2);
}

static void hints_out_of_range_count_as_none(void **state)
{
    (void)state;
    struct clinic_hints hints = {
        .batch = -1, .tokens = INT32_MAX, .embed = 65537, .heads = INT32_MAX};
    assert_layers(famous, hints, FAMOUS_LAYERS);
}

struct failing {
    int left, held;
};

static void *failing_alloc(void *context, size_t bytes)
{
    struct failing *f = context;
    if (f->left-- == 0) {
        return NULL;
    }
    f->held++;
    return malloc(bytes);
}

static void failing_free(void *context, void *memory)
{
    ((struct failing *)context)->held--;
    free(memory);
}

static void every_allocation_may_fail_once(void **state)
{
    (void)state;
    static const char text[] = "mat1 and mat2 shapes cannot be multiplied (3x12 and 6x6)";
    for (int failures = 0;; failures++) {
        struct failing f = {.left = failures};
        struct attn_allocator allocator = {failing_alloc, failing_free, &f};
        struct clinic_diagnosis d;
        bool good = clinic_diagnose(text, strlen(text), NULL, &allocator, &d);
        assert_int_equal(f.held, 0);
        if (good) {
            assert_true(failures > 20);
            return;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_framework_says_the_same_sizes),
        cmocka_unit_test(other_faults_are_told_apart),
        cmocka_unit_test(the_same_words_come_from_two_layers),
        cmocka_unit_test(a_hint_leaves_what_fits_it),
        cmocka_unit_test(hints_that_nothing_fits_are_left_aside),
        cmocka_unit_test(a_rest_that_is_left_over_is_found),
        cmocka_unit_test(the_assert_is_raised_by_every_wiring_with_heads),
        cmocka_unit_test(every_candidate_raises_the_very_text),
        cmocka_unit_test(what_mends_it_works_and_has_that_shape),
        cmocka_unit_test(numbers_are_read_as_what_they_can_be),
        cmocka_unit_test(a_mask_is_read_by_the_hints),
        cmocka_unit_test(a_whole_traceback_names_the_layer),
        cmocka_unit_test(nonsense_is_no_fault),
        cmocka_unit_test(a_text_cut_anywhere_is_read_or_not),
        cmocka_unit_test(numbers_beyond_any_layer_have_no_candidates),
        cmocka_unit_test(any_bytes_may_stand_around_it),
        cmocka_unit_test(hints_out_of_range_count_as_none),
        cmocka_unit_test(every_allocation_may_fail_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
