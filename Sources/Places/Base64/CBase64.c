#include "CBase64.h"

// In C so that a debug build, and with it every test that starts the program, reads its tables as fast as a release.
void assay_base64_decode(const uint8_t *text, int64_t size, uint8_t *output) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t values[256] = {0};
  for (int i = 0; i < 64; i++) values[(uint8_t)alphabet[i]] = (uint8_t)i;
  uint32_t bits = 0;
  int held = 0;
  for (int64_t i = 0; i < size; i++) {
    bits = bits << 6 | values[text[i]];
    held += 6;
    if (held >= 8) {
      held -= 8;
      *output++ = (uint8_t)(bits >> held);
    }
  }
}
