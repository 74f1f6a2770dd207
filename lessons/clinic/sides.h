/* Two operands that are lined up, and who they are: the code line settles it (masked_fill and
 * masked_fill_ have their mask on different sides of the message), printed shapes say the rest. */
#ifndef LESSONS_CLINIC_SIDES_H
#define LESSONS_CLINIC_SIDES_H

#include "lessons/clinic/class.h"

struct side {
    struct code_span name; /* as written; "a" or "b" where there is no code line */
    enum code_role role;
    long long size;           /* on the axis that clashes; -1: not told */
    struct clinic_told shape; /* rank 0: not told */
};

struct sides {
    struct side left, right; /* as the code line has them; without one, a and b */
    bool named;              /* by a code line */
    struct code_line code;
    int axis; /* as named, from 0; -1: not told */
    int rank; /* of the longer; 0: not told */
    long long lo, hi;
};

void sides_read(const struct evidence *evidence, struct sides *sides);
/* The side of a role, NULL if it is on none or on both; other: the one across. */
const struct side *sides_of(const struct sides *sides, enum code_role role);
const struct side *sides_other(const struct sides *sides, const struct side *side);
/* The axis counted from the right, 1 the last; 0: unknown. */
int sides_from_right(const struct sides *sides);
/* print(scores.shape, mask.shape), with the names of the line, else with the words. */
void sides_run(const struct sides *sides, struct answer *answer, const char *left,
               const char *right);
/* The reader's line with one side replaced: name + after; "" without a line. */
void sides_mend(struct clinic_cause *cause, const struct sides *sides, const struct side *side,
                const char *before, const char *after);

#endif
