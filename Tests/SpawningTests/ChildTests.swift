// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Glibc
import SecretMemory
import Spawning
import SystemCalls
import TestKit
import Testing

/// Children belong to the process, so each test that has some runs in a process of its own.
struct ChildTests {
  private static func environment() throws -> EnvironmentBlock {
    try EnvironmentBlock(
      inherited: InheritedEnvironment.variables(), rules: EnvironmentRules(.all), plain: [],
      secrets: [])
  }

  private static func start(_ path: String, _ mask: SignalState) throws -> Child {
    try Child.start(path, ArgumentList(last: 0), environment(), Streams(), mask: mask)
  }

  @Test func `finds a program as the shell does`() throws {
    let folder = try TemporaryFolder()
    try folder.write("tool", "", permissions: 0o755)
    try folder.write("text", "", permissions: 0o644)
    #expect(try Child.find("tool", path: folder.path) == folder["tool"])
    #expect(throws: Child.Failure.notExecutable(path: folder["text"], nil)) {
      try Child.find("text", path: folder.path)
    }
    #expect(throws: Child.Failure.notFound(program: "nothing")) {
      try Child.find("nothing", path: folder.path)
    }
  }

  @Test func `what is there and cannot be executed is not the same as nothing`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try folder.write("text", "words\n", permissions: 0o755)
      try folder.write("orphan", "#!/nowhere/interpreter\n", permissions: 0o755)
      for (name, code) in [("text", ENOEXEC), ("orphan", ENOENT)] {
        let reason = SystemCallError("posix_spawn", folder[name], code: code)
        #expect(throws: Child.Failure.notExecutable(path: folder[name], reason)) {
          try Self.start(folder[name], .current())
        }
      }
    }
  }

  @Test func `becoming a program that is not there says so`() async {
    await #expect(processExitsWith: .success) {
      let failure = Child.become(
        "/nowhere", ArgumentList(last: 0), try Self.environment(), Streams(), mask: .current())
      let reason = SystemCallError("execve", "/nowhere", code: ENOENT)
      #expect(failure == .notExecutable(path: "/nowhere", reason))
    }
  }

  @Test func `a child that ends is reaped and its status heard`() async {
    await #expect(processExitsWith: .success) {
      let relay = try SignalRelay()
      let child = try Self.start("/bin/false", relay.inheritedMask)
      var status: Spawning.ExitStatus?
      while status == nil {
        // Other threads of a test process may swallow the signal, so it is raised here too.
        raise(SIGCHLD)
        status = try relay.handle(for: child, on: ChildTerminal())
        usleep(1000)
      }
      #expect(status == .exited(1))
    }
  }

  @Test func `a signal that a process sends is passed on`() async {
    await #expect(processExitsWith: .success) {
      let relay = try SignalRelay()
      let input = try Pipe(size: 4096)
      dup2(input.reader.number, 0)
      let mask = try Self.unblocked()
      // A shell that waits for its script, and dies of the first signal that it gets.
      let child = try Self.start("/bin/bash", mask)
      raise(SIGUSR1)
      var status: Spawning.ExitStatus?
      while status == nil {
        raise(SIGCHLD)
        status = try relay.handle(for: child, on: ChildTerminal())
        usleep(1000)
      }
      #expect(status == .signaled(SIGUSR1))
    }
  }

  /// The mask of a terminal's first program; threads of a test process block most signals.
  private static func unblocked() throws -> SignalState {
    var mask = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe pthread_sigmask(SIG_SETMASK, &mask, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    return .current()
  }
}
