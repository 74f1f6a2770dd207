/* The parts of the broadcast class. */
#ifndef LESSONS_CLINIC_CLASS_BROADCAST_H
#define LESSONS_CLINIC_CLASS_BROADCAST_H

#include "lessons/clinic/sides.h"

/* A mask or a bias of positions on scores. */
void class_broadcast_masks(const struct evidence *e, const struct sides *s, struct answer *a);
/* Tables of positions and rotary tables, where the code line names one. */
void class_broadcast_tables(const struct sides *s, struct answer *a);
/* Tables, heads, batches, residuals, widths. */
void class_broadcast_others(const struct evidence *e, const struct sides *s, struct answer *a);

#endif
