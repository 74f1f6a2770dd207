/* The progress file. */
#include "app/model/progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[] = {
    [MARK_NONE] = "", [MARK_SEEN] = "seen", [MARK_RIGHT] = "right", [MARK_WRONG] = "wrong"};

bool progress_path(char *path, size_t bytes)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int n = -1;
    if (data && data[0] == '/') {
        n = snprintf(path, bytes, "%s/headwise/progress", data);
    } else if (home && home[0] == '/') {
        n = snprintf(path, bytes, "%s/.local/share/headwise/progress", home);
    }
    return n > 0 && (size_t)n < bytes;
}

/* "eight-full-heads/concat-count-it right" */
static void read_line(struct model *model, char *line)
{
    char *slash = strchr(line, '/'), *space = strchr(line, ' ');
    if (!slash || !space || slash > space) {
        return;
    }
    *slash = *space = '\0';
    int lesson = course_find(model->course, line);
    for (int i = 0; lesson >= 0 && i < model->course->lessons[lesson]->step_count; i++) {
        for (int mark = MARK_SEEN; mark <= MARK_WRONG; mark++) {
            if (strcmp(model->course->lessons[lesson]->steps[i].slug, slash + 1) == 0 &&
                strcmp(names[mark], space + 1) == 0) {
                model_set_mark(model, lesson, i, (enum mark)mark);
            }
        }
    }
}

void progress_load(struct model *model, const char *path)
{
    char line[512];
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        read_line(model, line);
    }
    if (file) {
        fclose(file);
    }
    model->marks_changed = false;
}

/* Makes every folder above the file. */
static bool make_folders(const char *path)
{
    char folder[1024];
    if (strlen(path) >= sizeof folder) {
        return false;
    }
    strncpy(folder, path, sizeof folder);
    for (char *at = strchr(folder + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        if (mkdir(folder, 0755) != 0 && errno != EEXIST) {
            return false;
        }
        *at = '/';
    }
    return true;
}

static bool write_marks(const struct model *model, FILE *file)
{
    for (int l = 0; l < model->course->count; l++) {
        const struct lesson *lesson = model->course->lessons[l];
        for (int i = 0; i < lesson->step_count; i++) {
            enum mark mark = model_mark(model, l, i);
            if (mark != MARK_NONE) {
                fprintf(file, "%s/%s %s\n", lesson->slug, lesson->steps[i].slug, names[mark]);
            }
        }
    }
    return fflush(file) == 0 && fsync(fileno(file)) == 0;
}

bool progress_save(struct model *model, const char *path)
{
    char fresh[1040];
    int n = snprintf(fresh, sizeof fresh, "%s.new", path);
    FILE *file = n > 0 && (size_t)n < sizeof fresh && make_folders(path) ? fopen(fresh, "w") : NULL;
    if (!file) {
        return false;
    }
    bool good = write_marks(model, file);
    good = fclose(file) == 0 && good && rename(fresh, path) == 0;
    if (!good) {
        remove(fresh);
    }
    model->marks_changed = !good;
    return good;
}
