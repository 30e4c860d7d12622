/* Unit tests: words, stop words, options, ranking. make test runs them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../options.h"
#include "../ranking.h"

static int failures;

static void expect(bool is_true, const char *what, int line) {
  if (is_true) return;
  printf("line %d: %s\n", line, what);
  failures++;
}
#define EXPECT(condition) expect((condition), #condition, __LINE__)

/* The words of a text in small, with | before those behind a break. */
static const char *words_of(const char *text) {
  static char out[1024];
  out[0] = 0;
  word_reader reader = {.text = (const uint8_t *)text, .count = strlen(text)};
  word found;
  while (next_word(&reader, &found)) {
    uint8_t small[256];
    size_t count = fold_word((const uint8_t *)text + found.start, found.end - found.start, small);
    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%.*s", found.is_behind_break ? "|" : out[0] ? " " : "",
             (int)count, (const char *)small);
  }
  return out;
}

static void test_words(void) {
  EXPECT(strcmp(words_of("The dam, 38 metres long."), "the dam|38 metres long") == 0);
  EXPECT(strcmp(words_of("«Пам’ять» — П'ЯТЬ памʼять"), "|пам'ять|п'ять пам'ять") == 0);
  EXPECT(strcmp(words_of("ÄRGER Öl ŁÓDŹ Żółć"), "ärger öl łódź żółć") == 0);
  EXPECT(strcmp(words_of("ΑΘΗΝΑ Ώρα Ѓ Ґ ЇЖАК"), "αθηνα ώρα ѓ ґ їжак") == 0);
  EXPECT(strcmp(words_of("λόγος"), words_of("ΛΌΓΟΣ")) == 0);
  EXPECT(strcmp(words_of("Kalvora-Damm - pull\xC2\xA0ups 'x'"), "kalvora-damm|pull ups|x") == 0);
  EXPECT(strcmp(words_of("深圳、北京。"), "深圳|北京") == 0);
  EXPECT(strcmp(words_of("a😀b"), "a|b") == 0);
  EXPECT(strcmp(words_of("tran\xC2\xADsit"), "transit") == 0);
  EXPECT(strcmp(words_of("ሰላም።ዓለም"), "ሰላም|ዓለም") == 0);
  EXPECT(strcmp(words_of("Əli"), "əli") == 0);
  EXPECT(strcmp(words_of(""), "") == 0);
  EXPECT(strcmp(words_of("…"), "") == 0);
}

/* A text that begins with its title. */
static titled_text titled(const char *text, const char *title) {
  return (titled_text){(const uint8_t *)text, strlen(text), 0, (uint32_t)strlen(title)};
}

/* The phrases of a text, joined with commas. */
static const char *phrases_of(const char *text, const char *title, const stopword_list *list, ranking_options options) {
  static char out[1024];
  out[0] = 0;
  ranking found;
  if (!rank_phrases(titled(text, title), list, options, &found)) return NULL;
  for (size_t index = 0; index < found.count; index++) {
    key_phrase phrase = found.phrases[index];
    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%.*s", out[0] ? "," : "",
             (int)(phrase.end - phrase.start), text + phrase.start);
  }
  free_ranking(&found);
  return out;
}

static void test_ranking(const stopword_lists *lists) {
  const stopword_list *en = stopwords_for(lists, (const uint8_t *)"en", 2);
  const stopword_list *fr = stopwords_for(lists, (const uint8_t *)"fr", 2);
  const stopword_list *uk = stopwords_for(lists, (const uint8_t *)"uk", 2);
  ranking_options three = {.max_words = 3, .min_count = 1, .count = 3}, twice = {3, 2, 10}, single = {1, 1, 10};
  EXPECT(en != NULL && fr != NULL && uk != NULL);
  if (en == NULL || fr == NULL || uk == NULL) return;
  EXPECT(strcmp(phrases_of("", "", en, three), "") == 0);
  EXPECT(strcmp(phrases_of("of the and", "", en, three), "") == 0);
  EXPECT(strcmp(phrases_of("12, 13 and 14", "", en, three), "") == 0);
  const char *harbour = "The grain train came. A grain train left. The harbour saw it.";
  EXPECT(strcmp(phrases_of(harbour, "", en, twice), "grain train") == 0);
  /* A phrase of two words is never made across punctuation or a stop word. */
  EXPECT(strstr(phrases_of("Red, green of blue", "", en, three), " ") == NULL);
  EXPECT(strstr(phrases_of(harbour, "", en, single), "grain train") == NULL);
  /* The same counts, but one of the words is in the title. */
  const char *title = "Quay\nThe barge left. The quay is wet. The barge sank.";
  EXPECT(strcmp(phrases_of(title, "Quay", en, (ranking_options){3, 1, 1}), "quay") == 0);
  EXPECT(strcmp(phrases_of(title, "", en, (ranking_options){3, 2, 1}), "barge") == 0);
  /* Endings do not count. */
  EXPECT(strcmp(phrases_of("Дамба. Біля дамби. На дамбу.", "", uk, twice), "дамби") == 0);
  EXPECT(strcmp(phrases_of("L'eau et d’eau", "", fr, twice), "eau") == 0);
  EXPECT(strcmp(phrases_of("d'11, d’11", "", fr, three), "") == 0);
  EXPECT(strcmp(phrases_of("The city’s. A city's. The city's dam.", "", en, twice), "city") == 0);
  EXPECT(strcmp(phrases_of("১২৩ ১২৩", "", en, three), "") == 0);
}

/* What comes once is a phrase where it is a name; otherwise it may be a piece of a sentence. */
static void test_names(const stopword_lists *lists) {
  const stopword_list *en = stopwords_for(lists, (const uint8_t *)"en", 2);
  ranking_options all = {.max_words = 3, .min_count = 1, .count = 10};
  const char *dam = "Dam, water, pump. Dam, water, pump. When engineer Hanna Lindt repairs it the water fell.";
  const char *found = phrases_of(dam, "", en, all);
  EXPECT(strstr(found, "Hanna Lindt") != NULL && strstr(found, "repairs") == NULL && strstr(found, "fell") == NULL);
  /* A part that stands alone is worth more than one that does not. */
  const char *north = "North Korea, North Korea, North Korea and North Sea. A quay, a quay.";
  EXPECT(strcmp(phrases_of(north, "", en, (ranking_options){3, 1, 1}), "North Korea") == 0);
  /* All phrases, of the longest kind. */
  const char *six = "one-a two-b red-c sea-d dam-e fog-f, one-a two-b red-c sea-d dam-e fog-f.";
  EXPECT(strcmp(phrases_of(six, "", en, (ranking_options){6, 1, 10}), "one-a two-b red-c sea-d dam-e fog-f") == 0);
}

static void test_occurrences(const stopword_lists *lists) {
  const char *text = "Dams and a dam. The Dam!";
  ranking found;
  const stopword_list *en = stopwords_for(lists, (const uint8_t *)"en", 2);
  bool is_good = rank_phrases(titled(text, ""), en, (ranking_options){3, 1, 5}, &found);
  EXPECT(is_good && found.count == 1 && found.occurrence_count == 3);
  EXPECT(found.phrases[0].score == 1000);
  EXPECT(found.phrases[0].start == 11);
  EXPECT(found.occurrences[0].start == 0 && found.occurrences[2].end == 23);
  free_ranking(&found);
}

/* Any characters in any order: what is found lies in the text, in order, and cuts no character; a sanitizer sees the rest. */
static void test_random_texts(const stopword_lists *lists) {
  static const char *pieces[] = {"a", "dam", "l", "'", "\xE2\x80\x99", "s", "-", "\xC2\xAD", "\xE2\x80\x8D", " ", " ", ". ",
                                 "Ж", "и", "İ", "ẞ", "中", "😀", "1", "\"", "\\", "\n", "de ", "the "};
  static const char *languages[] = {"en", "fr", "uk"};
  uint32_t state = 1, places = 0;
  for (uint32_t round = 0; round < 5000; round++) {
    char text[256] = "";
    for (size_t count = 0; count < 40; count++) {
      state = state * 1664525 + 1013904223;
      strcat(text, pieces[(state >> 16) % (sizeof pieces / sizeof *pieces)]);
    }
    const stopword_list *list = stopwords_for(lists, (const uint8_t *)languages[round % 3], 2);
    size_t count = strlen(text), end = 0;
    uint8_t *exact = malloc(count);
    ranking found;
    if (exact == NULL) return;
    memcpy(exact, text, count);
    titled_text random = {exact, count, 0, round % 2 == 0 ? 0 : (uint32_t)count / 2};
    if (!rank_phrases(random, list, (ranking_options){1 + round % 6, 1, 20}, &found)) return;
    for (size_t index = 0; index < found.occurrence_count; index++) {
      occurrence place = found.occurrences[index];
      EXPECT(place.start >= end && place.start < place.end && place.end <= count && place.phrase < found.count);
      EXPECT((text[place.start] & 0xC0) != 0x80 && (text[place.end] & 0xC0) != 0x80);
      end = place.end;
      places++;
    }
    free_ranking(&found);
    free(exact);
  }
  EXPECT(places > 5000);
}

static void test_lists(const stopword_lists *lists) {
  EXPECT(stopwords_for(lists, (const uint8_t *)"de-AT", 5) == stopwords_for(lists, (const uint8_t *)"de", 2));
  EXPECT(stopwords_for(lists, (const uint8_t *)"dex", 3) == NULL);
  EXPECT(stopwords_for(lists, NULL, 0) == NULL);
  stopword_lists none = {0};
  char error[64];
  EXPECT(!read_stopwords(&none, "/nowhere/at/all", error, sizeof error));
  EXPECT(strcmp(error, "/nowhere/at/all: No such file or directory") == 0);
  free_stopwords(&none);
}

static void test_options(void) {
  const char *json = "{\"other\":[\"a}\",{\"count\":3}], \"count\":25,\"path\":\"/a \\u00e9\\ud83d\\ude00\\n\\\"\\\\\"}";
  const uint8_t *bytes = (const uint8_t *)json;
  char text[32];
  EXPECT(int_option(bytes, strlen(json), "count", 1) == 25);
  EXPECT(int_option(bytes, strlen(json), "absent", 7) == 7);
  EXPECT(text_option(bytes, strlen(json), "path", text, sizeof text));
  EXPECT(strcmp(text, "/a é😀\n\"\\") == 0);
  EXPECT(!text_option(bytes, strlen(json), "path", text, 4));
  EXPECT(!text_option(bytes, strlen(json), "count", text, sizeof text));
  /* Cut anywhere, it is read to its end and no further; the copy makes that visible to a sanitizer. */
  for (size_t count = 0; count < strlen(json); count++) {
    uint8_t *part = malloc(count + 1);
    if (part == NULL) return;
    memcpy(part, json, count);
    uint8_t *exact = realloc(part, count == 0 ? 1 : count);
    if (exact != NULL) text_option(exact, count, "absent", text, sizeof text);
    free(exact != NULL ? exact : part);
  }
}

int main(int count, char **arguments) {
  stopword_lists lists = {0};
  char error[256];
  if (count != 2 || !read_stopwords(&lists, arguments[1], error, sizeof error)) {
    printf("usage: keywords_test STOP-WORDS%s%s\n", count == 2 ? ": " : "", count == 2 ? error : "");
    return 2;
  }
  test_words();
  test_ranking(&lists);
  test_names(&lists);
  test_occurrences(&lists);
  test_random_texts(&lists);
  test_lists(&lists);
  test_options();
  free_stopwords(&lists);
  printf(failures == 0 ? "all tests passed\n" : "%d failed\n", failures);
  return failures != 0;
}
