/* Running the program through a shell, its words caught in files. */
#include "tests/command.h"

#include "tests/test.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

const char *scratch(void)
{
    static char folder[64];
    if (!folder[0]) {
        snprintf(folder, sizeof folder, "/tmp/headwise-test-XXXXXX");
        assert_non_null(mkdtemp(folder));
    }
    return folder;
}

const char *scratch_path(const char *name, char *buffer)
{
    snprintf(buffer, 256, "%s/%s", scratch(), name);
    return buffer;
}

char *file_read(const char *path, size_t *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("cannot read %s", path);
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *data = malloc((size_t)size + 1);
    *bytes = fread(data, 1, (size_t)size, file);
    data[*bytes] = '\0';
    fclose(file);
    return data;
}

void file_write(const char *path, const void *data, size_t bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, bytes, file), bytes);
    fclose(file);
}

static void take(const char *path, char *into, size_t most)
{
    size_t bytes;
    char *data = file_read(path, &bytes);
    bytes = bytes < most - 1 ? bytes : most - 1;
    memcpy(into, data, bytes);
    into[bytes] = '\0';
    free(data);
}

/* A shell's line: what the program is, what its stdout goes to, then stderr. */
static const struct said *run_line(const char *before, const char *arguments, const char *into)
{
    static struct said said;
    char line[4096], out[256], err[256];
    const char *program = getenv("HEADWISE");
    if (!program) {
        fail_msg("HEADWISE does not say where the program is; run this by make test");
    }
    scratch_path("out", out);
    scratch_path("err", err);
    remove(out);
    file_write(out, "", 0);
    snprintf(line, sizeof line, "%s </dev/null %s %s 2>%s %s%s", before, program, arguments, err,
             into ? into : ">", into ? "" : out);
    int status = system(line);
    said.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    take(out, said.out, sizeof said.out);
    take(err, said.err, sizeof said.err);
    return &said;
}

const struct said *headwise_with(const char *variables, const char *arguments)
{
    return run_line(variables, arguments, NULL);
}

const struct said *headwise_into(const char *into, const char *arguments)
{
    return run_line("SDL_VIDEODRIVER=dummy", arguments, into);
}

const struct said *headwise(const char *arguments)
{
    return headwise_with("SDL_VIDEODRIVER=dummy", arguments);
}
