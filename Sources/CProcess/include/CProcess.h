// Starts a child process the way a plugin needs it. Plain types only.
#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  // The file to run, and its folder; not looked up on the PATH.
  const char *program;
  const char *folder;
  // Both end with NULL.
  char *const *arguments;
  char *const *environment;
  // What become descriptors 0, 1 and 2 of the child; all others are closed in it.
  int32_t input;
  int32_t output;
  int32_t error;
  // Address space in bytes and seconds of CPU; 0: no limit.
  uint64_t memory;
  uint64_t cpu_seconds;
} cprocess_spec;

// Where starting failed.
static const int32_t CPROCESS_FORK = 1;
static const int32_t CPROCESS_FOLDER = 2;
static const int32_t CPROCESS_LIMITS = 3;
static const int32_t CPROCESS_EXECUTE = 4;

// A pipe, closed at execve: ends[0] reads, ends[1] writes. It holds size bytes where the system allows. 0 or -errno.
int32_t cprocess_pipe(int32_t ends[2], int32_t size);

// The id of the child, which leads a session and a process group of its own and is killed when the calling thread ends;
// or -errno, and in step where it failed. Returns when the program has been loaded.
int32_t cprocess_start(const cprocess_spec *spec, int32_t *step);

#ifdef __cplusplus
}
#endif

#endif
