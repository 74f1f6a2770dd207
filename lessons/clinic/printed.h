/* Shapes that print said: what turns Likely into Sure. */
#ifndef LESSONS_CLINIC_PRINTED_H
#define LESSONS_CLINIC_PRINTED_H

#include "lessons/clinic/evidence.h"

/* Fills prints of the evidence from the text around the message. */
void printed_shapes(struct evidence *evidence);

#endif
