// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int cposix_open_controller(void) {
  int controller = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (controller < 0) return -1;
  if (grantpt(controller) == 0 && unlockpt(controller) == 0 &&
      fcntl(controller, F_SETFL, O_RDWR | O_NONBLOCK) == 0)
    return controller;
  close(controller);
  return -1;
}

int cposix_terminal_path(int controller, char *path, size_t size) {
  return ptsname_r(controller, path, size);
}

int cposix_terminal_device(int terminal, unsigned int *device) {
  return ioctl(terminal, TIOCGDEV, device);
}

int cposix_copy_size(int from, int to) {
  struct winsize old = {0}, size;
  if (ioctl(from, TIOCGWINSZ, &size) < 0) return -1;
  ioctl(to, TIOCGWINSZ, &old);
  if (old.ws_row == size.ws_row && old.ws_col == size.ws_col && old.ws_xpixel == size.ws_xpixel &&
      old.ws_ypixel == size.ws_ypixel)
    return 0;
  return ioctl(to, TIOCSWINSZ, &size) < 0 ? -1 : 1;
}

int cposix_set_size(int terminal, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(terminal, TIOCSWINSZ, &size);
}

int cposix_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

// MARK: the guard

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
enum { fatal_count = sizeof fatal / sizeof *fatal };
static struct sigaction before[fatal_count];
static volatile sig_atomic_t guarded = -1;
static struct termios modes;

// tcsetattr(3), signal(2) and raise(3) are async-signal-safe.
static void restore_and_die(int number) {
  if (guarded >= 0) tcsetattr(guarded, TCSANOW, &modes);
  signal(number, SIG_DFL);
  raise(number);
}

void cposix_guard_terminal(int terminal, const struct termios *original) {
  modes = *original;
  guarded = terminal;
  struct sigaction action = {.sa_handler = restore_and_die};
  sigfillset(&action.sa_mask);
  for (int i = 0; i < fatal_count; i++) {
    sigaction(fatal[i], NULL, &before[i]);
    if (before[i].sa_handler == SIG_DFL) sigaction(fatal[i], &action, NULL);
  }
}

void cposix_unguard_terminal(void) {
  guarded = -1;
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &before[i], NULL);
}
