/* Reading a traceback, in the ways of Python, IPython, rich and pdb. */
#ifndef LESSONS_CLINIC_TRACEBACK_H
#define LESSONS_CLINIC_TRACEBACK_H

#include "lessons/clinic/evidence.h"

/* Fills code, inner and caret of the evidence: the lines of code above the message, or the one below
 * where there is none above. */
void traceback_code(struct evidence *evidence);
/* Where no wording is known: finds a line such as "ValueError: ..." and makes it the message, of class
 * SHAPES if two shapes are in it, else UNKNOWN; leaves NONE where there is no such line. */
void traceback_last_error(struct evidence *evidence);

#endif
