#include "stopwords.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "words.h"

#define MAX_FILE (1 << 20)
#define MIN_STEM 3

static bool fail(char *error, size_t size, const char *path, const char *reason) {
  snprintf(error, size, "%s: %s", path, reason);
  return false;
}

/* Adds a word or ending; NULL, or the reason why it can't. */
static const char *add_word(stopword_list *list, const uint8_t *bytes, size_t count) {
  bool is_ending = bytes[0] == '-';
  uint8_t small[256];
  if (count > sizeof small) return "a stop word is longer than 256 bytes";
  size_t length = fold_word(bytes + is_ending, count - is_ending, small);
  if (length == 0) return "a word or ending has no letters";
  if (is_ending && length > list->longest_ending) list->longest_ending = length;
  uint32_t number = string_added(is_ending ? &list->endings : &list->words, small, length);
  return number == NOT_FOUND ? "out of memory" : NULL;
}

/* Adds all words of a file; NULL, or the reason why it can't. */
static const char *add_text(stopword_list *list, const uint8_t *text, size_t count) {
  /* Editors of Windows put a byte order mark in front. */
  size_t position = count >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  while (position < count) {
    if (text[position] == '#') {
      while (position < count && text[position] != '\n') position++;
    } else if (text[position] <= ' ') {
      position++;
    } else {
      size_t start = position;
      while (position < count && text[position] > ' ' && text[position] != '#') position++;
      const char *reason = add_word(list, text + start, position - start);
      if (reason != NULL) return reason;
    }
  }
  return NULL;
}

static bool read_file(stopword_lists *lists, const char *path, const char *language, char *error, size_t error_size) {
  if (!make_room((void **)&lists->lists, &lists->room, lists->count + 1, sizeof *lists->lists)) {
    return fail(error, error_size, path, "out of memory");
  }
  stopword_list *list = &lists->lists[lists->count++];
  *list = (stopword_list){0};
  snprintf(list->language, sizeof list->language, "%s", language);
  FILE *file = fopen(path, "rb");
  if (file == NULL) return fail(error, error_size, path, strerror(errno));
  uint8_t *text = malloc(MAX_FILE + 1);
  size_t count = text == NULL ? 0 : fread(text, 1, MAX_FILE + 1, file);
  const char *reason = text == NULL ? "out of memory" : ferror(file) != 0 ? "can't be read" : NULL;
  fclose(file);
  if (count > MAX_FILE) reason = "a list of stop words has at most 1 MB";
  if (reason == NULL) reason = add_text(list, text, count);
  free(text);
  return reason == NULL || fail(error, error_size, path, reason);
}

/* Whether a file in the folder is a list; language is then its name without the ending. */
static bool is_list(const char *name, char language[MAX_LANGUAGE + 1]) {
  size_t length = strlen(name);
  if (length < 5 || length - 4 > MAX_LANGUAGE || strcmp(name + length - 4, ".txt") != 0) return false;
  memcpy(language, name, length - 4);
  language[length - 4] = 0;
  return name[0] != '.';
}

static bool read_folder(stopword_lists *lists, DIR *folder, const char *path, char *error, size_t error_size) {
  char language[MAX_LANGUAGE + 1], file[4096];
  for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
    if (!is_list(entry->d_name, language)) continue;
    if (snprintf(file, sizeof file, "%s/%s", path, entry->d_name) >= (int)sizeof file) {
      return fail(error, error_size, path, "the path is too long");
    }
    if (!read_file(lists, file, language, error, error_size)) return false;
  }
  return lists->count > 0 || fail(error, error_size, path, "the folder has no list of stop words such as en.txt");
}

bool read_stopwords(stopword_lists *lists, const char *path, char *error, size_t error_size) {
  struct stat status;
  if (stat(path, &status) != 0) return fail(error, error_size, path, strerror(errno));
  if (!S_ISDIR(status.st_mode)) return read_file(lists, path, "", error, error_size);
  DIR *folder = opendir(path);
  if (folder == NULL) return fail(error, error_size, path, strerror(errno));
  bool is_read = read_folder(lists, folder, path, error, error_size);
  closedir(folder);
  return is_read;
}

const stopword_list *stopwords_for(const stopword_lists *lists, const uint8_t *language, size_t count) {
  const stopword_list *best = NULL;
  size_t best_length = 0;
  for (size_t index = 0; index < lists->count; index++) {
    const char *name = lists->lists[index].language;
    size_t length = strlen(name);
    /* pt is a list for pt-BR, but not for ptx. */
    bool fits = length == 0 || (length <= count && memcmp(name, language, length) == 0 &&
                                (length == count || language[length] == '-'));
    if (fits && (best == NULL || length > best_length)) {
      best = &lists->lists[index];
      best_length = length;
    }
  }
  return best;
}

static bool has_letters(const uint8_t *bytes, size_t count, size_t letters) {
  for (size_t index = 0; index < count && letters > 0; index++) letters -= (bytes[index] & 0xC0) != 0x80;
  return letters == 0;
}

size_t stem_count(const stopword_list *list, const uint8_t *bytes, size_t count) {
  size_t length = list->longest_ending < count ? list->longest_ending : count;
  for (; length > 0; length--) {
    size_t stem = count - length;
    if (!has_letters(bytes, stem, MIN_STEM)) continue;
    if (string_number(&list->endings, bytes + stem, length) != NOT_FOUND) return stem;
  }
  return count;
}

void free_stopwords(stopword_lists *lists) {
  for (size_t index = 0; index < lists->count; index++) {
    free_strings(&lists->lists[index].words);
    free_strings(&lists->lists[index].endings);
  }
  free(lists->lists);
  *lists = (stopword_lists){0};
}
