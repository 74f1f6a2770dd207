/* Finding a place of the course by the words of a person, and what they change there. */
#ifndef APP_COMMANDS_PLACE_H
#define APP_COMMANDS_PLACE_H

#include "app/commands/commands.h"

#include "app/model/link.h"

/* A view: LESSON[/STEP][?KEY=VALUE&...], and the words that override it. */
struct place {
    int lesson, step; /* the first where none is named */
    bool whole;       /* no step is named, nor a key: the lesson as a whole */
    struct link link;
    struct link_notes notes;
    bool has_rows; /* words come twice: which of the rows drawn for x each token has */
    int rows[OWN_WORDS_MAX];
};

/* Lessons compiled in, or from the disk. */
const struct lesson_source *place_source(void);
/* The course, or NULL after saying why not. */
struct course *place_course(const struct options *options);
/* The same for a window: a lesson with a fault is left out. */
struct course *place_course_some(const struct options *options);
/* Reads word (NULL: the course's start), and from words[first] on KEY=VALUE in its place. What a link
 * says and nobody understands are notes; a wrong lesson, step or later word is an exit code, said. */
int place_read(const struct course *course, const char *word, const struct options *options,
               int first, struct place *place);
/* Whether there is no such lesson, said. A course that cannot be read is somebody else's to say. */
bool place_unknown(const char *word, const struct options *options);
/* Plans the place's layer, with the lesson's written numbers. Where its settings do not go together
 * and no words come that may mend it (last), that is a note, and the step's own are taken. An exit
 * code, said. */
int place_plan(const struct lesson *lesson, struct place *place, bool last,
               struct attn_trace *trace);
/* Plans what the command's words say: settings, or a place as the first of them, whose written numbers
 * the trace is given, and those of its words where its layer knows them. An exit code, said. */
int place_start(const struct options *options, struct attn_trace *trace, struct place *place);
/* Gives x the place's rows, where it has such. An exit code, said. */
int place_repeat(const struct place *place, struct attn_trace *trace);
/* Whether a command's first word is a place: those have no '=' before their '?'. */
bool place_is_first(const struct options *options);
/* Says the notes on stderr, a line each. */
void place_say(const struct link_notes *notes);
/* Says a lesson's fault on stderr: file, line, column, the line with a caret. */
void place_complain(const struct lesson_error *error);

#endif
