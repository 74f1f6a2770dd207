/* Running OpenBLAS in this process and PyTorch in another. */
#include "tests/bench_rivals.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROW_MAJOR = 101, AS_IT_IS = 111, TRANSPOSED = 112 };

double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

/* ---- OpenBLAS ---- */

sgemm *rival_blas(void)
{
    sgemm *run = NULL;
    setenv("OPENBLAS_NUM_THREADS", "1", 1); /* read when it is loaded */
    void *library = dlopen("libopenblas.so.0", RTLD_NOW);
    void *symbol = library ? dlsym(library, "cblas_sgemm") : NULL;
    memcpy(&run, &symbol, sizeof run); /* C has no cast from data to functions */
    return run;
}

/* How sgemm is told of the last two axes: the longer stride, and whether it is the last axis'. */
static bool leading(const struct attn_tensor *t, int *row, int *transpose)
{
    ptrdiff_t r = t->stride[t->shape.rank - 2], c = t->stride[t->shape.rank - 1];
    *row = (int)(c == 1 ? r : c);
    *transpose = c == 1 ? AS_IT_IS : TRANSPOSED;
    return r == 1 || c == 1;
}

/* The matrix of that number, counting the leading axes; a tensor without any has just one. */
static const float *matrix(const struct attn_tensor *t, size_t number)
{
    const float *at = t->data;
    for (int i = t->shape.rank - 3; i >= 0; i--) {
        size_t size = (size_t)t->shape.size[i];
        at += (ptrdiff_t)(number % size) * t->stride[i];
        number /= size;
    }
    return at;
}

/* A dense a with one b for all is one product, as PyTorch has it too. */
static struct attn_tensor folded(const struct attn_tensor *a, const struct attn_tensor *b)
{
    struct attn_tensor one = *a;
    int rank = a->shape.rank;
    if (b->shape.rank == 2 && rank == 3 && a->stride[0] == a->shape.size[1] * a->stride[1]) {
        one.shape.rank = 2;
        one.shape.size[0] = a->shape.size[0] * a->shape.size[1];
        one.shape.size[1] = a->shape.size[2];
        one.stride[0] = a->stride[1];
        one.stride[1] = a->stride[2];
    }
    return one;
}

double rival_product(sgemm *run, float *out, const struct attn_tensor *left,
                     const struct attn_tensor *b, bool transposed)
{
    struct attn_tensor a = folded(left, b);
    int a_row, b_row, a_flag, b_flag;
    int rows = a.shape.rank - 2, last = b->shape.rank - 1;
    int n = a.shape.size[rows], k = a.shape.size[rows + 1];
    int m = b->shape.size[transposed ? last - 1 : last];
    size_t count = 1;
    if (!leading(&a, &a_row, &a_flag) || !leading(b, &b_row, &b_flag)) {
        return -1;
    }
    for (int i = 0; i < rows; i++) {
        count *= (size_t)a.shape.size[i];
    }
    b_flag = transposed ? AS_IT_IS + TRANSPOSED - b_flag : b_flag;
    double from = now_ms();
    for (size_t i = 0; i < count; i++, out += (ptrdiff_t)n * m) {
        run(ROW_MAJOR, a_flag, b_flag, n, m, k, 1, matrix(&a, i), a_row, matrix(b, i), b_row, 0,
            out, m);
    }
    return now_ms() - from;
}

/* ---- PyTorch ---- */

static void become_torch(const int *in, const int *out)
{
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    close(in[1]);
    close(out[0]);
    execl("/usr/bin/python3", "/usr/bin/python3", "tests/reference/bench.py", (char *)NULL);
    _exit(1);
}

bool rival_torch_begin(struct rival_torch *torch)
{
    int in[2], out[2];
    if (pipe(in) != 0 || pipe(out) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        become_torch(in, out);
    }
    close(in[0]);
    close(out[1]);
    torch->to = fdopen(in[1], "w");
    torch->from = fdopen(out[0], "r");
    if (child > 0 && torch->to && torch->from &&
        fgets(torch->title, sizeof torch->title, torch->from)) {
        torch->title[strcspn(torch->title, "\n")] = '\0';
        return true;
    }
    rival_torch_end(torch);
    return false;
}

void rival_torch_end(struct rival_torch *torch)
{
    if (torch->to) {
        fclose(torch->to); /* the end of its input ends it */
    }
    if (torch->from) {
        fclose(torch->from);
    }
    *torch = (struct rival_torch){0};
}

bool rival_torch_forward(struct rival_torch *torch, const char *layer, double *ms, int count)
{
    char line[4096];
    if (!torch->to || fprintf(torch->to, "%s %d\n", layer, count) < 0 || fflush(torch->to) != 0 ||
        !fgets(line, sizeof line, torch->from)) {
        return false;
    }
    char *at = line;
    for (int i = 0; i < count; i++) {
        char *end;
        ms[i] = strtod(at, &end);
        if (end == at) {
            return false;
        }
        at = end;
    }
    return true;
}
