#include "assay_plugin.h"

static int process(void *self, assay_document *document, const assay_host *host) {
  (void)self;
  return host->set_value(document, ASSAY_STRING("length-c"), assay_int((int64_t)host->text(document).count));
}

static const assay_stage stage = {
    .contract = ASSAY_CONTRACT, .size = sizeof(assay_stage), .name = "length-c", .version = 1, .process = process};

ASSAY_EXPORT const assay_stage *assay_plugin(uint32_t contract) { return contract == ASSAY_CONTRACT ? &stage : 0; }
