/* The table's parts as one. */
#include "lessons/clinic/wordings.h"

static int count(const struct wording *rows)
{
    int n = 0;
    while (rows[n].pattern) {
        n++;
    }
    return n;
}

int wordings_count(void)
{
    return count(wordings_torch()) + count(wordings_layers()) + count(wordings_others());
}

const struct wording *wordings_at(int index)
{
    const struct wording *parts[] = {wordings_torch(), wordings_layers(), wordings_others()};
    for (int i = 0; i < 3; i++) {
        int n = count(parts[i]);
        if (index < n) {
            return &parts[i][index];
        }
        index -= n;
    }
    return NULL;
}

bool clinic_wording(int index, struct clinic_row *row)
{
    if (index < 0 || index >= wordings_count()) {
        return false;
    }
    const struct wording *wording = wordings_at(index);
    *row = (struct clinic_row){wording->class, wording->system, wording->pattern, wording->known};
    return true;
}
