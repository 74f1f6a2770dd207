/* A number brought inside. */
#ifndef APP_MODEL_LIMIT_H
#define APP_MODEL_LIMIT_H

/* value, or the nearer end of low..high; low where that is empty. */
static inline int limit(int value, int low, int high)
{
    return value > high ? (high < low ? low : high) : value < low ? low : value;
}

#endif
