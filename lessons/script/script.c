/* The settings are written into the listing by rules; a piece that is not there is reported, so that
 * a listing cannot change and leave its rule behind. */
#include "lessons/script/script.h"

#include "lessons/lesson.h"
#include "lessons/script/given.h"
#include "lessons/script/rules.h"

#include <string.h>

/* Writes text up to end, line by line through the rules. The piece that never came, or NULL. */
static const char *write_text(FILE *out, const char *text, const char *end, struct writing *w,
                              enum rules rules)
{
    bool used[RULES_MAX] = {false};
    while (text < end) {
        char line[LINE_MAX_BYTES];
        int length = (int)strcspn(text, "\n");
        snprintf(line, sizeof line, "%.*s", length, text);
        bool keep = rules_apply(rules, w, line, used);
        if (keep) {
            fprintf(out, "%s\n", line);
        }
        text += length + (text[length] == '\n');
    }
    return rules_missed(rules, w, used);
}

static void write_head(FILE *out, const struct script *script)
{
    const struct attn_config *config = script->config;
    const char *mask_file = script->mask_file;
    struct attn_config usual = attn_config_default();
    char value[PIECE_MAX], other[PIECE_MAX];
    fputs("# One layer in PyTorch 1.13 or later, every tensor of it printed. The same numbers by\n"
          "#   headwise trace",
          out);
    bool place = script->place && script->place[0];
    if (place) {
        rules_quote(script->place, value, sizeof value);
        fprintf(out, " %s", value);
    }
    for (int i = 0; !place && i < attn_setting_count(); i++) {
        const char *name = attn_setting(i)->name;
        attn_config_get(config, name, value, sizeof value);
        attn_config_get(&usual, name, other, sizeof other);
        if (strcmp(value, other) != 0) {
            bool given = config->mask == ATTN_MASK_GIVEN && strcmp(name, "mask") == 0;
            char path[PIECE_MAX];
            rules_quote(given && mask_file ? mask_file : "", path, sizeof path);
            fprintf(out, " %s=%s", name, given ? path : value);
        }
    }
    fputs(" --npy DIR\n#\n"
          "#   python3 layer.py                prints them\n"
          "#   python3 layer.py --check DIR    compares each with DIR/NAME.npy, too\n",
          out);
}

const char *script_write(FILE *out, const struct script *script)
{
    const struct attn_config *config = script->config;
    struct writing w = {.config = config,
                        .mask_file = script->mask_file,
                        .rows = script->rows,
                        .given = given_has(script->given, NULL) ? script->given : NULL};
    char name[64], wiring[32];
    attn_config_get(config, "wiring", wiring, sizeof wiring);
    snprintf(name, sizeof name, "listings/%s.py", wiring);
    const struct lesson_file *listing = lesson_builtin(name);
    const struct lesson_file *tail = lesson_builtin("script/main.py");
    if (!listing || !tail) {
        return "the listing itself";
    }
    const char *from = strstr(listing->data, "import sys");
    const char *to = strstr(listing->data, "def show(");
    if (!from || !to) {
        return "import sys ... def show(";
    }
    write_head(out, script);
    const char *missed = write_text(out, from, to, &w, RULES_LISTING);
    if (missed) {
        return missed;
    }
    if (w.given) {
        given_write(out, script->given);
    }
    return write_text(out, tail->data, tail->data + tail->bytes, &w, RULES_MAIN);
}

const char *script_line(const struct attn_config *config, const char *line, char *buffer,
                        size_t bytes)
{
    return rules_line(config, line, buffer, bytes);
}
