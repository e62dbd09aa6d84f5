// SPDX-License-Identifier: Apache-2.0
//
// What the tests need from libc and Swift's Glibc module does not show: starting a program with chosen
// descriptors on a terminal of its own, descriptors that close on exec, and the process table.
// Unless said otherwise a function returns what the call behind it returns and sets errno as that does.
#ifndef CTESTKIT_H
#define CTESTKIT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Starts `program` (a path) in a session of its own, in `folder`, with every signal at its default and no
/// descriptor but 0, 1 and 2. `arguments` and `environment` hold NUL-terminated strings one after the other.
/// With a `terminal` (a path), that becomes the controlling terminal and all three descriptors; else the
/// three given are used. Returns 0 or an error number.
int ctestkit_spawn(pid_t *pid, const char *program, const uint8_t *arguments, size_t arguments_size,
                   const uint8_t *environment, size_t environment_size, const char *folder,
                   const char *terminal, int input, int output, int error);

/// pidfd_open(2): readable once the process has ended.
int ctestkit_pidfd(pid_t pid);

/// waitpid(2) without blocking: 1 when the process ended (`*status` is then its exit status, or minus the
/// number of the signal that it died by), 0 when it runs, -1 on error.
int ctestkit_reap(pid_t pid, int *status);

/// pipe2(2) with O_CLOEXEC; the end that the test keeps (`kept`, 0 or 1) does not block.
int ctestkit_pipe(int descriptors[2], int kept);

/// open(2) with O_CLOEXEC, for reading.
int ctestkit_open(const char *path);

/// A new terminal: its controlling side, non-blocking, and the path of its other side.
int ctestkit_terminal(char *path, size_t size);

/// Sets the size of a terminal, which sends SIGWINCH to its foreground group.
int ctestkit_resize(int descriptor, int rows, int columns);

/// Copies the command lines of all processes, one after the other; returns how many bytes were copied.
size_t ctestkit_command_lines(uint8_t *bytes, size_t size);

/// Sends `signal` to every process that descends from `pid`, and to `pid` itself.
void ctestkit_kill_tree(pid_t pid, int signal);

/// Whether `needle` occurs in `bytes`.
int ctestkit_contains(const uint8_t *bytes, size_t size, const uint8_t *needle, size_t needle_size);

#endif
