// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CTestKit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// Pointers to the strings of a block, ending with NULL; the caller frees the array, not the strings.
static char **strings_of(const uint8_t *block, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size; i++) count += block[i] == 0;
  char **strings = calloc(count + 1, sizeof *strings);
  if (strings == NULL) return NULL;
  size_t start = 0, next = 0;
  for (size_t i = 0; i < size; i++) {
    if (block[i] != 0) continue;
    strings[next++] = (char *)block + start;
    start = i + 1;
  }
  return strings;
}

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, const char *folder,
                   const char *terminal, const int descriptors[3]) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int failed = posix_spawnattr_setsigdefault(attributes, &all);
  if (!failed) failed = posix_spawnattr_setsigmask(attributes, &none);
  if (!failed)
    failed = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  if (!failed) failed = posix_spawn_file_actions_addchdir_np(actions, folder);
  if (!failed && terminal != NULL)
    failed = posix_spawn_file_actions_addopen(actions, 0, terminal, O_RDWR, 0);
  for (int i = 0; i < 3 && !failed; i++) {
    if (terminal == NULL) failed = posix_spawn_file_actions_adddup2(actions, descriptors[i], i);
    else if (i > 0) failed = posix_spawn_file_actions_adddup2(actions, 0, i);
  }
  if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  return failed;
}

int ctestkit_spawn(pid_t *pid, const char *program, const uint8_t *arguments, size_t arguments_size,
                   const uint8_t *environment, size_t environment_size, const char *folder,
                   const char *terminal, int input, int output, int error) {
  char **argv = strings_of(arguments, arguments_size);
  char **envp = strings_of(environment, environment_size);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  const int descriptors[3] = {input, output, error};
  int failed = argv == NULL || envp == NULL ? ENOMEM : 0;
  if (!failed) failed = prepare(&actions, &attributes, folder, terminal, descriptors);
  if (!failed) failed = posix_spawn(pid, program, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  free(envp);
  free(argv);
  return failed;
}

int ctestkit_pidfd(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int ctestkit_reap(pid_t pid, int *status) {
  int raw = 0;
  pid_t reaped = waitpid(pid, &raw, WNOHANG);
  if (reaped <= 0) return (int)reaped;
  *status = WIFSIGNALED(raw) ? -WTERMSIG(raw) : WEXITSTATUS(raw);
  return 1;
}
