/* The table of panels. */
#include "app/panels/panels.h"

#include <stddef.h>

#define PANEL_ROW(name, place, key) {#name, key, offsetof(struct layout, place), panel_##name},
static const struct panel panels[] = {PANELS(PANEL_ROW)};

int panels_count(void)
{
    return (int)(sizeof panels / sizeof *panels);
}

const struct panel *panel_at(int index)
{
    return &panels[index];
}

struct rect panel_place(const struct panel *panel, const struct layout *layout)
{
    return *(const struct rect *)((const char *)layout + panel->place);
}
