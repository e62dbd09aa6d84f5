// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CTestKit.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t append_file(const char *path, uint8_t *bytes, size_t size) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  size_t filled = 0;
  while (filled < size) {
    ssize_t count = read(descriptor, bytes + filled, size - filled);
    if (count <= 0) break;
    filled += (size_t)count;
  }
  close(descriptor);
  return filled;
}

/// The next process of an open /proc, or 0 at its end.
static pid_t next_process(DIR *processes) {
  for (struct dirent *entry; (entry = readdir(processes)) != NULL;)
    if (isdigit((unsigned char)entry->d_name[0])) return (pid_t)atoi(entry->d_name);
  return 0;
}

size_t ctestkit_command_lines(uint8_t *bytes, size_t size) {
  DIR *processes = opendir("/proc");
  if (processes == NULL) return 0;
  size_t filled = 0;
  for (pid_t pid; (pid = next_process(processes)) != 0 && filled < size;) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
    filled += append_file(path, bytes + filled, size - filled);
    if (filled < size) bytes[filled++] = 0;
  }
  closedir(processes);
  return filled;
}

static pid_t parent_of(pid_t pid) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  size_t count = append_file(path, (uint8_t *)text, sizeof text - 1);
  text[count] = 0;
  const char *after_name = strrchr(text, ')');
  return after_name == NULL ? 0 : (pid_t)strtol(after_name + 4, NULL, 10);
}

/// Depth first, so that every process is known before its parent dies and it is given to another.
void ctestkit_kill_tree(pid_t pid, int signal) {
  DIR *processes = opendir("/proc");
  if (processes != NULL) {
    for (pid_t other; (other = next_process(processes)) != 0;)
      if (parent_of(other) == pid) ctestkit_kill_tree(other, signal);
    closedir(processes);
  }
  kill(pid, signal);
}
