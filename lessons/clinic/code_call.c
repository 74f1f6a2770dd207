/* Calls of known names: which operation they are, and which of their words are its operands. */
#include "lessons/clinic/code_text.h"

#include <string.h>

static const struct code_span nothing = {0};

static const struct call {
    const char *name;
    enum code_op op;
} calls[] = {
    {"masked_fill_", CODE_MASKED_FILL_},
    {"masked_fill", CODE_MASKED_FILL},
    {"where", CODE_WHERE},
    {"matmul", CODE_MATMUL},
    {"baddbmm", CODE_MATMUL},
    {"bmm", CODE_MATMUL},
    {"mm", CODE_MATMUL},
    {"dot", CODE_MATMUL},
    {"view", CODE_VIEW},
    {"reshape", CODE_VIEW},
    {"unflatten", CODE_VIEW},
    {"view_as", CODE_VIEW},
    {"expand", CODE_EXPAND},
    {"expand_as", CODE_EXPAND},
    {"broadcast_to", CODE_EXPAND},
    {"cat", CODE_JOIN},
    {"concat", CODE_JOIN},
    {"concatenate", CODE_JOIN},
    {"stack", CODE_JOIN},
    {"split", CODE_SPLIT},
    {"chunk", CODE_SPLIT},
    {"einsum", CODE_EINSUM},
    {"scaled_dot_product_attention", CODE_SDPA},
    {"add_", CODE_ADD},
    {"add", CODE_ADD},
    {"mul", CODE_TIMES},
    {"mul_", CODE_TIMES},
    {"copy_", CODE_COPY},
    {"Linear", CODE_MAKES},
    {"MultiheadAttention", CODE_MAKES},
    {"LayerNorm", CODE_MAKES},
    {"Embedding", CODE_MAKES},
};

/* Modules whose functions take all their operands as arguments. */
static bool is_module(struct code_span s)
{
    static const char *const names[] = {"torch",
                                        "F",
                                        "np",
                                        "jnp",
                                        "tf",
                                        "mx",
                                        "numpy",
                                        "nn",
                                        "op",
                                        "ops",
                                        "tf.linalg",
                                        "nn.functional",
                                        "torch.nn.functional",
                                        "torch.nn",
                                        "jax.numpy",
                                        "fnn",
                                        ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (s.bytes == (int)strlen(names[i]) && code_begins(s, names[i])) {
            return true;
        }
    }
    return false;
}

/* The call whose name ends at `open`, the bracket. */
static void set_call(struct code_line *code, enum code_op op, const char *name, const char *open)
{
    const char *end = code_end(code->line), *close = code_closing(open, end);
    struct code_span receiver = nothing, arguments = code_trim(code_span_of(open + 1, close));
    const char *from = name;
    if (name > code->line.at && name[-1] == '.') {
        from = code_operand_start(code->line.at, name - 1);
        receiver = code_span_of(from, name - 1);
    }
    bool function = is_module(receiver);
    code->op = op;
    code->whole = code_span_of(from, close < end ? close + 1 : end);
    code->left = function ? code_argument(arguments, 0) : receiver;
    code->right = function ? code_argument(arguments, 1) : code_argument(arguments, 0);
    if (op & (CODE_VIEW | CODE_EXPAND | CODE_SPLIT)) {
        const char *comma = function && code->right.at ? code->right.at : arguments.at;
        code->right = function ? code_trim(code_span_of(comma, close)) : arguments;
    } else if (op & (CODE_JOIN | CODE_EINSUM | CODE_MAKES)) {
        code->left = op == CODE_MAKES ? code_span_of(name, open) : code_argument(arguments, 0);
        code->right = arguments;
    } else if (op == CODE_SDPA) {
        code->left = code_argument(arguments, 0);
        code->right = code_argument(arguments, 1);
    }
}

/* The innermost, leftmost call of one of the wanted names. */
bool code_find_call(struct code_line *code, unsigned wanted)
{
    const char *end = code_end(code->line);
    for (const char *at = code->line.at; at < end; at++) {
        if (*at != '(' || at == code->line.at || !code_is_word(at[-1])) {
            continue;
        }
        const char *name = at;
        while (name > code->line.at && code_is_word(name[-1])) {
            name--;
        }
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
            if ((wanted & calls[i].op) && strlen(calls[i].name) == (size_t)(at - name) &&
                memcmp(calls[i].name, name, (size_t)(at - name)) == 0) {
                set_call(code, calls[i].op, name, at);
                return true;
            }
        }
    }
    return false;
}
