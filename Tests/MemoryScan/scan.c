// SPDX-License-Identifier: Apache-2.0
//
// Looks for needles in everything a process has: each of its mappings, through /proc/PID/mem, and the general and
// vector registers of each of its threads.
//
//   scan process PID <NEEDLES      the process is stopped while it is read, and goes on afterwards
//   scan file PATH <NEEDLES        any file, such as a core dump
//
// NEEDLES are lines of NAME and the bytes in hexadecimal. Any eight bytes of a needle count. What is printed:
//
//   hit NAME OFFSET COUNT PLACE    so many windows of the needle, the first at that offset in it
//   skipped BYTES PLACE            a mapping that the kernel does not show
//   read BYTES THREADS
#define _GNU_SOURCE
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { window_size = 8, table_bits = 18, filter_bits = 22, needle_limit = 512, thread_limit = 256 };

struct window {
  uint64_t value;
  int needle;
  int offset;
};

static struct window table[1 << table_bits];
static uint8_t filter[1 << (filter_bits - 3)];
static char names[needle_limit][96];
static int needle_count, window_count;
// What was found in the present place: windows and the first offset of each needle.
static int found[needle_limit], first[needle_limit];
static pid_t threads[thread_limit];
static int thread_count;

static void fail(const char *what) {
  fprintf(stderr, "scan: %s: %s\n", what, strerror(errno));
  exit(2);
}

static uint64_t mixed(uint64_t value) { return value * 0x9e3779b97f4a7c15u; }

static void add_window(const uint8_t *bytes, int needle, int offset) {
  uint64_t value, hash;
  memcpy(&value, bytes, window_size);
  hash = mixed(value);
  filter[hash >> (64 - filter_bits) >> 3] |= 1 << (hash >> (64 - filter_bits) & 7);
  size_t place = hash >> (64 - table_bits);
  while (table[place].needle >= 0) place = (place + 1) & ((1 << table_bits) - 1);
  table[place] = (struct window){value, needle, offset};
  if (++window_count > (1 << table_bits) / 2) fail("too many needles");
}

static void read_needles(void) {
  static char line[1 << 20];
  static uint8_t bytes[1 << 19];
  for (size_t place = 0; place < 1 << table_bits; place++) table[place].needle = -1;
  while (fgets(line, sizeof line, stdin)) {
    char *hex = strchr(line, ' ');
    if (!hex || needle_count == needle_limit) fail("needles");
    *hex++ = 0;
    snprintf(names[needle_count], sizeof names[0], "%.95s", line);
    int count = 0;
    while (sscanf(hex + 2 * count, "%2hhx", &bytes[count]) == 1) count++;
    for (int offset = 0; offset + window_size <= count; offset++) {
      add_window(bytes + offset, needle_count, offset);
    }
    needle_count++;
  }
  if (window_count == 0) fail("no needles");
}

static void search(const uint8_t *bytes, size_t count) {
  if (count < window_size) return;
  for (size_t offset = 0; offset + window_size <= count; offset++) {
    uint64_t value;
    memcpy(&value, bytes + offset, window_size);
    uint64_t hash = mixed(value);
    if (!(filter[hash >> (64 - filter_bits) >> 3] >> (hash >> (64 - filter_bits) & 7) & 1)) continue;
    for (size_t place = hash >> (64 - table_bits); table[place].needle >= 0;
         place = (place + 1) & ((1 << table_bits) - 1)) {
      if (table[place].value != value) continue;
      int needle = table[place].needle;
      if (found[needle]++ == 0) first[needle] = table[place].offset;
    }
  }
}

static void report(const char *place) {
  for (int needle = 0; needle < needle_count; needle++) {
    if (found[needle]) printf("hit %s %d %d %s\n", names[needle], first[needle], found[needle], place);
  }
  memset(found, 0, sizeof found);
}

static void stop_threads(pid_t process) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task", process);
  DIR *folder = opendir(path);
  if (!folder) fail(path);
  for (struct dirent *entry; (entry = readdir(folder));) {
    pid_t thread = atoi(entry->d_name);
    if (thread <= 0) continue;
    if (thread_count == thread_limit) fail("threads");
    if (ptrace(PTRACE_SEIZE, thread, 0, 0) || ptrace(PTRACE_INTERRUPT, thread, 0, 0)) fail("ptrace");
    if (waitpid(thread, NULL, __WALL) != thread) fail("waitpid");
    threads[thread_count++] = thread;
  }
  closedir(folder);
}

static void search_registers(pid_t thread) {
  static const int sets[] = {NT_PRSTATUS, NT_PRFPREG, NT_X86_XSTATE};
  static uint8_t bytes[1 << 16];
  char place[64];
  for (size_t index = 0; index < sizeof sets / sizeof *sets; index++) {
    struct iovec area = {bytes, sizeof bytes};
    if (ptrace(PTRACE_GETREGSET, thread, sets[index], &area)) {
      if (sets[index] != NT_X86_XSTATE) fail("registers");
      continue;
    }
    search(bytes, area.iov_len);
  }
  snprintf(place, sizeof place, "registers of thread %d", thread);
  report(place);
}

// Reads a mapping in pieces that overlap by less than a window; returns how many bytes could not be read.
static size_t search_mapping(int memory, uint64_t start, uint64_t end) {
  static uint8_t bytes[(1 << 20) + window_size - 1];
  size_t skipped = 0, kept = 0;
  for (uint64_t address = start; address < end;) {
    size_t wanted = end - address < 1 << 20 ? end - address : 1 << 20;
    ssize_t count = pread(memory, bytes + kept, wanted, address);
    if (count <= 0) {
      // One page at a time, so that a hole hides nothing behind it.
      size_t hole = end - address < 4096 ? end - address : 4096;
      if (wanted > hole && (count = pread(memory, bytes + kept, hole, address)) > 0) goto read;
      skipped += hole;
      address += hole;
      kept = 0;
      continue;
    }
  read:
    search(bytes, kept + count);
    address += count;
    size_t tail = kept + count < window_size - 1 ? kept + count : window_size - 1;
    memmove(bytes, bytes + kept + count - tail, tail);
    kept = tail;
  }
  return skipped;
}

static void scan_process(pid_t process) {
  char path[64], line[4096];
  uint64_t total = 0;
  stop_threads(process);
  for (int index = 0; index < thread_count; index++) search_registers(threads[index]);
  snprintf(path, sizeof path, "/proc/%d/mem", process);
  int memory = open(path, O_RDONLY | O_CLOEXEC);
  snprintf(path, sizeof path, "/proc/%d/maps", process);
  FILE *maps = fopen(path, "re");
  if (memory < 0 || !maps) fail(path);
  while (fgets(line, sizeof line, maps)) {
    uint64_t start, end;
    int name = 0;
    if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %*s %*s %*s %*s %n", &start, &end, &name) != 2) fail("maps");
    line[strcspn(line, "\n")] = 0;
    char place[4300];
    snprintf(place, sizeof place, "%" PRIx64 " %s", start, line[name] ? line + name : "[anonymous]");
    size_t skipped = search_mapping(memory, start, end);
    if (skipped) printf("skipped %zu %s\n", skipped, place);
    report(place);
    total += end - start - skipped;
  }
  fclose(maps);
  printf("read %" PRIu64 " %d\n", total, thread_count);
  for (int index = 0; index < thread_count; index++) ptrace(PTRACE_DETACH, threads[index], 0, 0);
}

static void scan_file(const char *path) {
  static uint8_t bytes[(1 << 20) + window_size - 1];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path);
  size_t kept = 0;
  uint64_t total = 0;
  for (ssize_t count; (count = read(file, bytes + kept, 1 << 20)) > 0;) {
    search(bytes, kept + count);
    total += count;
    size_t tail = kept + count < window_size - 1 ? kept + count : window_size - 1;
    memmove(bytes, bytes + kept + count - tail, tail);
    kept = tail;
  }
  report(path);
  printf("read %" PRIu64 " 0\n", total);
}

int main(int count, char **arguments) {
  if (count != 3) return fputs("usage: scan process PID | file PATH\n", stderr), 2;
  read_needles();
  if (strcmp(arguments[1], "process") == 0) scan_process(atoi(arguments[2]));
  else scan_file(arguments[2]);
}
