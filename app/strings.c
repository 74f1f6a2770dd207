/* The string table, English. A %s or %d is filled in by whoever asks. */
#include "app/strings.h"

static const char *const strings[STRING_COUNT] = {
    [STRING_TITLE] = "Headwise",
    [STRING_WINDOW_TITLE] = "%s/%d · Headwise",
    [STRING_STEP_OF] = "step %d of %d",
    [STRING_HELP_BUTTON] = "Help",
    [STRING_WHAT_HAPPENS] = "What happens",
    [STRING_WANDERED] = "Off the path · Esc returns to the step",
    [STRING_TRY_IT] = "Try it",
    [STRING_CHANGED] = "changed by you · R resets",
    [STRING_BACK_NEXT] = "← back   Space next   Tab move the cell",
    [STRING_SCROLL] = "scroll for more ↓",
    [STRING_ROW_QUERY] = "row = query",
    [STRING_COLUMN_KEY] = "column = key",
    [STRING_RANGE_TENSOR] = "range: this tensor",
    [STRING_HIDDEN] = "hidden: −∞",
    [STRING_ROW_SUM] = "sum",
    [STRING_ROW_MAX] = "max",
    [STRING_NOT_REACHED] = "not reached",
    [STRING_RAISES] = "raises",
    [STRING_BATCH_ITEM] = "batch item %d of %d",
    [STRING_DRAWN] = "drawn by the seeded generator, uniform in [%s, %s)",
    [STRING_GIVEN] = "written out in the lesson",
    [STRING_RULE_CAUSAL] = "1 where the key is not after the query",
    [STRING_RULE_PADDING] = "1 for the first %d keys",
    [STRING_DROPOUT_PASSES] =
        "lets everything pass: dropout drops in train mode only, with p above 0",
    [STRING_KEPT] = "kept, and divided by 1 − p = %s",
    [STRING_DROPPED] = "dropped: its draw was not below 1 − p = %s",
    [STRING_VISIBLE] = "the mask lets this key through",
    [STRING_MASKED_AWAY] = "the mask hides this key: softmax will give it exactly 0",
    [STRING_BIAS] = "bias",
    [STRING_LARGEST] = "largest →",
    [STRING_MORE_TERMS] = "… %d more",
    [STRING_SUM_OVER] = "Σ over %s of",
    [STRING_EACH_ROW] = "each row sums to 1",
    [STRING_EACH_COLUMN] = "each column sums to 1",
    [STRING_NAN_ROW] = "every key is masked: 0 ÷ 0 is not a number",
    [STRING_EXPS] = "exp(row − max)",
    [STRING_KEEP] = "keep",
    [STRING_WHERE_MASK] = ", −∞ where mask is %d",
    [STRING_ABOUT_INPUT] = "The numbers that go in, one row a token.",
    [STRING_ABOUT_PARAMETER] = "A parameter of the layer, as PyTorch stores it: (out, in).",
    [STRING_ABOUT_LINEAR] = "A Linear layer: each row meets every column of the transposed weight; "
                            "multiply number by number, add up, add the bias.",
    [STRING_ABOUT_MATMUL] =
        "A matrix product: each cell is a row of the left times a column of the "
        "right, multiplied number by number and added up.",
    [STRING_ABOUT_SCALE] = "Every cell is divided by the same number.",
    [STRING_ABOUT_MASK] = "Where the mask is 0, the score becomes −∞; elsewhere it stays.",
    [STRING_ABOUT_SOFTMAX] =
        "Softmax turns each row of scores into shares of 1: the exponential of "
        "each, divided by the sum of the row.",
    [STRING_ABOUT_DROPOUT] =
        "Dropout. In train mode it drops weights at random and makes the others "
        "larger; in eval mode it does nothing.",
    [STRING_HELP_TITLE] = "Every key",
    [STRING_HELP_NEXT] = "next step",
    [STRING_HELP_BACK] = "back one step",
    [STRING_HELP_ENDS] = "first and last step",
    [STRING_HELP_LESSONS] = "next and previous lesson",
    [STRING_HELP_FOCUS] = "focus: steps, cells, experiment, pipeline",
    [STRING_HELP_ARROWS] = "in cells: move; in the experiment: choose",
    [STRING_HELP_PRESS] = "press what has the focus",
    [STRING_HELP_ESCAPE] = "close, or return to the step",
    [STRING_HELP_MASK] = "mask: none, causal, padding",
    [STRING_HELP_SCALE] = "divide by √width, or by nothing",
    [STRING_HELP_DROPOUT] = "dropout: off, 10 %, 50 %",
    [STRING_HELP_MODE] = "mode: eval, train",
    [STRING_HELP_SEED] = "seed: 0, 1, 2",
    [STRING_HELP_RESET] = "back to the lesson's settings",
    [STRING_HELP_BATCH] = "batch item",
    [STRING_HELP_THEME] = "light or dark",
    [STRING_HELP_ZOOM] = "text size",
    [STRING_HELP_OUTLINE] = "fold or unfold the outline",
    [STRING_HELP_PROSE] = "fold or unfold the prose",
    [STRING_HELP_WHEEL] = "over the prose: scroll",
    [STRING_HELP_HELP] = "this help",
    [STRING_HELP_QUIT] = "quit",
    [STRING_NO_DISPLAY] = "headwise: no display (%s); reading the lesson out instead\n",
};

const char *string(enum string which)
{
    return strings[which];
}
