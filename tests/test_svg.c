/* A scene as SVG: each item an element, text as text. */
#include "tests/test.h"

#include "app/scene/svg.h"

static char written[4096];

/* What svg_write makes of a scene, whole. */
static const char *svg_of(const struct scene *scene)
{
    FILE *out = tmpfile();
    assert_non_null(out);
    svg_write(out, scene, THEME_LIGHT, 100, 50, "a < b");
    size_t bytes = (size_t)ftell(out);
    rewind(out);
    assert_true(bytes < sizeof written);
    written[fread(written, 1, bytes, out)] = '\0';
    fclose(out);
    return written;
}

static void assert_holds(const char *text, const char *words)
{
    if (!strstr(text, words)) {
        fail_msg("no '%s' in: %s", words, text);
    }
}

static void a_text_stays_a_text_and_its_signs_are_entities(void **state)
{
    (void)state;
    struct scene scene;
    scene_init(&scene);
    scene_text(&scene, 3, 14, FACE_CODE, 12, COLOUR_INK, "\"a\" < b & \xff");
    const char *svg = svg_of(&scene);
    assert_holds(svg, "<title>a &lt; b</title>");
    assert_holds(svg, "<text x=\"3\" y=\"14\" font-family=\"JetBrains Mono, monospace\"");
    assert_holds(svg, ">&quot;a&quot; &lt; b &amp; ?</text>");
    scene_clear(&scene);
}

static void a_stroke_is_drawn_inside_its_box(void **state)
{
    (void)state;
    struct scene scene;
    scene_init(&scene);
    scene_box(&scene, (struct rect){10, 20, 30, 40}, 5, COLOUR_NONE, COLOUR_ERROR, 2);
    assert_holds(svg_of(&scene), "<rect x=\"11\" y=\"21\" width=\"28\" height=\"38\" rx=\"5\" "
                                 "fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2\"/>");
    scene_clear(&scene);
}

static void what_is_clipped_stands_in_a_group_that_ends(void **state)
{
    (void)state;
    struct scene scene;
    scene_init(&scene);
    scene_clip(&scene, (struct rect){0, 0, 10, 10});
    scene_rect(&scene, (struct rect){0, 0, 20, 20}, COLOUR_INK);
    const char *svg = svg_of(&scene);
    assert_holds(svg, "<g clip-path=\"url(#clip0)\">");
    assert_holds(svg, "</g>\n</svg>");
    scene_clear(&scene);
}

static void a_cell_has_the_colour_of_the_map(void **state)
{
    (void)state;
    static const float numbers[] = {0, 1};
    struct heatmap map = {
        .tensor = {.shape = {.rank = 2, .size = {1, 2}}, .stride = {2, 1}, .data = numbers},
        .map = HEATMAP_WEIGHTS,
        .range = 1};
    struct scene scene;
    scene_init(&scene);
    scene_heatmap(&scene, (struct rect){0, 0, 20, 10}, &map);
    const char *svg = svg_of(&scene);
    assert_holds(svg, "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#f5f7f4\"/>");
    assert_holds(svg, "fill=\"#063b3a\"/>");
    scene_clear(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_stays_a_text_and_its_signs_are_entities),
        cmocka_unit_test(a_stroke_is_drawn_inside_its_box),
        cmocka_unit_test(what_is_clipped_stands_in_a_group_that_ends),
        cmocka_unit_test(a_cell_has_the_colour_of_the_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
