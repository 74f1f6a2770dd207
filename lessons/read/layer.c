/* The layer that a lesson or a step names, from its folder or the binary. */
#include "lessons/read/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The layer of that name that the lesson has read already, or NULL. */
static const struct lesson_layer *known(const struct parser *p, struct span name)
{
    if (p->layer && span_is(name, p->layer->name)) {
        return p->layer;
    }
    for (int i = 0; i < p->lesson->step_count; i++) {
        const struct lesson_layer *layer = p->steps[i].layer;
        if (layer && span_is(name, layer->name)) {
            return layer;
        }
    }
    return NULL;
}

static struct lesson_layer *from_binary(struct parser *p, struct span at, const char *name)
{
    char path[NEARBY_PATH_MOST];
    snprintf(path, sizeof path, "lessons/layers/%s.md", name);
    const struct lesson_file *file = lesson_builtin(path + strlen("lessons/"));
    if (file) {
        return parse_layer_file(p, name, path, file->data, file->bytes);
    }
    const char *near = nearby_nearest("layers/", ".md", name, path, sizeof path);
    if (near) {
        parser_fail(p, p->line, at.text, "no layer '%s'; did you mean '%s'?", name, near);
    } else {
        parser_fail(p, p->line, at.text, "no layer '%s'", name);
    }
    return NULL;
}

/* From the lesson's folders, or the binary's where those have none. */
static struct lesson_layer *load(struct parser *p, struct span at, const char *name)
{
    char file[80], path[NEARBY_PATH_MOST];
    size_t bytes = 0;
    if (!p->source.disk) {
        return from_binary(p, at, name);
    }
    snprintf(file, sizeof file, "%s.md", name);
    char *text = nearby_read(p, "layers", NULL, file, path, &bytes);
    if (text) {
        struct lesson_layer *layer = parse_layer_file(p, name, path, text, bytes);
        free(text);
        return layer;
    }
    if (errno == ENOENT) {
        return from_binary(p, at, name);
    }
    if (errno == ENOMEM) {
        parser_out_of_memory(p);
    } else {
        parser_fail(p, p->line, at.text, "cannot read '%s': %s", path, strerror(errno));
    }
    return NULL;
}

bool parse_layer(struct parser *p, struct span name, const struct lesson_layer **layer)
{
    char copy[64];
    if (!span_is_slug(name) || name.bytes >= sizeof copy) {
        return parser_fail(p, p->line, name.text,
                           "a layer's name begins with a letter; a-z, 0-9 and - follow");
    }
    *layer = known(p, name);
    if (*layer) {
        return true;
    }
    *layer = load(p, name, span_copy(name, copy, sizeof copy));
    return *layer != NULL;
}
