#include "CCompression.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

// zlib counts in 32 bits; larger buffers go through it in pieces of this size.
#define PIECE ((uint64_t)1 << 30)

// 15 is the largest window; 16 more asks zlib for the gzip wrapper and nothing else.
#define GZIP_WINDOW (15 + 16)

struct ccompression_decoder {
  int32_t format;
  const char *message;
  z_stream gzip;
  ZSTD_DCtx *zstd;
};

struct ccompression_encoder {
  int32_t format;
  z_stream gzip;
  ZSTD_CCtx *zstd;
};

ccompression_decoder *ccompression_decoder_create(int32_t format) {
  ccompression_decoder *d = calloc(1, sizeof *d);
  if (!d) return NULL;
  d->format = format;
  d->message = "";
  int ready = 0;
  if (format == CCOMPRESSION_GZIP) {
    ready = inflateInit2(&d->gzip, GZIP_WINDOW) == Z_OK;
  } else if (format == CCOMPRESSION_ZSTD) {
    d->zstd = ZSTD_createDCtx();
    ready = d->zstd != NULL;
  }
  if (!ready) {
    free(d);
    return NULL;
  }
  return d;
}

void ccompression_decoder_destroy(ccompression_decoder *d) {
  if (!d) return;
  if (d->format == CCOMPRESSION_GZIP) inflateEnd(&d->gzip);
  ZSTD_freeDCtx(d->zstd);
  free(d);
}

void ccompression_decoder_reset(ccompression_decoder *d) {
  d->message = "";
  if (d->format == CCOMPRESSION_GZIP)
    inflateReset(&d->gzip);
  else
    ZSTD_DCtx_reset(d->zstd, ZSTD_reset_session_only);
}

static int32_t step_gzip(ccompression_decoder *d, const uint8_t *input, uint64_t input_size, uint64_t *consumed,
                         uint8_t *output, uint64_t output_size, uint64_t *produced) {
  uInt in = (uInt)(input_size < PIECE ? input_size : PIECE);
  uInt out = (uInt)(output_size < PIECE ? output_size : PIECE);
  d->gzip.next_in = (Bytef *)input;  // zlib does not write through it
  d->gzip.avail_in = in;
  d->gzip.next_out = output;
  d->gzip.avail_out = out;
  int result = inflate(&d->gzip, Z_NO_FLUSH);
  *consumed = in - d->gzip.avail_in;
  *produced = out - d->gzip.avail_out;
  switch (result) {
    case Z_OK:
    case Z_BUF_ERROR:  // no progress was possible; not damage
      return CCOMPRESSION_MORE;
    case Z_STREAM_END:
      return CCOMPRESSION_FINISHED;
    case Z_MEM_ERROR:
      d->message = "out of memory";
      return CCOMPRESSION_FAILED;
    default:
      d->message = d->gzip.msg ? d->gzip.msg : zError(result);
      return CCOMPRESSION_FAILED;
  }
}

static int32_t step_zstd(ccompression_decoder *d, const uint8_t *input, uint64_t input_size, uint64_t *consumed,
                         uint8_t *output, uint64_t output_size, uint64_t *produced) {
  ZSTD_inBuffer in = {input, input_size, 0};
  ZSTD_outBuffer out = {output, output_size, 0};
  size_t result = ZSTD_decompressStream(d->zstd, &out, &in);
  *consumed = in.pos;
  *produced = out.pos;
  if (ZSTD_isError(result)) {
    d->message = ZSTD_getErrorName(result);
    return CCOMPRESSION_FAILED;
  }
  return result == 0 ? CCOMPRESSION_FINISHED : CCOMPRESSION_MORE;
}

int32_t ccompression_decoder_step(ccompression_decoder *d, const uint8_t *input, uint64_t input_size,
                                  uint64_t *consumed, uint8_t *output, uint64_t output_size, uint64_t *produced) {
  return (d->format == CCOMPRESSION_GZIP ? step_gzip : step_zstd)(d, input, input_size, consumed, output, output_size,
                                                                  produced);
}

const char *ccompression_decoder_message(const ccompression_decoder *d) { return d->message; }

ccompression_encoder *ccompression_encoder_create(int32_t format, int32_t level) {
  ccompression_encoder *e = calloc(1, sizeof *e);
  if (!e) return NULL;
  e->format = format;
  int ready = 0;
  if (format == CCOMPRESSION_GZIP) {
    // Memory level 8 is zlib's default. Without deflateSetHeader the header has no name and time 0.
    ready = deflateInit2(&e->gzip, level, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) == Z_OK;
  } else if (format == CCOMPRESSION_ZSTD) {
    e->zstd = ZSTD_createCCtx();
    ready = e->zstd && !ZSTD_isError(ZSTD_CCtx_setParameter(e->zstd, ZSTD_c_compressionLevel, level)) &&
            !ZSTD_isError(ZSTD_CCtx_setParameter(e->zstd, ZSTD_c_checksumFlag, 1));
  }
  if (!ready) {
    ZSTD_freeCCtx(e->zstd);
    free(e);
    return NULL;
  }
  return e;
}

void ccompression_encoder_destroy(ccompression_encoder *e) {
  if (!e) return;
  if (e->format == CCOMPRESSION_GZIP) deflateEnd(&e->gzip);
  ZSTD_freeCCtx(e->zstd);
  free(e);
}

uint64_t ccompression_encoder_bound(ccompression_encoder *e, uint64_t input_size) {
  if (e->format == CCOMPRESSION_GZIP) {
    // After a finished member zlib forgets the gzip wrapper in its bound and answers 12 bytes too few.
    if (deflateReset(&e->gzip) != Z_OK) return 0;
    return deflateBound(&e->gzip, input_size);
  }
  return ZSTD_compressBound(input_size);
}

static uint64_t frame_gzip(ccompression_encoder *e, const uint8_t *input, uint64_t input_size, uint8_t *output,
                           uint64_t output_size) {
  z_stream *s = &e->gzip;
  if (deflateReset(s) != Z_OK) return 0;
  uint64_t read = 0, written = 0;
  for (;;) {
    uInt in = (uInt)(input_size - read < PIECE ? input_size - read : PIECE);
    uInt out = (uInt)(output_size - written < PIECE ? output_size - written : PIECE);
    s->next_in = (Bytef *)(input + read);
    s->avail_in = in;
    s->next_out = output + written;
    s->avail_out = out;
    int result = deflate(s, read + in == input_size ? Z_FINISH : Z_NO_FLUSH);
    read += in - s->avail_in;
    written += out - s->avail_out;
    if (result == Z_STREAM_END) return written;
    // Out of room: the caller gave less than the bound. Returning keeps this loop from turning for ever.
    if (result != Z_OK || written == output_size) return 0;
  }
}

uint64_t ccompression_encoder_frame(ccompression_encoder *e, const uint8_t *input, uint64_t input_size,
                                    uint8_t *output, uint64_t output_size) {
  if (e->format == CCOMPRESSION_GZIP) return frame_gzip(e, input, input_size, output, output_size);
  size_t result = ZSTD_compress2(e->zstd, output, output_size, input, input_size);
  return ZSTD_isError(result) ? 0 : result;
}
