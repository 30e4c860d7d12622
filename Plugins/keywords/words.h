/* Words of UTF-8 text: where they are, and their letters in small. No tables but those of the case mapping; no locale. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t start; /* byte offsets in the text */
  uint32_t end;
  uint32_t letters;     /* how many characters */
  bool has_letter;      /* false for numbers */
  bool starts_capital;  /* the first letter is a capital */
  bool is_behind_break; /* punctuation or a new line stands between it and the word before */
} word;

/* Reads words one after another; set text and count, leave the rest zero. */
typedef struct {
  const uint8_t *text;
  size_t count;
  size_t position;
  bool is_behind_break;
} word_reader;

/* The next word; false at the end. */
bool next_word(word_reader *reader, word *found);

/*
 * Writes the letters of bytes in small into out, which must have room for count bytes, and answers how many. All
 * apostrophes become one, soft hyphens go.
 */
size_t fold_word(const uint8_t *bytes, size_t count, uint8_t *out);

#endif
