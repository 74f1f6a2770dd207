/* Pieces of a line of Python: brackets, strings, where an operand begins. */
#ifndef LESSONS_CLINIC_CODE_TEXT_H
#define LESSONS_CLINIC_CODE_TEXT_H

#include "lessons/clinic/code.h"

bool code_is_word(char c);
bool code_is_open(char c);
bool code_is_close(char c);
/* Empty where to is not past from. */
struct code_span code_span_of(const char *from, const char *to);
bool code_begins(struct code_span s, const char *word);
/* Past the string that begins at `at`. */
const char *code_past_string(const char *at, const char *end);
/* The bracket that closes the one at `at`, or end. */
const char *code_closing(const char *at, const char *end);
/* Where the expression that ends before `at` begins: names, dots, calls, indices. */
const char *code_operand_start(const char *start, const char *at);

/* The innermost, leftmost call of one of the wanted operations. */
bool code_find_call(struct code_line *code, unsigned wanted);
/* The first operator of one kind that is not within an index or a string. */
bool code_find_operator(struct code_line *code, enum code_op op);

#endif
