/* What each setting changes in a listing: one table says which piece of which line, and what
 * stands there instead. Lines stay lines: none is added. A setting that no rule writes does not
 * build. */
#include "lessons/script/rules.h"

#include "lessons/script/given.h"

#include <assert.h>
#include <string.h>

/* What stands in the script instead of `piece`; NULL drops the whole line. */
typedef const char *make(struct writing *w, const char *piece);

struct rule {
    unsigned says; /* one bit each: the settings that it writes */
    const char *piece;
    unsigned wirings; /* one bit each: whose listing holds the piece */
    make *make;
};

#define BIT(name) (1u << ATTN_WIRING_##name)
enum {
    ALL = (1u << ATTN_WIRING_COUNT) - 1,
    FUSED = BIT(FUSED) | BIT(HEADS_FIRST),
    SCRAMBLED = BIT(NO_TRANSPOSE),
    VIEWED = BIT(VIEW_BACK),
    MANY = ALL & ~BIT(SINGLE),
    SEPARATE = MANY & ~(FUSED | SCRAMBLED | VIEWED),
    MEAN = BIT(MEAN),
    SLICED = BIT(SLICED),
    SHARED = BIT(SHARED),
};

/* ---- what each setting becomes ---- */

static const char *nothing(struct writing *w, const char *piece)
{
    (void)w;
    (void)piece;
    return "";
}

static const char *close_arguments(struct writing *w, const char *piece)
{
    (void)piece;
    (void)w;
    return ")";
}

static const char *bias(struct writing *w, const char *piece)
{
    (void)piece;
    return w->config->bias ? ")" : ", bias=False)";
}

static const char *dropout(struct writing *w, const char *piece)
{
    char number[40];
    (void)piece;
    snprintf(w->text, sizeof w->text, "nn.Dropout(%s)",
             attn_config_get(w->config, "dropout", number, sizeof number));
    return w->text;
}

static const char *scale(struct writing *w, const char *piece)
{
    const struct attn_config *c = w->config;
    if (c->scale == ATTN_SCALE_WIDTH) {
        return piece;
    }
    if (c->scale == ATTN_SCALE_NONE) {
        return "scores / 1  # not scaled";
    }
    bool embed = c->scale == ATTN_SCALE_EMBED;
    snprintf(w->text, sizeof w->text, "scores / %d ** 0.5", embed ? c->embed : c->heads);
    return w->text;
}

static const char *polarity(struct writing *w, const char *piece)
{
    return w->config->polarity == ATTN_POLARITY_KEEP ? piece : "mask == 1";
}

static const char *softmax(struct writing *w, const char *piece)
{
    return w->config->softmax == ATTN_SOFTMAX_KEY ? piece : "F.softmax(masked, dim=-2)";
}

static const char *check(struct writing *w, const char *piece)
{
    return w->config->check ? piece : NULL;
}

/* "1, 3": the heads that are off; "" for none. */
static void list_off(const struct attn_config *config, char *list, size_t bytes)
{
    size_t used = 0;
    list[0] = '\0';
    for (int h = 0; h < config->heads && used < bytes; h++) {
        if (attn_config_off(config, h)) {
            used += (size_t)snprintf(list + used, bytes - used, "%s%d", used ? ", " : "", h);
        }
    }
}

/* In one line, so that a listing keeps the number of its lines. */
static const char *heads_off(struct writing *w, const char *piece)
{
    char list[PIECE_MAX - 256];
    const char *from = strstr(piece, "head_outputs");
    list_off(w->config, list, sizeof list);
    if (!list[0]) {
        return piece;
    }
    snprintf(w->text, sizeof w->text,
             "%.*s[torch.zeros_like(o) if h in [%s] else o for h, o in enumerate(head_outputs)]%s",
             (int)(from - piece), piece, list, from + strlen("head_outputs"));
    return w->text;
}

static const char *context_off(struct writing *w, const char *piece)
{
    char list[PIECE_MAX - 256];
    list_off(w->config, list, sizeof list);
    if (!list[0]) {
        return piece;
    }
    snprintf(w->text, sizeof w->text, "concat = context.index_fill(1, torch.tensor([%s]), 0)%s",
             list, piece + strlen("concat = context"));
    return w->text;
}

/* Where embed is no multiple of heads, split() would make one part more, and narrower. */
static const char *slices(struct writing *w, const char *piece)
{
    const struct attn_config *c = w->config;
    if (c->embed % c->heads == 0) {
        return piece;
    }
    int d = c->embed / c->heads;
    snprintf(w->text, sizeof w->text, "[x[..., h * %d:(h + 1) * %d] for h in range(%d)]", d, d,
             c->heads);
    return w->text;
}

static const char *seed(struct writing *w, const char *piece)
{
    (void)piece;
    snprintf(w->text, sizeof w->text, "torch.manual_seed(%llu)",
             (unsigned long long)w->config->seed);
    return w->text;
}

/* "[:, [0, 1, 0]]": a word that comes twice has the same row twice. */
static void write_rows(const struct writing *w, char *text, size_t bytes)
{
    size_t used = (size_t)snprintf(text, bytes, "[:, [");
    for (int t = 0; t < w->config->tokens && used < bytes; t++) {
        used += (size_t)snprintf(text + used, bytes - used, "%s%d", t ? ", " : "", w->rows[t]);
    }
    if (used < bytes) {
        snprintf(text + used, bytes - used, "]]  # the same word, the same row");
    }
}

static const char *sizes(struct writing *w, const char *piece)
{
    const struct attn_config *c = w->config;
    char rows[PIECE_MAX / 2] = "";
    (void)piece;
    if (given_has(w->given, "x")) {
        snprintf(rows, sizeof rows,
                 "  # drawn, as what follows counts on it\n    x = given.pop(\"x\")");
    } else if (w->rows) {
        write_rows(w, rows, sizeof rows);
    }
    snprintf(w->text, sizeof w->text, "torch.rand(%d, %d, %d)%s", c->batch, c->tokens, c->embed,
             rows);
    return w->text;
}

void rules_quote(const char *path, char *to, size_t bytes)
{
    size_t used = 0;
    for (; *path && used + 8 < bytes; path++) {
        unsigned char c = (unsigned char)*path;
        if (c < ' ' || c == '\\' || c == '"') {
            used += (size_t)snprintf(to + used, bytes - used, "\\x%02x", c);
        } else {
            to[used++] = (char)c;
        }
    }
    to[used] = '\0';
}

static const char *mask(struct writing *w, const char *piece)
{
    const struct attn_config *c = w->config;
    char path[PIECE_MAX - 256];
    int valid = c->valid != ATTN_UNSET ? c->valid : c->tokens > 1 ? c->tokens - 1 : 1;
    switch (c->mask) {
    case ATTN_MASK_CAUSAL:
        snprintf(w->text, sizeof w->text, "mask = torch.tril(torch.ones(%d, %d))", c->tokens,
                 c->tokens);
        return w->text;
    case ATTN_MASK_PADDING:
        snprintf(w->text, sizeof w->text, "mask = (torch.arange(%d) < %d).float().expand(%d, %d)",
                 c->tokens, valid, c->tokens, c->tokens);
        return w->text;
    case ATTN_MASK_GIVEN:
        if (!w->mask_file && given_has(w->given, "mask")) {
            return "mask = given.pop(\"mask\")";
        }
        rules_quote(w->mask_file ? w->mask_file : "mask.npy", path, sizeof path);
        snprintf(w->text, sizeof w->text, "mask = torch.from_numpy(numpy.load(\"%s\")).float()",
                 path);
        return w->text;
    default:
        return piece;
    }
}

static const char *layer(struct writing *w, const char *piece)
{
    const struct attn_config *c = w->config;
    (void)piece;
    const char *load = w->given ? "\n        layer.load_state_dict(given, strict=False)" : "";
    if (c->wiring == ATTN_WIRING_SINGLE) {
        snprintf(w->text, sizeof w->text, "SelfAttention(%d)%s", c->embed, load);
    } else {
        snprintf(w->text, sizeof w->text, "MultiHeadAttention(%d, %d)%s", c->embed, c->heads, load);
    }
    return w->text;
}

static const char *mode(struct writing *w, const char *piece)
{
    if (w->config->mode == ATTN_MODE_EVAL) {
        return piece;
    }
    return w->config->dropout > 0 ? "# Builds of PyTorch with MKL draw dropout differently: what "
                                    "was dropped, and what\n"
                                    "        # follows from it, differs there.\n"
                                    "        layer.train()"
                                  : "layer.train()";
}

/* ---- the table ---- */

/* A row a piece: which settings it says, the piece itself, whose listings have it, and what makes
 * what stands there instead. They are tried in this order. */
#define SAYS(name) (1u << ATTN_SETTING_ID_##name)
#define LISTING_RULES(RULE)                                                                        \
    RULE(SAYS(DROPOUT) | SAYS(BIAS), ", dropout=0.0, bias=True", ALL, nothing)                     \
    RULE(SAYS(DROPOUT) | SAYS(BIAS), ", dropout, bias)", SEPARATE, close_arguments)                \
    RULE(SAYS(BIAS), ", bias)", ALL, bias)                                                         \
    RULE(SAYS(DROPOUT), "nn.Dropout(dropout)", ALL, dropout)                                       \
    RULE(SAYS(CHECK), "assert embed % heads == 0, \\", MANY, check)                                \
    RULE(SAYS(CHECK), "\"Embedding size must be divisible by the number of heads\"", MANY, check)  \
    RULE(SAYS(SCALE), "scores / self.width ** 0.5", ALL, scale)                                    \
    RULE(SAYS(POLARITY), "mask == 0", ALL, polarity)                                               \
    RULE(SAYS(SOFTMAX), "F.softmax(masked, dim=-1)", ALL, softmax)                                 \
    RULE(SAYS(EMBED) | SAYS(HEADS), "x.split(self.heads[0].width, dim=-1)", SLICED, slices)        \
    RULE(SAYS(EMBED) | SAYS(HEADS), "x.split(self.head.width, dim=-1)", SHARED, slices)            \
    RULE(SAYS(OFF), "concat = torch.cat(head_outputs, dim=-1)", SEPARATE & ~MEAN, heads_off)       \
    RULE(SAYS(OFF), "mean = torch.stack(head_outputs).mean(dim=0)", MEAN, heads_off)               \
    RULE(SAYS(OFF), "concat = context.transpose(1, 2).reshape(B, T, E)", FUSED, context_off)       \
    RULE(SAYS(OFF), "concat = context.transpose(1, 2).view(B, T, E)", VIEWED, context_off)         \
    RULE(SAYS(OFF), "concat = context.reshape(B, T, E)", SCRAMBLED, context_off)
#define MAIN_RULES(RULE)                                                                           \
    RULE(SAYS(SEED), "torch.manual_seed(0)", ALL, seed)                                            \
    RULE(SAYS(BATCH) | SAYS(TOKENS) | SAYS(EMBED), "torch.rand(1, 4, 8)", ALL, sizes)              \
    RULE(SAYS(MASK) | SAYS(VALID), "mask = None", ALL, mask)                                       \
    RULE(SAYS(EMBED) | SAYS(HEADS), "SelfAttention(8)", ALL, layer)                                \
    RULE(SAYS(MODE), "layer.eval()", ALL, mode)

#define ROW(says, piece, wirings, make) {says, piece, wirings, make},
static const struct rule of_listing[] = {LISTING_RULES(ROW)};
static const struct rule of_main[] = {MAIN_RULES(ROW)};
enum {
    LISTING_COUNT = sizeof of_listing / sizeof *of_listing,
    MAIN_COUNT = sizeof of_main / sizeof *of_main,
};
static_assert((int)LISTING_COUNT <= (int)RULES_MAX && (int)MAIN_COUNT <= (int)RULES_MAX,
              "a bool each in used[]");

/* The wiring is said by which listing it is. Every other setting must have a rule. */
#define SAID(says, piece, wirings, make) | (says)
#define IS_SAID(constant, field, ...)                                                              \
    static_assert((SAYS(WIRING) LISTING_RULES(SAID) MAIN_RULES(SAID)) & SAYS(constant),            \
                  "no rule writes the setting '" #field "' into the listing: add it above");
ATTN_SETTINGS(IS_SAID)
static_assert(ATTN_SETTING_ID_COUNT <= 32, "a bit a setting");

/* ---- applying them ---- */

/* Replaces the first `piece` in line; false when the line is to go. */
static bool apply(const struct rule *rule, struct writing *w, char *line, bool *used)
{
    char rest[LINE_MAX_BYTES];
    char *at = strstr(line, rule->piece);
    if (!at || !(rule->wirings >> w->config->wiring & 1)) {
        return true;
    }
    *used = true;
    const char *instead = rule->make(w, rule->piece);
    if (!instead) {
        return false;
    }
    snprintf(rest, sizeof rest, "%s", at + strlen(rule->piece));
    snprintf(at, LINE_MAX_BYTES - (size_t)(at - line), "%s%s", instead, rest);
    return true;
}

bool rules_apply(enum rules which, struct writing *w, char *line, bool used[RULES_MAX])
{
    const struct rule *rules = which == RULES_LISTING ? of_listing : of_main;
    int count = which == RULES_LISTING ? LISTING_COUNT : MAIN_COUNT;
    bool keep = true;
    for (int i = 0; i < count && keep; i++) {
        keep = apply(&rules[i], w, line, &used[i]);
    }
    return keep;
}

const char *rules_missed(enum rules which, const struct writing *w, const bool used[RULES_MAX])
{
    const struct rule *rules = which == RULES_LISTING ? of_listing : of_main;
    int count = which == RULES_LISTING ? LISTING_COUNT : MAIN_COUNT;
    for (int i = 0; i < count; i++) {
        if (!used[i] && (rules[i].wirings >> w->config->wiring & 1)) {
            return rules[i].piece;
        }
    }
    return NULL;
}

/* ---- one line for a reader ---- */

/* A listing takes these as arguments: its lines say them already. */
enum { ARGUMENTS = SAYS(DROPOUT) | SAYS(BIAS), READER_MOST = 512 };

const char *rules_line(const struct attn_config *config, const char *line, char *buffer,
                       size_t bytes)
{
    struct writing w = {.config = config};
    char before[READER_MOST], rest[READER_MOST];
    for (int i = 0; i < LISTING_COUNT; i++) {
        const struct rule *rule = &of_listing[i];
        const char *at = strstr(line, rule->piece);
        if (!at || rule->says & ARGUMENTS || !(rule->wirings >> config->wiring & 1)) {
            continue;
        }
        const char *instead = rule->make(&w, rule->piece);
        if (instead != rule->piece) { /* else another rule may have a piece of the line */
            snprintf(before, sizeof before, "%.*s", (int)(at - line), line);
            snprintf(rest, sizeof rest, "%s", at + strlen(rule->piece));
            snprintf(buffer, bytes, "%s%s%s%s", before, instead ? "" : "# ",
                     instead ? instead : rule->piece, rest);
            line = buffer;
        }
    }
    return line;
}
