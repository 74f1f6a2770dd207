/* Each allocation of a command fails once: the command does what it should, or ends with 1 and says
 * so. malloc and its kin of our own objects are wrapped by the linker; the libraries' are not ours. */
#ifndef TESTS_FAILING_SWEEP_H
#define TESTS_FAILING_SWEEP_H

enum { SWEEP_WORDS = 8 };

struct sweep {
    const char *words[SWEEP_WORDS]; /* the command line, NULL-ended */
    const char *folder;             /* what it writes besides stdout; NULL: nothing */
    int changing;                   /* stdout is another each time */
};

/* Lets at most `most` of its allocations fail, one a run, spread over all of them (0: each). Fails the
 * test at the first that passes in silence. */
void sweep(const struct sweep *sweep, int most);
/* The same for every command. */
void sweep_every_command(int most);

#endif
