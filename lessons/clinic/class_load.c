/* load: the file's parameters and the model's. Names or shapes differ: mostly the config is another. */
#include "lessons/clinic/class.h"

#include <stdio.h>
#include <string.h>

static void vocabulary(struct answer *a, struct code_span name, const struct clinic_told *file,
                       const struct clinic_told *model)
{
    bool table =
        class_holds(name, "embed") || class_holds(name, "wte") || class_holds(name, "lm_head");
    bool position = class_holds(name, "pos") || class_holds(name, "wpe");
    if (!table || file->rank != 2 || file->size[1] != model->size[1]) {
        return;
    }
    struct clinic_cause *c;
    if (position) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "the file's table has %lld positions, the model's %lld.", file->size[0],
                         model->size[0]);
        answer_because(c, "another length or image size than the checkpoint was trained with.");
        answer_mend(c, "config.max_position_embeddings = %lld", file->size[0]);
    } else {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "two vocabularies: %lld tokens in the file, %lld in the model.",
                         file->size[0], model->size[0]);
        answer_because(c, "tokens were added to one of them: %lld.",
                       file->size[0] > model->size[0] ? file->size[0] - model->size[0]
                                                      : model->size[0] - file->size[0]);
        answer_mend(c, "model.resize_token_embeddings(%lld)  # before loading", file->size[0]);
    }
}

static void position_table(struct answer *a, struct code_span name, const struct clinic_told *file,
                           const struct clinic_told *model)
{
    if (!class_holds(name, "pos") || file->rank != 3 || file->size[1] == model->size[1]) {
        return;
    }
    char one[80], two[80];
    const char *f = known_tokens(file->size[1], one, sizeof one);
    const char *m = known_tokens(model->size[1], two, sizeof two);
    struct clinic_cause *c =
        answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC | GROUND_KNOWN,
                     "the position table is for another image size: %lld, %lld rows.",
                     file->size[1], model->size[1]);
    if (f && m) {
        answer_because(c, "%lld is %s, %lld is %s.", file->size[1], f, model->size[1], m);
    }
    answer_mend(
        c, "timm.create_model(name, img_size=size, pretrained=True)  # interpolates the table");
}

static void packed_weight(struct answer *a, const struct clinic_told *file,
                          const struct clinic_told *model)
{
    const struct clinic_told *packed = file->size[file->rank - 1] == 1 ? file : model;
    const struct clinic_told *plain = packed == file ? model : file;
    if (packed->rank != 2 || plain->rank != 2 || packed->size[1] != 1 ||
        packed->size[0] * 2 != plain->size[0] * plain->size[1]) {
        return;
    }
    struct clinic_cause *c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC | GROUND_KNOWN,
                                          "one side is packed in 4 bits: %lld x 2 = %lld x %lld.",
                                          packed->size[0], plain->size[0], plain->size[1]);
    answer_mend(c,
                "AutoModelForCausalLM.from_pretrained(path)  # both sides quantized, or neither");
}

static void heads(struct answer *a, struct code_span name, const struct clinic_told *file,
                  const struct clinic_told *model)
{
    bool kv = class_holds(name, "k_proj") || class_holds(name, "v_proj") ||
              class_holds(name, "key") || class_holds(name, "value") || class_holds(name, "qkv") ||
              class_holds(name, "c_attn");
    bool cross = class_holds(name, "to_k") || class_holds(name, "to_v");
    if (file->rank == 2 && model->rank == 2 && kv && file->size[1] == model->size[1]) {
        struct sizes z = sizes_between(file->size[0], model->size[0]);
        char text[80];
        struct clinic_cause *c =
            answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "another number of key heads: %lld rows in the file, %lld "
                         "here.",
                         file->size[0], model->size[0]);
        answer_because(c, "%s%s", sizes_text(&z, text, sizeof text),
                       text[0] ? ": num_key_value_heads differ." : "num_key_value_heads differ.");
        answer_mend(c, "config.num_key_value_heads = %lld // config.head_dim", file->size[0]);
    }
    if (file->rank == 2 && model->rank == 2 && cross && file->size[0] == model->size[0]) {
        const char *f = known_encoder(file->size[1]), *m = known_encoder(model->size[1]);
        struct clinic_cause *c =
            answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC | GROUND_KNOWN,
                         "for another text encoder: %lld wide in the file, %lld here.",
                         file->size[1], model->size[1]);
        if (f && m) {
            answer_because(c, "%lld is %s, %lld is %s: two base models.", file->size[1], f,
                           model->size[1], m);
        }
        answer_mend(c, "config.cross_attention_dim = %lld", file->size[1]);
    }
}

static void other_size(struct answer *a, const struct clinic_told *file,
                       const struct clinic_told *model)
{
    char f[100], m[100];
    sketch_shape(file, f, sizeof f);
    sketch_shape(model, m, sizeof m);
    bool rank = file->rank != model->rank, turned = file->rank == 2 && model->rank == 2 &&
                                                    file->size[0] == model->size[1] &&
                                                    file->size[1] == model->size[0];
    struct clinic_cause *c;
    if (turned && file->size[0] != file->size[1]) {
        c = answer_cause(a, GROUND_TEXT | GROUND_ARITHMETIC,
                         "the weight is stored the other way round.");
        answer_because(c, "%s in the file, %s here: Conv1D and Linear.", f, m);
        answer_mend(c, "state[name] = state[name].T");
        return;
    }
    c = rank ? answer_cause(a, GROUND_TEXT, "the parameter has another number of axes in the file.")
             : answer_cause(a, GROUND_TEXT,
                            "the checkpoint is of a model of another size than this one.");
    long long last_f = file->size[file->rank - 1], last_m = model->size[model->rank - 1];
    if (last_f != last_m && known_width(last_f) && known_width(last_m)) {
        answer_because(c, "width %lld in the file, %lld here.", last_f, last_m);
    } else {
        answer_because(c, "%s in the file, %s here.", f, m);
    }
    answer_mend(c, "config.hidden_size = %lld  # and what else the file's config says", last_f);
    if (last_f == last_m) {
        answer_mend(c, "Config.from_pretrained(checkpoint)  # the file's own sizes: %s", f);
    }
}

static void shapes(const struct evidence *e, struct answer *a, const struct clinic_told *file,
                   const struct clinic_told *model)
{
    struct code_span name = evidence_word(e, "name");
    char f[100], m[100];
    if (name.bytes > 0 && name.bytes <= 34) {
        answer_sure(a, "%.*s: %s in the file, %s here.", SPAN(name),
                    sketch_shape(file, f, sizeof f), sketch_shape(model, m, sizeof m));
    } else {
        answer_sure(a, "%s in the file, %s in the model.", sketch_shape(file, f, sizeof f),
                    sketch_shape(model, m, sizeof m));
    }
    vocabulary(a, name, file, model);
    position_table(a, name, file, model);
    packed_weight(a, file, model);
    heads(a, name, file, model);
    other_size(a, file, model);
    sketch_lined_up(a, class_word("file"), file, class_word("model"), model);
}

/* A prefix that one of two names has: "module." of DataParallel, "model.", "_orig_mod." of compile. */
static void names(const struct evidence *e, struct answer *a)
{
    struct code_span miss = evidence_word(e, "missing"), more = evidence_word(e, "unexpected");
    struct clinic_cause *c;
    if (class_holds(more, "module.") || class_holds(miss, "module.")) {
        c = answer_cause(a, GROUND_TEXT | GROUND_KNOWN,
                         "the names have a prefix module., of DataParallel.");
        answer_mend(c, "state = {k.removeprefix(\"module.\"): v for k, v in state.items()}");
    } else if (class_holds(more, "_orig_mod.") || class_holds(miss, "_orig_mod.")) {
        c = answer_cause(a, GROUND_TEXT | GROUND_KNOWN,
                         "the names have a prefix _orig_mod., of torch.compile.");
        answer_mend(c, "state = {k.removeprefix(\"_orig_mod.\"): v for k, v in state.items()}");
    } else if (class_holds(more, "position_ids") || class_holds(more, "inv_freq")) {
        c = answer_cause(a, GROUND_TEXT | GROUND_KNOWN,
                         "a buffer that newer versions no longer keep is in the file.");
        answer_mend(c, "model.load_state_dict(state, strict=False)");
    } else if (class_holds(more, "lora") || class_holds(miss, "lora") ||
               class_holds(miss, "base_layer")) {
        c = answer_cause(a, GROUND_TEXT | GROUND_KNOWN,
                         "one side has adapters and the other has not.");
        answer_mend(c, "model = PeftModel.from_pretrained(base, path)");
    } else if (more.bytes > miss.bytes && miss.bytes > 0 &&
               memcmp(more.at + (more.bytes - miss.bytes), miss.at, (size_t)miss.bytes) == 0) {
        int n = more.bytes - miss.bytes;
        c = answer_cause(a, GROUND_TEXT, "the names in the file have a prefix: %.*s", n, more.at);
        answer_mend(c, "state = {k.removeprefix(\"%.*s\"): v for k, v in state.items()}", n,
                    more.at);
    } else {
        c = answer_cause(a, GROUND_TEXT,
                         "the file's names are not the model's: another class or version.");
        answer_mend(
            c, "print(model.load_state_dict(state, strict=False))  # what is left over, by name");
    }
    if (miss.bytes > 0 && miss.bytes <= 40) {
        answer_sure(a, "the model wants %.*s, the file has none of that name.", SPAN(miss));
    }
    if (more.bytes > 0 && more.bytes <= 40) {
        answer_sure(a, "the file has %.*s, the model does not know it.", SPAN(more));
    }
}

void class_load(const struct evidence *e, struct answer *a)
{
    const struct clinic_told *file = evidence_shape(e, "file"), *model = evidence_shape(e, "model");
    if (file->rank > 0 && model->rank > 0) {
        a->out->left = *file;
        a->out->right = *model;
        shapes(e, a, file, model);
    } else if (evidence_word(e, "missing").bytes > 0 || evidence_word(e, "unexpected").bytes > 0) {
        names(e, a);
    } else {
        struct clinic_cause *c =
            answer_cause(a, GROUND_TEXT, "the checkpoint's parameters are not this model's.");
        answer_mend(c, "print({k: v.shape for k, v in state.items()})");
    }
    answer_run(a, "print(config)  # and the checkpoint's own");
}
