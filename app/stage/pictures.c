/* The table of pictures, and which one is taken. */
#include "app/stage/pictures.h"

#include <string.h>

#define PICTURE_ROW(name) {#name, picture_##name##_fits, picture_##name},
static const struct picture pictures[] = {PICTURES(PICTURE_ROW)};
enum { COUNT = sizeof pictures / sizeof *pictures };

#define PICTURE_NAME(name) #name,
const char *const picture_names[] = {PICTURES(PICTURE_NAME) NULL};

/* The picture of that name where it fits; NULL for a NULL name. */
static const struct picture *named(const struct frame *frame, int op, const char *name)
{
    for (int i = 0; name && i < COUNT; i++) {
        if (strcmp(pictures[i].name, name) == 0) {
            return pictures[i].fits(frame, op) ? &pictures[i] : NULL;
        }
    }
    return NULL;
}

const struct picture *picture_of(const struct frame *frame, int op)
{
    const struct attn_op *o = attn_trace_op(frame->lens.trace, op);
    const struct model *model = frame->model;
    const struct picture *picture =
        named(frame, op, model->wandered ? NULL : model_step(model)->picture);
    picture = picture ? picture : named(frame, op, attn_kind_about(o->kind)->picture);
    for (int i = 0; !picture && i < COUNT; i++) {
        picture = pictures[i].fits(frame, op) ? &pictures[i] : NULL;
    }
    return picture;
}
