/* Nothing in an answer is made up: each number is the message's or one computation away from its numbers,
 * and where the reader's line is there, each tensor in a mend has its name from it. Messages are mutated:
 * other numbers, cut anywhere, permuted. */
#include "tests/clinic.h"
#include "tests/test.h"

#include <ctype.h>

enum { NUMBERS_MAX = 64, DERIVED_MAX = 1 << 15, PLAIN_MOST = 20 };

/* Numbers of a text, as far as they are whole. */
static int numbers_of(const char *text, long long *numbers)
{
    int count = 0;
    for (const char *at = text; *at && count < NUMBERS_MAX;) {
        if (!isdigit((unsigned char)*at)) {
            at++;
            continue;
        }
        char *end;
        numbers[count++] = strtoll(at, &end, 10);
        at = end;
    }
    return count;
}

static long long told[NUMBERS_MAX];
static int told_count;
static long long derived[DERIVED_MAX];
static int derived_count;

static void derive(long long n)
{
    if (derived_count < DERIVED_MAX && n >= 0) {
        derived[derived_count++] = n;
    }
}

/* The named rules: sums, differences, products, quotients, rests, and one more or less. */
static void derive_pairs(const long long *a, int a_count, const long long *b, int b_count)
{
    for (int i = 0; i < a_count; i++) {
        for (int j = 0; j < b_count; j++) {
            long long x = a[i], y = b[j];
            derive(x + y);
            derive(x - y);
            derive(x <= 1000000000 && y <= 1000000000 ? x * y : -1);
            derive(y > 0 ? x / y : -1);
            derive(y > 0 ? x % y : -1);
        }
        derive(a[i] + 1);
        derive(a[i] - 1);
    }
}

static void derive_all(const char *message)
{
    long long numbers[NUMBERS_MAX];
    int count = numbers_of(message, numbers);
    derived_count = 0;
    told_count = numbers_of(message, told);
    for (int i = 0; i < count; i++) {
        derive(numbers[i]);
    }
    derive_pairs(numbers, count, numbers, count);
    for (int i = 0; i < count; i++) { /* the cells of a shape: the product of sizes side by side */
        long long cells = numbers[i];
        for (int j = i + 1; j < count && cells < 1000000000000; j++) {
            cells *= numbers[j];
            derive(cells);
        }
    }
    int once = derived_count;
    long long *copy = malloc((size_t)once * sizeof *copy + 1);
    memcpy(copy, derived, (size_t)once * sizeof *copy);
    derive_pairs(copy, once, numbers, count < 6 ? count : 6);
    free(copy);
}

/* What is a constant of the code and not a size: 65504 of half precision, 10000 of sines, 30 s at 16000. */
static bool is_plain(long long n)
{
    return n <= PLAIN_MOST || n == 65504 || n == 10000 || n == 16000 || n == 30 || n == 64 ||
           n == 77 || n == 127;
}

static bool is_derived(long long n)
{
    for (int i = 0; i < derived_count; i++) {
        if (derived[i] == n) {
            return true;
        }
    }
    /* a width by heads: what it comes to, whole, with and without the rest, and a divisor of it */
    for (int i = 0; i < derived_count; i++) {
        for (int j = 0; j < told_count; j++) {
            if (told[j] > 0 && (derived[i] / told[j] == n || derived[i] / told[j] * told[j] == n)) {
                return true;
            }
        }
        if (derived[i] > n && n > 0 && derived[i] % n == 0 && derived[i] / n <= 512) {
            return true;
        }
    }
    return is_plain(n);
}

static void is_not_invented(const char *sentence, const char *message)
{
    long long numbers[NUMBERS_MAX];
    int count = numbers_of(sentence, numbers);
    for (int i = 0; i < count; i++) {
        if (!is_derived(numbers[i])) {
            fail_msg("%lld in '%s' is not from: %s", numbers[i], sentence, message);
        }
    }
}

static void nothing_is_invented(const char *message)
{
    const struct clinic_answer *a = clinic_says(message);
    derive_all(message);
    is_not_invented(a->verdict, message);
    for (int i = 0; i < a->sure_count; i++) {
        is_not_invented(a->sure[i], message);
    }
    for (int i = 0; i < a->cause_count; i++) {
        is_not_invented(a->causes[i].verdict, message);
        is_not_invented(a->causes[i].because, message);
    }
    is_not_invented(a->not_it, message);
    is_not_invented(a->careful, message);
}

static void as_it_is(const char *message, const char *class)
{
    (void)class;
    nothing_is_invented(message);
}

static unsigned state_of = 7;

static unsigned draw(unsigned most)
{
    state_of = state_of * 1664525u + 1013904223u;
    return (state_of >> 8) % most;
}

/* Every number of more than one figure is another one. */
static void with_other_numbers(const char *message, const char *class)
{
    (void)class;
    char text[4096];
    size_t used = 0;
    for (const char *at = message; *at && used < sizeof text - 32;) {
        size_t figures = strspn(at, "0123456789");
        bool word = at > message && (isalpha((unsigned char)at[-1]) || at[-1] == '_');
        if (figures > 1 && !word) {
            used += (size_t)sprintf(text + used, "%u", 2 + draw(figures > 3 ? 99999 : 999));
            at += figures;
        } else {
            text[used++] = *at++;
        }
    }
    text[used] = '\0';
    nothing_is_invented(text);
}

static void cut_anywhere(const char *message, const char *class)
{
    (void)class;
    size_t whole = strlen(message);
    for (int i = 0; i < 8; i++) {
        size_t bytes = draw((unsigned)whole + 1);
        char *cut = malloc(bytes + 1); /* of its own, so that reading past its end is noticed */
        memcpy(cut, message, bytes);
        cut[bytes] = '\0';
        nothing_is_invented(cut);
        free(cut);
    }
}

static void no_number_is_made_up(void **state)
{
    (void)state;
    clinic_each_wording(as_it_is);
}

static void nor_when_the_numbers_are_others(void **state)
{
    (void)state;
    clinic_each_wording(with_other_numbers);
    clinic_each_wording(with_other_numbers);
}

static void nor_when_the_message_is_cut(void **state)
{
    (void)state;
    clinic_each_wording(cut_anywhere);
}

/* ---- names ---- */

static void holds_no(const char *mend, const char *name, const char *text)
{
    for (const char *at = strstr(mend, name); at; at = strstr(at + 1, name)) {
        bool before = at > mend && (isalnum((unsigned char)at[-1]) || strchr("_.", at[-1]));
        bool after = isalnum((unsigned char)at[strlen(name)]) || at[strlen(name)] == '_' ||
                     at[strlen(name)] == ':'; /* "x: your name for it" asks for it */
        if (!before && !after && !strstr(mend, "your name")) {
            fail_msg("%s is a name that nobody told: %s\n%s", name, mend, text);
        }
    }
}

static void a_mend_has_the_names_of_the_line(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "    zork = zork.masked_fill(gurr == 0, -1e9)\nThe size of tensor a (80) must match the "
        "size of "
        "tensor b (70) at non-singleton dimension 3",
        "    zork = gurr @ frob\nThe size of tensor a (24) must match the size of tensor b (6) at "
        "non-singleton dimension 1",
        "    zork = torch.bmm(gurr, frob)\nExpected size for first two dimensions of batch2 tensor "
        "to be: "
        "[48, 64] but got: [48, 130].",
        "    zork = gurr.view(2, 50, 32, 64)\nshape '[2, 50, 32, 64]' is invalid for input of size "
        "25600",
        "    zork = self.gurr(frob)\nmat1 and mat2 shapes cannot be multiplied (154x1024 and "
        "768x640)",
        "    zork = self.gurr(frob)\nGiven normalized_shape=[192], expected input with shape [*, "
        "192], but got "
        "input of size[8, 192, 28, 28]",
    };
    static const char *const names[] = {"q", "k", "v", "x", "mask", "scores", "memory"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct clinic_answer *a = clinic_says(texts[i]);
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            holds_no(a->mend, names[n], texts[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_number_is_made_up),
        cmocka_unit_test(nor_when_the_numbers_are_others),
        cmocka_unit_test(nor_when_the_message_is_cut),
        cmocka_unit_test(a_mend_has_the_names_of_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
