/* A set of byte strings that are numbered in the order in which they came. */
#ifndef STRING_SET_H
#define STRING_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NOT_FOUND UINT32_MAX

typedef struct {
  uint8_t *bytes; /* all strings, one behind another */
  size_t byte_count, byte_room;
  size_t *ends;
  uint32_t count, room;
  uint32_t *slots; /* number + 1, or 0; a power of two of them */
  uint32_t slot_count;
} string_set;

/* The number of the string, or NOT_FOUND. */
uint32_t string_number(const string_set *set, const uint8_t *bytes, size_t count);

/* The number of the string, which is added where it is new; NOT_FOUND where there is no memory. */
uint32_t string_added(string_set *set, const uint8_t *bytes, size_t count);

/* Frees what the set holds; it is empty then. */
void free_strings(string_set *set);

/* Doubles *room until wanted items of the size fit into *items; false where there is no memory. */
bool make_room(void **items, size_t *room, size_t wanted, size_t size);

#endif
