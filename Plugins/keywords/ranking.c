#include "ranking.h"

#include <math.h>
#include <stdlib.h>

#include "phrases.h"

/* How many occurrences more a word or phrase counts that stands in the title and comes again below it. */
#define TITLE_WEIGHT 2
/* Where so many phrases are chosen, none is taken more that comes once and is no name. */
#define ENOUGH 3

/* MARK: Scores */

static double with_title(uint32_t count, bool is_in_title) { return count + (is_in_title && count > 1 ? TITLE_WEIGHT : 0); }

static double word_score(const family_weight *weight) {
  return with_title(weight->count, weight->is_in_title) * sqrt((double)weight->degree / weight->count);
}

static void score_phrases(phrase_tree *tree, const word_runs *runs) {
  for (size_t index = 1; index < tree->count; index++) {
    phrase_node *node = &tree->phrases[index];
    double sum = 0;
    for (size_t at = index; at != 0; at = tree->phrases[at].parent) {
      sum += word_score(&runs->weights[tree->phrases[at].family]);
    }
    /* What comes in a longer phrase is to that one's credit: North to that of North Korea. */
    uint32_t alone = node->count > node->within ? node->count - node->within : 1;
    double early = 1 + 0.3 * (1 - (double)node->shown / (double)runs->count);
    node->score = sum / sqrt(node->length) * (1 + log2(with_title(alone, node->is_in_title))) * early;
  }
}

/* MARK: Choice */

static bool is_doubtful(const phrase_node *node) { return node->count == 1 && (node->length == 1 || !node->is_name); }

/*
 * Several words that come together once may be a phrase or a piece of a sentence. A name is taken for a phrase, and so is a whole
 * run of words that all come elsewhere too; a part of a run is none.
 */
static bool is_candidate(const phrase_tree *tree, const word_runs *runs, const phrase_node *node, uint32_t min_count) {
  if (node->count < min_count) return false;
  if (node->length == 1 || !is_doubtful(node)) return true;
  for (const phrase_node *at = node; at != tree->phrases; at = &tree->phrases[at->parent]) {
    if (runs->weights[at->family].count < 2) return false;
  }
  return node->is_run;
}

typedef struct {
  double score;
  uint32_t shown, length, phrase;
} candidate;

/* The best first; equal ones in the order of the text, so that the answer is always the same. */
static int by_score(const void *left, const void *right) {
  const candidate *a = left, *b = right;
  if (a->score != b->score) return a->score > b->score ? -1 : 1;
  if (a->shown != b->shown) return a->shown < b->shown ? -1 : 1;
  return a->length > b->length ? -1 : a->length < b->length;
}

static candidate *sorted_candidates(
    const phrase_tree *tree, const word_runs *runs, uint32_t min_count, size_t *count) {
  candidate *candidates = malloc(tree->count * sizeof *candidates);
  if (candidates == NULL) return NULL;
  *count = 0;
  for (size_t index = 1; index < tree->count; index++) {
    const phrase_node *node = &tree->phrases[index];
    if (!is_candidate(tree, runs, node, min_count)) continue;
    candidates[(*count)++] = (candidate){node->score, node->shown, node->length, (uint32_t)index};
  }
  qsort(candidates, *count, sizeof *candidates, by_score);
  return candidates;
}

/*
 * Whether the phrase says little beside those chosen before: it is a part of one and hardly stands alone, or has one as a part
 * and is rare beside it.
 */
static bool says_little(const phrase_tree *tree, uint32_t number) {
  const phrase_node *node = &tree->phrases[number];
  if (node->count <= 2 * node->covered) return true;
  uint32_t parts[MAX_PARTS];
  for (size_t left = parts_of(tree, number, parts); left-- > 0;) {
    const phrase_node *part = &tree->phrases[parts[left]];
    if (part->chosen != 0 && node->count * 2 <= part->count) return true;
  }
  return false;
}

static void choose(phrase_tree *tree, uint32_t number, size_t rank) {
  phrase_node *node = &tree->phrases[number];
  node->chosen = (uint32_t)rank + 1;
  uint32_t parts[MAX_PARTS];
  for (size_t left = parts_of(tree, number, parts); left-- > 0;) {
    phrase_node *part = &tree->phrases[parts[left]];
    if (part->covered < node->count) part->covered = node->count;
  }
}

static bool choose_phrases(phrase_tree *tree, const word_runs *runs, ranking_options options, ranking *answer) {
  size_t count = 0;
  candidate *candidates = sorted_candidates(tree, runs, options.min_count, &count);
  answer->phrases = malloc(((size_t)options.count + 1) * sizeof *answer->phrases);
  if (candidates == NULL || answer->phrases == NULL) {
    free(candidates);
    return false;
  }
  for (size_t index = 0; index < count && answer->count < options.count; index++) {
    if (answer->count >= ENOUGH && is_doubtful(&tree->phrases[candidates[index].phrase])) continue;
    if (says_little(tree, candidates[index].phrase)) continue;
    choose(tree, candidates[index].phrase, answer->count);
    const run_word *first = &runs->words[candidates[index].shown], *last = first + candidates[index].length - 1;
    double share = candidates[index].score / candidates[0].score;
    answer->phrases[answer->count++] = (key_phrase){first->start, last->end, (uint32_t)(share * 1000 + 0.5)};
  }
  free(candidates);
  return true;
}

/* Where the chosen phrases stand: from left to right, the longest at each place. */
static bool find_occurrences(const phrase_tree *tree, const word_runs *runs, uint32_t longest, ranking *answer) {
  size_t room = 0;
  for (size_t index = 0; index < runs->count;) {
    const run_word *first = &runs->words[index];
    uint32_t current = 0, found = 0, found_length = 1;
    for (uint32_t length = 1; length <= first->left && length <= longest; length++) {
      current = longer_phrase(tree, current, first[length - 1].family);
      if (tree->phrases[current].chosen == 0) continue;
      found = tree->phrases[current].chosen;
      found_length = length;
    }
    index += found_length;
    if (found == 0) continue;
    if (!make_room((void **)&answer->occurrences, &room, answer->occurrence_count + 1, sizeof(occurrence))) return false;
    answer->occurrences[answer->occurrence_count++] =
        (occurrence){first->start, first[found_length - 1].end, found - 1};
  }
  return true;
}

bool rank_phrases(titled_text text, const stopword_list *stopwords, ranking_options options, ranking *answer) {
  uint32_t longest = options.max_words < MAX_PHRASE ? options.max_words : MAX_PHRASE;
  word_runs runs;
  phrase_tree tree = {0};
  *answer = (ranking){0};
  bool is_good = read_runs(&runs, text, stopwords, longest) && collect_phrases(&tree, &runs, longest);
  if (is_good) {
    score_phrases(&tree, &runs);
    is_good = choose_phrases(&tree, &runs, options, answer) && find_occurrences(&tree, &runs, longest, answer);
  }
  free_runs(&runs);
  free_phrases(&tree);
  if (!is_good) free_ranking(answer);
  return is_good;
}

void free_ranking(ranking *answer) {
  free(answer->phrases);
  free(answer->occurrences);
  *answer = (ranking){0};
}
