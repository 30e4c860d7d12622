/* The stage: reads the options, ranks the phrases of a document, and says what it found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assay_plugin.h"
#include "options.h"
#include "ranking.h"

typedef struct {
  stopword_lists stopwords;
  ranking_options options;
} keywords;

static void destroy(void *state) {
  keywords *self = state;
  free_stopwords(&self->stopwords);
  free(self);
}

static void *create(assay_bytes options, char *error, size_t error_size) {
  keywords *self = calloc(1, sizeof *self);
  if (self == NULL) {
    snprintf(error, error_size, "out of memory");
    return NULL;
  }
  self->options = (ranking_options){
      .max_words = (uint32_t)int_option(options.bytes, options.count, "max-words", 3),
      .min_count = (uint32_t)int_option(options.bytes, options.count, "min-count", 1),
      .count = (uint32_t)int_option(options.bytes, options.count, "count", 10)};
  char path[4096];
  if (!text_option(options.bytes, options.count, "stop-words", path, sizeof path)) {
    snprintf(error, error_size, "the option 'stop-words' is missing");
  } else if (read_stopwords(&self->stopwords, path, error, error_size)) {
    return self;
  }
  destroy(self);
  return NULL;
}

/* MARK: The answer as text */

typedef struct {
  uint8_t *bytes;
  size_t count, room;
} buffer;

static bool append(buffer *out, const void *bytes, size_t count) {
  if (!make_room((void **)&out->bytes, &out->room, out->count + count, 1)) return false;
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
  return true;
}

/* A phrase holds words and the spaces between them, so nothing in it needs escaping; spaces of all kinds become one. */
static bool append_phrase(buffer *out, const uint8_t *text, key_phrase phrase) {
  word_reader reader = {.text = text, .count = phrase.end, .position = phrase.start};
  word found;
  bool is_good = append(out, "\"", 1), is_first = true;
  for (; is_good && next_word(&reader, &found); is_first = false) {
    is_good = (is_first || append(out, " ", 1)) && append(out, text + found.start, found.end - found.start);
  }
  return is_good && append(out, "\"", 1);
}

static int answer_value(assay_document *doc, const assay_host *host, const uint8_t *text, const ranking *found) {
  buffer json = {0};
  bool is_good = append(&json, "[", 1);
  for (size_t index = 0; is_good && index < found->count; index++) {
    is_good = (index == 0 || append(&json, ",", 1)) && append_phrase(&json, text, found->phrases[index]);
  }
  int status = -1;
  if (is_good && append(&json, "]", 1)) {
    assay_value value = assay_none();
    value.type = ASSAY_JSON;
    value.text = (assay_bytes){json.bytes, json.count};
    status = host->set_value(doc, ASSAY_STRING("keywords"), value);
  }
  free(json.bytes);
  return status;
}

/* The score as exact digits; printf would write them in the locale of the process. */
static assay_value decimal(uint32_t thousandths, uint8_t digits[5]) {
  digits[0] = (uint8_t)('0' + thousandths / 1000);
  digits[1] = '.';
  digits[2] = (uint8_t)('0' + thousandths / 100 % 10);
  digits[3] = (uint8_t)('0' + thousandths / 10 % 10);
  digits[4] = (uint8_t)('0' + thousandths % 10);
  size_t count = 5;
  while (digits[count - 1] == '0') count--;
  if (digits[count - 1] == '.') count--;
  assay_value value = assay_none();
  value.type = ASSAY_DECIMAL;
  value.text = (assay_bytes){digits, count};
  return value;
}

static int process(void *state, assay_document *doc, const assay_host *host) {
  const keywords *self = state;
  assay_bytes text = host->text(doc), language = host->language(doc);
  const stopword_list *stopwords = stopwords_for(&self->stopwords, language.bytes, language.count);
  /* Without stop words, phrases would be made of "of the"; no answer is better. */
  if (stopwords == NULL) return 0;
  assay_span title = host->title(doc);
  titled_text titled = {text.bytes, text.count, title.start, title.end};
  ranking found;
  if (!rank_phrases(titled, stopwords, self->options, &found)) {
    return host->fail(doc, ASSAY_STRING("out of memory"), ASSAY_STRING("the words of the document do not fit"));
  }
  int status = answer_value(doc, host, text.bytes, &found);
  for (size_t index = 0; status == 0 && index < found.occurrence_count; index++) {
    occurrence place = found.occurrences[index];
    uint8_t digits[5];
    assay_value score = decimal(found.phrases[place.phrase].score, digits);
    status = host->annotate(doc, ASSAY_STRING("keywords"), (assay_span){place.start, place.end}, &score, 1);
  }
  free_ranking(&found);
  return status;
}

static const assay_stage stage = {
    .contract = ASSAY_CONTRACT,
    .size = sizeof(assay_stage),
    .name = "keywords",
    .version = 1,
    .create = create,
    .process = process,
    .destroy = destroy};

ASSAY_EXPORT const assay_stage *assay_plugin(uint32_t contract) { return contract == ASSAY_CONTRACT ? &stage : NULL; }
