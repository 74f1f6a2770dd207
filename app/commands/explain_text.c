/* The answer in plain text. The verdict comes first whatever its word, so that the first line is right
 * if read alone; what comes after it gives way where twelve lines are not enough. */
#include "app/commands/explain.h"

#include "app/commands/say.h"

#include <string.h>

enum { WIDTH = 79, LABEL = 8, LINES_MOST = 12, PARTS_MAX = 16, MEND_LINES = 3 };

/* A labelled part of the answer; those of a higher rank go first when there is no room. */
struct part {
    const char *label, *text;
    int rank, lines;
};

struct page {
    struct part parts[PARTS_MAX];
    int count, lines;
};

static int columns(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; i++) {
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return count;
}

/* Prints text from column LABEL on, wrapped at spaces, or only counts its lines. Ends each. */
static int wrap(const char *text, int column, bool print)
{
    int lines = 1;
    for (bool first = true; *text; first = false) {
        size_t bytes = strcspn(text, " \n");
        int width = columns(text, bytes);
        bool line = !first && (text[-1] == '\n' || column + 1 + width > WIDTH);
        if (line) {
            lines++;
            column = LABEL;
            if (print) {
                printf("\n%*s", LABEL, "");
            }
        } else if (!first) {
            column += 1;
            if (print) {
                putchar(' ');
            }
        }
        if (print) {
            say_text(stdout, text, bytes);
        }
        column += width;
        text += bytes + (text[bytes] != '\0');
    }
    if (print) {
        putchar('\n');
    }
    return lines;
}

static void add(struct page *page, const char *label, const char *text, int rank)
{
    int column = columns(label, strlen(label)) < LABEL ? LABEL : columns(label, strlen(label)) + 1;
    if (text[0] && page->count < PARTS_MAX) {
        struct part part = {label, text, rank, wrap(text, column, false)};
        page->parts[page->count++] = part;
        page->lines += part.lines;
    }
}

/* Takes out the parts that matter least until the rest fits. */
static void fit(struct page *page, int most)
{
    while (page->lines > most) {
        int worst = 0;
        for (int i = 1; i < page->count; i++) {
            worst = page->parts[i].rank >= page->parts[worst].rank ? i : worst;
        }
        if (page->parts[worst].rank == 0) {
            return;
        }
        page->lines -= page->parts[worst].lines;
        page->count--;
        memmove(&page->parts[worst], &page->parts[worst + 1],
                (size_t)(page->count - worst) * sizeof *page->parts);
    }
}

static void print(const struct page *page)
{
    for (int i = 0; i < page->count; i++) {
        const struct part *part = &page->parts[i];
        int column = columns(part->label, strlen(part->label));
        printf("%s%*s", part->label, column < LABEL ? LABEL - column : 1, "");
        wrap(part->text, column < LABEL ? LABEL : column + 1, true);
    }
}

/* "Sure", "Likely", "Cannot tell" */
static const char *word(enum clinic_confidence confidence)
{
    static const char *const words[] = {"Cannot tell", "Likely", "Sure"};
    return words[confidence];
}

static void add_causes(struct page *page, const struct clinic_answer *a)
{
    bool cannot = a->confidence == CLINIC_CANNOT_TELL;
    if (a->cause_count > 0 && !cannot) {
        add(page, a->confidence == CLINIC_SURE ? "How" : "Likely", a->causes[0].because, 3);
    }
    for (int i = cannot ? 0 : 1; i < a->cause_count; i++) {
        add(page, cannot && i == 0 ? "Likely" : "Or", a->causes[i].verdict, 1 + i);
    }
}

/* A mend of one line keeps its comment only where both fit. */
static void shorten(const char *mend, char *out, size_t bytes)
{
    const char *comment = strstr(mend, "  # ");
    bool fits = columns(mend, strlen(mend)) <= WIDTH - LABEL || strchr(mend, '\n');
    snprintf(out, bytes, "%.*s", (int)(comment && !fits ? (size_t)(comment - mend) : strlen(mend)),
             mend);
}

void explain_text(const struct clinic_answer *a)
{
    struct page page = {.count = 0};
    char mend[CLINIC_MEND_MAX];
    shorten(a->mend, mend, sizeof mend);
    add(&page, word(a->confidence), a->verdict, 0);
    for (int i = 0; i < a->sure_count; i++) {
        add(&page, "Sure", a->sure[i], 2 + 3 * i);
    }
    add_causes(&page, a);
    add(&page, "Not it", a->not_it, 6);
    add(&page, "Careful", a->careful, 5);
    add(&page, "Tell me", a->tell_me, 5);
    add(&page, "Run", a->run, 0);
    add(&page, "Mend", mend, 0);
    add(&page, "Early", a->early, 7);
    fit(&page, LINES_MOST - a->picture_lines);
    print(&page);
    for (int i = 0; i < a->picture_lines; i++) {
        printf("%*s", LABEL, "");
        say_text(stdout, a->picture[i], strlen(a->picture[i]));
        putchar('\n');
    }
}
