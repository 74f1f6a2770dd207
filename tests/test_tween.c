/* Between two scenes: what moves, what fades, where it ends, and that nothing is lost on the way. */
#include "tests/test.h"

#include "app/scene/path.h"
#include "app/scene/tween.h"
#include "tests/dump.h"

struct pair {
    struct scene from, to, out;
};

static int open_pair(void **state)
{
    *state = calloc(1, sizeof(struct pair));
    return *state ? 0 : -1;
}

static int close_pair(void **state)
{
    struct pair *p = *state;
    scene_clear(&p->from);
    scene_clear(&p->to);
    scene_clear(&p->out);
    free(p);
    return 0;
}

/* A head's block with its number, as a picture would draw it. */
static void block(struct scene *s, int head, float x, float y, float wide)
{
    char number[16];
    snprintf(number, sizeof number, "%d", head);
    scene_key(s, "head", head);
    scene_rect(s, (struct rect){x, y, wide, 40}, COLOUR_HEAD_FILL);
    scene_text(s, x + 8, y + 20, FACE_CODE, 12, COLOUR_INK, number);
    scene_key(s, NULL, 0);
}

static const struct item *nth(const struct scene *s, enum item_kind kind, int n)
{
    for (int i = 0; i < s->item_count; i++) {
        if (s->items[i].kind == kind && n-- == 0) {
            return &s->items[i];
        }
    }
    fail_msg("there is no such mark");
    return NULL;
}

static void assert_same(const struct scene *a, const struct scene *b)
{
    static char one[8192], two[8192];
    assert_true(scene_dump(a, one, sizeof one) < sizeof one);
    scene_dump(b, two, sizeof two);
    assert_string_equal(one, two);
}

static void it_begins_in_one_scene_and_ends_in_the_other(void **state)
{
    struct pair *p = *state;
    for (int h = 0; h < 8; h++) {
        block(&p->from, h, (float)h * 50, 10, 32);
        block(&p->to, h, 100 + (float)h * 32, 90, 32);
    }
    scene_clip(&p->to, (struct rect){0, 0, 50, 50});
    scene_text(&p->to, 5, 9, FACE_PROSE, 16, COLOUR_INK, "new");
    scene_target(&p->to, (struct rect){1, 2, 3, 4}, (struct action){.kind = ACTION_BACK});
    tween(&p->out, &p->from, &p->to, 0);
    assert_same(&p->out, &p->from);
    tween(&p->out, &p->from, &p->to, 1);
    assert_same(&p->out, &p->to);
    tween(&p->out, &p->from, &p->to, 7);
    assert_same(&p->out, &p->to);
    assert_int_equal(scene_hit(&p->out, 2, 3, false).kind, ACTION_BACK);
}

static void what_has_one_key_slides_with_all_that_is_on_it(void **state)
{
    struct pair *p = *state;
    block(&p->from, 3, 0, 0, 32);
    block(&p->to, 3, 100, 60, 64);
    float before = -1;
    for (int i = 1; i < 20; i++) {
        tween(&p->out, &p->from, &p->to, (float)i / 20);
        assert_int_equal(p->out.item_count, 2);
        const struct item *box = nth(&p->out, ITEM_RECT, 0), *text = nth(&p->out, ITEM_TEXT, 0);
        assert_true(box->rect.x >= before && box->rect.x <= 100);
        assert_float_equal(box->rect.w, 32 + 32 * box->rect.x / 100, 0.001);
        assert_float_equal(text->rect.x, box->rect.x + 8, 0.001);
        assert_true(box->faded == 0 && text->faded == 0);
        before = box->rect.x;
    }
}

static void later_heads_begin_later_and_all_of_them_arrive(void **state)
{
    struct pair *p = *state;
    for (int h = 0; h < 8; h++) {
        block(&p->from, h, 0, (float)h * 50, 32);
        block(&p->to, h, 100, (float)h * 50, 32);
    }
    tween(&p->out, &p->from, &p->to, 0.4f);
    for (int h = 1; h < 8; h++) {
        assert_true(nth(&p->out, ITEM_RECT, h)->rect.x < nth(&p->out, ITEM_RECT, h - 1)->rect.x);
    }
    tween(&p->out, &p->from, &p->to, 0.999f);
    assert_true(nth(&p->out, ITEM_RECT, 7)->rect.x > 99.9f);
}

static void a_colour_goes_over_into_the_other(void **state)
{
    struct pair *p = *state;
    scene_rect(&p->from, (struct rect){1, 1, 9, 9}, COLOUR_MUTED);
    scene_rect(&p->to, (struct rect){1, 1, 9, 9}, COLOUR_ERROR);
    tween(&p->out, &p->from, &p->to, 0.5f);
    assert_int_equal(p->out.item_count, 2);
    assert_int_equal(p->out.items[0].fill, COLOUR_MUTED);
    assert_int_equal(p->out.items[1].fill, COLOUR_ERROR);
    assert_true(p->out.items[0].faded == 0);
    assert_float_equal(p->out.items[1].faded, 0.5, 0.001);
}

static void what_stays_is_drawn_once_and_whole(void **state)
{
    struct pair *p = *state;
    for (int i = 0; i < 30; i++) {
        struct scene *both[] = {&p->from, &p->to};
        for (int k = 0; k < 2; k++) {
            scene_text(both[k], (float)i, (float)(i * k % 2), FACE_PROSE, 12, COLOUR_INK, "same");
            scene_rect(both[k], (struct rect){(float)i, 7, 3, 3}, COLOUR_LINE);
        }
    }
    tween(&p->out, &p->from, &p->to, 0.45f);
    int whole = 0;
    for (int i = 0; i < p->out.item_count; i++) {
        whole += p->out.items[i].faded == 0;
    }
    assert_int_equal(whole, 45); /* every other text has moved, without a key */
}

/* At no time are the old words and the new ones both to be read. */
static void two_texts_in_one_place_do_not_cross(void **state)
{
    struct pair *p = *state;
    scene_text(&p->from, 5, 9, FACE_PROSE, 16, COLOUR_INK, "what was said");
    scene_text(&p->to, 5, 9, FACE_PROSE, 16, COLOUR_INK, "what is said");
    for (int i = 1; i < 100; i++) {
        tween(&p->out, &p->from, &p->to, (float)i / 100);
        assert_in_range(p->out.item_count, 0, 1);
    }
}

static void a_path_goes_over_point_by_point(void **state)
{
    struct pair *p = *state;
    struct scene *both[] = {&p->from, &p->to};
    for (int k = 0; k < 2; k++) {
        scene_key(both[k], "arc", 0);
        struct path path = path_begin(both[k], 0, 0);
        path_flow(&path, 100, k ? 80 : 40, true);
        path_end(&path, COLOUR_NONE, COLOUR_WEIGHT, k ? 8 : 4, 0, false);
    }
    tween(&p->out, &p->from, &p->to, 0.3f);
    const struct item *path = nth(&p->out, ITEM_PATH, 0);
    struct point end = p->out.points[path->points + path->point_count - 1];
    assert_float_equal(path->width, 6, 0.001);
    assert_float_equal(end.y, 60, 0.001);
    assert_float_equal(end.x, 100, 0.001);
}

static void each_mark_keeps_the_clip_of_its_own_scene(void **state)
{
    struct pair *p = *state;
    scene_clip(&p->from, (struct rect){0, 0, 10, 10});
    scene_rect(&p->from, (struct rect){1, 1, 90, 2}, COLOUR_INK);
    scene_unclip(&p->from);
    scene_rect(&p->to, (struct rect){2, 2, 90, 3}, COLOUR_INK);
    tween(&p->out, &p->from, &p->to, 0.1f);
    assert_int_equal(p->out.item_count, 2);
    assert_int_equal(p->out.items[0].kind, ITEM_CLIP);
    assert_float_equal(p->out.items[0].rect.w, 10, 0);
    tween(&p->out, &p->from, &p->to, 0.9f);
    assert_int_equal(p->out.item_count, 1);
    assert_float_equal(p->out.items[0].rect.h, 3, 0);
}

static void a_key_that_is_new_comes_and_one_that_is_gone_goes(void **state)
{
    struct pair *p = *state;
    block(&p->from, 0, 0, 0, 32);
    block(&p->from, 1, 40, 0, 32);
    block(&p->to, 1, 0, 0, 32);
    block(&p->to, 2, 40, 0, 32);
    tween(&p->out, &p->from, &p->to, 0.2f);
    assert_int_equal(p->out.item_count, 4);
    tween(&p->out, &p->from, &p->to, 0.8f);
    assert_int_equal(p->out.item_count, 4);
    assert_true(nth(&p->out, ITEM_RECT, 1)->faded > 0 && nth(&p->out, ITEM_RECT, 1)->rect.x == 40);
}

static void once_warm_it_keeps_its_memory(void **state)
{
    struct pair *p = *state;
    for (int h = 0; h < 300; h++) {
        block(&p->from, h, (float)h, 10, 32);
        block(&p->to, h + 150, (float)h, 90, 32);
    }
    for (int i = 0; i < 100; i++) {
        tween(&p->out, &p->from, &p->to, (float)i / 100);
    }
    struct scene warm = p->out;
    for (int i = 0; i < 100; i++) {
        tween(&p->out, &p->from, &p->to, (float)i / 100);
        assert_ptr_equal(p->out.items, warm.items);
        assert_ptr_equal(p->out.chars, warm.chars);
        assert_false(p->out.full);
    }
}

static void numbers_of_what_is_left_behind_are_not_asked_for(void **state)
{
    struct pair *p = *state;
    struct heatmap map = {.range = 1};
    scene_heatmap(&p->from, (struct rect){0, 0, 9, 9}, &map);
    tween_leave(&p->from);
    assert_true(p->from.items[0].heatmap.left);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_pair, close_pair)
    const struct CMUnitTest tests[] = {
        TEST(it_begins_in_one_scene_and_ends_in_the_other),
        TEST(what_has_one_key_slides_with_all_that_is_on_it),
        TEST(later_heads_begin_later_and_all_of_them_arrive),
        TEST(a_colour_goes_over_into_the_other),
        TEST(what_stays_is_drawn_once_and_whole),
        TEST(two_texts_in_one_place_do_not_cross),
        TEST(a_path_goes_over_point_by_point),
        TEST(each_mark_keeps_the_clip_of_its_own_scene),
        TEST(a_key_that_is_new_comes_and_one_that_is_gone_goes),
        TEST(once_warm_it_keeps_its_memory),
        TEST(numbers_of_what_is_left_behind_are_not_asked_for),
    };
    return cmocka_run_group_tests_name("tween", tests, NULL, NULL);
}
