/* Faces and widths: texts are measured as they are drawn, and every sign of the course stands in the
 * faces that set it. */
#include "app/platform/faces.h"
#include "app/platform/platform.h"
#include "lessons/lesson.h"
#include "tests/test.h"

#include "app/platform/fonts.h"

#include <SDL.h>

static int setup(void **state)
{
    struct platform_error error = {""};
    *state = fonts_new(NULL, 1, &error);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    fonts_free(*state);
    return 0;
}

static void widths_are_not_rounded_and_grow_with_the_size(void **state)
{
    struct measure m = fonts_measure(*state);
    float once = measure_width(&m, FACE_PROSE, 13.5f, "answers");
    float twice = measure_width(&m, FACE_PROSE, 27, "answers");
    assert_float_equal(twice, 2 * once, 1e-3);
    fonts_set_density(*state, 2);
    assert_float_equal(measure_width(&m, FACE_PROSE, 13.5f, "answers"), once, 1e-3);
}

static void prose_is_kerned(void **state)
{
    struct measure m = fonts_measure(*state);
    float apart = measure_width(&m, FACE_PROSE, 14, "A") + measure_width(&m, FACE_PROSE, 14, "V");
    assert_true(measure_width(&m, FACE_PROSE, 14, "AV") < apart - 0.3f);
}

static void figures_have_one_width(void **state)
{
    struct measure m = fonts_measure(*state);
    assert_float_equal(measure_width(&m, FACE_CODE, 9, "1.1"),
                       measure_width(&m, FACE_CODE, 9,
                                     "\xe2\x88\x92"
                                     "08"),
                       1e-5);
}

/* Pixels across of what is seen of a sign. */
static int ink(struct fonts *fonts, enum face face, const char *text)
{
    struct text_picture p = fonts_picture(fonts, face, 24, text, strlen(text), false);
    int left = p.surface->w, right = 0;
    for (int y = 0; y < p.surface->h; y++) {
        const Uint32 *row =
            (const Uint32 *)((const char *)p.surface->pixels + y * p.surface->pitch);
        for (int x = 0; x < p.surface->w; x++) {
            bool seen = row[x] >> 24 > 128;
            left = seen && x < left ? x : left;
            right = seen && x >= right ? x + 1 : right;
        }
    }
    return right - left;
}

static void a_minus_is_longer_than_a_hyphen_in_every_face(void **state)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        int minus = ink(*state, (enum face)face, "−"), hyphen = ink(*state, (enum face)face, "-");
        if (minus * 10 < hyphen * 12) {
            fail_msg("face %d: a minus of %d pixels, a hyphen of %d", face, minus, hyphen);
        }
    }
}

/* More texts than the cache holds, twice over: what is drawn stays right. */
static void a_full_cache_still_measures_right(void **state)
{
    struct measure m = fonts_measure(*state);
    float before = measure_width(&m, FACE_PROSE, 12, "7");
    for (int i = 0; i < 10000; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", i);
        measure_width(&m, FACE_PROSE, 12, text);
    }
    assert_float_equal(measure_width(&m, FACE_PROSE, 12, "7"), before, 1e-6);
}

static void a_folder_without_fonts_is_named(void **state)
{
    struct platform_error error = {""};
    (void)state;
    assert_null(fonts_new("no/such/folder", 1, &error));
    assert_non_null(strstr(error.text, "no/such/folder/Inter-Regular.otf"));
}

/* ---- signs ---- */

/* The code point that text begins with; *bytes is how many it takes. */
static uint32_t code_point(const char *text, int *bytes)
{
    unsigned char c = (unsigned char)text[0];
    *bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    uint32_t point = *bytes == 1 ? c : c & (0x3fu >> (*bytes - 1));
    for (int i = 1; i < *bytes && text[i]; i++) {
        point = point << 6 | ((unsigned char)text[i] & 0x3f);
    }
    return point;
}

static struct faces *opened(void)
{
    struct platform_error error = {""};
    struct faces *faces = calloc(1, sizeof *faces);
    if (!faces || !faces_init(faces, NULL, &error)) {
        fail_msg("%s", error.text);
    }
    return faces;
}

static void closed(struct faces *faces)
{
    faces_clear(faces);
    free(faces);
}

static bool has_glyph(struct faces *faces, enum face face, uint32_t code_point)
{
    TTF_Font *font = faces_at(faces, face, 12 * FACE_STEPS);
    return font && TTF_GlyphIsProvided32(font, code_point);
}

/* How many different signs of text the face lacks; each is printed. */
static int lacking(struct faces *faces, enum face face, const char *where, const char *text)
{
    int count = 0, bytes;
    for (const char *at = text; *at; at += bytes) {
        uint32_t point = code_point(at, &bytes);
        if (point >= ' ' && !has_glyph(faces, face, point)) {
            print_error("%s: face %d has no U+%04X '%.*s'\n", where, face, point, bytes, at);
            count++;
        }
    }
    return count;
}

static void every_sign_of_the_course_has_a_glyph(void **state)
{
    struct faces *faces = opened();
    (void)state;
    const char *prose = "√Σ×·→←↑↓∞−≤≥≈÷²₀₁₂…‘’“”–—›•";
    const char *code = "√Σ×·→←↑↓∞−≤≥≈÷²₀₁₂…‘’“”–—@*";
    int missing = lacking(faces, FACE_PROSE, "signs", prose) +
                  lacking(faces, FACE_PROSE_BOLD, "signs", prose) +
                  lacking(faces, FACE_CODE, "signs", code) +
                  lacking(faces, FACE_CODE_BOLD, "signs", code);
    closed(faces);
    assert_int_equal(missing, 0);
}

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n >= m && strcmp(name + n - m, end) == 0;
}

static void every_file_can_be_set_in_its_faces(void **state)
{
    struct faces *faces = opened();
    (void)state;
    int missing = 0, files = 0;
    for (int i = 0; i < lesson_builtin_count(); i++) {
        const struct lesson_file *file = lesson_builtin_at(i);
        bool prose = ends_in(file->name, ".md"), code = ends_in(file->name, ".py");
        if (prose || code) {
            enum face plain_face = prose ? FACE_PROSE : FACE_CODE;
            enum face bold_face = prose ? FACE_PROSE_BOLD : FACE_CODE_BOLD;
            missing += lacking(faces, plain_face, file->name, file->data);
            missing += lacking(faces, bold_face, file->name, file->data);
            files++;
        }
    }
    assert_true(files > 0);
    closed(faces);
    assert_int_equal(missing, 0);
}

#define measuring(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        measuring(widths_are_not_rounded_and_grow_with_the_size),
        measuring(prose_is_kerned),
        measuring(figures_have_one_width),
        measuring(a_minus_is_longer_than_a_hyphen_in_every_face),
        measuring(a_full_cache_still_measures_right),
        cmocka_unit_test(a_folder_without_fonts_is_named),
        cmocka_unit_test(every_sign_of_the_course_has_a_glyph),
        cmocka_unit_test(every_file_can_be_set_in_its_faces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
