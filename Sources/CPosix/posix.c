// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

// libc hands these to every constructor; Swift's own list is read from /proc, which a container may not have.
static int word_count;
static char **words;

__attribute__((constructor)) static void remember(int count, char **arguments) {
  word_count = count;
  words = arguments;
}

int cposix_word_count(void) { return word_count; }
char **cposix_words(void) { return words; }

int cposix_memfd_secret(void) { return (int)syscall(SYS_memfd_secret, O_CLOEXEC); }

// 444 on every architecture; the header that names it is not everywhere.
int cposix_landlock_version(void) { return (int)syscall(444, NULL, 0, 1U); }

int cposix_mlock_on_fault(void *address, size_t size) {
  return mlock2(address, size, MLOCK_ONFAULT);
}

int cposix_forbid_dump(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int cposix_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int cposix_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }

int cposix_same_open_file(int first, int second) {
  pid_t self = getpid();
  long order = syscall(SYS_kcmp, self, self, KCMP_FILE, (long)first, (long)second);
  return order < 0 ? -1 : order == 0;
}

int cposix_reap(pid_t pid, pid_t *reaped, int *code) {
  int status = 0;
  pid_t found;
  do found = waitpid(pid, &status, WNOHANG | WUNTRACED | WCONTINUED);
  while (found < 0 && errno == EINTR);
  if (found < 0) return -1;
  *reaped = found;
  if (found == 0) return cposix_nothing;
  if (WIFEXITED(status)) { *code = WEXITSTATUS(status); return cposix_exited; }
  if (WIFSIGNALED(status)) { *code = WTERMSIG(status); return cposix_signaled; }
  if (WIFSTOPPED(status)) { *code = WSTOPSIG(status); return cposix_stopped; }
  *code = SIGCONT;
  return cposix_continued;
}

int cposix_pipe(int descriptors[2]) { return pipe2(descriptors, O_CLOEXEC); }

int cposix_set_pipe_size(int descriptor, int size) { return fcntl(descriptor, F_SETPIPE_SZ, size); }

int cposix_pipe_size(int descriptor) { return fcntl(descriptor, F_GETPIPE_SZ); }

ssize_t cposix_write_without_waiting(int descriptor, const void *bytes, size_t count) {
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
  return pwritev2(descriptor, &part, 1, -1, RWF_NOWAIT);
}

int cposix_signalfd(const sigset_t *mask) { return signalfd(-1, mask, SFD_NONBLOCK | SFD_CLOEXEC); }

int cposix_next_signal(int descriptor, int *from_process) {
  struct signalfd_siginfo info;
  ssize_t count;
  do count = read(descriptor, &info, sizeof info);
  while (count < 0 && errno == EINTR);
  if (count < 0) return errno == EAGAIN ? 0 : -1;
  if (count != (ssize_t)sizeof info) return 0;
  // What secrun sent to its own group reaches itself too.
  if (info.ssi_code == SI_USER && info.ssi_pid == (uint32_t)getpid()) return cposix_next_signal(descriptor, from_process);
  *from_process = info.ssi_code <= 0;
  return (int)info.ssi_signo;
}

// sigaction(2) by the kernel's own door: libc does not let go of the two that it keeps for its threads.
struct kernel_action { void (*handler)(int); unsigned long flags; void (*restorer)(void); uint64_t mask; };
static const int taken[] = {SIGCHLD, 32, 33};

uint64_t cposix_ignored(void) {
  uint64_t signals = 0;
  for (int i = 0; i < 3; i++) {
    struct kernel_action action = {0};
    syscall(SYS_rt_sigaction, taken[i], NULL, &action, sizeof action.mask);
    if (action.handler == SIG_IGN) signals |= 1ULL << (taken[i] - 1);
  }
  return signals;
}

void cposix_ignore(uint64_t signals) {
  struct kernel_action action = {.handler = SIG_IGN};
  for (int i = 0; i < 3; i++)
    if (signals & 1ULL << (taken[i] - 1)) syscall(SYS_rt_sigaction, taken[i], &action, NULL, sizeof action.mask);
}

void cposix_thread_signals(sigset_t *signals) {
  uint64_t bits = 1ULL << 31 | 1ULL << 32;
  sigemptyset(signals);
  memcpy(signals, &bits, sizeof bits);
}

int cposix_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }

int cposix_open_at(int folder, const char *name, int flags) { return openat(folder, name, flags); }

int cposix_memory_file(void) { return memfd_create("secrun", MFD_CLOEXEC); }

int cposix_spawn_helper(const char *program, char *const *arguments, char *const *environment,
                        int input, int output, int error, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  failure = posix_spawnattr_init(&attributes);
  if (failure) {
    posix_spawn_file_actions_destroy(&actions);
    return failure;
  }
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, error, 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  failure = posix_spawn(child, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

int cposix_wait(pid_t child) {
  int status = 0;
  pid_t found;
  do found = waitpid(child, &status, 0);
  while (found < 0 && errno == EINTR);
  if (found < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int cposix_o_cloexec(void) { return O_CLOEXEC; }
int cposix_o_nofollow(void) { return O_NOFOLLOW; }
int cposix_o_directory(void) { return O_DIRECTORY; }
int cposix_o_path(void) { return O_PATH; }
