/* The clinic asked, and the table of wordings that its tests share. */
#ifndef TESTS_CLINIC_H
#define TESTS_CLINIC_H

#include "lessons/clinic/clinic.h"

/* The answer to a text; belongs to this file until the next call. */
const struct clinic_answer *clinic_says(const char *text);
/* Fails unless the answer to text has that class, confidence and verdict. */
void clinic_holds(const char *text, const char *confidence, const char *verdict, const char *mend);

/* Hands each row of tests/clinic/wordings.tsv to `each`: the message, with its lines, and its class. */
int clinic_each_wording(void (*each)(const char *message, const char *class));
/* Fails on a sentence that does not fit 79 columns beside its label. */
void clinic_fits(const struct clinic_answer *answer);

#endif
