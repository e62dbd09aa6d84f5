// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
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

int cposix_memfd_secret(void) { return (int)syscall(SYS_memfd_secret, O_CLOEXEC); }

int cposix_mlock_on_fault(void *address, size_t size) {
  return mlock2(address, size, MLOCK_ONFAULT);
}

int cposix_forbid_dump(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

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
  *from_process = info.ssi_code <= 0;
  return (int)info.ssi_signo;
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
