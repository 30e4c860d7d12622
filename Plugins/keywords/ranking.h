/*
 * The key phrases of a text. A phrase is a run of words without stop words, numbers and punctuation between them. A word that is
 * frequent, stands in long phrases or in the title makes its phrases heavy (after RAKE: Rose et al., 2010). A phrase that comes
 * mostly inside a longer one is light.
 */
#ifndef RANKING_H
#define RANKING_H

#include "runs.h"

typedef struct {
  uint32_t max_words; /* of a phrase, at most 6 */
  uint32_t min_count; /* how often it must stand in the text */
  uint32_t count;     /* how many are wanted */
} ranking_options;

typedef struct {
  uint32_t start, end; /* bytes of the text: where the phrase stands first, in small letters if it ever does */
  uint32_t score;      /* in thousandths of the best one's */
} key_phrase;

typedef struct {
  uint32_t start, end;
  uint32_t phrase; /* index of the phrase */
} occurrence;

typedef struct {
  key_phrase *phrases; /* the best first */
  size_t count;
  occurrence *occurrences; /* in the order of the text, not overlapping */
  size_t occurrence_count;
} ranking;

/* Ranks the phrases of text; free_ranking frees the answer. False where there is no memory. */
bool rank_phrases(titled_text text, const stopword_list *stopwords, ranking_options options, ranking *answer);

void free_ranking(ranking *answer);

#endif
