/* The words of a text as they are ranked: in runs without stop words, numbers and punctuation between them. */
#ifndef RUNS_H
#define RUNS_H

#include "stopwords.h"
#include "words.h"

typedef struct {
  uint32_t start, end; /* bytes of the text, without an elided article before the word or a possessive behind it */
  uint32_t family;     /* words that are the same but for case and ending */
  uint32_t left;       /* how many words of the run are left, with this one; 0 for a word that belongs to none */
  bool starts_capital, is_in_title;
} run_word;

/* What is known of all words of a family. */
typedef struct {
  uint32_t count;
  uint32_t degree; /* the sum of the lengths of their runs */
  bool is_in_title;
} family_weight;

typedef struct {
  run_word *words;
  size_t count, room;
  family_weight *weights;
  string_set families;
} word_runs;

/* Bytes of UTF-8, and where the title lies in them. */
typedef struct {
  const uint8_t *bytes;
  size_t count;
  uint32_t title_start, title_end;
} titled_text;

/* Reads the runs of a text; runs count as longest at most. free_runs frees them. False where there is no memory. */
bool read_runs(word_runs *runs, titled_text text, const stopword_list *stopwords, uint32_t longest);

/* Whether a run starts with the word; index must be that of a word of a run. */
bool starts_run(const word_runs *runs, size_t index);

void free_runs(word_runs *runs);

#endif
