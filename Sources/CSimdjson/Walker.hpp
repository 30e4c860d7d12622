// The grammar of one record over the token offsets that simdjson's first stage found. One pass, no recursion but along
// the dotted names asked for, no allocation per token.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "CSimdjson.h"

namespace assay {

struct Text {
  const uint8_t *bytes;
  size_t length;
};

/// The wanted names, split at their dots.
class WantedNames {
 public:
  /// False if there are too many or one has an empty component.
  bool set(const char *const *names, size_t count);

  size_t count() const { return names_.size(); }
  size_t depth(size_t name) const { return names_[name].count; }
  bool is_component(size_t name, size_t level, const Text &key) const;
  bool is_whole(size_t name, const Text &key) const;

 private:
  struct Name {
    Text whole;
    size_t first, count;
  };
  std::vector<Name> names_;
  std::vector<Text> components_;
};

/// Memory that walkers of one parser share from record to record.
struct WalkerBuffers {
  WantedNames wanted;
  std::vector<uint8_t> nesting;
  std::vector<assay_json_member> others;
  std::vector<uint32_t> order;
};

class Walker {
 public:
  /// `record` is padded, `tokens` are the ascending offsets of its tokens, `strings` holds `length` bytes.
  Walker(const uint8_t *record, size_t length, const uint32_t *tokens, size_t token_count, uint8_t *strings,
         WalkerBuffers &buffers, assay_json_field *fields)
      : record_(record), length_(length), tokens_(tokens), token_count_(token_count), strings_(strings),
        buffers_(buffers), fields_(fields) {}

  /// Reads the whole record.
  bool walk();

  assay_json_status status = ASSAY_JSON_OK;
  const char *message = "";
  size_t offset = 0;
  size_t duplicate_count = 0;
  size_t duplicate_offset = 0;

 private:
  const uint8_t *record_;
  size_t length_;
  const uint32_t *tokens_;
  size_t token_count_;
  uint8_t *strings_;
  WalkerBuffers &buffers_;
  assay_json_field *fields_;

  size_t next_ = 0;          // the next token
  size_t value_end_ = 0;     // one past the value read last
  size_t strings_used_ = 0;
  /// Per name: components matched on the path to here, and on any path so far. The second tells a repeated key.
  uint8_t matched_[ASSAY_JSON_MAX_NAMES] = {};
  uint8_t seen_[ASSAY_JSON_MAX_NAMES] = {};

  bool at_end() const { return next_ == token_count_; }
  size_t here() const { return at_end() ? length_ : tokens_[next_]; }
  uint8_t byte() const { return at_end() ? 0 : record_[tokens_[next_]]; }

  bool fail(assay_json_status code, const char *why, size_t where);
  bool fail_here(const char *why);
  bool read_string(Text *text);
  bool read_key(Text *key);
  bool read_value(Text *text);
  bool read_scalar(Text *text);
  bool read_object(size_t level);
  bool read_member(size_t level);
  assay_json_kind kind_at(size_t at) const;
  void note_duplicate(size_t where);
  void drop_repeated_others();
};

}  // namespace assay
