#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How many occurrences more a word or phrase counts that stands in the title and comes again below it. */
#define TITLE_WEIGHT 2

typedef struct {
  uint32_t start, end;
  uint32_t family; /* words that are the same but for case and ending */
  uint32_t run;    /* how many words of the run are left, with this one; 0 for a word that belongs to none */
  bool starts_capital;
} token;

typedef struct {
  uint32_t count, degree;
  bool is_in_title;
} word_weight;

/* A phrase, as a way from its first word to its last: parent is the phrase without the last. */
typedef struct {
  uint32_t parent, family, length;
  uint32_t count;
  uint32_t shown;   /* the token where it stands as it is shown */
  uint32_t chosen;  /* 1 + index among the key phrases, or 0 */
  uint32_t covered; /* how often the most frequent chosen phrase stands that this is a part of */
  bool is_run, is_in_title;
  double score;
} phrase;

typedef struct {
  const uint8_t *text;
  const stopword_list *stopwords;
  uint32_t title_start, title_end, max_words;
  string_set families;
  token *tokens;
  size_t token_count, token_room;
  word_weight *weights;
  phrase *phrases; /* the first is no phrase, but where all begin */
  size_t phrase_count, phrase_room;
  uint32_t *slots;
  size_t slot_count;
} ranker;

/* MARK: Words */

/* Cuts an elided article off the front (l'eau), where the list has it with its apostrophe. */
static void cut_elision(ranker *self, word *found, const uint8_t **small, size_t *count) {
  const uint8_t *mark = memchr(*small, '\'', *count);
  if (mark == NULL) return;
  size_t length = (size_t)(mark - *small) + 1;
  if (length == *count || string_number(&self->stopwords->words, *small, length) == NOT_FOUND) return;
  *small += length;
  *count -= length;
  /* Small letters may take fewer bytes; so the apostrophe is looked for in the text too. */
  uint32_t start = found->start;
  for (; start < found->end; start++) {
    const uint8_t *bytes = self->text + start;
    if (bytes[0] == '\'') break;
    if (bytes[0] == 0xCA && bytes[1] == 0xBC) break;
    if (bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] == 0x99) break;
  }
  found->start = start + (self->text[start] == '\'' ? 1 : self->text[start] == 0xCA ? 2 : 3);
  found->is_behind_break = true;
  word inner;
  word_reader reader = {.text = self->text, .count = found->end, .position = found->start};
  if (next_word(&reader, &inner)) found->starts_capital = inner.starts_capital;
}

static bool add_token(ranker *self, word found, uint8_t *buffer) {
  const uint8_t *small = buffer;
  size_t count = fold_word(self->text + found.start, found.end - found.start, buffer);
  cut_elision(self, &found, &small, &count);
  token next = {.start = found.start, .end = found.end, .starts_capital = found.starts_capital};
  bool is_content = found.has_letter && found.letters > 1 &&
                    string_number(&self->stopwords->words, small, count) == NOT_FOUND;
  if (is_content) {
    next.family = string_added(&self->families, small, stem_count(self->stopwords, small, count));
    if (next.family == NOT_FOUND) return false;
    /* Until all words are read, run says whether the run goes on from the word before. */
    next.run = found.is_behind_break ? 1 : 2;
  }
  if (!make_room((void **)&self->tokens, &self->token_room, self->token_count + 1, sizeof next)) return false;
  self->tokens[self->token_count++] = next;
  return true;
}

static bool read_tokens(ranker *self, size_t count) {
  word_reader reader = {.text = self->text, .count = count};
  uint8_t *buffer = NULL;
  size_t room = 0;
  word found;
  bool is_good = true;
  while (is_good && next_word(&reader, &found)) {
    /* The title is a text of its own, even where only a space stands behind it. */
    if (found.start >= self->title_end && self->token_count > 0 &&
        self->tokens[self->token_count - 1].start < self->title_end) {
      found.is_behind_break = true;
    }
    is_good = make_room((void **)&buffer, &room, found.end - found.start, 1) && add_token(self, found, buffer);
  }
  free(buffer);
  return is_good;
}

static bool is_in_title(const ranker *self, const token *token) {
  return token->start >= self->title_start && token->end <= self->title_end;
}

static bool weigh_words(ranker *self) {
  uint32_t left = 0;
  for (size_t index = self->token_count; index-- > 0;) {
    token *token = &self->tokens[index];
    bool goes_on = token->run == 2;
    if (token->run != 0) token->run = ++left;
    if (!goes_on) left = 0;
  }
  self->weights = calloc((size_t)self->families.count + 1, sizeof *self->weights);
  if (self->weights == NULL) return false;
  uint32_t length = 0;
  for (size_t index = 0; index < self->token_count; index++) {
    token *token = &self->tokens[index];
    if (token->run == 0) {
      length = 0;
      continue;
    }
    if (length == 0 || self->tokens[index - 1].run != token->run + 1) length = token->run;
    word_weight *weight = &self->weights[token->family];
    weight->count++;
    weight->degree += length < self->max_words ? length : self->max_words;
    weight->is_in_title |= is_in_title(self, token);
  }
  return true;
}

/* MARK: Phrases */

static size_t slot_of(const ranker *self, uint32_t parent, uint32_t family) {
  uint64_t hash = ((uint64_t)parent << 32 | family) * 0x9E3779B97F4A7C15u;
  size_t mask = self->slot_count - 1, slot = (size_t)(hash >> 20) & mask;
  for (; self->slots[slot] != 0; slot = (slot + 1) & mask) {
    const phrase *other = &self->phrases[self->slots[slot]];
    if (other->parent == parent && other->family == family) break;
  }
  return slot;
}

static bool grow_slots(ranker *self) {
  size_t count = self->slot_count == 0 ? 256 : self->slot_count * 2;
  uint32_t *slots = calloc(count, sizeof *slots);
  if (slots == NULL) return false;
  free(self->slots);
  self->slots = slots;
  self->slot_count = count;
  for (size_t index = 1; index < self->phrase_count; index++) {
    const phrase *phrase = &self->phrases[index];
    slots[slot_of(self, phrase->parent, phrase->family)] = (uint32_t)index;
  }
  return true;
}

/* The phrase that has one more word than parent; 0 where there is no memory. */
static uint32_t longer_phrase(ranker *self, uint32_t parent, uint32_t family, uint32_t at) {
  if (self->phrase_count >= self->slot_count / 2 && !grow_slots(self)) return 0;
  size_t slot = slot_of(self, parent, family);
  if (self->slots[slot] != 0) return self->slots[slot];
  if (!make_room((void **)&self->phrases, &self->phrase_room, self->phrase_count + 1, sizeof *self->phrases)) return 0;
  phrase next = {.parent = parent, .family = family, .shown = at, .length = self->phrases[parent].length + 1};
  self->phrases[self->phrase_count] = next;
  self->slots[slot] = (uint32_t)self->phrase_count;
  return (uint32_t)self->phrase_count++;
}

static bool starts_run(const ranker *self, size_t index) {
  return index == 0 || self->tokens[index - 1].run != self->tokens[index].run + 1;
}

/* How many words a phrase may have that starts at the token. */
static uint32_t reach(const ranker *self, size_t index) {
  uint32_t run = self->tokens[index].run;
  return run < self->max_words ? run : self->max_words;
}

static bool collect_phrases(ranker *self) {
  if (!make_room((void **)&self->phrases, &self->phrase_room, 1, sizeof *self->phrases)) return false;
  self->phrases[0] = (phrase){0};
  self->phrase_count = 1;
  for (size_t index = 0; index < self->token_count; index++) {
    uint32_t most = reach(self, index), current = 0;
    const token *first = &self->tokens[index];
    for (uint32_t length = 1; length <= most; length++) {
      current = longer_phrase(self, current, self->tokens[index + length - 1].family, (uint32_t)index);
      if (current == 0) return false;
      phrase *phrase = &self->phrases[current];
      phrase->count++;
      phrase->is_run |= length == first->run && starts_run(self, index);
      phrase->is_in_title |= is_in_title(self, first);
      if (self->tokens[phrase->shown].starts_capital && !first->starts_capital) phrase->shown = (uint32_t)index;
    }
  }
  return true;
}

/* MARK: Choosing */

static double word_score(const word_weight *weight) {
  double count = weight->count + (weight->is_in_title && weight->count > 1 ? TITLE_WEIGHT : 0);
  return count * sqrt((double)weight->degree / weight->count);
}

static void score_phrases(ranker *self) {
  for (size_t index = 1; index < self->phrase_count; index++) {
    phrase *phrase = &self->phrases[index];
    double sum = 0;
    for (uint32_t at = (uint32_t)index; at != 0; at = self->phrases[at].parent) {
      sum += word_score(&self->weights[self->phrases[at].family]);
    }
    double count = phrase->count + (phrase->is_in_title && phrase->count > 1 ? TITLE_WEIGHT : 0);
    double early = 1 + 0.3 * (1 - (double)phrase->shown / (double)self->token_count);
    phrase->score = sum / sqrt(phrase->length) * (1 + log2(count)) * early;
  }
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

static candidate *sorted_candidates(const ranker *self, uint32_t min_count, size_t *count) {
  candidate *candidates = malloc(self->phrase_count * sizeof *candidates);
  if (candidates == NULL) return NULL;
  *count = 0;
  for (size_t index = 1; index < self->phrase_count; index++) {
    const phrase *phrase = &self->phrases[index];
    /* A part of a run is a phrase of its own only where it comes again. */
    if (phrase->count < min_count || (phrase->length > 1 && phrase->count < 2 && !phrase->is_run)) continue;
    candidates[(*count)++] = (candidate){phrase->score, phrase->shown, phrase->length, (uint32_t)index};
  }
  qsort(candidates, *count, sizeof *candidates, by_score);
  return candidates;
}

/*
 * Whether the phrase says little beside those chosen before: it is a part of one and hardly stands alone, or has one as a part
 * and is rare beside it. With mark, notes all parts of the phrase as covered by it instead.
 */
static bool is_covered(ranker *self, uint32_t number, bool mark) {
  uint32_t families[MAX_PHRASE];
  const phrase whole = self->phrases[number];
  for (uint32_t at = number, index = whole.length; at != 0; at = self->phrases[at].parent) {
    families[--index] = self->phrases[at].family;
  }
  if (!mark && whole.count <= 2 * whole.covered) return true;
  for (uint32_t start = 0; start < whole.length; start++) {
    uint32_t current = 0;
    for (uint32_t index = start; index < whole.length; index++) {
      current = self->slots[slot_of(self, current, families[index])];
      if (current == 0) break; /* never: every part of a phrase is a phrase */
      phrase *part = &self->phrases[current];
      if (mark) {
        if (part->covered < whole.count) part->covered = whole.count;
      } else if (part->chosen != 0 && whole.count * 2 < part->count) {
        return true;
      }
    }
  }
  return false;
}

static bool choose_phrases(ranker *self, ranking_options options, ranking *answer) {
  size_t count = 0;
  candidate *candidates = sorted_candidates(self, options.min_count, &count);
  answer->phrases = malloc((options.count + 1) * sizeof *answer->phrases);
  if (candidates == NULL || answer->phrases == NULL) {
    free(candidates);
    return false;
  }
  for (size_t index = 0; index < count && answer->count < options.count; index++) {
    uint32_t number = candidates[index].phrase;
    if (is_covered(self, number, false)) continue;
    is_covered(self, number, true);
    phrase *chosen = &self->phrases[number];
    const token *shown = &self->tokens[chosen->shown];
    double share = chosen->score / candidates[0].score;
    key_phrase *next = &answer->phrases[answer->count++];
    *next = (key_phrase){shown->start, shown[chosen->length - 1].end, (uint32_t)(share * 1000 + 0.5)};
    chosen->chosen = (uint32_t)answer->count;
  }
  free(candidates);
  return true;
}

/* Where the chosen phrases stand: from left to right, the longest at each place. */
static bool find_occurrences(ranker *self, ranking *answer) {
  size_t room = 0;
  for (size_t index = 0; index < self->token_count;) {
    uint32_t most = reach(self, index), current = 0, found = 0, found_length = 0;
    for (uint32_t length = 1; length <= most; length++) {
      current = self->slots[slot_of(self, current, self->tokens[index + length - 1].family)];
      if (self->phrases[current].chosen == 0) continue;
      found = self->phrases[current].chosen;
      found_length = length;
    }
    if (found == 0) {
      index++;
      continue;
    }
    if (!make_room((void **)&answer->occurrences, &room, answer->occurrence_count + 1, sizeof(occurrence))) return false;
    const token *first = &self->tokens[index];
    answer->occurrences[answer->occurrence_count++] =
        (occurrence){first->start, first[found_length - 1].end, found - 1};
    index += found_length;
  }
  return true;
}

bool rank_phrases(
    const uint8_t *text, size_t count, uint32_t title_start, uint32_t title_end, const stopword_list *stopwords,
    ranking_options options, ranking *answer) {
  ranker self = {
      .text = text, .stopwords = stopwords, .title_start = title_start, .title_end = title_end,
      .max_words = options.max_words < MAX_PHRASE ? options.max_words : MAX_PHRASE};
  *answer = (ranking){0};
  bool is_good = read_tokens(&self, count) && weigh_words(&self) && collect_phrases(&self);
  if (is_good) {
    score_phrases(&self);
    is_good = choose_phrases(&self, options, answer) && find_occurrences(&self, answer);
  }
  free_strings(&self.families);
  free(self.tokens);
  free(self.weights);
  free(self.phrases);
  free(self.slots);
  if (!is_good) free_ranking(answer);
  return is_good;
}

void free_ranking(ranking *answer) {
  free(answer->phrases);
  free(answer->occurrences);
  *answer = (ranking){0};
}
