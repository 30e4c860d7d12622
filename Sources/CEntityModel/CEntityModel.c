#include "CEntityModel.h"

// Made by `assay train`; Documentation/EntityModel.md says from what and under which licences.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const uint8_t model[] __attribute__((aligned(64))) = {
#embed "model.bin"
};

const uint8_t *assay_entity_model(void) { return model; }
size_t assay_entity_model_size(void) { return sizeof model; }
