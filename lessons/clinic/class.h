/* The classes of errors: a file each, and what they share. A class reads the evidence and says what is
 * sure, which causes there can be, what to run, the mend and the picture. */
#ifndef LESSONS_CLINIC_CLASS_H
#define LESSONS_CLINIC_CLASS_H

#include "lessons/clinic/answer.h"
#include "lessons/clinic/known.h"
#include "lessons/clinic/sketch.h"
#include "lessons/clinic/sizes.h"

#define CLINIC_CLASS(upper, lower, name, title, about)                                             \
    void class_##lower(const struct evidence *e, struct answer *a);
CLINIC_CLASSES(CLINIC_CLASS)
#undef CLINIC_CLASS

/* For printf's %.*s */
#define SPAN(s) (s).bytes, (s).at

/* A text as a span. */
struct code_span class_word(const char *word);
/* The span where it is a name that can be printed, else the word: a letter of the field's own. */
struct code_span class_name(struct code_span span, const char *word);
/* Whether the span holds the words, as they are. */
bool class_holds(struct code_span span, const char *words);
/* The reader's line with `part` of it replaced by what format says, its target kept. */
void class_rewrite(char *mend, size_t bytes, const struct code_line *code, struct code_span part,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The product of sizes from..to-1; -1 where one is not told. */
long long class_product(const struct clinic_told *t, int from, int to);
/* Mends by nn.Linear(in, out), where out is told. */
void class_mend_linear(struct clinic_cause *c, long long in, long long out, const char *comment);

#endif
