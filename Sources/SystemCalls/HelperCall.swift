// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// Running a helper program whose output is a secret: it goes through a pipe straight into the arena.
package enum HelperCall {
  /// How the helper ended.
  package enum Ending: Sendable, Equatable {
    /// By itself, with this status.
    case exited(Int32)
    /// By a signal.
    case signaled(Int32)
    /// In a way that nobody knows, because whoever started secrun has the system forget ended children.
    case forgotten
  }

  /// Starts the program at `path`, waits for its end, and returns what it wrote to standard output; nil for more than
  /// `limit` bytes.
  ///
  /// Standard input, standard error and the terminal stay the user's. A process that the helper leaves behind with
  /// its output open, such as an agent, is not waited for. The C functions are `posix_spawn` and `waitpid`.
  package static func output(
    of words: [String], at path: String, _ environment: borrowing CStringTable, limit: Int
  ) throws(SystemCallError) -> (output: SharedSecret?, ending: Ending) {
    let pipe = try Pipe(size: 65536)
    let pid = try start(words, path, environment, output: pipe.writerNumber)
    var output = try room(limit + 1)
    let (count, ending) = try collect(from: pipe.takeReader(), of: pid, into: &output)
    let end = ending ?? reap(pid, 0) ?? .forgotten
    guard count <= limit else { return (nil, end) }
    output.truncate(to: count)
    return (SharedSecret(output), end)
  }

  /// Reads until the output ends, is full, or nothing more comes though the helper has ended; then closes the pipe.
  private static func collect(
    from reader: consuming Descriptor, of pid: pid_t, into output: inout SecretBytes
  ) throws(SystemCallError) -> (count: Int, ending: Ending?) {
    _ = fcntl(reader.number, F_SETFL, O_NONBLOCK)
    var count = 0
    var ending: Ending?
    while count < output.count {
      switch try reader.read(into: &output, count..<output.count) {
      case .moved(0): return (count, ending)
      case .moved(let more): count += more
      case .wouldWait:
        if ending != nil { return (count, ending) }
        try wait(reader.number)
        ending = reap(pid, WNOHANG)
      }
    }
    return (count, ending)
  }

  private static func room(_ count: Int) throws(SystemCallError) -> SecretBytes {
    do throws(SecretMemoryError) {
      return try SecretBytes(count: count)
    } catch {
      throw SystemCallError("mmap", code: ENOMEM)
    }
  }

  /// Waits for output, and from time to time for the helper's end.
  private static func wait(_ number: Int32) throws(SystemCallError) {
    var poll = Poll()
    _ = poll.addReader(number)
    try poll.wait(milliseconds: 50)
  }

  private static func start(
    _ words: [String], _ path: String, _ environment: borrowing CStringTable, output: Int32
  ) throws(SystemCallError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0,
      unsafe posix_spawnattr_init(&attributes) == 0
    else { throw SystemCallError("posix_spawn", path, code: ENOMEM) }
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    // The thread of a secret phase has all signals blocked, which is nothing for a helper to inherit.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var pid: pid_t = 0
    let failure = CoreLimit.withInherited {
      unsafe environment.withPointers { variables in
        unsafe posix_spawn(&pid, path, &actions, &attributes, arguments, variables)
      }
    }
    guard failure == 0 else { throw SystemCallError("posix_spawn", path, code: failure) }
    return pid
  }

  /// How the helper ended; nil while it runs.
  private static func reap(_ pid: pid_t, _ options: Int32) -> Ending? {
    var status: Int32 = 0
    while true {
      let found = unsafe waitpid(pid, &status, options)
      if found < 0, errno == EINTR { continue }
      if found < 0 { return .forgotten }
      if found == 0 { return nil }
      let signal = status & 0x7F
      return signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
    }
  }
}
