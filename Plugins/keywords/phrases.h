/* All phrases that the runs of a text have, at most MAX_PHRASE words long, as a tree: a phrase hangs below its first words. */
#ifndef PHRASES_H
#define PHRASES_H

#include "runs.h"

#define MAX_PHRASE 6
/* How many shorter phrases the longest phrase has in it. */
#define MAX_PARTS (MAX_PHRASE * (MAX_PHRASE + 1) / 2 - 1)

typedef struct {
  uint32_t parent; /* the phrase without its last word */
  uint32_t family; /* of its last word */
  uint32_t length; /* in words */
  uint32_t count;
  uint32_t within;  /* how often the longer phrase comes that has it as a part, the most frequent of those that come again */
  uint32_t covered; /* the same, for those that were chosen */
  uint32_t shown;   /* index of the word where it stands as it is shown */
  uint32_t chosen;  /* 1 + index among the key phrases, or 0 */
  bool is_run;      /* it is all of a run somewhere */
  bool is_name;     /* it is all that has capitals in a run somewhere */
  bool is_in_title;
  double score;
} phrase_node;

typedef struct {
  phrase_node *phrases; /* the first is no phrase, but where all begin */
  size_t count, room;
  uint32_t *slots;
  size_t slot_count;
} phrase_tree;

/* Collects the phrases of at most longest words. False where there is no memory; free_phrases frees them in any case. */
bool collect_phrases(phrase_tree *tree, const word_runs *runs, uint32_t longest);

/* The phrase with one more word than parent, 0 for the first word; 0 where there is none. */
uint32_t longer_phrase(const phrase_tree *tree, uint32_t parent, uint32_t family);

/* Writes all shorter phrases that the phrase has in it; answers how many. */
size_t parts_of(const phrase_tree *tree, uint32_t number, uint32_t parts[MAX_PARTS]);

void free_phrases(phrase_tree *tree);

#endif
