/* Lines of where one left off. */
#include "app/model/resume.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_SIDE = 100, MOST_SIDE = 16384, FAR = 65536, ENTRIES_MOST = LINK_MOST + 200 };

static const char *const names[] = {"resume ", "theme ", "text ", "motion ", "window "};
enum { RESUME, THEME, TEXT, MOTION, WINDOW, NAMES };

/* Which entry a line is, or -1. */
static int entry_of(const char *line, size_t bytes)
{
    for (int i = 0; i < NAMES; i++) {
        size_t length = strlen(names[i]);
        if (bytes > length && memcmp(line, names[i], length) == 0) {
            return i;
        }
    }
    return -1;
}

static size_t line_bytes(const char *text, size_t bytes)
{
    const char *end = memchr(text, '\n', bytes);
    return end ? (size_t)(end - text) + 1 : bytes;
}

/* ---- reading ---- */

/* Takes a number off the text; false where none, or one that is far off, stands there. */
static bool take_number(const char **text, int *number)
{
    char *end = NULL;
    long read = strtol(*text, &end, 10);
    bool sane = end != *text && read > -FAR && read < FAR;
    *number = sane ? (int)read : 0;
    *text = end;
    return sane;
}

/* 1280x800+20-5 */
static void read_window(struct resume *r, const char *value)
{
    struct resume_window w;
    bool read = take_number(&value, &w.width) && *value++ == 'x' &&
                take_number(&value, &w.height) && take_number(&value, &w.x) &&
                take_number(&value, &w.y);
    bool sane = read && w.width >= LEAST_SIDE && w.width <= MOST_SIDE && w.height >= LEAST_SIDE &&
                w.height <= MOST_SIDE;
    r->window = sane ? w : r->window;
}

static void read_text(struct resume *r, const char *value)
{
    float zoom = strtof(value, NULL);
    r->zoom = zoom >= 0.5f && zoom <= 2.0f ? zoom : r->zoom;
}

static void read_entry(struct resume *r, int entry, const char *value)
{
    switch (entry) {
    case RESUME:
        snprintf(r->place, sizeof r->place, "%s", value);
        break;
    case THEME:
        r->has_theme = strcmp(value, "dark") == 0 || strcmp(value, "light") == 0;
        r->theme = strcmp(value, "dark") == 0 ? THEME_DARK : THEME_LIGHT;
        break;
    case TEXT:
        read_text(r, value);
        break;
    case MOTION:
        r->has_motion = strcmp(value, "off") == 0 || strcmp(value, "on") == 0;
        r->still = strcmp(value, "off") == 0;
        break;
    default:
        read_window(r, value);
        break;
    }
}

void resume_read(struct resume *resume, const char *text, size_t bytes)
{
    memset(resume, 0, sizeof *resume);
    for (size_t from = 0, length; from < bytes; from += length) {
        char value[LINK_MOST + 1];
        length = line_bytes(text + from, bytes - from);
        int entry = entry_of(text + from, length);
        size_t name = entry < 0 ? 0 : strlen(names[entry]);
        if (entry >= 0 && length - name < sizeof value) {
            snprintf(value, sizeof value, "%.*s", (int)(length - name), text + from + name);
            value[strcspn(value, "\r\n")] = '\0';
            read_entry(resume, entry, value);
        }
    }
}

/* ---- the model ---- */

void resume_take(struct resume *resume, const struct model *model)
{
    bool fits = link_write(model, resume->place, sizeof resume->place) <= LINK_MOST;
    char *error = strstr(resume->place, "&error="); /* the last: the clinic is not come back to */
    if (error) {
        *error = '\0';
    }
    if (!fits) {
        snprintf(resume->place, sizeof resume->place, "%s/%d", model_lesson(model)->slug,
                 model->step + 1);
    }
    resume->has_theme = true;
    resume->theme = model->theme;
    resume->zoom = model->zoom;
    resume->has_motion = true;
    resume->still = model->still;
}

void resume_give(const struct resume *resume, struct model *model)
{
    model->theme = resume->has_theme ? resume->theme : model->theme;
    model->still = resume->has_motion ? resume->still : model->still;
    model->zoom = resume->zoom > 0 ? resume->zoom : model->zoom;
}

bool resume_equal(const struct resume *a, const struct resume *b)
{
    return strcmp(a->place, b->place) == 0 && a->has_theme == b->has_theme &&
           a->theme == b->theme && a->zoom == b->zoom && a->has_motion == b->has_motion &&
           a->still == b->still && memcmp(&a->window, &b->window, sizeof a->window) == 0;
}

/* ---- writing ---- */

static size_t write_entries(const struct resume *r, char *text, size_t bytes)
{
    size_t used = 0;
    if (r->place[0]) {
        used += (size_t)snprintf(text + used, bytes - used, "resume %s\n", r->place);
    }
    if (r->has_theme) {
        used += (size_t)snprintf(text + used, bytes - used, "theme %s\n",
                                 r->theme == THEME_DARK ? "dark" : "light");
    }
    if (r->zoom > 0) {
        used += (size_t)snprintf(text + used, bytes - used, "text %g\n", (double)r->zoom);
    }
    if (r->has_motion) {
        used += (size_t)snprintf(text + used, bytes - used, "motion %s\n", r->still ? "off" : "on");
    }
    if (r->window.width > 0) {
        used += (size_t)snprintf(text + used, bytes - used, "window %dx%d%+d%+d\n", r->window.width,
                                 r->window.height, r->window.x, r->window.y);
    }
    return used;
}

char *resume_text(const struct resume *resume, const char *old, size_t old_bytes, size_t *bytes)
{
    char *text = malloc(old_bytes + ENTRIES_MOST + 2);
    *bytes = 0;
    for (size_t from = 0, length; text && from < old_bytes; from += length) {
        length = line_bytes(old + from, old_bytes - from);
        if (entry_of(old + from, length) < 0) {
            memcpy(text + *bytes, old + from, length);
            *bytes += length;
        }
    }
    if (text && *bytes > 0 && text[*bytes - 1] != '\n') {
        text[(*bytes)++] = '\n';
    }
    if (text) {
        *bytes += write_entries(resume, text + *bytes, ENTRIES_MOST);
        text[*bytes] = '\0';
    }
    return text;
}
