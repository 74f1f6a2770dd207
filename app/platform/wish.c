/* SDL cannot tell; the desktops write it down: GTK's settings.ini, which most of them keep, and KDE's. */
#include "app/platform/wish.h"

#include "app/platform/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A key, and how a value begins that means no animation. */
static const struct row {
    const char *key, *value;
} rows[] = {{"gtk-enable-animations", "0"},
            {"gtk-enable-animations", "false"},
            {"AnimationDurationFactor", "0"}};

/* Whether a line is "key = value"; a factor of 0.5 is none of 0. */
static bool says(const char *line, size_t bytes, const struct row *row)
{
    char copy[80];
    size_t key = strlen(row->key);
    snprintf(copy, sizeof copy, "%.*s", (int)(bytes < 79 ? bytes : 79), line);
    if (strncmp(copy, row->key, key) != 0) {
        return false;
    }
    const char *at = copy + key + strspn(copy + key, " \t");
    if (*at != '=') {
        return false;
    }
    at += 1 + strspn(at + 1, " \t");
    size_t value = strcspn(at, " \t\r");
    return value == strlen(row->value) && strncmp(at, row->value, value) == 0;
}

bool wish_still_in(const char *text, size_t bytes)
{
    bool still = false;
    for (size_t i = 0; i < bytes;) {
        const char *end = memchr(text + i, '\n', bytes - i);
        size_t line = end ? (size_t)(end - text) - i : bytes - i;
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            still = still || says(text + i, line, &rows[k]);
        }
        i += line + 1;
    }
    return still;
}

static bool asked_in(const char *folder, const char *sub, const char *file)
{
    char path[1024];
    size_t bytes = 0;
    snprintf(path, sizeof path, "%.800s%s%s", folder, sub, file);
    char *text = files_read(path, &bytes);
    bool still = text && wish_still_in(text, bytes);
    free(text);
    return still;
}

bool wish_still(void)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    bool own = config && config[0];
    const char *folder = own ? config : home ? home : "", *sub = own ? "" : "/.config";
    return asked_in(folder, sub, "/gtk-4.0/settings.ini") ||
           asked_in(folder, sub, "/gtk-3.0/settings.ini") || asked_in(folder, sub, "/kdeglobals");
}
