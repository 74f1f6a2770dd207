/* malloc and its kin of our own objects, one call of which can fail. Who links this also links with
 * --wrap, as the Makefile does for these programs. */
#ifndef TESTS_FAILING_ALLOCATOR_H
#define TESTS_FAILING_ALLOCATOR_H

struct failing {
    long fail_at; /* which call from now on is to fail, counted from 1; 0: none */
    long asked;   /* how many there were */
};

/* Counts in *failing, which must outlive it, and fails what it says; NULL: all goes well. */
void failing_use(struct failing *failing);

#endif
