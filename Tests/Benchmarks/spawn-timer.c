// SPDX-License-Identifier: Apache-2.0
//
// spawn-timer ROUNDS NAME COMMAND… ';' NAME COMMAND… ';' …
//
// Starts every command once a round, one after the other, with posix_spawn and no shell in between, and
// times each from the spawn to the end of the wait. Prints medians and how they compare with the first
// command and with the one called tini; and the processor time of each with all that it waited for, which
// other work on the machine disturbs less. Output of the commands goes to a pipe that another
// process empties. A first word 3<PATH opens that file at descriptor 3 of the command.
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

enum { most_commands = 64 };

struct command {
  const char *name;
  char **words;
  posix_spawn_file_actions_t actions;
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

static void run_once(const struct command *command, int round) {
  struct rusage usage;
  pid_t pid;
  int status;
  double start = now();
  errno = posix_spawnp(&pid, command->words[0], &command->actions, NULL, command->words, environ);
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
  printf("| %-24s | median ms |   10 %% |   90 %% | added ms | of direct | of tini | cpu ms |\n", "command");
  printf("|--------------------------|----------:|-------:|-------:|---------:|----------:|--------:|-------:|\n");
  for (int i = 0; i < count; i++) {
    const double *times = commands[i].elapsed;
    double median = times[rounds / 2];
    printf("| %-24s | %9.2f | %6.2f | %6.2f | %8.2f | %8.2fx | ", commands[i].name, median,
           times[rounds / 10], times[rounds * 9 / 10], median - direct, median / direct);
    if (tini > 0) printf("%6.2fx", median / tini);
    else printf("%7s", "-");
    printf(" | %6.2f |\n", commands[i].processor[rounds / 2]);
  }
}

/// Says where the output of a command goes, and what it finds at descriptor 3.
static void prepare(struct command *command, int output) {
  posix_spawn_file_actions_init(&command->actions);
  posix_spawn_file_actions_adddup2(&command->actions, output, 1);
  posix_spawn_file_actions_adddup2(&command->actions, output, 2);
  if (strncmp(command->words[0], "3<", 2) != 0) return;
  posix_spawn_file_actions_addopen(&command->actions, 3, command->words[0] + 2, O_RDONLY, 0);
  command->words++;
}

/// Starts a process that reads the pipe until nobody can write to it any more; returns its other end.
static int drained_pipe(void) {
  int ends[2];
  char buffer[65536];
  if (pipe2(ends, O_CLOEXEC) != 0) die("pipe2");
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    close(ends[1]);
    while (read(ends[0], buffer, sizeof buffer) > 0) continue;
    _exit(0);
  }
  close(ends[0]);
  return ends[1];
}

int main(int count, char **words) {
  int rounds = count > 2 ? atoi(words[1]) : 0;
  if (rounds < 1) {
    fprintf(stderr, "usage: spawn-timer ROUNDS NAME COMMAND... ';' ...\n");
    return 2;
  }
  struct command commands[most_commands];
  int number = commands_of(words + 2, commands);
  int output = drained_pipe();
  for (int i = 0; i < number; i++) {
    commands[i].elapsed = calloc((size_t)rounds, sizeof(double));
    commands[i].processor = calloc((size_t)rounds, sizeof(double));
    prepare(&commands[i], output);
    run_once(&commands[i], 0);
  }
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < number; i++) {
      int turn = (i + round) % number;
      run_once(&commands[turn], round);
    }
  for (int i = 0; i < number; i++) {
    qsort(commands[i].elapsed, (size_t)rounds, sizeof(double), ascending);
    qsort(commands[i].processor, (size_t)rounds, sizeof(double), ascending);
  }
  print_table(commands, number, rounds);
  return 0;
}
