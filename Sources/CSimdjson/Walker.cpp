#include "Walker.hpp"

#include <algorithm>
#include <cstring>

#include "Tokens.hpp"

namespace assay {
namespace {

bool equal(const Text &a, const Text &b) {
  return a.length == b.length && (a.length == 0 || std::memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

}  // namespace

bool WantedNames::set(const char *const *names, size_t count) {
  names_.clear();
  components_.clear();
  if (count > ASSAY_JSON_MAX_NAMES) return false;
  for (size_t i = 0; i < count; ++i) {
    const auto *whole = reinterpret_cast<const uint8_t *>(names[i]);
    size_t length = std::strlen(names[i]);
    size_t first = components_.size();
    for (size_t start = 0; start <= length;) {
      const void *dot = std::memchr(whole + start, '.', length - start);
      size_t end = dot ? static_cast<size_t>(static_cast<const uint8_t *>(dot) - whole) : length;
      if (end == start) return false;
      components_.push_back({whole + start, end - start});
      start = end + 1;
    }
    // Levels are counted in a byte.
    if (components_.size() - first > 255) return false;
    names_.push_back({{whole, length}, first, components_.size() - first});
  }
  return true;
}

bool WantedNames::is_component(size_t name, size_t level, const Text &key) const {
  const Name &wanted = names_[name];
  return level <= wanted.count && equal(components_[wanted.first + level - 1], key);
}

bool WantedNames::is_whole(size_t name, const Text &key) const { return equal(names_[name].whole, key); }

bool Walker::fail(assay_json_status code, const char *why, size_t where) {
  status = code;
  message = why;
  offset = where;
  return false;
}

bool Walker::fail_here(const char *why) {
  return at_end() ? fail(ASSAY_JSON_TRUNCATED, "the record ends too early", length_)
                  : fail(ASSAY_JSON_MALFORMED, why, here());
}

assay_json_kind Walker::kind_at(size_t at) const {
  switch (record_[at]) {
    case '"': return ASSAY_JSON_STRING;
    case '{': return ASSAY_JSON_OBJECT;
    case '[': return ASSAY_JSON_ARRAY;
    case 't': return ASSAY_JSON_TRUE;
    case 'f': return ASSAY_JSON_FALSE;
    case 'n': return ASSAY_JSON_NULL;
    default: return ASSAY_JSON_NUMBER;
  }
}

/// Reads the string token here; gives its unescaped text if `text` is not NULL. Only its opening quote is a token: the
/// closing one is the last byte before the next token that is not white space.
bool Walker::read_string(Text *text) {
  size_t start = here();
  ++next_;
  size_t end = here();
  while (end > start && is_space(record_[end - 1])) --end;
  if (end < start + 2 || record_[end - 1] != '"') {
    return fail(ASSAY_JSON_MALFORMED, "unexpected character after a string", start);
  }
  value_end_ = end;
  const uint8_t *body = record_ + start + 1, *limit = record_ + end - 1;
  auto length = static_cast<size_t>(limit - body);
  if (!std::memchr(body, '\\', length)) {
    if (text) *text = {body, length};
    return true;
  }
  uint8_t *target = text ? strings_ + strings_used_ : nullptr;
  size_t written = 0;
  TokenEnd result = unescape(body, limit, target, written);
  if (result.status != ASSAY_JSON_OK) {
    return fail(result.status, result.message, static_cast<size_t>(result.end - record_));
  }
  if (text) {
    *text = {target, written};
    strings_used_ += written;
  }
  return true;
}

/// Reads a key and its colon.
bool Walker::read_key(Text *key) {
  if (byte() != '"') return fail_here("expected a key in double quotes");
  if (!read_string(key)) return false;
  if (byte() != ':') return fail_here("expected ':' after a key");
  ++next_;
  return true;
}

bool Walker::read_scalar(Text *text) {
  const uint8_t *at = record_ + here(), *limit = record_ + length_;
  TokenEnd result;
  switch (byte()) {
    case '"': return read_string(text);
    case 't': result = scan_literal(at, limit, "true"); break;
    case 'f': result = scan_literal(at, limit, "false"); break;
    case 'n': result = scan_literal(at, limit, "null"); break;
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      result = scan_number(at, limit);
      break;
    default: return fail_here("expected a value");
  }
  value_end_ = static_cast<size_t>(result.end - record_);
  if (result.status != ASSAY_JSON_OK) return fail(result.status, result.message, value_end_);
  ++next_;
  return true;
}

/// Reads any value; `text` gets the unescaped text if it is a string.
bool Walker::read_value(Text *text) {
  std::vector<uint8_t> &open = buffers_.nesting;
  size_t outer = open.size();
  for (;;) {
    uint8_t first = byte();
    if (!at_end() && (first == '{' || first == '[')) {
      if (open.size() >= ASSAY_JSON_MAX_DEPTH) return fail(ASSAY_JSON_TOO_DEEP, "nested too deeply", here());
      value_end_ = here() + 1;
      ++next_;
      uint8_t close = first == '{' ? '}' : ']';
      if (byte() == close) {
        value_end_ = here() + 1;
        ++next_;
      } else {
        open.push_back(close);
        if (close == '}' && !read_key(nullptr)) return false;
        continue;
      }
    } else if (!read_scalar(open.size() == outer ? text : nullptr)) {
      return false;
    }
    for (;;) {
      if (open.size() == outer) return true;
      uint8_t separator = byte();
      if (separator == ',') {
        ++next_;
        if (open.back() == '}' && !read_key(nullptr)) return false;
        break;
      }
      if (separator != open.back()) return fail_here(open.back() == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
      value_end_ = here() + 1;
      ++next_;
      open.pop_back();
    }
  }
}

void Walker::note_duplicate(size_t where) {
  if (duplicate_count++ == 0 || where < duplicate_offset) duplicate_offset = where;
}

/// Reads one member of the object that wanted names have led to; `level` 1 is the record itself.
bool Walker::read_member(size_t level) {
  const WantedNames &wanted = buffers_.wanted;
  Text key{};
  if (!read_key(&key)) return false;

  bool is_wanted = false, leads_deeper = false, is_repeated = false;
  uint64_t captures = 0;
  for (size_t name = 0; name < wanted.count(); ++name) {
    bool is_target = level == 1 && wanted.depth(name) > 1 && wanted.is_whole(name, key);
    if (matched_[name] == level - 1 && wanted.is_component(name, level, key)) {
      if (wanted.depth(name) == level) {
        is_target = true;
      } else if (seen_[name] >= level) {
        // The first object of this name was searched; a second one is not.
        is_repeated = true;
        fields_[name].is_duplicate = 1;
      } else {
        seen_[name] = matched_[name] = static_cast<uint8_t>(level);
        leads_deeper = true;
      }
    }
    if (!is_target) continue;
    is_wanted = true;
    if (fields_[name].kind != ASSAY_JSON_MISSING) {
      is_repeated = true;
      fields_[name].is_duplicate = 1;
    } else {
      captures |= uint64_t(1) << name;
    }
  }

  size_t start = here();
  Text text{};
  if (leads_deeper && byte() == '{') {
    if (!read_object(level + 1)) return false;
  } else if (!read_value(captures ? &text : nullptr)) {
    return false;
  } else {
    leads_deeper = false;
  }
  for (size_t name = 0; name < wanted.count(); ++name) {
    if (matched_[name] == level) matched_[name] = static_cast<uint8_t>(level - 1);
  }

  size_t raw_length = value_end_ - start;
  assay_json_kind kind = kind_at(start);
  if (kind != ASSAY_JSON_STRING) text = {record_ + start, raw_length};
  for (size_t name = 0; name < wanted.count(); ++name) {
    if (captures >> name & 1) {
      fields_[name] = {kind, fields_[name].is_duplicate, text.bytes, text.length, start, raw_length};
    }
  }
  if (level == 1 && !is_wanted) {
    buffers_.others.push_back({key.bytes, key.length, kind, leads_deeper, record_ + start, raw_length, start});
  } else if (is_repeated) {
    note_duplicate(start);
  }
  return true;
}

bool Walker::read_object(size_t level) {
  // Keeps the depth that read_value counts in step.
  if (buffers_.nesting.size() >= ASSAY_JSON_MAX_DEPTH) return fail(ASSAY_JSON_TOO_DEEP, "nested too deeply", here());
  buffers_.nesting.push_back('}');
  ++next_;
  if (byte() != '}') {
    while (true) {
      if (!read_member(level)) return false;
      if (byte() == '}') break;
      if (byte() != ',') return fail_here("expected ',' or '}'");
      ++next_;
    }
  }
  value_end_ = here() + 1;
  ++next_;
  buffers_.nesting.pop_back();
  return true;
}

/// Sorting finds repeated keys in n log n whatever the keys are; a record may have very many.
void Walker::drop_repeated_others() {
  std::vector<assay_json_member> &others = buffers_.others;
  std::vector<uint32_t> &order = buffers_.order;
  if (others.size() < 2) return;
  order.resize(others.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<uint32_t>(i);
  auto compare = [&](uint32_t a, uint32_t b) {
    const assay_json_member &x = others[a], &y = others[b];
    if (x.key_length != y.key_length) return x.key_length < y.key_length ? -1 : 1;
    return x.key_length == 0 ? 0 : std::memcmp(x.key, y.key, x.key_length);
  };
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    int difference = compare(a, b);
    return difference != 0 ? difference < 0 : a < b;
  });
  bool any = false;
  for (size_t i = 1; i < order.size(); ++i) {
    // Equal keys stand together by rank of appearance, so all but the first of a run are repeated.
    if (compare(order[i - 1], order[i]) == 0) {
      any = true;
      note_duplicate(others[order[i]].raw_offset);
      others[order[i]].raw = nullptr;
    }
  }
  if (!any) return;
  others.erase(std::remove_if(others.begin(), others.end(), [](const assay_json_member &m) { return !m.raw; }),
               others.end());
}

bool Walker::walk() {
  buffers_.nesting.clear();
  buffers_.others.clear();
  if (byte() != '{') return fail(ASSAY_JSON_NOT_OBJECT, "a record must be a JSON object", here());
  if (!read_object(1)) return false;
  if (!at_end()) return fail(ASSAY_JSON_TRAILING, "something follows the record's object", here());
  drop_repeated_others();
  return true;
}

}  // namespace assay
