// Words of Chinese and Japanese: the search that ICU's break engine makes over its dictionary, without UText and over the
// bytes themselves. It finds the way through a run that costs least, where a word costs what the dictionary says, a
// character that is no word 255, and a run of katakana what its length says. A test holds it against ICU.
#include <memory>

#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

#include "Support.hpp"

namespace {

constexpr uint32_t first_scalar = 0x3000, last_scalar = 0x9FFF;
constexpr int32_t longest_word = 20;
constexpr uint32_t unknown_cost = 255;
constexpr uint32_t no_way = 0xFFFFFFFF;

/// ICU's dictionary, with the state of the trie behind every first character: its root has 20,000 branches.
class Dictionary {
 public:
  struct First {
    uint64_t state;
    int32_t value;
    UStringTrieResult result;
  };

  Dictionary() {
    UErrorCode status = U_ZERO_ERROR;
    data_ = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
    if (U_FAILURE(status)) return;
    const int32_t *header = static_cast<const int32_t *>(udata_getMemory(data_));
    // A trie of UTF-16 units with values.
    if ((header[4] & 15) != 9) return;
    words = reinterpret_cast<const char16_t *>(reinterpret_cast<const char *>(header) + header[0]);
    firsts.reset(new First[last_scalar - first_scalar + 1]);
    icu::UCharsTrie trie(words);
    for (uint32_t scalar = first_scalar; scalar <= last_scalar; ++scalar) {
      First &first = firsts[scalar - first_scalar];
      first.result = trie.first(static_cast<int32_t>(scalar));
      first.value = USTRINGTRIE_HAS_VALUE(first.result) ? trie.getValue() : 0;
      first.state = trie.getState64();
    }
  }

  const char16_t *words = nullptr;
  std::unique_ptr<First[]> firsts;

 private:
  UDataMemory *data_ = nullptr;
};

bool is_katakana(uint32_t scalar) { return scalar >= 0x30A1 && scalar <= 0x30FE && scalar != 0x30FB; }

uint32_t katakana_cost(int32_t length) {
  static constexpr uint32_t costs[] = {8192, 984, 408, 240, 204, 252, 300, 372, 480};
  return length > 8 ? 8192 : costs[length];
}

}  // namespace

extern "C" assay_icu_segments assay_icu_ideograph_words(const uint8_t *bytes, size_t size) {
  static thread_local std::vector<uint32_t> scalars, costs, ends;
  static thread_local std::vector<int32_t> before;
  UErrorCode status = assay::guarded([&](UErrorCode &error) {
    static const Dictionary dictionary;
    if (!dictionary.words) {
      error = U_MISSING_RESOURCE_ERROR;
      return;
    }
    int32_t count = static_cast<int32_t>(size / 3);
    scalars.resize(count);
    for (int32_t i = 0; i < count; ++i) {
      const uint8_t *b = bytes + 3 * i;
      scalars[i] = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    }
    costs.assign(count + 1, no_way);
    before.assign(count + 1, -1);
    costs[0] = 0;
    icu::UCharsTrie trie(dictionary.words);
    bool was_katakana = false;
    for (int32_t i = 0; i < count; ++i) {
      // As in ICU, a place that no word ends at does not count as katakana or as none.
      if (costs[i] == no_way) continue;
      auto reach = [&](int32_t length, uint32_t cost) {
        if (costs[i] + cost < costs[i + length]) {
          costs[i + length] = costs[i] + cost;
          before[i + length] = i;
        }
      };
      const Dictionary::First &first = dictionary.firsts[scalars[i] - first_scalar];
      UStringTrieResult result = first.result;
      if (USTRINGTRIE_HAS_VALUE(result)) reach(1, static_cast<uint32_t>(first.value));
      if (USTRINGTRIE_HAS_NEXT(result)) {
        trie.resetToState64(first.state);
        for (int32_t length = 2; length <= longest_word && i + length <= count; ++length) {
          result = trie.next(static_cast<int32_t>(scalars[i + length - 1]));
          if (USTRINGTRIE_HAS_VALUE(result)) reach(length, static_cast<uint32_t>(trie.getValue()));
          if (!USTRINGTRIE_HAS_NEXT(result)) break;
        }
      }
      if (!USTRINGTRIE_HAS_VALUE(first.result)) reach(1, unknown_cost);
      bool katakana = is_katakana(scalars[i]);
      if (katakana && !was_katakana) {
        int32_t length = 1;
        while (i + length < count && length < longest_word && is_katakana(scalars[i + length])) ++length;
        if (length < longest_word) reach(length, katakana_cost(length));
      }
      was_katakana = katakana;
    }
    ends.clear();
    for (int32_t i = count; i > 0; i = before[i]) ends.push_back(3 * i);
    ends.push_back(0);
    for (size_t low = 0, high = ends.size() - 1; low < high; ++low, --high) std::swap(ends[low], ends[high]);
    constexpr size_t kept = 1 << 20;
    if (scalars.capacity() > kept) std::vector<uint32_t>().swap(scalars);
    if (costs.capacity() > kept) std::vector<uint32_t>().swap(costs);
    if (before.capacity() > kept) std::vector<int32_t>().swap(before);
  });
  if (U_FAILURE(status)) return {nullptr, nullptr, 0, status};
  return {ends.data(), nullptr, ends.size() - 1, U_ZERO_ERROR};
}
