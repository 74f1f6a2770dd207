/* headwise explain --catalogue DIR: a small page a class of errors, and one that lists them. Plain HTML,
 * nothing that runs; every page stands alone and links to the others. What the pages say of an example
 * is what the clinic answers it. */
#include "app/commands/explain.h"

#include "app/commands/say.h"
#include "app/platform/files.h"
#include "app/scene/svg.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_MOST = 1024 };

/* An error as it is met, one a class. */
static const char *const examples[CLINIC_CLASS_COUNT] = {
    [CLINIC_CLASS_MM] =
        "RuntimeError: mat1 and mat2 shapes cannot be multiplied (154x1024 and 768x640)",
    [CLINIC_CLASS_BMM] =
        "RuntimeError: Expected size for first two dimensions of batch2 tensor to be: "
        "[48, 64] but got: [48, 130].",
    [CLINIC_CLASS_BROADCAST] =
        "scores = scores.masked_fill(mask == 0, -1e9)\nRuntimeError: The size of "
        "tensor a (80) must match the size of tensor b (90) at non-singleton "
        "dimension 3",
    [CLINIC_CLASS_VIEW] =
        "RuntimeError: shape '[2, 100, 10, 51]' is invalid for input of size 102400",
    [CLINIC_CLASS_STRIDES] =
        "out = out.transpose(1, 2).view(B, T, E)\nRuntimeError: view size is not "
        "compatible with input tensor's size and stride (at least one dimension "
        "spans across two contiguous subspaces). Use .reshape(...) instead.",
    [CLINIC_CLASS_EXPAND] =
        "RuntimeError: The expanded size of the tensor (4096) must match the existing "
        "size (4173) at non-singleton dimension 3.  Target sizes: [2, 16, 4096, "
        "4096].  Tensor sizes: [4173, 4173]",
    [CLINIC_CLASS_MASK] =
        "RuntimeError: The shape of the 2D attn_mask is torch.Size([120, 120]), but "
        "should be (32, 32).",
    [CLINIC_CLASS_DIVISIBLE] =
        "ValueError: embed_dim must be divisible by num_heads (got `embed_dim`: "
        "640 and `num_heads`: 12).",
    [CLINIC_CLASS_WIDTH] = "AssertionError: was expecting embedding dimension of 384, but got 640",
    [CLINIC_CLASS_CAT] =
        "x = torch.cat((cls_token, x), dim=1)\nRuntimeError: Sizes of tensors must match "
        "except in dimension 1. Expected size 1 but got size 8 for tensor number 1 in "
        "the list.",
    [CLINIC_CLASS_SPLIT] =
        "RuntimeError: split_with_sizes expects split_sizes to sum exactly to 640 "
        "(input tensor's size at dimension -1), but got split_sizes=[256, 256, 256]",
    [CLINIC_CLASS_UNPACK] =
        "q, k, v = self.qkv(x).split(64, dim=2)\nValueError: too many values to unpack "
        "(expected 3)",
    [CLINIC_CLASS_LAYER_NORM] =
        "RuntimeError: Given normalized_shape=[192], expected input with shape [*, "
        "192], but got input of size[8, 192, 28, 28]",
    [CLINIC_CLASS_CONV] = "RuntimeError: Given groups=1, weight of size [384, 3, 16, 16], expected "
                          "input[2, 224, 224, 3] to have 3 channels, but got 224 channels instead",
    [CLINIC_CLASS_INDEX] = "IndexError: index out of range in self",
    [CLINIC_CLASS_EINSUM] =
        "RuntimeError: einsum(): subscript h has size 12 for operand 1 which does not "
        "broadcast with previously seen size 6",
    [CLINIC_CLASS_AXES] =
        "IndexError: Dimension out of range (expected to be in range of [-3, 2], but "
        "got 3)",
    [CLINIC_CLASS_DTYPE] =
        "RuntimeError: mat1 and mat2 must have the same dtype, but got Half and Float",
    [CLINIC_CLASS_DEVICE] =
        "RuntimeError: Expected all tensors to be on the same device, but found at "
        "least two devices, cuda:0 and cpu! (when checking argument for argument "
        "mat1 in method wrapper_CUDA_addmm)",
    [CLINIC_CLASS_LOAD] =
        "size mismatch for pos_embed: copying a param with shape torch.Size([1, 197, "
        "768]) from checkpoint, the shape in current model is torch.Size([1, 577, "
        "768]).",
    [CLINIC_CLASS_INPLACE] =
        "RuntimeError: one of the variables needed for gradient computation has been "
        "modified by an inplace operation: [torch.FloatTensor [5, 5]], which is "
        "output 0 of MaskedFillBackward0, is at version 1; expected version 0 "
        "instead.",
    [CLINIC_CLASS_GRAD] = "RuntimeError: Trying to backward through the graph a second time",
    [CLINIC_CLASS_NAN] =
        "RuntimeError: Function 'SoftmaxBackward0' returned nan values in its 0th output.",
    [CLINIC_CLASS_LOSS] = "RuntimeError: Expected target size [2, 9], got [2, 50]",
    [CLINIC_CLASS_CALL] =
        "TypeError: layer_norm(): argument 'input' (position 1) must be Tensor, not "
        "tuple",
    [CLINIC_CLASS_LENGTH] =
        "AssertionError: Cannot forward sequence of length 1100, block size is only "
        "1024",
    [CLINIC_CLASS_KERNEL] = "RuntimeError: FlashAttention only support fp16 and bf16 data type",
};

static void text(FILE *out, const char *words)
{
    svg_text(out, words, strlen(words));
}

/* A tag around a text; nothing for no text. */
static void tagged(FILE *out, const char *tag, const char *words)
{
    if (words[0]) {
        fprintf(out, "<%s>", tag);
        text(out, words);
        fprintf(out, "</%s>\n", tag);
    }
}

static void begin_page(FILE *out, const char *title, const char *about)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
          out);
    text(out, title);
    fputs("</title>\n<meta name=\"description\" content=\"", out);
    text(out, about);
    fputs("\">\n<style>body{font:16px/1.5 Inter,sans-serif;max-width:44em;margin:2em "
          "auto;padding:0 1em;"
          "color:#1c2126;background:#fbfaf8}pre,code{font-family:'JetBrains Mono',monospace;"
          "font-size:14px}pre{background:#f1efe9;padding:.7em;overflow-x:auto;white-space:pre-wrap}"
          "dt{font-weight:600}svg{max-width:100%;height:auto}</style>\n</head>\n<body>\n<main>\n",
          out);
}

static void end_page(FILE *out)
{
    fputs("</main>\n</body>\n</html>\n", out);
}

/* ---- a class ---- */

static const char *word(enum clinic_confidence confidence)
{
    return confidence == CLINIC_SURE     ? "Sure: "
           : confidence == CLINIC_LIKELY ? "Likely: "
                                         : "Cannot tell ";
}

static void write_answer(FILE *out, const struct clinic_answer *a)
{
    fprintf(out, "<p><strong>%s</strong>", word(a->confidence));
    text(out, a->verdict);
    fputs("</p>\n<ul>\n", out);
    for (int i = 0; i < a->sure_count; i++) {
        tagged(out, "li", a->sure[i]);
    }
    if (a->cause_count > 0) {
        tagged(out, "li", a->causes[0].because);
    }
    for (int i = 1; i < a->cause_count; i++) {
        fputs("<li>Or: ", out);
        text(out, a->causes[i].verdict);
        fputs("</li>\n", out);
    }
    if (a->not_it[0]) {
        fputs("<li>Not it: ", out);
        text(out, a->not_it);
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static bool write_picture(FILE *out, const struct clinic_answer *a)
{
    struct scene scene;
    struct rect size;
    scene_init(&scene);
    scene_begin(&scene);
    if (explain_picture(&scene, a, &size) && !scene.full) {
        fputs("<figure>\n", out);
        svg_write(out, &scene, THEME_LIGHT, size.w, size.h, a->verdict);
        fputs("</figure>\n", out);
    }
    bool good = !scene.full;
    scene_clear(&scene);
    return good;
}

/* "(<n>x<k>": the roles as variables. */
static void write_pattern(FILE *out, const char *pattern)
{
    for (const char *at = pattern; *at;) {
        const char *close = *at == '<' && at[1] != ' ' && at[1] != '=' ? strchr(at, '>') : NULL;
        if (!close) {
            svg_text(out, at++, 1);
            continue;
        }
        const char *name = at + 1 + (strchr("@$?", at[1]) != NULL);
        if (*name == '~') {
            fputs("...", out);
        } else {
            fputs(at[1] == '?' ? "" : "<var>", out);
            svg_text(out, name, (size_t)(close - name));
            fputs(at[1] == '?' ? "" : "</var>", out);
        }
        at = close + 1;
    }
}

static void write_wordings(FILE *out, enum clinic_class class)
{
    struct clinic_row row;
    fputs("<section>\n<h2>As it is worded</h2>\n<ul>\n", out);
    for (int i = 0; clinic_wording(i, &row); i++) {
        if (row.class == class) {
            fputs("<li><code>", out);
            write_pattern(out, row.pattern);
            fprintf(out, "</code> (%s)</li>\n", clinic_system_name(row.system));
        }
    }
    fputs("</ul>\n</section>\n", out);
}

static void write_links(FILE *out, enum clinic_class but)
{
    fputs("<nav>\n<h2>Other errors</h2>\n<ul>\n<li><a href=\"index.html\">All of them</a></li>\n",
          out);
    for (int c = 0; c < CLINIC_CLASS_COUNT; c++) {
        if (examples[c] && c != (int)but) {
            fprintf(out, "<li><a href=\"%s.html\">", clinic_class_name((enum clinic_class)c));
            text(out, clinic_class_title((enum clinic_class)c));
            fputs("</a></li>\n", out);
        }
    }
    fputs("</ul>\n</nav>\n", out);
}

static bool write_class(FILE *out, enum clinic_class class)
{
    struct clinic_answer a;
    const char *example = examples[class];
    bool good = clinic_explain(example, strlen(example), NULL, &a);
    begin_page(out, clinic_class_title(class), clinic_class_about(class));
    tagged(out, "h1", clinic_class_title(class));
    tagged(out, "p", clinic_class_about(class));
    fputs("<section>\n<h2>An example</h2>\n", out);
    tagged(out, "pre", example);
    write_answer(out, &a);
    good = write_picture(out, &a) && good;
    fputs("<h3>Look</h3>\n", out);
    tagged(out, "pre", a.run);
    fputs("<h3>Mend</h3>\n", out);
    tagged(out, "pre", a.mend);
    fputs("</section>\n", out);
    write_wordings(out, class);
    write_links(out, class);
    end_page(out);
    return good;
}

static bool write_index(FILE *out)
{
    begin_page(out, "Errors of attention code", "What the shape errors of attention layers mean.");
    tagged(out, "h1", "Errors of attention code");
    tagged(out, "p", "What they mean, who is to blame, and the line that mends it.");
    fputs("<dl>\n", out);
    for (int c = 0; c < CLINIC_CLASS_COUNT; c++) {
        if (examples[c]) {
            fprintf(out, "<dt><a href=\"%s.html\">", clinic_class_name((enum clinic_class)c));
            text(out, clinic_class_title((enum clinic_class)c));
            fputs("</a></dt>\n<dd>", out);
            text(out, clinic_class_about((enum clinic_class)c));
            fputs("</dd>\n", out);
        }
    }
    fputs("</dl>\n", out);
    end_page(out);
    return true;
}

/* ---- files ---- */

/* The index stands in place of the class NONE. */
static bool page_path(const char *folder, int page, char *path)
{
    const char *name =
        page == CLINIC_CLASS_NONE ? "index" : clinic_class_name((enum clinic_class)page);
    return snprintf(path, PATH_MOST, "%s/%s.html", folder, name) < PATH_MOST;
}

static bool is_page(int page)
{
    return page == CLINIC_CLASS_NONE || examples[page];
}

static int fail(const char *path)
{
    return say_complaint(EXIT_RAISED, "cannot write '%s': %s", path, strerror(errno));
}

/* Before the first is written: a page that is there is left alone. */
static int refuse(const char *folder)
{
    char path[PATH_MOST];
    for (int page = 0; page < CLINIC_CLASS_COUNT; page++) {
        if (is_page(page) && !page_path(folder, page, path)) {
            return say_complaint(EXIT_USAGE, "--catalogue takes a shorter name");
        }
        if (is_page(page) && files_is_there(path)) {
            return say_complaint(EXIT_RAISED, "'%s' is there; --force replaces it", path);
        }
    }
    return 0;
}

static int write_page(const char *folder, int page)
{
    char path[PATH_MOST];
    struct files_new file = {0};
    if (!page_path(folder, page, path) || !files_begin(&file, path, FILES_FOLLOW)) {
        return fail(path);
    }
    bool good = page == CLINIC_CLASS_NONE ? write_index(file.out)
                                          : write_class(file.out, (enum clinic_class)page);
    if (!good) {
        files_drop(&file);
        return say_complaint(EXIT_RAISED, "out of memory");
    }
    return files_commit(&file) ? 0 : fail(path);
}

int explain_catalogue(const char *folder, bool force)
{
    char longest[PATH_MOST];
    if (!page_path(folder, CLINIC_CLASS_LAYER_NORM, longest)) {
        return say_complaint(EXIT_USAGE, "--catalogue takes a shorter name");
    }
    int code = force ? 0 : refuse(folder);
    if (!code && (!files_make_parents(longest) || !files_make_folder(folder))) {
        code = fail(folder);
    }
    for (int page = 0; !code && page < CLINIC_CLASS_COUNT; page++) {
        code = is_page(page) ? write_page(folder, page) : 0;
    }
    return code;
}
