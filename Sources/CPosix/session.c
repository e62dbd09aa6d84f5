// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// The kernel lets a process group stop by Ctrl-Z only while somebody of the same session watches over it: a member
// must have a parent in another group of that session (POSIX.1-2017 §11.1.4, orphaned process groups). A child that
// leads its session, as posix_spawn's POSIX_SPAWN_SETSID makes it, has none, and its stops are discarded. So the session is led by a keeper, the child has a group of its own in
// it and is yet secrun's own child (CLONE_PARENT), and one member of the child's group is the keeper's child. The
// member also hears what the keyboard sends to the group, which without secrun the rest of secrun's job would get
// too: a script that runs secrun must end by Ctrl-C. Both share secrun's memory as threads do, so that nothing is
// copied; they run nothing but the calls below, on stacks of their own, with all signals blocked, and end with
// secrun. A call that failed would set errno in the memory of a thread that is long gone, so none may fail.

static _Alignas(16) char keeper_stack[16384], child_stack[16384], member_stack[8192];
static pid_t keeper_child;
static int keeper_control, keeper_terminal, member_heard;
static struct signalfd_siginfo member_signal;

struct start {
  const char *terminal, *program;
  unsigned int on_terminal;
  char *const *arguments, *const *environment;
  const int *sources, *targets;
  int redirection_count, leads_group;
  uint64_t ignored;
  const sigset_t *mask;
  int control[2], report[2], heard[2];
  pid_t child;
  int error;
};

static void *top(char *stack, size_t size) { return stack + size; }

static void close_all_but(int first, int second) {
  int low = first < second ? first : second, high = first < second ? second : first;
  if (low > 0) syscall(SYS_close_range, 0, low - 1, 0);
  if (high > low + 1) syscall(SYS_close_range, low + 1, high - 1, 0);
  syscall(SYS_close_range, high + 1, ~0U, 0);
}

static void wait_for_secrun(char *word) {
  long count;
  do count = syscall(SYS_read, keeper_control, word, 1);
  while (count < 0);
  if (count == 0) *word = 0;
}

static int become_child(void *context) {
  struct start *start = context;
  pid_t own = (pid_t)syscall(SYS_getpid);
  int failed = start->leads_group && syscall(SYS_setpgid, 0, 0) < 0;
  if (start->terminal != NULL && !failed) failed = ioctl(keeper_terminal, TIOCSPGRP, &own) < 0;
  for (int i = 0; i < start->redirection_count && !failed; i++)
    failed = dup2(start->sources[i], start->targets[i]) < 0;
  for (int i = 0; i < 3 && !failed; i++)
    if (start->on_terminal & 1U << i) failed = dup2(keeper_terminal, i) < 0;
  if (!failed) {
    cposix_ignore(start->ignored);
    sigprocmask(SIG_SETMASK, start->mask, NULL);
    execve(start->program, start->arguments, start->environment);
  }
  start->error = errno;
  syscall(SYS_exit_group, 127);
  return 0;
}

static int stay_in_group(void *context) {
  (void)context;
  enum { control, heard, signals };
  sigset_t keys;
  sigemptyset(&keys);
  sigaddset(&keys, SIGINT);
  sigaddset(&keys, SIGQUIT);
  dup2(keeper_control, control);
  dup2(member_heard, heard);
  int source = signalfd(-1, &keys, 0);
  if (source != signals) dup2(source, signals);
  syscall(SYS_close_range, signals + 1, ~0U, 0);
  // Nothing is read from the control pipe here: the word is the keeper's.
  struct pollfd waits[] = {{.fd = control}, {.fd = heard}, {.fd = signals, .events = POLLIN}};
  for (;;) {
    syscall(SYS_ppoll, waits, 3, NULL, NULL, 0);
    if (waits[heard].revents != 0) break;
    if (waits[signals].revents != 0) {
      syscall(SYS_read, signals, &member_signal, sizeof member_signal);
      char number = (char)member_signal.ssi_signo;
      // What a process sent was meant for the child's group alone.
      if (member_signal.ssi_code > 0) syscall(SYS_write, heard, &number, 1);
    } else if (waits[control].revents != 0) {
      break;
    }
  }
  syscall(SYS_exit_group, 0);
  return 0;
}

// Ends the session without a signal to what the child left behind, unless secrun itself was killed.
static void end_session(int is_orderly) {
  pid_t own = (pid_t)syscall(SYS_getpid);
  if (is_orderly) {
    syscall(SYS_ioctl, keeper_terminal, TIOCSPGRP, &own);
  } else if (keeper_child > 0) {
    syscall(SYS_kill, -keeper_child, SIGHUP);
    syscall(SYS_kill, -keeper_child, SIGCONT);
  }
  syscall(SYS_exit_group, 0);
}

static int keep(void *context) {
  struct start *start = context;
  syscall(SYS_setsid);
  keeper_control = start->control[0];
  member_heard = start->heard[1];
  keeper_terminal = open(start->terminal, O_RDWR | O_CLOEXEC);
  int report = start->report[1];
  int flags = CLONE_VM | CLONE_VFORK | CLONE_PARENT | SIGCHLD;
  int child = keeper_terminal < 0 ? -1 : clone(become_child, top(child_stack, sizeof child_stack), flags, start);
  if (child < 0 && start->error == 0) start->error = errno;
  start->child = keeper_child = child;
  if (start->error == 0) {
    int member = clone(stay_in_group, top(member_stack, sizeof member_stack), CLONE_VM | SIGCHLD, NULL);
    // Here and not there, so that it is done before secrun passes on the first key.
    if (member > 0) syscall(SYS_setpgid, member, child);
  }
  char word = 0;
  syscall(SYS_write, report, &word, 1);
  // From here on nothing of secrun's stack is this process's to touch.
  close_all_but(keeper_control, keeper_terminal);
  wait_for_secrun(&word);
  end_session(word == 'e');
  return 0;
}

static void close_pair(int pair[2]) {
  close(pair[0]);
  close(pair[1]);
}

static int make_pipes(struct start *start) {
  if (pipe2(start->control, O_CLOEXEC) == 0) {
    if (pipe2(start->report, O_CLOEXEC) == 0) {
      if (pipe2(start->heard, O_CLOEXEC) == 0) return 0;
      close_pair(start->report);
    }
    close_pair(start->control);
  }
  return -1;
}

int cposix_spawn_ignoring(const char *program, char *const *arguments, char *const *environment,
                          const int *sources, const int *targets, int redirection_count,
                          const sigset_t *mask, uint64_t ignored, int leads_group, pid_t *child) {
  struct start start = {
      .program = program, .arguments = arguments, .environment = environment, .sources = sources,
      .targets = targets, .mask = mask, .redirection_count = redirection_count,
      .ignored = ignored, .leads_group = leads_group};
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int flags = CLONE_VM | CLONE_VFORK | SIGCHLD;
  *child = clone(become_child, top(child_stack, sizeof child_stack), flags, &start);
  if (*child < 0) start.error = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (start.error != 0 && *child > 0) waitpid(*child, NULL, 0);
  return start.error;
}

void cposix_end_session(int control) {
  char word = 'e';
  while (write(control, &word, 1) < 0 && errno == EINTR) continue;
  close(control);
}

int cposix_spawn_session(const char *terminal, unsigned int on_terminal, const char *program,
                         char *const *arguments, char *const *environment, const int *sources,
                         const int *targets, int redirection_count, const sigset_t *mask,
                         uint64_t ignored, pid_t *child, int *control, int *heard) {
  struct start start = {
      .terminal = terminal, .program = program, .on_terminal = on_terminal, .arguments = arguments,
      .environment = environment, .sources = sources, .targets = targets, .mask = mask,
      .redirection_count = redirection_count, .ignored = ignored, .leads_group = 1};
  if (make_pipes(&start) < 0) return errno;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int keeper = clone(keep, top(keeper_stack, sizeof keeper_stack), CLONE_VM | SIGCHLD, &start);
  if (keeper < 0) start.error = errno;
  close(start.report[1]);
  char word = 'e';
  while (keeper >= 0 && read(start.report[0], &word, 1) < 0 && errno == EINTR) continue;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(start.report[0]);
  close(start.control[0]);
  close(start.heard[1]);
  if (start.error == 0) {
    *child = start.child;
    *control = start.control[1];
    *heard = start.heard[0];
    return 0;
  }
  cposix_end_session(start.control[1]);
  close(start.heard[0]);
  // Without a child it is not the program that failed.
  *child = start.child > 0 ? start.child : -1;
  if (start.child > 0) waitpid(start.child, NULL, __WALL);
  if (keeper > 0) waitpid(keeper, NULL, __WALL);
  return start.error;
}
