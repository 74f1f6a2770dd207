/* divisible: a width and a count of heads (or groups, or devices) that does not divide it. With both
 * numbers all is arithmetic; without them the message says only that there is a rest. */
#include "lessons/clinic/class.h"

#include <stdio.h>

enum { COUNT_MOST = 512, PARTS_ANY = -1 };

static long long divisor(long long width, long long count, int step)
{
    for (long long h = count + step; h > 0 && h <= width && h <= COUNT_MOST; h += step) {
        if (width % h == 0) {
            return h;
        }
    }
    return 0;
}

/* What is divided by what, in the words of the message. */
struct words {
    const char *whole, *parts, *set_parts, *set_whole;
};

static struct words words_of(struct code_span message)
{
    if (class_holds(message, "parallel") || class_holds(message, "is not divisible by")) {
        return (struct words){"heads or rows", "devices", "tensor_parallel_size", "hidden_size"};
    }
    if (class_holds(message, "num_groups")) {
        return (struct words){"channels", "groups", "num_groups", "num_channels"};
    }
    if (class_holds(message, "kv_heads") || class_holds(message, "key_value") ||
        class_holds(message, "key and value") || class_holds(message, "key/value")) {
        return (struct words){"query heads", "key heads", "num_key_value_heads",
                              "num_attention_heads"};
    }
    if (class_holds(message, "patch")) {
        return (struct words){"pixels a side", "a patch", "patch_size", "image_size"};
    }
    return (struct words){"features", "heads", "num_heads", "embed_dim"};
}

static void with_numbers(struct answer *a, long long width, long long heads, struct words w)
{
    long long fewer = divisor(width, heads, -1), more = divisor(width, heads, 1),
              rest = width % heads;
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "%lld does not divide by %lld %s: %lld x %lld = %lld, rest %lld.", width,
        heads, w.parts, heads, width / heads, width - rest, rest);
    if (rest == 0) {
        snprintf(c->verdict, sizeof c->verdict,
                 "%lld does divide by %lld: the check reads other numbers.", width, heads);
    }
    answer_sure(a, "%s that divide %lld: %lld below, %lld above %lld.", w.parts, width, fewer, more,
                heads);
    if (more == 0) {
        a->out->sure_count = 0;
        answer_sure(a, "the nearest count that divides %lld is %lld.", width, fewer);
    }
    for (long long h = heads - 1; h > 1; h--) { /* a usual width of a head is worth going further */
        if (width % h == 0 && known_head_width(width / h)) {
            fewer = h;
            break;
        }
    }
    answer_mend(c, "%s = %lld  # of %lld each; or %s = %lld for %lld", w.set_parts,
                fewer > 0 ? fewer : 1, width / (fewer > 0 ? fewer : 1), w.set_whole,
                (width / heads + (rest > 0)) * heads, heads);
    answer_run(a, "print(%s, %s)", w.set_whole, w.set_parts);
    answer_early(a, "give head_dim itself, where the layer takes one: no check then");
    sketch_bar(a, width, heads);
}

void class_divisible(const struct evidence *e, struct answer *a)
{
    struct code_span message = {e->text + e->start, (int)e->length};
    struct words w = words_of(message);
    long long width = evidence_number(e, "width"), heads = evidence_number(e, "heads");
    const struct clinic_told *came = evidence_shape(e, "came"),
                             *hidden = evidence_shape(e, "hidden");
    width = came->rank > 1 ? came->size[1] : hidden->rank > 0 ? hidden->size[0] : width;
    bool heads_words = w.whole[0] == 'f';
    if (width < 0 && heads_words && e->hints.embed > 0 && e->hints.heads > 0) {
        width = e->hints.embed;
        heads = e->hints.heads;
    }
    struct code_line code;
    if (width < 0 &&
        evidence_code(e, CODE_MAKES | CODE_CALL, &code)) { /* MultiheadAttention(640, 12) */
        struct code_span one = code_argument(code.right, 0), two = code_argument(code.right, 1);
        struct pattern_found found;
        if (one.bytes > 0 && two.bytes > 0 &&
            pattern_match("<n>", one.at, (size_t)one.bytes, &found) == (size_t)one.bytes) {
            long long n = pattern_number(&found, "n");
            if (pattern_match("<n>", two.at, (size_t)two.bytes, &found) == (size_t)two.bytes &&
                n > 0 && pattern_number(&found, "n") > 0 && n % pattern_number(&found, "n") != 0) {
                width = n;
                heads = pattern_number(&found, "n");
            }
        }
    }
    answer_clash(a, width, heads);
    if (width > 0 && heads > 0) {
        with_numbers(a, width, heads, w);
        return;
    }
    bool even = class_holds(message, "even") || class_holds(message, "odd");
    if (width > 0 && !even) {
        answer_cause(a, GROUND_SURE, "%lld does not divide by the heads: there is a rest.", width);
        answer_sure(a, "the message tells one number; the heads stand where the layer is made.");
        answer_mend(&a->causes[0], "%s = math.gcd(%lld, %s)  # a count that divides", w.set_parts,
                    width, w.set_parts);
        answer_run(a, "print(%s, %s)", w.set_whole, w.set_parts);
        return;
    }
    if (width > 0) { /* an odd width */
        struct clinic_cause *c =
            answer_cause(a, GROUND_SURE, "the width, %lld, must be even.", width);
        answer_mend(c, "d_model = %lld", width + 1);
        return;
    }
    struct clinic_cause *c = answer_cause(
        a, GROUND_SURE, "the %s do not divide by the %s: there is a rest.", w.whole, w.parts);
    answer_sure(a, "the message has no numbers; the two stand where the layer is made.");
    if (heads_words && e->hints.heads > 0) {
        answer_mend(c, "embed_dim = %d * 64  # heads times a width", e->hints.heads);
    } else {
        answer_mend(c, "%s = math.gcd(%s, %s)  # a count that divides", w.set_parts, w.set_whole,
                    w.set_parts);
    }
    answer_run(a, "print(%s, %s)", w.set_whole, w.set_parts);
}
