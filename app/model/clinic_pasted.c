/* What a text in the clipboard is for: the field that one types into, a link, or the clinic. */
#include "app/model/clinic_parts.h"
#include "app/model/model.h"

#include <string.h>

/* A place, or an address: one word, and it looks like it. */
static bool looks_like_link(const struct model *model, const char *text)
{
    bool word = text[0] && !strpbrk(text, " \t\r\n");
    bool figure = strspn(text, "0123456789") == strlen(text);
    return word &&
           (strchr(text, '/') || text[0] == '#' || figure || course_find(model->course, text) >= 0);
}

enum clinic_pasted clinic_pasted(const struct model *model, const char *text)
{
    if (clinic_types(model)) {
        return text[0] && !clinic_is_error(text) ? CLINIC_PASTED_TEXT : CLINIC_PASTED_ERROR;
    }
    bool typing = model_focus(model) == FOCUS_ANSWER;
    bool asked = model_asks_text(model) && !model->clinic.open && !strchr(text, '/');
    if (model->entry.open || (asked && text[0] && (typing || !clinic_is_error(text)))) {
        return CLINIC_PASTED_TEXT;
    }
    return looks_like_link(model, text) ? CLINIC_PASTED_LINK : CLINIC_PASTED_ERROR;
}
