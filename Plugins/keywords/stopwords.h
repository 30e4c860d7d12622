/*
 * Lists of stop words: files of UTF-8 text named after a language (en.txt), words between spaces and lines. What follows # in a
 * line is a comment. A word that starts with - is an ending that inflected words lose before they are compared.
 */
#ifndef STOPWORDS_H
#define STOPWORDS_H

#include "string_set.h"

#define MAX_LANGUAGE 35

typedef struct {
  char language[MAX_LANGUAGE + 1]; /* empty: for all languages */
  string_set words;                /* in small */
  string_set endings;              /* in small */
  size_t longest_ending;           /* in bytes */
} stopword_list;

typedef struct {
  stopword_list *lists;
  size_t count, room;
} stopword_lists;

/* Reads a file, or all .txt files of a folder. On failure false, and the reason in error. */
bool read_stopwords(stopword_lists *lists, const char *path, char *error, size_t error_size);

/* The list for a language such as en or pt-BR, NULL where there is none. */
const stopword_list *stopwords_for(const stopword_lists *lists, const uint8_t *language, size_t count);

/* How many bytes of a word in small are left without its ending: at least three letters. */
size_t stem_count(const stopword_list *list, const uint8_t *bytes, size_t count);

void free_stopwords(stopword_lists *lists);

#endif
