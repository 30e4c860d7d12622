#include "string_set.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const uint8_t *bytes, size_t count) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (size_t index = 0; index < count; index++) hash = (hash ^ bytes[index]) * 0x100000001B3u;
  return hash ^ hash >> 29;
}

static const uint8_t *string_at(const string_set *set, uint32_t number, size_t *count) {
  size_t start = number == 0 ? 0 : set->ends[number - 1];
  *count = set->ends[number] - start;
  return set->bytes + start;
}

/* The slot that has the string, or the free one where it belongs. */
static uint32_t slot_of(const string_set *set, const uint8_t *bytes, size_t count) {
  uint32_t mask = set->slot_count - 1;
  uint32_t slot = (uint32_t)hash_of(bytes, count) & mask;
  for (; set->slots[slot] != 0; slot = (slot + 1) & mask) {
    size_t length;
    const uint8_t *other = string_at(set, set->slots[slot] - 1, &length);
    if (length == count && memcmp(other, bytes, count) == 0) break;
  }
  return slot;
}

static bool grow_slots(string_set *set) {
  uint32_t *old = set->slots;
  uint32_t *slots = calloc(set->slot_count == 0 ? 64 : (size_t)set->slot_count * 2, sizeof *slots);
  if (slots == NULL) return false;
  set->slots = slots;
  set->slot_count = set->slot_count == 0 ? 64 : set->slot_count * 2;
  for (uint32_t number = 0; number < set->count; number++) {
    size_t length;
    const uint8_t *bytes = string_at(set, number, &length);
    slots[slot_of(set, bytes, length)] = number + 1;
  }
  free(old);
  return true;
}

bool make_room(void **items, size_t *room, size_t wanted, size_t size) {
  if (wanted <= *room) return true;
  size_t next = *room == 0 ? 64 : *room;
  while (next < wanted) next *= 2;
  void *grown = realloc(*items, next * size);
  if (grown == NULL) return false;
  *items = grown;
  *room = next;
  return true;
}

uint32_t string_number(const string_set *set, const uint8_t *bytes, size_t count) {
  if (set->slot_count == 0) return NOT_FOUND;
  uint32_t entry = set->slots[slot_of(set, bytes, count)];
  return entry == 0 ? NOT_FOUND : entry - 1;
}

uint32_t string_added(string_set *set, const uint8_t *bytes, size_t count) {
  /* At most half full: probes stay short. */
  if (set->count >= set->slot_count / 2 && !grow_slots(set)) return NOT_FOUND;
  uint32_t slot = slot_of(set, bytes, count);
  if (set->slots[slot] != 0) return set->slots[slot] - 1;
  size_t room = set->room;
  if (!make_room((void **)&set->bytes, &set->byte_room, set->byte_count + count, 1)) return NOT_FOUND;
  if (!make_room((void **)&set->ends, &room, (size_t)set->count + 1, sizeof *set->ends)) return NOT_FOUND;
  set->room = (uint32_t)room;
  if (count > 0) memcpy(set->bytes + set->byte_count, bytes, count);
  set->byte_count += count;
  set->ends[set->count] = set->byte_count;
  set->slots[slot] = ++set->count;
  return set->count - 1;
}

void free_strings(string_set *set) {
  free(set->bytes);
  free(set->ends);
  free(set->slots);
  *set = (string_set){0};
}
