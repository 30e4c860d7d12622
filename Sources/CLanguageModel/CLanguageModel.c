#include "CLanguageModel.h"

// Made by `train-language-model`; Documentation/LanguageModel.md says from what and under which licences.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const uint8_t model[] = {
#embed "model.bin"
};

const uint8_t *assay_language_model(void) { return model; }
size_t assay_language_model_size(void) { return sizeof model; }
