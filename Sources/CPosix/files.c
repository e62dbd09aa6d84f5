// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 8U
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

int cposix_sealable_file(const char *name) {
  int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
  // Linux before 6.3 does not know the last flag.
  return file < 0 && errno == EINVAL ? memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING) : file;
}

int cposix_rename_new(const char *path, const char *target) {
  // RENAME_NOREPLACE is 1.
  return (int)syscall(SYS_renameat2, AT_FDCWD, path, AT_FDCWD, target, 1U);
}

int cposix_seal(int file) {
  return fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
}

int cposix_is_in_memory(int descriptor) {
  struct statfs status;
  if (fstatfs(descriptor, &status) < 0) return -1;
  // TMPFS_MAGIC and RAMFS_MAGIC of statfs(2).
  return status.f_type == 0x01021994 || (unsigned long)status.f_type == 0x858458f6UL;
}

// MARK: the keeper

// /proc/PID/fd of secrun itself is closed to everybody, since secrun is not dumpable, and the descriptors of the
// command are gone as soon as one of its children closes what it does not know. So a process of its own holds the
// files, and ends when secrun does, however that happens. Unlike the keepers of a session it must be readable by
// others of the same user, and so has memory of its own: a copy of secrun's from before the first secret was read,
// with the environment overwritten.

static _Alignas(16) char stack[16384];

struct kept {
  const int *descriptors;
  int count, folder, parent, secrun, ready;
  const char *folder_name, *const *names;
};

static void close_all_but(const int *sorted, int count) {
  unsigned int first = 0;
  for (int i = 0; i < count; i++) {
    if ((unsigned int)sorted[i] > first) syscall(SYS_close_range, first, sorted[i] - 1, 0);
    first = (unsigned int)sorted[i] + 1;
  }
  syscall(SYS_close_range, first, ~0U, 0);
}

// A command may give up capabilities, and could then not look into a process that has more than itself. The session
// keyring may hold an unlocked identity, which is not for a process that others may look into.
static void drop_privileges(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[2] = {{0}, {0}};
  syscall(SYS_capset, &header, none);
  syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
}

static void remove_files(const struct kept *kept) {
  if (kept->folder < 0) return;
  for (const char *const *name = kept->names; *name != NULL; name++) unlinkat(kept->folder, *name, 0);
  unlinkat(kept->parent, kept->folder_name, AT_REMOVEDIR);
}

static int keep(void *context) {
  const struct kept *kept = context;
  pid_t secrun = getppid();
  setsid();
  if (chdir("/") < 0) _exit(1);
  close_all_but(kept->descriptors, kept->count);
  for (char **variable = environ; *variable != NULL; variable++) explicit_bzero(*variable, strlen(*variable));
  drop_privileges();
  prctl(PR_SET_NAME, "secrun-files", 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  char word = 'r';
  if (write(kept->ready, &word, 1) != 1) _exit(1);
  close(kept->ready);
  // Where the kernel cannot say when secrun ends, its parenthood is looked at five times a second.
  struct pollfd end = {.fd = kept->secrun, .events = POLLIN};
  while (poll(&end, 1, kept->secrun < 0 ? 200 : -1) != 1 && getppid() == secrun) continue;
  remove_files(kept);
  _exit(0);
}

int cposix_own_pidfd(void) { return (int)syscall(SYS_pidfd_open, getpid(), 0); }

int cposix_start_keeper(const int *descriptors, int count, int secrun, int ready, int folder, int parent,
                        const char *folder_name, const char *const *names) {
  struct kept kept = {
      .descriptors = descriptors, .count = count, .folder = folder, .parent = parent, .secrun = secrun,
      .ready = ready, .folder_name = folder_name, .names = names};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  // Without a signal at its end it is no child that a wait(2) of the program finds whose place --exec gives secrun's.
  int keeper = clone(keep, stack + sizeof stack, 0, &kept);
  int failure = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = failure;
  return keeper;
}

void cposix_end_keeper(int keeper) {
  kill(keeper, SIGKILL);
  while (waitpid(keeper, NULL, __WALL) < 0 && errno == EINTR) continue;
}
