/* What the files of the diagnosis share: reading a message, and looking for layers that raise it. */
#ifndef LESSONS_CLINIC_DIAGNOSE_H
#define LESSONS_CLINIC_DIAGNOSE_H

#include "lessons/clinic/clinic.h"

/* Where a number that was told is cut off: a product of two still fits. */
#define TOLD_MOST 1000000000000000LL

/* Fills what the text says: everything but hints, candidates and readings. True when it names a
 * fault. */
bool diagnose_read(const char *text, size_t bytes, struct clinic_diagnosis *diagnosis);

/* The cells of a told shape, -1 when an axis is not told, at most TOLD_MOST. */
long long diagnose_count(const struct clinic_told *told, int from, int to);

/* rows as batch * tokens, the likeliest first; those that hints rule out are left out. Writes at
 * most `most`, returns how many. */
int diagnose_rows(long long rows, const struct clinic_hints *hints, int (*pairs)[2], int most);

/* Fills candidates. False without memory. */
bool diagnose_candidates(const char *text, const struct clinic_hints *hints,
                         const struct attn_allocator *allocator,
                         struct clinic_diagnosis *diagnosis);
/* Fills each candidate's mends. False without memory. */
bool diagnose_mends(const struct attn_allocator *allocator, struct clinic_diagnosis *diagnosis);

#endif
