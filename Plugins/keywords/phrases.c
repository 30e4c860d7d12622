#include "phrases.h"

#include <stdlib.h>

static size_t slot_of(const phrase_tree *tree, uint32_t parent, uint32_t family) {
  uint64_t hash = ((uint64_t)parent << 32 | family) * 0x9E3779B97F4A7C15u;
  size_t mask = tree->slot_count - 1, slot = (size_t)(hash >> 20) & mask;
  for (; tree->slots[slot] != 0; slot = (slot + 1) & mask) {
    const phrase_node *other = &tree->phrases[tree->slots[slot]];
    if (other->parent == parent && other->family == family) break;
  }
  return slot;
}

static bool grow_slots(phrase_tree *tree) {
  size_t count = tree->slot_count == 0 ? 256 : tree->slot_count * 2;
  uint32_t *slots = calloc(count, sizeof *slots);
  if (slots == NULL) return false;
  free(tree->slots);
  tree->slots = slots;
  tree->slot_count = count;
  for (size_t index = 1; index < tree->count; index++) {
    const phrase_node *node = &tree->phrases[index];
    slots[slot_of(tree, node->parent, node->family)] = (uint32_t)index;
  }
  return true;
}

/* The phrase with one more word than parent, which is added where it is new; 0 where there is no memory. */
static uint32_t added_phrase(phrase_tree *tree, uint32_t parent, uint32_t family, uint32_t at) {
  /* At most half full: probes stay short. */
  if (tree->count >= tree->slot_count / 2 && !grow_slots(tree)) return 0;
  size_t slot = slot_of(tree, parent, family);
  if (tree->slots[slot] != 0) return tree->slots[slot];
  if (!make_room((void **)&tree->phrases, &tree->room, tree->count + 1, sizeof *tree->phrases)) return 0;
  tree->phrases[tree->count] =
      (phrase_node){.parent = parent, .family = family, .shown = at, .length = tree->phrases[parent].length + 1};
  tree->slots[slot] = (uint32_t)tree->count;
  return (uint32_t)tree->count++;
}

/* All phrases that start at the word. */
static bool collect_at(phrase_tree *tree, const word_runs *runs, uint32_t at, uint32_t longest) {
  const run_word *first = &runs->words[at];
  bool is_start = starts_run(runs, at);
  bool is_name = first->starts_capital && (is_start || !first[-1].starts_capital);
  uint32_t current = 0;
  for (uint32_t length = 1; length <= first->left && length <= longest; length++) {
    const run_word *last = first + length - 1;
    current = added_phrase(tree, current, last->family, at);
    if (current == 0) return false;
    phrase_node *node = &tree->phrases[current];
    node->count++;
    is_name = is_name && last->starts_capital;
    node->is_run |= is_start && last->left == 1;
    node->is_name |= is_name && (last->left == 1 || !last[1].starts_capital);
    node->is_in_title |= first->is_in_title;
    /* Small letters, if it ever has them: a capital may be due to the start of a sentence. */
    if (runs->words[node->shown].starts_capital && !first->starts_capital) node->shown = at;
  }
  return true;
}

static void count_within(phrase_tree *tree) {
  uint32_t parts[MAX_PARTS];
  for (size_t index = 1; index < tree->count; index++) {
    uint32_t count = tree->phrases[index].count;
    if (count < 2) continue;
    for (size_t left = parts_of(tree, (uint32_t)index, parts); left-- > 0;) {
      phrase_node *part = &tree->phrases[parts[left]];
      if (part->within < count) part->within = count;
    }
  }
}

bool collect_phrases(phrase_tree *tree, const word_runs *runs, uint32_t longest) {
  *tree = (phrase_tree){0};
  if (!make_room((void **)&tree->phrases, &tree->room, 1, sizeof *tree->phrases)) return false;
  tree->phrases[0] = (phrase_node){0};
  tree->count = 1;
  for (size_t index = 0; index < runs->count; index++) {
    if (runs->words[index].left > 0 && !collect_at(tree, runs, (uint32_t)index, longest)) return false;
  }
  count_within(tree);
  return true;
}

uint32_t longer_phrase(const phrase_tree *tree, uint32_t parent, uint32_t family) {
  return tree->slot_count == 0 ? 0 : tree->slots[slot_of(tree, parent, family)];
}

size_t parts_of(const phrase_tree *tree, uint32_t number, uint32_t parts[MAX_PARTS]) {
  uint32_t families[MAX_PHRASE], length = tree->phrases[number].length;
  size_t count = 0;
  for (uint32_t at = number, index = length; at != 0; at = tree->phrases[at].parent) {
    families[--index] = tree->phrases[at].family;
  }
  for (uint32_t start = 0; start < length; start++) {
    uint32_t current = 0;
    for (uint32_t index = start; index < length; index++) {
      /* Never 0: every part of a phrase was collected with it. */
      current = longer_phrase(tree, current, families[index]);
      if (current != number) parts[count++] = current;
    }
  }
  return count;
}

void free_phrases(phrase_tree *tree) {
  free(tree->phrases);
  free(tree->slots);
}
