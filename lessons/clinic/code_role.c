/* What a name says: a table of the words that attention code uses for its tensors. */
#include "lessons/clinic/code.h"

#include <ctype.h>
#include <string.h>

/* The first row that fits counts: attention_mask is a mask, pos_bias a bias. A word in quotes must
 * be a whole part of the name, between dots, underscores and digits. */
static const struct word {
    const char *word;
    enum code_role role;
} words[] = {
    {"mask", CODE_ROLE_MASK},
    {"'msk'", CODE_ROLE_MASK},
    {"'pad'", CODE_ROLE_MASK},
    {"bias", CODE_ROLE_BIAS},
    {"alibi", CODE_ROLE_BIAS},
    {"cos", CODE_ROLE_ROTARY},
    {"sin", CODE_ROLE_ROTARY},
    {"freqs", CODE_ROLE_ROTARY},
    {"rotary", CODE_ROLE_ROTARY},
    {"rotate", CODE_ROLE_ROTARY},
    {"rope", CODE_ROLE_ROTARY},
    {"pos", CODE_ROLE_TABLE},
    {"'pe'", CODE_ROLE_TABLE},
    {"'wpe'", CODE_ROLE_TABLE},
    {"past", CODE_ROLE_CACHE},
    {"cache", CODE_ROLE_CACHE},
    {"cls", CODE_ROLE_CLASS_TOKEN},
    {"class", CODE_ROLE_CLASS_TOKEN},
    {"residual", CODE_ROLE_RESIDUAL},
    {"shortcut", CODE_ROLE_RESIDUAL},
    {"identity", CODE_ROLE_RESIDUAL},
    {"skip", CODE_ROLE_RESIDUAL},
    {"'q'", CODE_ROLE_QUERY},
    {"quer", CODE_ROLE_QUERY},
    {"'k'", CODE_ROLE_KEY},
    {"'key'", CODE_ROLE_KEY},
    {"'keys'", CODE_ROLE_KEY},
    {"'v'", CODE_ROLE_VALUE},
    {"'value'", CODE_ROLE_VALUE},
    {"'values'", CODE_ROLE_VALUE},
    {"score", CODE_ROLE_SCORES},
    {"attn", CODE_ROLE_SCORES},
    {"attention", CODE_ROLE_SCORES},
    {"energy", CODE_ROLE_SCORES},
    {"'dots'", CODE_ROLE_SCORES},
    {"'sim'", CODE_ROLE_SCORES},
    {"weights", CODE_ROLE_SCORES},
    {"'wei'", CODE_ROLE_SCORES},
    {"'att'", CODE_ROLE_SCORES},
    {"logits", CODE_ROLE_SCORES},
    {"encoder", CODE_ROLE_CONTEXT},
    {"context", CODE_ROLE_CONTEXT},
    {"memory", CODE_ROLE_CONTEXT},
    {"text", CODE_ROLE_CONTEXT},
    {"prompt", CODE_ROLE_CONTEXT},
    {"image", CODE_ROLE_IMAGE},
    {"patch", CODE_ROLE_IMAGE},
    {"pixel", CODE_ROLE_IMAGE},
    {"'x'", CODE_ROLE_X},
    {"hidden", CODE_ROLE_X},
    {"emb", CODE_ROLE_X},
    {"src", CODE_ROLE_X},
    {"input", CODE_ROLE_X},
    {"'h'", CODE_ROLE_X},
    {"'tgt'", CODE_ROLE_X},
};

static const char *const scalars[] = {"scale",    "sqrt", "eps",   "norm_fact", "alpha",  "temper",
                                      "finfo",    "inf",  "float", "scaling",   "factor", "self.d",
                                      "head_dim", "d_k",  "lr",    "gamma",     "math."};

static bool is_part(struct code_span s, int at, int bytes)
{
    bool before = at == 0 || !isalpha((unsigned char)s.at[at - 1]);
    bool after = at + bytes >= s.bytes || !isalpha((unsigned char)s.at[at + bytes]);
    return before && after;
}

/* Whether the text holds the word in lower or upper case; in quotes: as a part of its own. */
static bool holds(struct code_span s, const char *word)
{
    bool whole = *word == '\'';
    word += whole;
    int n = (int)strlen(word) - whole;
    for (int i = 0; i + n <= s.bytes; i++) {
        int same = 0;
        while (same < n && tolower((unsigned char)s.at[i + same]) == word[same]) {
            same++;
        }
        if (same == n && (!whole || is_part(s, i, n))) {
            return true;
        }
    }
    return false;
}

static bool is_number(struct code_span s)
{
    for (int i = 0; i < s.bytes; i++) {
        if (!isdigit((unsigned char)s.at[i]) && !strchr(".e-+_ ()", s.at[i])) {
            return false;
        }
    }
    return true;
}

/* The name itself: what stands before the first bracket, its last part but for a method's. */
static struct code_span name_of(struct code_span s)
{
    int end = 0;
    while (end < s.bytes && (isalnum((unsigned char)s.at[end]) || strchr("_.", s.at[end]))) {
        end++;
    }
    if (end == 0) {
        return s; /* begins with a bracket: all of it */
    }
    bool call = end < s.bytes && s.at[end] == '(';
    struct code_span name = {s.at, end};
    if (call) { /* q.transpose( is q; self.pos_embed(x) is pos_embed */
        int dot = end;
        while (dot > 0 && s.at[dot - 1] != '.') {
            dot--;
        }
        bool method = dot > 0 && !(dot == 5 && memcmp(s.at, "self.", 5) == 0);
        name.bytes = method ? dot - 1 : end;
        bool module = name.bytes <= 5 && (holds(name, "'torch'") || holds(name, "'f'"));
        return module ? s : name;
    }
    return name;
}

static enum code_role role_of_name(struct code_span name)
{
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        if (holds(name, scalars[i])) {
            return CODE_ROLE_SCALAR;
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (holds(name, words[i].word)) {
            return words[i].role;
        }
    }
    return CODE_ROLE_UNKNOWN;
}

/* What stands first in the brackets of a call. */
static struct code_span first_argument(struct code_span s)
{
    const char *open = memchr(s.at, '(', (size_t)s.bytes);
    struct code_span none = {0};
    return open ? code_argument((struct code_span){open + 1, (int)(code_end(s) - open - 1)}, 0)
                : none;
}

enum code_role code_role(struct code_span s)
{
    s = code_trim(s);
    if (s.bytes == 0) {
        return CODE_ROLE_UNKNOWN;
    }
    if (is_number(s)) {
        return CODE_ROLE_SCALAR;
    }
    enum code_role role = role_of_name(name_of(s));
    struct code_span argument = first_argument(s);
    bool inner = role == CODE_ROLE_UNKNOWN && argument.bytes > 0 && argument.bytes < s.bytes - 1;
    return inner ? role_of_name(name_of(argument)) : role; /* cast(self.position_embedding, x) */
}
