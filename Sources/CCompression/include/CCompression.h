#ifndef ASSAY_CCOMPRESSION_H
#define ASSAY_CCOMPRESSION_H

// A small face of zlib and zstd for Swift: opaque handles and stdint types, no macros of the libraries.
// A handle belongs to one thread at a time.

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { CCOMPRESSION_GZIP = 1, CCOMPRESSION_ZSTD = 2 };

enum {
  CCOMPRESSION_MORE = 0,      // the member or frame goes on; it needs input or room for output
  CCOMPRESSION_FINISHED = 1,  // a member or frame is complete, its checksum has been verified
  CCOMPRESSION_FAILED = 2     // the data is damaged; see ccompression_decoder_message
};

typedef struct ccompression_decoder ccompression_decoder;
typedef struct ccompression_encoder ccompression_encoder;

// NULL when there is no memory.
ccompression_decoder *ccompression_decoder_create(int32_t format);
void ccompression_decoder_destroy(ccompression_decoder *decoder);

// Makes the decoder ready for the first byte of a member or frame.
void ccompression_decoder_reset(ccompression_decoder *decoder);

// Decodes as much as input and output allow, never beyond the end of one member or frame. `consumed` and `produced`
// are set in every case. No progress at all with output room left means that more input is needed.
int32_t ccompression_decoder_step(ccompression_decoder *decoder, const uint8_t *input, uint64_t input_size,
                                  uint64_t *consumed, uint8_t *output, uint64_t output_size, uint64_t *produced);

// What was wrong after CCOMPRESSION_FAILED; a static string.
const char *ccompression_decoder_message(const ccompression_decoder *decoder);

// NULL when there is no memory or the level is unknown.
ccompression_encoder *ccompression_encoder_create(int32_t format, int32_t level);
void ccompression_encoder_destroy(ccompression_encoder *encoder);

// The largest size that `input_size` bytes can become; 0 when the library failed.
uint64_t ccompression_encoder_bound(ccompression_encoder *encoder, uint64_t input_size);

// Encodes the input as one complete gzip member (no name, modification time 0) or zstd frame (with content size and
// checksum). Returns the number of bytes written, or 0 when the library failed. `output_size` must be the bound.
uint64_t ccompression_encoder_frame(ccompression_encoder *encoder, const uint8_t *input, uint64_t input_size,
                                    uint8_t *output, uint64_t output_size);

#ifdef __cplusplus
}
#endif
#endif
