/* A layer's tensors in a folder, one NAME.npy each: all of them whole, or the folder as it was. */
#ifndef APP_COMMANDS_SAVER_H
#define APP_COMMANDS_SAVER_H

#include "app/platform/files.h"
#include "attention/attention.h"

struct saver {
    const char *folder; /* the caller's */
    bool made;          /* by us: goes again where nothing is saved */
    bool committed;
    struct files_new *files; /* written, not yet in their places */
    size_t count, room;
};

/* Each says on stderr why it failed; saver_end is due in any case. */
bool saver_begin(struct saver *saver, const char *folder);
bool saver_add(struct saver *saver, const char *name, const struct attn_tensor *tensor);
/* Puts every file in its place, where the folder holds no .npy file of another layer: a listing that
 * reads the folder would take it for one of this layer's. */
bool saver_commit(struct saver *saver);
/* Frees; removes what was not committed. */
void saver_end(struct saver *saver);

#endif
