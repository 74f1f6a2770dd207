/* A sentence that was typed: taken apart, held against what the layer knows, and planned. */
#include "app/model/entry.h"
#include "app/model/sentence.h"

#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

static bool refuse(char why[ENTRY_TOLD], enum string line, const char *word)
{
    snprintf(why, ENTRY_TOLD, string(line), word);
    return false;
}

static bool split(struct model *model, const char *text, char why[ENTRY_TOLD])
{
    memset(model->words, 0, sizeof model->words);
    model->word_count = 0;
    for (const char *at = text + strspn(text, " "); *at; at += strspn(at, " ")) {
        size_t bytes = strcspn(at, " ");
        if (model->word_count == OWN_WORDS_MAX || bytes >= OWN_WORD_MAX) {
            return refuse(why, STRING_SENTENCE_LONG, "");
        }
        memcpy(model->words[model->word_count++], at, bytes);
        at += bytes;
    }
    return true;
}

static bool check_known(const struct model *model, char why[ENTRY_TOLD])
{
    const struct lesson_layer *layer = sentence_layer(model_step(model));
    for (int i = 0; layer && i < model->word_count; i++) {
        if (sentence_known(layer, model->words[i]) < 0) {
            return refuse(why, STRING_WORD_UNKNOWN, model->words[i]);
        }
    }
    bool room = !layer || model->word_count <= layer->place_count;
    return room || refuse(why, STRING_SENTENCE_LONG, "");
}

static bool plan(struct model *model, char why[ENTRY_TOLD])
{
    struct attn_config config = model->config;
    config.tokens = model->word_count ? model->word_count : model_step(model)->config.tokens;
    if (config.tokens != model->config.tokens && model->painted_tokens > 0) {
        config.mask = model_is_painted(model) ? model_step(model)->config.mask : config.mask;
        model->painted_tokens = 0;
    }
    return model_plan(model, &config) || refuse(why, STRING_AS_IT_IS, model->error.text);
}

bool entry_take_words(struct model *model, const char *text, char why[ENTRY_TOLD])
{
    char before[OWN_WORDS_MAX][OWN_WORD_MAX];
    int count = model->word_count, painted = model->painted_tokens;
    memcpy(before, model->words, sizeof before);
    if (split(model, text, why) && check_known(model, why) && plan(model, why)) {
        return true;
    }
    memcpy(model->words, before, sizeof before);
    model->word_count = count;
    model->painted_tokens = painted;
    return false;
}
