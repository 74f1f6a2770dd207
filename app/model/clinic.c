/* What is pasted is explained together with what stands in the fields, anew at every letter. */
#include "app/model/clinic.h"

#include "app/model/clinic_parts.h"
#include "app/model/limit.h"
#include "app/model/model.h"
#include "app/scene/strings.h"

#include <stdio.h>
#include <string.h>

/* ---- explaining ---- */

enum { WHOLE_MAX = CLINIC_PASTE_MAX + 2 * CLINIC_FIELD_MAX + CLINIC_LINE_MAX + CLINIC_MESSAGE_MAX };

static const char *field_text(const struct clinic *c, enum clinic_stop stop)
{
    return c->fields[stop - CLINIC_STOP_CODE].text;
}

/* What print said goes below the call that we proposed, so that its shapes have names; a code line goes
 * right above the message: there it is the last one. `alone` is the answer to what was pasted. */
static size_t put_together(const struct clinic *c, const struct clinic_answer *alone, char *whole)
{
    const char *code = field_text(c, CLINIC_STOP_CODE), *print = field_text(c, CLINIC_STOP_PRINT);
    bool named = print[0] && strncmp(alone->run, "print(", 6) == 0;
    bool short_enough = strlen(alone->message) < CLINIC_MESSAGE_MAX - 1;
    int used = snprintf(whole, WHOLE_MAX, "%s\n%s\n", named ? alone->run : "", print);
    if (code[0] && short_enough) {
        used += snprintf(whole + used, WHOLE_MAX - (size_t)used, "%s\n%s\n%s", c->pasted, code,
                         alone->message);
    } else {
        used += snprintf(whole + used, WHOLE_MAX - (size_t)used, "%s\n%s", code, c->pasted);
    }
    return (size_t)limit(used, 0, WHOLE_MAX - 1);
}

/* False without memory: the answer is as it was. */
static bool explain_fields(struct clinic *c)
{
    char whole[WHOLE_MAX];
    struct clinic_answer found;
    if (!clinic_explain(c->pasted, strlen(c->pasted), NULL, &found)) {
        return false;
    }
    if (field_text(c,
                   CLINIC_STOP_CODE)[0]) { /* with it the names that print is asked for are known */
        struct clinic bare = *c;
        bare.fields[CLINIC_STOP_PRINT - CLINIC_STOP_CODE].text[0] = '\0';
        size_t bytes = put_together(&bare, &found, whole);
        struct clinic_answer coded;
        if (!clinic_explain(whole, bytes, NULL, &coded)) {
            return false;
        }
        snprintf(found.run, sizeof found.run, "%s", coded.run);
    }
    size_t bytes = put_together(c, &found, whole);
    if (!clinic_explain(whole, bytes, NULL, &found)) {
        return false;
    }
    c->answer = found;
    c->chosen = 0;
    c->copied = CLINIC_STOP_PASTE;
    return true;
}

void clinic_explain_again(struct model *model)
{
    struct clinic *c = &model->clinic;
    if (!explain_fields(c)) {
        model_say(model, string(STRING_CLINIC_NO_MEMORY), false);
        return;
    }
    clinic_find_layer(c);
    c->stop = clinic_has(c, c->stop) ? c->stop : CLINIC_STOP_PASTE;
}

/* The end of a text, as much as is kept: the error is there. */
static const char *tail(const char *text)
{
    size_t bytes = strlen(text), from = bytes < CLINIC_PASTE_MAX ? 0 : bytes - CLINIC_PASTE_MAX + 1;
    while (((unsigned char)text[from] & 0xc0) == 0x80) {
        from++;
    }
    return text + from;
}

bool clinic_is_error(const char *text)
{
    struct clinic_answer answer;
    text = tail(text);
    return clinic_explain(text, strlen(text), NULL, &answer) && answer.class != CLINIC_CLASS_NONE;
}

/* ---- pasting ---- */

static void keep(struct clinic *c, const char *text)
{
    c->cut = tail(text) != text;
    snprintf(c->pasted, sizeof c->pasted, "%s", tail(text));
}

/* Where one goes on: at the code line, or, where that is known, at what print says. */
static enum clinic_stop first_stop(const struct clinic *c)
{
    bool asks = clinic_has(c, CLINIC_STOP_CODE);
    return !asks ? CLINIC_STOP_PASTE : c->answer.code[0] ? CLINIC_STOP_PRINT : CLINIC_STOP_CODE;
}

void clinic_paste(struct model *model, const char *text)
{
    struct clinic *c = &model->clinic;
    c->open = true;
    model->over = OVER_NOTHING;
    c->refusal = clinic_is_error(text) ? CLINIC_TAKEN : text[0] ? CLINIC_NO_ERROR : CLINIC_EMPTY;
    if (c->refusal == CLINIC_TAKEN) {
        memset(c->fields, 0, sizeof c->fields);
        keep(c, text);
        clinic_explain_again(model);
    }
    model->scroll[SCROLL_CLINIC] = model->scroll[SCROLL_CLINIC_SIDE] = 0;
    c->follow = false;
    c->stop = first_stop(c);
}
