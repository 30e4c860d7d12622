#include "runs.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  titled_text text;
  const stopword_list *stopwords;
  word_runs *runs;
  uint8_t *buffer; /* the word in small letters */
  size_t room;
} run_reader;

/* How many bytes the character has that folds to an apostrophe; 0 where there is another. Only for bytes of a word. */
static uint32_t apostrophe_size(const uint8_t *bytes, size_t count) {
  if (bytes[0] == '\'') return 1;
  if (count >= 2 && bytes[0] == 0xCA && bytes[1] == 0xBC) return 2;
  return count >= 3 && bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] == 0x99 ? 3 : 0;
}

/* Cuts an elided article off the front (l'eau), where the list has it with its apostrophe. */
static void cut_elision(const run_reader *self, word *found, const uint8_t **small, size_t *count) {
  const uint8_t *mark = memchr(*small, '\'', *count);
  size_t length = mark == NULL ? 0 : (size_t)(mark - *small) + 1;
  if (length == 0 || string_number(&self->stopwords->words, *small, length) == NOT_FOUND) return;
  uint32_t start = found->start, size = 0;
  for (; start < found->end && size == 0; start += size == 0 ? 1 : size) {
    size = apostrophe_size(self->text.bytes + start, found->end - start);
  }
  word inner;
  word_reader reader = {.text = self->text.bytes, .count = found->end, .position = start};
  if (!next_word(&reader, &inner)) return;
  *found = inner;
  found->is_behind_break = true;
  *small += length;
  *count -= length;
}

/* The end of the word without an ending that begins with an apostrophe (the city's). */
static uint32_t end_without_possessive(const run_reader *self, word found, const uint8_t *ending) {
  if (*ending != '\'') return found.end;
  for (uint32_t end = found.end; --end > found.start;) {
    if (apostrophe_size(self->text.bytes + end, found.end - end) > 0) return end;
  }
  return found.end;
}

static bool add_word(run_reader *self, word found) {
  const uint8_t *small = self->buffer;
  size_t count = fold_word(self->text.bytes + found.start, found.end - found.start, self->buffer);
  cut_elision(self, &found, &small, &count);
  run_word next = {.start = found.start, .end = found.end, .starts_capital = found.starts_capital};
  next.is_in_title = found.start >= self->text.title_start && found.end <= self->text.title_end;
  bool is_content = found.has_letter && found.letters > 1 &&
                    string_number(&self->stopwords->words, small, count) == NOT_FOUND;
  if (is_content) {
    size_t stem = stem_count(self->stopwords, small, count);
    if (stem < count) next.end = end_without_possessive(self, found, small + stem);
    next.family = string_added(&self->runs->families, small, stem);
    if (next.family == NOT_FOUND) return false;
    /* Until all words are read, this says whether the run goes on from the word before. */
    next.left = found.is_behind_break ? 1 : 2;
  }
  word_runs *runs = self->runs;
  if (!make_room((void **)&runs->words, &runs->room, runs->count + 1, sizeof next)) return false;
  runs->words[runs->count++] = next;
  return true;
}

static bool read_words(run_reader *self) {
  word_reader reader = {.text = self->text.bytes, .count = self->text.count};
  bool is_good = true, is_behind_title = false;
  word found;
  while (is_good && next_word(&reader, &found)) {
    /* The title is a text of its own, even where only a space stands behind it. */
    if (!is_behind_title && found.start >= self->text.title_end) found.is_behind_break = is_behind_title = true;
    is_good = make_room((void **)&self->buffer, &self->room, found.end - found.start, 1) && add_word(self, found);
  }
  return is_good;
}

/* Counts from the end of each run to its start. */
static void number_runs(word_runs *runs) {
  uint32_t left = 0;
  for (size_t index = runs->count; index-- > 0;) {
    run_word *current = &runs->words[index];
    bool goes_on = current->left == 2;
    if (current->left != 0) current->left = ++left;
    if (!goes_on) left = 0;
  }
}

static bool weigh_families(word_runs *runs, uint32_t longest) {
  runs->weights = calloc((size_t)runs->families.count + 1, sizeof *runs->weights);
  if (runs->weights == NULL) return false;
  uint32_t length = 0;
  for (size_t index = 0; index < runs->count; index++) {
    const run_word *current = &runs->words[index];
    if (current->left == 0) continue;
    if (starts_run(runs, index)) length = current->left < longest ? current->left : longest;
    family_weight *weight = &runs->weights[current->family];
    weight->count++;
    weight->degree += length;
    weight->is_in_title |= current->is_in_title;
  }
  return true;
}

bool read_runs(word_runs *runs, titled_text text, const stopword_list *stopwords, uint32_t longest) {
  *runs = (word_runs){0};
  run_reader reader = {.text = text, .stopwords = stopwords, .runs = runs};
  bool is_good = read_words(&reader);
  free(reader.buffer);
  if (is_good) number_runs(runs);
  return is_good && weigh_families(runs, longest);
}

bool starts_run(const word_runs *runs, size_t index) {
  return index == 0 || runs->words[index - 1].left != runs->words[index].left + 1;
}

void free_runs(word_runs *runs) {
  free(runs->words);
  free(runs->weights);
  free_strings(&runs->families);
}
