// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <fcntl.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

// In a static program the Swift runtime asks /proc/self/exe where it lies, and aborts where there is no /proc, though it
// only wants to know of a crash reporter. The linker sends its readlink here (--wrap); the kernel's own word does as well.
ssize_t __wrap_readlink(const char *path, char *buffer, size_t size);

ssize_t __wrap_readlink(const char *path, char *buffer, size_t size) {
  ssize_t count = readlinkat(AT_FDCWD, path, buffer, size);
  if (count >= 0 || strcmp(path, "/proc/self/exe") != 0) return count;
  const char *name = (const char *)getauxval(AT_EXECFN);
  if (!name) return count;
  size_t length = strnlen(name, size);
  memcpy(buffer, name, length);
  return (ssize_t)length;
}
