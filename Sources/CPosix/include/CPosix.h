// SPDX-License-Identifier: Apache-2.0
//
// libc calls and macros that Swift's Glibc module does not show, because they need _GNU_SOURCE or are
// macros. Every function is prefixed cposix_; unless said otherwise it returns what the call behind it
// returns, and sets errno as that call does.
#ifndef CPOSIX_H
#define CPOSIX_H

#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

// MARK: command line

/// How many words the kernel gave this process, its own name included.
int cposix_word_count(void);

/// Those words, as they came, with a null after the last.
char **cposix_words(void);

// MARK: memory

/// memfd_secret(2): a descriptor whose pages even the kernel's own map does not hold; -1 where unknown.
int cposix_memfd_secret(void);

/// landlock_create_ruleset(2) with LANDLOCK_CREATE_RULESET_VERSION: the version; -1 where there is no Landlock.
int cposix_landlock_version(void);

/// mlock2(2) with MLOCK_ONFAULT: pages are locked when they are first touched.
int cposix_mlock_on_fault(void *address, size_t size);

/// mallopt(3) M_ARENA_MAX 1: threads take ordinary memory from the one heap that is there, since they never run at the
/// same time, and each new heap costs eight system calls and a fault for every page.
void cposix_use_one_heap(void);

/// Runs `body(context)` on a new thread with the given stack and waits for it. All signals are blocked on
/// that thread, and its general and vector registers are cleared before it ends.
/// Returns 0 or an error number of pthread_create(3).
int cposix_run_on_stack(void *stack, size_t size, void (*body)(void *context), void *context);

/// Sets every caller-saved general register and every vector register to zero.
void cposix_clear_registers(void);

#ifdef SECRUN_MEMORY_TEST
/// Fills every vector register with a text that the memory test knows.
void cposix_stain_registers(void);
#endif

// MARK: process

/// prctl(2) PR_SET_DUMPABLE 0: no core, and no other process of the same user may read this one's memory.
int cposix_forbid_dump(void);

/// prctl(2) PR_SET_CHILD_SUBREAPER: descendants whose parent ended become this process's children.
int cposix_adopt_orphans(void);

/// prctl(2) PR_GET_DUMPABLE.
int cposix_dumpable(void);

/// kcmp(2) KCMP_FILE: 1 when both descriptors share one open file description, 0 when not, -1 on error.
int cposix_same_open_file(int first, int second);

/// waitpid(2) without blocking. `*code` is the exit status, or the signal when the result is `cposix_signaled`.
enum { cposix_nothing = 0, cposix_exited = 1, cposix_signaled = 2, cposix_stopped = 3, cposix_continued = 4 };
int cposix_reap(pid_t pid, pid_t *reaped, int *code);

// MARK: terminals

/// posix_openpt(3), grantpt(3) and unlockpt(3): the controlling side of a new terminal, close-on-exec and
/// non-blocking.
int cposix_open_controller(void);

/// ptsname_r(3): where the other side is opened; returns 0 or an error number.
int cposix_terminal_path(int controller, char *path, size_t size);

/// ioctl(2) TIOCGDEV: the number of the terminal behind a descriptor, also behind /dev/tty.
int cposix_terminal_device(int terminal, unsigned int *device);

/// Gives one terminal the size of another: 1 when that changed it, 0 when not, -1 on error.
int cposix_copy_size(int from, int to);

/// ioctl(2) TIOCSWINSZ.
int cposix_set_size(int terminal, int rows, int columns);

/// Until it is unguarded, a fault of the process itself (SEGV, BUS, ILL, FPE, ABRT, TRAP) restores these modes
/// of the terminal before the process dies of it.
void cposix_guard_terminal(int terminal, const struct termios *original);
void cposix_unguard_terminal(void);

// MARK: kernel keys, keyrings(7)

/// keyctl(2) KEYCTL_GET_KEYRING_ID of the session keyring of the calling thread; -1 where there are no key rings.
int cposix_session_keyring(void);

/// The special ids of the calling thread's session keyring, and of its own, which no program that it starts inherits.
int cposix_session_keyring_name(void);
int cposix_thread_keyring_name(void);

/// keyctl(2) KEYCTL_SEARCH: the id of a key of that type in a keyring or in one that it holds.
int cposix_key_search(int keyring, const char *type, const char *description);

/// add_key(2): a new key in a keyring, or a new payload for the one of that description.
int cposix_key_add(const char *type, const char *description, const void *payload, size_t size,
                   int keyring);

/// keyctl(2) KEYCTL_READ: the length of the payload, of which at most `size` bytes were copied.
long cposix_key_read(int key, void *bytes, size_t size);

/// keyctl(2) KEYCTL_DESCRIBE: type, owner, group, permissions and description, parted by semicolons.
long cposix_key_describe(int key, char *text, size_t size);

/// keyctl(2) KEYCTL_SETPERM, KEYCTL_SET_TIMEOUT, KEYCTL_LINK, KEYCTL_INVALIDATE.
int cposix_key_set_permissions(int key, unsigned int permissions);
int cposix_key_set_timeout(int key, unsigned int seconds);
int cposix_key_link(int key, int keyring);
int cposix_key_invalidate(int key);

/// keyctl(2) KEYCTL_JOIN_SESSION_KEYRING: a new, empty and nameless session keyring for the calling thread.
int cposix_join_new_session_keyring(void);

/// keyctl(2) KEYCTL_SESSION_TO_PARENT: the parent process gets the calling thread's session keyring.
int cposix_give_session_keyring_to_parent(void);

// MARK: descriptors

/// fcntl(2) F_DUPFD_CLOEXEC, to a number of at least 3.
int cposix_duplicate(int descriptor);


/// pipe2(2) with O_CLOEXEC.
int cposix_pipe(int descriptors[2]);

/// fcntl(2) F_SETPIPE_SZ; returns the size set, or -1.
int cposix_set_pipe_size(int descriptor, int size);

/// fcntl(2) F_GETPIPE_SZ.
int cposix_pipe_size(int descriptor);

/// pwritev2(2) with RWF_NOWAIT: writes what fits without blocking, whatever the descriptor's own mode.
ssize_t cposix_write_without_waiting(int descriptor, const void *bytes, size_t count);

/// signalfd(2), non-blocking and close-on-exec.
int cposix_signalfd(const sigset_t *mask);

/// Reads one signal from a signalfd: its number, or 0 when none waits, -1 on error. `*from_process` is 1 when a
/// process sent it (kill, sigqueue, tgkill), 0 when the kernel did.
int cposix_next_signal(int descriptor, int *from_process);

/// openat(2) with the flags as given; variadic in C, and so not visible to Swift in every form.
int cposix_open(const char *path, int flags, mode_t mode);

/// openat(2), for reading.
int cposix_open_at(int folder, const char *name, int flags);

/// memfd_create(2) with MFD_CLOEXEC: a file without a name, for text that is not secret.
int cposix_memory_file(void);

/// Starts a program that helps secrun, with nothing of secrun's open but these three descriptors, and with every
/// signal as it is by default. Returns 0 or an error number of posix_spawn(3).
int cposix_spawn_helper(const char *program, char *const *arguments, char *const *environment,
                        int input, int output, int error, pid_t *child);

/// waitpid(2) for one child, waiting as long as it takes; the exit status, 128 + the number of the signal that
/// ended it, or -1.
int cposix_wait(pid_t child);

/// A program and how it is to start: descriptor `sources[i]` becomes `targets[i]`. With `file` it is the program
/// behind that descriptor, whatever `path` has become. The signals of `ignored` are
/// ignored, and with `own_group` it leads a process group of its own.
struct cposix_program {
  const char *path;
  int file;
  char *const *arguments;
  char *const *environment;
  const int *sources;
  const int *targets;
  int redirection_count;
  int own_group;
  uint64_t ignored;
  const sigset_t *mask;
};

/// execve(2), or execveat(2) of `file`; returns only when it failed. Takes no notice of the other fields.
void cposix_execute(const struct cposix_program *program);

/// Starts a program in a session of its own, controlled by the terminal at `terminal`, as a child that job control
/// can stop; the terminal becomes descriptors 0 to 2 whose bits are set in `on_terminal`. Returns 0 or an error
/// number, with `*child` -1 when it was the session that could not be made and not the program that could not be
/// executed. Until the session is ended through `*control`, a keeper process leads it and holds the terminal open.
/// From `*heard` come the numbers of the signals that the keyboard sent to the child's group, a byte each; it ends
/// after the session.
int cposix_spawn_session(const char *terminal, unsigned int on_terminal,
                         const struct cposix_program *program, pid_t *child, int *control, int *heard);

/// Does what posix_spawn(3) does, and what it cannot: see the fields of the program.
int cposix_spawn(const struct cposix_program *program, pid_t *child);

/// Which of SIGCHLD and the two signals of libc's own threads are ignored now; signal n is bit n - 1.
uint64_t cposix_ignored(void);

/// Ignores the signals of such a set.
void cposix_ignore(uint64_t signals);

/// The two signals that libc keeps for its threads, which sigaddset(3) refuses.
void cposix_thread_signals(sigset_t *signals);

/// Ends the keeper, without a signal to what the child left behind, and closes `control`. Should `control` be
/// closed by secrun's death instead, the child's group gets SIGHUP.
void cposix_end_session(int control);

// MARK: files that carry secrets

/// renameat2(2) with RENAME_NOREPLACE: fails with EEXIST when something is at `target`.
int cposix_rename_new(const char *path, const char *target);

/// memfd_create(2): a file in memory that can be sealed, close-on-exec.
int cposix_sealable_file(const char *name);

/// fcntl(2) F_ADD_SEALS: from now on nothing can change the file.
int cposix_seal(int file);

/// fstatfs(2): 1 when the file system of a descriptor lies in memory, 0 when not, -1 on error.
int cposix_is_in_memory(int descriptor);

/// pidfd_open(2) of this process; -1 where unknown.
int cposix_own_pidfd(void);

/// Starts a process that holds `descriptors`, `count` numbers in rising order, and nothing else, until the process
/// behind the pidfd `secrun` ends. Then it removes `names`, a list that ends with NULL, from the folder `folder`, and
/// that as `folder_name` from `parent`, unless `folder` is -1. It writes one byte to `ready` when it can be used.
/// `descriptors` must hold all the others that are not -1. Returns its process id, or -1.
int cposix_start_keeper(const int *descriptors, int count, int secrun, int ready, int folder, int parent,
                        const char *folder_name, const char *const *names);

/// Ends a keeper at once and waits for its end; its files must have been removed.
void cposix_end_keeper(int keeper);

/// The flag bits of open(2) that Swift cannot see.
int cposix_o_cloexec(void);
int cposix_o_nofollow(void);
int cposix_o_directory(void);
int cposix_o_path(void);

#endif
