/* The fuzzers' corpus, and every file of it cut short, without a fuzzer. */
#include "tests/fuzz/fuzz.h"

#include "tests/command.h"
#include "tests/test.h"

#include <dirent.h>

enum { CUTS = 16 };

/* Runs each file of the folder, whole and cut; returns how many files there are. */
static int run_folder(const char *folder, void (*fuzz)(const uint8_t *data, size_t bytes))
{
    DIR *dir = opendir(folder);
    int files = 0;
    if (!dir) {
        fail_msg("cannot read %s; run this from the project's folder", folder);
        return 0;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[512];
        size_t bytes;
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        uint8_t *data = (uint8_t *)file_read(path, &bytes);
        for (size_t cut = 0; cut <= CUTS; cut++) {
            fuzz(data, bytes * cut / CUTS);
        }
        free(data);
        files++;
    }
    closedir(dir);
    return files;
}

static void settings_corpus_holds(void **state)
{
    (void)state;
    assert_true(run_folder("tests/fuzz/corpus/settings", fuzz_settings) >= 5);
}

static void diagnose_corpus_holds(void **state)
{
    (void)state;
    assert_true(run_folder("tests/fuzz/corpus/diagnose", fuzz_diagnose) >= 5);
}

static void npy_corpus_holds(void **state)
{
    (void)state;
    assert_true(run_folder("tests/fuzz/corpus/npy", fuzz_npy) >= 5);
}

static void lesson_corpus_holds(void **state)
{
    (void)state;
    assert_true(run_folder("tests/fuzz/corpus/lesson", fuzz_lesson) >= 5);
}

static void layer_corpus_holds(void **state)
{
    (void)state;
    assert_true(run_folder("tests/fuzz/corpus/layer", fuzz_layer) >= 5);
}

static void link_corpus_holds(void **state)
{
    (void)state;
    assert_true(run_folder("tests/fuzz/corpus/link", fuzz_link) >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_corpus_holds), cmocka_unit_test(diagnose_corpus_holds),
        cmocka_unit_test(npy_corpus_holds),      cmocka_unit_test(lesson_corpus_holds),
        cmocka_unit_test(link_corpus_holds),     cmocka_unit_test(layer_corpus_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
