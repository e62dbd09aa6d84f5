// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// Starting a program; the C functions are `posix_spawn` and `execve`.
package enum SpawnCall {
  /// A descriptor number of the child and what it becomes there.
  package struct Redirection: Sendable {
    /// The number in the child: 0, 1 or 2.
    package let target: Int32
    /// The number in secrun.
    package let source: Int32

    /// Makes `source` appear as `target` in the child.
    package init(_ source: Int32, as target: Int32) {
      self.source = source
      self.target = target
    }
  }

  /// Starts the program at `path` and returns its process id.
  ///
  /// Every descriptor that secrun inherited passes through; its own are close-on-exec. The kernel has copied
  /// arguments and environment when this returns, so that both may be wiped. With `ownGroup` it leads a process
  /// group of its own.
  package static func spawn(
    _ path: String, _ arguments: ArgumentList, _ environment: borrowing CStringTable,
    _ redirections: [Redirection], ownGroup: Bool = false, mask: SignalState
  ) throws(SystemCallError) -> Int32 {
    if mask.ignored != 0 {
      return try spawnIgnoring(
        path, arguments, environment, redirections, ownGroup: ownGroup, mask)
    }
    var actions = unsafe posix_spawn_file_actions_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else {
      throw SystemCallError("posix_spawn", path, code: ENOMEM)
    }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for redirection in redirections {
      unsafe posix_spawn_file_actions_adddup2(&actions, redirection.source, redirection.target)
    }
    var attributes = posix_spawnattr_t()
    guard unsafe posix_spawnattr_init(&attributes) == 0 else {
      throw SystemCallError("posix_spawn", path, code: ENOMEM)
    }
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = mask.inherited
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    // Otherwise libc would have the child ignore the two that it keeps for its own threads.
    unsafe cposix_thread_signals(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    let group = ownGroup ? POSIX_SPAWN_SETPGROUP : 0
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var pid: pid_t = 0
    let failure = CoreLimit.withInherited {
      unsafe environment.withPointers { variables in
        unsafe posix_spawn(&pid, path, &actions, &attributes, arguments.words, variables)
      }
    }
    guard failure == 0 else { throw SystemCallError("posix_spawn", path, code: failure) }
    return pid
  }

  /// `posix_spawn` can make a signal default, but not ignored; doing so in secrun itself would lose the status.
  private static func spawnIgnoring(
    _ path: String, _ arguments: ArgumentList, _ environment: borrowing CStringTable,
    _ redirections: [Redirection], ownGroup: Bool, _ mask: SignalState
  ) throws(SystemCallError) -> Int32 {
    var signals = mask.inherited
    var pid: pid_t = 0
    let failure = CoreLimit.withInherited {
      unsafe environment.withPointers { variables in
        unsafe cposix_spawn_ignoring(
          path, arguments.words, variables, redirections.map(\.source),
          redirections.map(\.target), Int32(redirections.count), &signals, mask.ignored,
          ownGroup ? 1 : 0, &pid)
      }
    }
    guard failure == 0 else { throw SystemCallError("posix_spawn", path, code: failure) }
    return pid
  }

  /// Replaces secrun by the program at `path`; returns only when that failed.
  package static func replace(
    _ path: String, _ arguments: ArgumentList, _ environment: borrowing CStringTable,
    mask: SignalState
  ) -> SystemCallError {
    mask.restore()
    mask.restoreIgnored()
    return CoreLimit.withInherited {
      unsafe environment.withPointers { variables in
        _ = unsafe execve(path, arguments.words, variables)
        return SystemCallError("execve", path)
      }
    }
  }
}
