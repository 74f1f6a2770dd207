/* headwise explain: explain.c takes the words, explain_text.c prints the answer for people,
 * explain_long.c all that is known, explain_json.c one object for editors,
 * explain_catalogue.c pages for a site, with the pictures of explain_picture.c. */
#ifndef APP_COMMANDS_EXPLAIN_H
#define APP_COMMANDS_EXPLAIN_H

#include "app/commands/commands.h"
#include "app/scene/scene.h"
#include "lessons/clinic/clinic.h"

/* At most 12 lines of 79 columns; the first is the verdict. */
void explain_text(const struct clinic_answer *answer);
/* The same, and all that is known: the wording, the numbers, the layers of the course. False without
 * memory: a part is missing. */
bool explain_long(const struct clinic_answer *answer, const struct clinic_hints *hints);
/* One object on one line; what is absent is empty. */
void explain_json(const struct clinic_answer *answer);
/* {"error": ...} on one line. */
void explain_json_error(const char *text);

/* Draws the clash; size is what it takes. False, size empty: this answer has no picture. */
bool explain_picture(struct scene *scene, const struct clinic_answer *answer, struct rect *size);
/* Writes a page a class into a folder; those that are there only with force. The exit code. */
int explain_catalogue(const char *folder, bool force);

#endif
