// SPDX-License-Identifier: Apache-2.0
//
// spawn-timer ROUNDS NAME COMMAND… ';' NAME COMMAND… ';' …
//
// Starts every command once a round, one after the other, with posix_spawn and no shell in between, and
// times each from the spawn to the end of the wait. Prints medians and how they compare with the first
// command and with the one called tini; and the processor time of each with all that it waited for, which
// other work on the machine disturbs less. Output of the commands goes to a pipe that nobody needs to read.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_commands = 16 };

struct command {
  const char *name;
  char **words;
  double *elapsed, *processor;
};

extern char **environ;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double milliseconds(struct timeval time) { return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3; }

static void run_once(const struct command *command, int round, const posix_spawn_file_actions_t *actions) {
  struct rusage usage;
  pid_t pid;
  int status;
  double start = now();
  errno = posix_spawnp(&pid, command->words[0], actions, NULL, command->words, environ);
  if (errno != 0) die(command->words[0]);
  if (wait4(pid, &status, 0, &usage) != pid) die("wait4");
  command->elapsed[round] = now() - start;
  command->processor[round] = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
  if (status != 0) {
    fprintf(stderr, "spawn-timer: %s failed with wait status %#x\n", command->name, status);
    exit(1);
  }
}

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return (difference > 0) - (difference < 0);
}

/// Cuts the arguments at each ";" into commands; returns how many there are.
static int commands_of(char **words, struct command *commands) {
  int count = 0;
  while (*words != NULL && count < most_commands) {
    commands[count].name = words[0];
    commands[count].words = words + 1;
    while (*words != NULL && strcmp(*words, ";") != 0) words++;
    if (*words != NULL) *words++ = NULL;
    count++;
  }
  return count;
}

static void print_table(const struct command *commands, int count, int rounds) {
  double direct = commands[0].elapsed[rounds / 2], tini = 0;
  for (int i = 0; i < count; i++)
    if (strcmp(commands[i].name, "tini") == 0) tini = commands[i].elapsed[rounds / 2];
  printf("| %-20s | median ms |   10 %% |   90 %% | added ms | of direct | of tini | cpu ms |\n", "command");
  printf("|----------------------|----------:|-------:|-------:|---------:|----------:|--------:|-------:|\n");
  for (int i = 0; i < count; i++) {
    const double *times = commands[i].elapsed;
    double median = times[rounds / 2];
    printf("| %-20s | %9.2f | %6.2f | %6.2f | %8.2f | %8.2fx | ", commands[i].name, median,
           times[rounds / 10], times[rounds * 9 / 10], median - direct, median / direct);
    if (tini > 0) printf("%6.2fx", median / tini);
    else printf("%7s", "-");
    printf(" | %6.2f |\n", commands[i].processor[rounds / 2]);
  }
}

int main(int count, char **words) {
  int rounds = count > 2 ? atoi(words[1]) : 0;
  if (rounds < 1) {
    fprintf(stderr, "usage: spawn-timer ROUNDS NAME COMMAND... ';' ...\n");
    return 2;
  }
  struct command commands[most_commands];
  int number = commands_of(words + 2, commands);
  int output[2];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (pipe2(output, O_CLOEXEC) != 0) die("pipe2");
  posix_spawn_file_actions_adddup2(&actions, output[1], 1);
  posix_spawn_file_actions_adddup2(&actions, output[1], 2);
  for (int i = 0; i < number; i++) {
    commands[i].elapsed = calloc((size_t)rounds, sizeof(double));
    commands[i].processor = calloc((size_t)rounds, sizeof(double));
    run_once(&commands[i], 0, &actions);
  }
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < number; i++) {
      int turn = (i + round) % number;
      run_once(&commands[turn], round, &actions);
    }
  for (int i = 0; i < number; i++) {
    qsort(commands[i].elapsed, (size_t)rounds, sizeof(double), ascending);
    qsort(commands[i].processor, (size_t)rounds, sizeof(double), ascending);
  }
  print_table(commands, number, rounds);
  return 0;
}
