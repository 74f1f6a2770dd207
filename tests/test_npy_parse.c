/* .npy headers as NumPy writes and accepts them, and those that it does not: never misread. */
#include "tests/test.h"

#include "app/commands/npy.h"

#include <math.h>

enum { FILE_MOST = 8192 };

struct file {
    char data[FILE_MOST];
    size_t bytes;
};

/* A file of that version and header, and the numbers' bytes behind it. */
static struct file file_of(int version, const char *header, size_t header_bytes,
                           const void *numbers, size_t bytes)
{
    struct file f = {.data = "\x93NUMPY"};
    size_t start = version == 1 ? 10 : 12;
    f.data[6] = (char)version;
    for (size_t i = 0; i < start - 8; i++) {
        f.data[8 + i] = (char)(header_bytes >> 8 * i);
    }
    memcpy(f.data + start, header, header_bytes);
    memcpy(f.data + start + header_bytes, numbers, bytes);
    f.bytes = start + header_bytes + bytes;
    return f;
}

/* Parses a copy that ends where the file does, so that the sanitizers see a byte too far. */
static bool parse(const struct file *f, struct npy *npy, char *reason)
{
    char *exact = malloc(f->bytes);
    memcpy(exact, f->data, f->bytes);
    bool read = npy_parse(exact, f->bytes, npy, reason);
    free(exact);
    return read;
}

static struct npy accepted(int version, const char *header, const void *numbers, size_t bytes)
{
    struct npy npy;
    char reason[NPY_REASON] = "";
    struct file f = file_of(version, header, strlen(header), numbers, bytes);
    if (!parse(&f, &npy, reason)) {
        fail_msg("%s: refused: %s", header, reason);
    }
    return npy;
}

static void refused(const char *header, size_t header_bytes, size_t bytes, const char *why)
{
    static const char zeros[1024];
    struct npy npy;
    char reason[NPY_REASON] = "";
    struct file f = file_of(1, header, header_bytes, zeros, bytes);
    if (parse(&f, &npy, reason)) {
        free(npy.values);
        fail_msg("%s: accepted", header);
    }
    if (!strstr(reason, why)) {
        fail_msg("%s: '%s' is not in '%s'", header, why, reason);
    }
}

static void a_header_may_be_written_in_any_way_that_python_reads(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }          \n",
        "{\"shape\": (1, 2), \"fortran_order\": False, \"descr\": \"<f4\"}",
        "{'shape':(1,2),'descr':'<f4','fortran_order':False}",
        " { 'shape' : ( 1 , 2 , ) , 'fortran_order' :\tFalse ,\n 'descr' : '<f4' , } \n\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 2L), }",
        "{'descr': '<f8', 'shape': (), 'shape': (1, 2), 'fortran_order': False, 'descr': '<f4'}",
    };
    const float numbers[2] = {1.5f, -2};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        for (int version = 1; version <= 3; version++) {
            struct npy npy = accepted(version, headers[i], numbers, sizeof numbers);
            assert_int_equal(npy.shape.rank, 2);
            assert_int_equal(npy.shape.size[1], 2);
            assert_memory_equal(npy.values, numbers, sizeof numbers);
            assert_false(npy.rounded);
            free(npy.values);
        }
    }
}

static void fortran_order_is_honoured_with_and_without_a_blank(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}",
        "{'descr':'|u1','fortran_order':True,'shape':(2,3)}",
    };
    const unsigned char columns[6] = {0, 3, 1, 4, 2, 5};
    const float rows[6] = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < 2; i++) {
        struct npy npy = accepted(1, headers[i], columns, sizeof columns);
        assert_memory_equal(npy.values, rows, sizeof rows);
        free(npy.values);
    }
}

/* The number that these bytes are, of that type. */
static float number(const char *descr, const char *raw, size_t bytes, bool *rounded)
{
    char header[128];
    snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': False, 'shape': ()}", descr);
    struct npy npy = accepted(1, header, raw, bytes);
    assert_int_equal(npy.shape.rank, 0);
    float value = npy.values[0];
    *rounded = npy.rounded;
    free(npy.values);
    return value;
}

static void every_type_is_read_in_both_byte_orders(void **state)
{
    (void)state;
    static const struct {
        const char *descr, *raw;
        size_t bytes;
        float value;
        bool rounded;
    } rows[] = {
        {"<f4", "\0\0\xc0\x3f", 4, 1.5f, false},
        {">f4", "\x3f\xc0\0\0", 4, 1.5f, false},
        {"=f4", "\0\0\xc0\x3f", 4, 1.5f, false},
        {"f4", "\0\0\xc0\x3f", 4, 1.5f, false},
        {"<f8", "\0\0\0\0\0\0\xf8\x3f", 8, 1.5f, false},
        {">f8", "\x3f\xf8\0\0\0\0\0\0", 8, 1.5f, false},
        {"<f8", "\x01\0\0\0\0\0\xf0\x3f", 8, 1, true}, /* 1 and a little */
        {"<f8", "\0\0\0\0\0\0\xf0\x7e", 8, INFINITY, true},
        {"<f2", "\0\x3c", 2, 1, false},
        {">f2", "\xc0\0", 2, -2, false},
        {"<f2", "\x01\0", 2, 0x1p-24f, false},
        {"<f2", "\0\xfc", 2, -INFINITY, false},
        {"|b1", "\x01", 1, 1, false},
        {"?", "\x02", 1, 1, false},
        {"|i1", "\xff", 1, -1, false},
        {"|u1", "\xff", 1, 255, false},
        {"<i2", "\xfe\xff", 2, -2, false},
        {">u2", "\x01\x02", 2, 258, false},
        {"<i4", "\0\0\0\x80", 4, -2147483648.0f, false},
        {"<u4", "\xff\xff\xff\xff", 4, 4294967296.0f, true},
        {">i8", "\xff\xff\xff\xff\xff\xff\xff\xff", 8, -1, false},
        {"<u8", "\x01\0\0\0\0\0\0\0", 8, 1, false},
        {"<i8", "\x01\0\0\0\x01\0\0\0", 8, 4294967296.0f, true}, /* not 1: not cut to 32 bits */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool rounded;
        float value = number(rows[i].descr, rows[i].raw, rows[i].bytes, &rounded);
        if (value != rows[i].value || rounded != rows[i].rounded) {
            fail_msg("row %d, %s: %g, should be %g", (int)i, rows[i].descr, (double)value,
                     (double)rows[i].value);
        }
    }
    bool rounded;
    assert_true(isnan(number("<f2", "\x01\x7c", 2, &rounded)));
}

static void tensors_of_no_cells_and_with_bytes_behind_them_are_read(void **state)
{
    (void)state;
    struct npy npy =
        accepted(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (65536, 0, 65536)}", "", 0);
    assert_int_equal(attn_shape_count(&npy.shape), 0);
    assert_non_null(npy.values);
    free(npy.values);
    npy = accepted(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", "\5abc", 4);
    assert_true(npy.values[0] == 5);
    free(npy.values);
}

static void hostile_headers_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        const char *why;
    } rows[] = {
        {"", "broken"},
        {"{}", "broken"},
        {"{'descr': '<f4', 'fortran_order': False}", "broken"},
        {"{'descr': '<f4', 'shape': (1, 1)}", "broken"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)", "broken"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} x", "broken"},
        {"{'descr': '<f4' 'fortran_order': False, 'shape': (1, 1)}", "broken"},
        {"{'descr': '<f4', 'fortran_order': Falsehood, 'shape': (1, 1)}", "broken"},
        {"{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1)}", "broken"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'more': 1}", "key"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (1)}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': [1, 1]}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 1)}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1)}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (65537, 0)}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (18446744073709551617, 1)}", "axes"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536, 65536, 65536)}", "ends"},
        {"{'descr': '<f4', 'fortran_order': False, 'shape': (17, 17)}", "ends"},
        {"{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '<f44', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '<b4', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '<i3', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '<', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '|O', 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 1)}", "kind"},
        {"{'descr': '<f4", "kind"},
        {"{'descr': '", "kind"},
        {"{'descr", "broken"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        refused(rows[i].header, strlen(rows[i].header), 64, rows[i].why);
    }
}

static void a_type_with_a_nul_is_no_type(void **state)
{
    (void)state;
    static const char header[] = "{'descr': '<i\0', 'fortran_order': False, 'shape': (2, 2), }";
    refused(header, sizeof header - 1, 64, "kind");
}

static void a_header_that_ends_in_a_type_is_read_no_further(void **state)
{
    (void)state;
    static const char type[] = {'\'', 'd', 'e', 's', 'c', 'r', '\'', ':', ' ', '\''};
    char header[4096] = {'{'};
    memset(header + 1, ' ', sizeof header - 1);
    memcpy(header + sizeof header - sizeof type, type, sizeof type);
    refused(header, sizeof header, 0, "kind");
}

static void what_is_cut_anywhere_is_refused(void **state)
{
    (void)state;
    static const char header[] = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }\n";
    const float numbers[2] = {1, 2};
    struct file f = file_of(2, header, sizeof header - 1, numbers, sizeof numbers);
    for (f.bytes--; f.bytes > 0; f.bytes--) {
        struct npy npy;
        char reason[NPY_REASON];
        assert_false(parse(&f, &npy, reason));
    }
}

static void unknown_versions_are_refused(void **state)
{
    (void)state;
    struct npy npy;
    char reason[NPY_REASON];
    for (int version = 0; version < 256; version += 4) {
        struct file f = file_of(version, "{}", 2, "", 0);
        assert_false(parse(&f, &npy, reason));
        assert_non_null(strstr(reason, "version"));
    }
}

/* What npy_write makes of a window, npy_parse reads as its numbers. */
static void what_is_written_is_read(void **state)
{
    (void)state;
    const float data[6] = {0, 1, 2, 3, 4, NAN};
    struct attn_tensor turned = {
        .data = data, .shape = {.rank = 2, .size = {3, 2}}, .stride = {1, 3}};
    char text[512];
    struct npy npy;
    char reason[NPY_REASON] = "";
    FILE *out = fmemopen(text, sizeof text, "wb");
    assert_true(npy_write(out, &turned));
    size_t bytes = (size_t)ftell(out);
    fclose(out);
    assert_int_equal(bytes, 128 + 24);
    assert_true(npy_parse(text, bytes, &npy, reason));
    assert_true(npy.values[1] == 3 && npy.values[2] == 1 && isnan(npy.values[5]));
    free(npy.values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_may_be_written_in_any_way_that_python_reads),
        cmocka_unit_test(fortran_order_is_honoured_with_and_without_a_blank),
        cmocka_unit_test(every_type_is_read_in_both_byte_orders),
        cmocka_unit_test(tensors_of_no_cells_and_with_bytes_behind_them_are_read),
        cmocka_unit_test(hostile_headers_are_refused),
        cmocka_unit_test(a_type_with_a_nul_is_no_type),
        cmocka_unit_test(a_header_that_ends_in_a_type_is_read_no_further),
        cmocka_unit_test(what_is_cut_anywhere_is_refused),
        cmocka_unit_test(unknown_versions_are_refused),
        cmocka_unit_test(what_is_written_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
