/* What is written can be read, and what can be pressed is seen: contrast by WCAG's formula, computed for
 * both themes. */
#include "tests/test.h"

#include "app/scene/scene.h"

#include <math.h>

static float channel(uint32_t byte)
{
    float c = (float)byte / 255.0f;
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

static float luminance(uint32_t rgba)
{
    return 0.2126f * channel(rgba >> 24 & 255) + 0.7152f * channel(rgba >> 16 & 255) +
           0.0722f * channel(rgba >> 8 & 255);
}

static float contrast(enum theme theme, enum colour one, enum colour other)
{
    float a = luminance(theme_rgba(theme, one)), b = luminance(theme_rgba(theme, other));
    return (fmaxf(a, b) + 0.05f) / (fminf(a, b) + 0.05f);
}

static void assert_contrast(enum colour one, enum colour other, float least)
{
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        float found = contrast((enum theme)theme, one, other);
        if (found < least) {
            fail_msg("colours %d and %d of theme %d: %.2f, less than %.1f", one, other, theme,
                     (double)found, (double)least);
        }
    }
}

static void whatever_is_written_can_be_read_on_ground_and_panel(void **state)
{
    static const enum colour inks[] = {COLOUR_INK,   COLOUR_MUTED, COLOUR_ACCENT,
                                       COLOUR_ERROR, COLOUR_BATCH, COLOUR_TOKEN,
                                       COLOUR_EMBED, COLOUR_HEAD,  COLOUR_HEAD_DIM};
    (void)state;
    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
        assert_contrast(inks[i], COLOUR_GROUND, 4.5f);
        assert_contrast(inks[i], COLOUR_PANEL, 4.5f);
    }
}

static void muted_text_has_another_ink_on_a_tinted_ground(void **state)
{
    static const enum colour grounds[] = {COLOUR_SOFT, COLOUR_ACCENT_SOFT};
    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_contrast(COLOUR_MUTED_TINTED, grounds[i], 4.5f);
        assert_contrast(COLOUR_INK, grounds[i], 7);
        assert_contrast(COLOUR_ACCENT, grounds[i], 4.5f);
    }
}

static void a_primary_button_s_words_can_be_read_in_each_of_its_states(void **state)
{
    static const enum colour grounds[] = {COLOUR_ACCENT, COLOUR_ACCENT_HOVER, COLOUR_ACCENT_DOWN};
    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_contrast(COLOUR_ON_ACCENT, grounds[i], 4.5f);
    }
}

static void what_can_be_pressed_has_an_edge_that_is_seen(void **state)
{
    (void)state;
    assert_contrast(COLOUR_EDGE, COLOUR_GROUND, 3);
    assert_contrast(COLOUR_EDGE, COLOUR_PANEL, 3);
    assert_contrast(COLOUR_ACCENT, COLOUR_PANEL, 3);
}

static void a_head_s_number_can_be_read_in_its_hue_and_on_its_block(void **state)
{
    (void)state;
    for (int h = 0; h < THEME_HUES; h++) {
        enum colour fill = theme_head_colour(COLOUR_HEAD_FILL, h, THEME_HUES);
        assert_contrast(theme_head_colour(COLOUR_HEAD_INK, h, THEME_HUES), COLOUR_GROUND, 4.5f);
        assert_contrast(COLOUR_INK, fill, 4.5f);
    }
}

static void as_many_heads_as_hues_have_a_hue_each_and_more_share_them(void **state)
{
    (void)state;
    for (int h = 0; h < THEME_HUES; h++) {
        assert_int_equal(theme_head_colour(COLOUR_HEAD_HUE, h, THEME_HUES), COLOUR_HEAD_HUE + h);
        assert_int_equal(theme_head_colour(COLOUR_HEAD_HUE, 2 * h + 1, 2 * THEME_HUES),
                         COLOUR_HEAD_HUE + h);
    }
    assert_int_equal(theme_head_colour(COLOUR_HEAD_INK, 1, 2), COLOUR_HEAD_INK + 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_written_can_be_read_on_ground_and_panel),
        cmocka_unit_test(muted_text_has_another_ink_on_a_tinted_ground),
        cmocka_unit_test(a_primary_button_s_words_can_be_read_in_each_of_its_states),
        cmocka_unit_test(what_can_be_pressed_has_an_edge_that_is_seen),
        cmocka_unit_test(a_head_s_number_can_be_read_in_its_hue_and_on_its_block),
        cmocka_unit_test(as_many_heads_as_hues_have_a_hue_each_and_more_share_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
