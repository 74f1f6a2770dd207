/* What is typed is taken by the settings' own reader: bounds and faults are told in its words. */
#include "app/model/entry.h"

#include "app/model/sentence.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

void entry_open(struct model *model, int what)
{
    what = what == ENTRY_FOCUS ? model->control : what;
    if (what != ENTRY_WORDS && (what < 0 || what >= CONTROL_COUNT)) {
        return;
    }
    model->entry = (struct entry){.open = true, .what = what};
    model->control = what == ENTRY_WORDS ? model->control : what;
}

void entry_shut(struct model *model)
{
    model->entry.open = false;
}

const char *entry_label(const struct model *model)
{
    int what = model->entry.what;
    const struct attn_setting *setting = what == ENTRY_WORDS ? NULL : attn_setting(what);
    return !setting ? string(STRING_OWN_WORDS) : setting->label[0] ? setting->label : setting->name;
}

const char *entry_hint(const struct model *model, char *buffer, size_t bytes)
{
    if (model->entry.what != ENTRY_WORDS) {
        return attn_config_get(&model->config, attn_setting(model->entry.what)->name, buffer,
                               bytes);
    }
    size_t used = 0;
    buffer[0] = '\0';
    for (int i = 0; i < model->config.tokens && used < bytes && model_word(model, i); i++) {
        used += (size_t)snprintf(buffer + used, bytes - used, "%s%s", i ? " " : "",
                                 model_word(model, i));
    }
    return buffer;
}

/* ---- typing ---- */

static void type(struct entry *entry, const char *text)
{
    size_t used = strlen(entry->text), more = strlen(text);
    bool sign = (unsigned char)text[0] >= ' ' && text[0] != '\x7f';
    if (sign && used + more < sizeof entry->text) {
        memcpy(entry->text + used, text, more + 1);
    }
    entry->told[0] = '\0';
}

/* One character, which may be several bytes. */
static void erase(struct entry *entry)
{
    size_t used = strlen(entry->text);
    while (used > 0 && ((unsigned char)entry->text[used - 1] & 0xc0) == 0x80) {
        used--;
    }
    entry->text[used > 0 ? used - 1 : 0] = '\0';
    entry->told[0] = '\0';
}

/* ---- taking ---- */

static bool take_setting(struct model *model, int what, const char *text)
{
    struct attn_config config = model->config;
    struct entry *entry = &model->entry;
    struct attn_error error = {0};
    int painted = model->painted_tokens;
    if (!attn_config_set(&config, attn_setting(what)->name, text, &error)) {
        snprintf(entry->told, sizeof entry->told, "%.*s", ENTRY_TOLD - 1, error.text);
        return false;
    }
    if (painted > 0 && config.tokens != model->config.tokens) { /* it was for so many */
        config.mask = model_is_painted(model) ? model_step(model)->config.mask : config.mask;
        model->painted_tokens = 0;
    }
    if (!model_plan(model, &config)) {
        model->painted_tokens = painted;
        snprintf(entry->told, sizeof entry->told, "%.*s", ENTRY_TOLD - 1, model->error.text);
        return false;
    }
    return true;
}

static void submit(struct model *model)
{
    struct entry *entry = &model->entry;
    const char *text = entry->text + strspn(entry->text, " ");
    bool words = entry->what == ENTRY_WORDS;
    if (!words && !text[0]) {
        entry->open = false; /* as it is */
        return;
    }
    bool taken =
        words ? entry_take_words(model, text, entry->told) : take_setting(model, entry->what, text);
    entry->open = !taken;
}

bool entry_update(struct model *model, struct action action)
{
    if (action.kind == ACTION_EDIT) {
        entry_open(model, action.index);
        return true;
    }
    if (!model->entry.open) {
        return false;
    }
    switch (action.kind) {
    case ACTION_TYPE:
        type(&model->entry, action.text);
        return true;
    case ACTION_ERASE:
        erase(&model->entry);
        return true;
    case ACTION_PRESS:
        submit(model);
        return true;
    case ACTION_ESCAPE:
        entry_shut(model);
        return true;
    default:
        return false;
    }
}
