// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CTestKit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int do_not_block(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

int ctestkit_pipe(int descriptors[2], int kept) {
  if (pipe2(descriptors, O_CLOEXEC) != 0) return -1;
  return do_not_block(descriptors[kept]);
}

int ctestkit_open(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }

int ctestkit_terminal(char *path, size_t size) {
  int controller = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (controller < 0) return -1;
  if (grantpt(controller) != 0 || unlockpt(controller) != 0 || ptsname_r(controller, path, size) != 0 ||
      do_not_block(controller) != 0) {
    close(controller);
    return -1;
  }
  return controller;
}

int ctestkit_resize(int descriptor, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}

int ctestkit_contains(const uint8_t *bytes, size_t size, const uint8_t *needle, size_t needle_size) {
  return memmem(bytes, size, needle, needle_size) != NULL;
}
