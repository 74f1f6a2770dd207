/* The table of pictures, and which one is taken. */
#include "app/stage/pictures.h"

#include <string.h>

#define PICTURE_ROW(name) {#name, picture_##name##_fits, picture_##name, NULL},
#define CLAIM_ROW(name) {#name, picture_##name##_fits, picture_##name, picture_##name##_number},
static const struct picture pictures[] = {PICTURES(PICTURE_ROW)}, claims[] = {CLAIMS(CLAIM_ROW)};
enum { COUNT = sizeof pictures / sizeof *pictures, CLAIM_COUNT = sizeof claims / sizeof *claims };

#define PICTURE_NAME(name) #name,
const char *const picture_names[] = {PICTURES(PICTURE_NAME) CLAIMS(PICTURE_NAME) NULL};

/* The picture of that name among some where it fits; NULL for a NULL name. */
static const struct picture *among(const struct picture *some, int count, const struct frame *frame,
                                   int op, const char *name)
{
    for (int i = 0; name && i < count; i++) {
        if (strcmp(some[i].name, name) == 0) {
            return some[i].fits(frame, op) ? &some[i] : NULL;
        }
    }
    return NULL;
}

static const struct picture *named(const struct frame *frame, int op, const char *name)
{
    return among(pictures, COUNT, frame, op, name);
}

const struct picture *picture_claim(const struct frame *frame)
{
    const struct model *model = frame->model;
    bool numbers = model->closer || model->wandered || model->beside.there;
    return numbers || model_hides(model, model->shown)
               ? NULL
               : among(claims, CLAIM_COUNT, frame, model->shown, model_step(model)->picture);
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
