/* The table of wordings: what systems and libraries say when attention code goes wrong. One row: the
 * pattern with the roles of its numbers (pattern.h), the class it belongs to, whose words it is, and
 * where it is known from:
 *
 *     run    raised with PyTorch 1.13 or NumPy 1.24, and copied
 *     read   read in public sources or in an output that somebody posted; not run
 *     told   remembered; not run
 *
 * A new wording is one new row here and one in tests/clinic/wordings.tsv. */
#ifndef LESSONS_CLINIC_WORDINGS_H
#define LESSONS_CLINIC_WORDINGS_H

#include "lessons/clinic/clinic.h"

struct wording {
    enum clinic_class class;
    enum clinic_system system;
    const char *pattern;
    const char *known;
    bool weak; /* says too little: counts only where no other wording is in the text */
};

enum { WORDINGS_MAX = 480 };

int wordings_count(void);
const struct wording *wordings_at(int index);

/* The parts of the table, each ended by a row without pattern. */
const struct wording *wordings_torch(void);
const struct wording *wordings_layers(void);
const struct wording *wordings_others(void);

#endif
