// A plugin in a shared library that breaks the contract on demand.
#define _GNU_SOURCE
#include <assay_plugin.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *create(assay_bytes options, char *error, size_t size) {
  const char *key = "\"fault\":\"";
  char *text = strndup((const char *)options.bytes, options.count);
  char *start = strstr(text, key);
  if (start == NULL) {
    snprintf(error, size, "there is no option 'fault'");
    free(text);
    return NULL;
  }
  start += strlen(key);
  *strchr(start, '"') = 0;
  char *fault = strdup(start);
  free(text);
  if (strcmp(fault, "no-start") == 0) {
    snprintf(error, size, "the fault is set to no-start");
    free(fault);
    return NULL;
  }
  return fault;
}

static int go_wrong(const char *fault, assay_document *document, const assay_host *host) {
  assay_bytes text = host->text(document);
  assay_bytes layer = ASSAY_STRING("ends");
  assay_span whole = {0, (uint32_t)text.count};
#define IS(name) (strcmp(fault, name) == 0)
  if (IS("exit")) _exit(3);
  if (IS("crash")) raise(SIGSEGV);
  if (IS("abort")) abort();
  if (IS("hang")) for (;;) sleep(1000);
  if (IS("spin")) for (volatile int i = 0;; i++) {}
  if (IS("close")) {
    for (int descriptor = 0; descriptor < 64; descriptor++) close(descriptor);
    return 0;
  }
  if (IS("outside")) host->annotate(document, layer, (assay_span){0, 10000000}, NULL, 0);
  if (IS("backwards")) host->annotate(document, layer, (assay_span){2, 0}, NULL, 0);
  if (IS("inside")) {
    // The texts of the test begin with a letter of two bytes.
    host->annotate(document, layer, (assay_span){1, 2}, NULL, 0);
  }
  if (IS("columns")) {
    assay_value values[3] = {assay_none(), assay_none(), assay_none()};
    host->annotate(document, layer, whole, values, 3);
  }
  if (IS("undeclared")) host->annotate(document, ASSAY_STRING("beginnings"), whole, NULL, 0);
  if (IS("wrong-type")) host->set_value(document, ASSAY_STRING("characters"), assay_text(ASSAY_STRING("many")));
  if (IS("wrong-name")) {
    assay_value side = assay_text(ASSAY_STRING("middle"));
    host->annotate(document, layer, whole, &side, 1);
  }
  if (IS("not-utf8")) {
    assay_value side = assay_text(ASSAY_STRING("\xff\xfe"));
    host->annotate(document, layer, whole, &side, 1);
  }
  if (IS("edit")) host->edit(document, whole, ASSAY_STRING("nothing"));
  if (IS("drop")) host->drop(document, ASSAY_STRING("just so"));
  if (IS("fail")) host->fail(document, ASSAY_STRING("no verb"), ASSAY_STRING("there is none"));
  if (IS("status")) return 5;
  if (IS("stderr-flood")) {
    for (int i = 0; i < 60000; i++) fputs("something is wrong, and I say it again and again\n", stderr);
    host->fail(document, ASSAY_STRING("flooded"), ASSAY_STRING("it was said"));
  }
  if (IS("memory"))
    for (;;) {
      char *more = malloc(1 << 26);
      if (more == NULL) abort();
      memset(more, 1, 1 << 26);
    }
  return 0;
}

static int process(void *self, assay_document *document, const assay_host *host) {
  const char *fault = self;
  assay_bytes text = host->text(document);
  // Stray output must not come between the frames.
  puts("looking at a document");
  fflush(stdout);
  if (strcmp(fault, "none") != 0 && memmem(text.bytes, text.count, "FAULT", 5) != NULL) {
    int status = go_wrong(fault, document, host);
    if (status != 0) return status;
  }
  host->set_value(document, ASSAY_STRING("characters"), assay_int((int64_t)text.count));
  assay_value values[2] = {assay_text(ASSAY_STRING("last")), assay_int(0)};
  host->annotate(document, ASSAY_STRING("ends"), (assay_span){(uint32_t)text.count, (uint32_t)text.count}, values, 2);
  return 0;
}

static const assay_stage stage = {.contract = ASSAY_CONTRACT,
                                  .size = sizeof(assay_stage),
                                  .name = "faulty",
                                  .version = 1,
                                  .create = create,
                                  .process = process,
                                  .destroy = free};

ASSAY_EXPORT const assay_stage *assay_plugin(uint32_t contract) { return contract == ASSAY_CONTRACT ? &stage : NULL; }
