/* "Did you mean": the nearest of some words, by edits (insert, delete, change, swap neighbours); and
 * all of them in a row. */
#include "attention/numbers/words.h"

#include "attention/attention.h"

#include <string.h>

enum { LONGEST = 40 }; /* longer words are never near anything */

static int least(int a, int b, int c)
{
    int m = a < b ? a : b;
    return m < c ? m : c;
}

/* Optimal string alignment distance, keeping three rows of the table. */
static int edits(const char *a, const char *b)
{
    int rows[3][LONGEST + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    int n = (int)strlen(a), m = (int)strlen(b);
    for (int j = 0; j <= m; j++) {
        last[j] = j;
    }
    for (int i = 1; i <= n; i++) {
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], before[j - 2] + 1, now[j]);
            }
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

const char *attn_nearest_word(const char *word, const char *const *candidates)
{
    const char *best = NULL;
    size_t length = strlen(word);
    if (length > LONGEST) {
        return NULL;
    }
    int best_edits = (int)length / 3 + 2; /* further than this is another word */
    for (int i = 0; candidates[i]; i++) {
        if (strlen(candidates[i]) <= LONGEST && edits(word, candidates[i]) < best_edits) {
            best = candidates[i];
            best_edits = edits(word, best);
        }
    }
    return best;
}

char *words_join(char *text, size_t bytes, const char *const *words)
{
    static const char more[] = ", ...";
    size_t used = 0;
    for (int i = 0; words[i]; i++) {
        size_t lead = i ? 2 : 0, length = strlen(words[i]);
        size_t kept = words[i + 1] ? sizeof more : 1; /* room that must be left behind it */
        if (used + lead + length + kept > bytes) {
            const char *end = i ? more : more + 2;
            memcpy(text + used, end, strlen(end));
            used += strlen(end);
            break;
        }
        memcpy(text + used, ", ", lead);
        memcpy(text + used + lead, words[i], length);
        used += lead + length;
    }
    text[used] = '\0';
    return text;
}
