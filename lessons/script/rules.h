/* Which piece of a listing each setting writes, and what stands there instead. */
#ifndef LESSONS_SCRIPT_RULES_H
#define LESSONS_SCRIPT_RULES_H

#include "attention/attention.h"

enum { PIECE_MAX = 8192, LINE_MAX_BYTES = 16384, RULES_MAX = 32 };

struct writing {
    const struct attn_config *config;
    const char *mask_file;
    const struct attn_trace *given; /* NULL: nothing */
    const int *rows;                /* NULL: each token its own */
    char text[PIECE_MAX];           /* what the rule in hand makes */
};

enum rules { RULES_LISTING, RULES_MAIN };

/* Puts each rule's text where its piece stands in line, which has room for LINE_MAX_BYTES; marks
 * the rules that did. False when the line is to go. */
bool rules_apply(enum rules which, struct writing *w, char *line, bool used[RULES_MAX]);
/* A piece of this wiring's that never came, or NULL. */
const char *rules_missed(enum rules which, const struct writing *w, const bool used[RULES_MAX]);
/* One line with the first rule that it has a piece of, in buffer, or the line itself; what a listing
 * takes as arguments stays. */
const char *rules_line(const struct attn_config *config, const char *line, char *buffer,
                       size_t bytes);
/* A path as a Python string: only what would end it, or a line, needs care. */
void rules_quote(const char *path, char *to, size_t bytes);

#endif
