// posix_spawn can set neither limits nor the signal at the parent's death, and a launcher program in between would have to
// be found and paid for at every start; so this is fork and execve. Between the two only async-signal-safe functions are
// called, as a process with threads must.

#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What the child says where it could not become the program.
typedef struct {
  int32_t step;
  int32_t error;
} failure;

static void give_up(int report, int32_t step) {
  failure what = {step, errno};
  ssize_t ignored = write(report, &what, sizeof what);
  (void)ignored;
  _exit(127);
}

static int limit(int resource, uint64_t value) {
  struct rlimit both = {value, value};
  return value == 0 ? 0 : setrlimit(resource, &both);
}

static void become(const cprocess_spec *spec, pid_t parent, int report) {
  setsid();
  // Without this a killed run would leave its plugins behind. The parent may have died in between.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);

  // Ignored signals stay ignored through execve: a plugin that writes into a closed pipe should die of it, and one that is
  // told to end should end.
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < 65; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);

  // All four are above 2 here, so no dup2 can overwrite one that is still needed.
  dup2(spec->input, 0);
  dup2(spec->output, 1);
  dup2(spec->error, 2);
  dup2(report, 3);
  fcntl(3, F_SETFD, FD_CLOEXEC);
  if (syscall(SYS_close_range, 4u, ~0u, 0u) != 0)
    for (int descriptor = 4; descriptor < 4096; descriptor++) close(descriptor);

  if (chdir(spec->folder) != 0) give_up(3, CPROCESS_FOLDER);
  if (limit(RLIMIT_AS, spec->memory) != 0 || limit(RLIMIT_CPU, spec->cpu_seconds) != 0) give_up(3, CPROCESS_LIMITS);
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  execve(spec->program, spec->arguments, spec->environment);
  give_up(3, CPROCESS_EXECUTE);
}

// A copy of a descriptor above 3, closed at execve.
static int lifted(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 10); }

int32_t cprocess_start(const cprocess_spec *original, int32_t *step) {
  int report[2];
  *step = CPROCESS_FORK;
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;
  cprocess_spec spec = *original;
  spec.input = lifted(spec.input);
  spec.output = lifted(spec.output);
  spec.error = lifted(spec.error);
  int reporter = lifted(report[1]);
  close(report[1]);

  pid_t parent = getpid();
  sigset_t all, before;
  sigfillset(&all);
  // No handler of ours may run in the child before its signals are reset.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t child = spec.input < 0 || spec.output < 0 || spec.error < 0 || reporter < 0 ? -1 : fork();
  if (child == 0) become(&spec, parent, reporter);
  int fork_error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);

  close(spec.input);
  close(spec.output);
  close(spec.error);
  close(reporter);
  if (child < 0) {
    close(report[0]);
    return -fork_error;
  }
  failure what;
  ssize_t count;
  do count = read(report[0], &what, sizeof what);
  while (count < 0 && errno == EINTR);
  close(report[0]);
  if (count != sizeof what) return child;
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
  *step = what.step;
  return -what.error;
}

int32_t cprocess_pipe(int32_t ends[2], int32_t size) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  fcntl(ends[1], F_SETPIPE_SZ, size);
  return 0;
}
