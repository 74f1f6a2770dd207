/* A build tool: writes the C file that holds fonts, lessons and listings, so that one program file
 * is the whole program. Usage: embed FOLDER/FILE... > builtin.c; a file's name is its last folder
 * and itself, as in "fonts/Inter-Regular.otf". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { A_LINE = 64 };

/* "course/01-one-number.md" of "lessons/course/01-one-number.md" */
static const char *short_name(const char *path)
{
    const char *name = path;
    int slashes = 0;
    for (const char *c = path + strlen(path); c > path && slashes < 2; c--) {
        slashes += *c == '/';
        name = slashes < 2 ? c : c + 1;
    }
    return slashes < 2 ? path : name;
}

/* The file as string literals: compilers read those far faster than lists of numbers. */
static long write_bytes(const char *path, int index)
{
    FILE *file = fopen(path, "rb");
    long count = 0;
    if (!file) {
        perror(path);
        exit(1);
    }
    printf("static const char file_%d[] =", index);
    for (int c = getc(file); c != EOF; c = getc(file), count++) {
        if (count % A_LINE == 0) {
            printf("%s\n    \"", count ? "\"" : "");
        }
        printf("\\%03o", (unsigned)c);
    }
    printf("%s;\n", count ? "\"" : " \"\"");
    fclose(file);
    return count;
}

int main(int argc, char **argv)
{
    printf("#include \"lessons/lesson.h\"\n\n#include <string.h>\n\n");
    for (int i = 1; i < argc; i++) {
        write_bytes(argv[i], i);
    }
    printf("\nstatic const struct lesson_file files[] = {\n");
    for (int i = 1; i < argc; i++) {
        printf("    {\"%s\", file_%d, sizeof file_%d - 1},\n", short_name(argv[i]), i, i);
    }
    printf("};\n\n"
           "int lesson_builtin_count(void)\n{\n    return %d;\n}\n\n"
           "const struct lesson_file *lesson_builtin_at(int index)\n"
           "{\n    return &files[index];\n}\n\n"
           "const struct lesson_file *lesson_builtin(const char *name)\n{\n"
           "    for (int i = 0; i < %d; i++) {\n"
           "        if (strcmp(files[i].name, name) == 0) {\n            return &files[i];\n"
           "        }\n    }\n    return NULL;\n}\n",
           argc - 1, argc - 1);
    return 0;
}
