/* The answer as one object on one line. Strings are UTF-8; a byte that is not is written as U+FFFD. */
#include "app/commands/explain.h"

#include "app/scene/utf8.h"

#include <stdio.h>
#include <string.h>

static void print_string(const char *text)
{
    putchar('"');
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        size_t bytes = utf8_bytes(at, (size_t)(end - at));
        if (*at == '"' || *at == '\\') {
            printf("\\%c", *at);
        } else if (*at == '\n') {
            printf("\\n");
        } else if (bytes == 1 && utf8_control(at)) {
            printf("\\u%04x", (unsigned)*at);
        } else if (bytes == 0) {
            printf("\\ufffd");
        } else {
            fwrite(at, 1, bytes, stdout);
        }
        at += bytes > 0 ? bytes : 1;
    }
    putchar('"');
}

static void print_field(const char *name, const char *text, bool first)
{
    printf("%s\"%s\": ", first ? "{" : ", ", name);
    print_string(text);
}

static void begin_list(const char *name)
{
    printf(", \"%s\": [", name);
}

/* "verdict (because)" */
static void print_cause(const struct clinic_cause *cause, bool first)
{
    char line[2 * CLINIC_LINE_MAX + 4];
    snprintf(line, sizeof line, "%s%s%s", cause->verdict, cause->because[0] ? " " : "",
             cause->because);
    printf("%s", first ? "" : ", ");
    print_string(line);
}

void explain_json(const struct clinic_answer *a)
{
    print_field("class", clinic_class_name(a->class), true);
    print_field("confidence", clinic_confidence_name(a->confidence), false);
    print_field("verdict", a->verdict, false);
    begin_list("sure");
    for (int i = 0; i < a->sure_count; i++) {
        printf("%s", i > 0 ? ", " : "");
        print_string(a->sure[i]);
    }
    printf("]");
    begin_list("likely");
    for (int i = 0; i < a->cause_count && a->confidence != CLINIC_SURE; i++) {
        print_cause(&a->causes[i], i == 0);
    }
    printf("]");
    begin_list("not_it");
    if (a->not_it[0]) {
        print_string(a->not_it);
    }
    printf("]");
    print_field("run", a->run, false);
    print_field("mend", a->mend, false);
    begin_list("picture");
    for (int i = 0; i < a->picture_lines; i++) {
        printf("%s", i > 0 ? ", " : "");
        print_string(a->picture[i]);
    }
    printf("]");
    print_field("message", a->message, false);
    printf("}\n");
}

void explain_json_error(const char *text)
{
    print_field("error", text, true);
    printf("}\n");
}
