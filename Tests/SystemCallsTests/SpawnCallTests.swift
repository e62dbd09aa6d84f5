// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

/// Children belong to the process, so each test that has some runs in a process of its own.
struct SpawnCallTests {
  private static func spawn(_ path: String) throws -> Int32 {
    let table = try CStringTable(entries: 0, bytes: 0)
    return try SpawnCall.spawn(path, ArgumentList(last: 0), table, [], mask: .current())
  }

  private static func run(_ path: String) throws -> ChildEvent {
    try Shell.end(of: spawn(path))
  }

  @Test func `starts a program and hears how it ended`() async {
    await #expect(processExitsWith: .success) {
      let (good, bad) = (try Self.run("/bin/true"), try Self.run("/bin/false"))
      #expect(good == .exited(0) && bad == .exited(1))
      for code in [2, 77, 125, 126, 127, 128, 130, 255] as [Int32] {
        #expect(try Shell.run("exit \(code)").event == .exited(code))
      }
      for number in [SIGHUP, SIGINT, SIGKILL, SIGTERM, SIGUSR1, SIGPIPE, SIGSYS] {
        // Whoever runs the tests may ignore some, and a child inherits that.
        signal(number, SIG_DFL)
        #expect(
          try Shell.run("kill -\(number) $$").event == .signaled(number))
      }
    }
  }

  @Test func `gives the child exactly the environment of the table`() async {
    await #expect(processExitsWith: .success) {
      let environment = ["PATH": "/usr/bin:/bin", "A": "x y=z", "E": "", "U": "\u{e9}\n"]
      let outcome = try Shell.run("tr '\\0' '|' < /proc/$$/environ", environment: environment)
      #expect(
        Set(outcome.output.split(separator: "|")) == [
          "PATH=/usr/bin:/bin", "A=x y=z", "E=", "U=\u{e9}\n",
        ])
    }
  }

  @Test func `what cannot be started says why`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try folder.write("plain", "text\n", permissions: 0o755)
      try folder.write("closed", "#!/bin/sh\n", permissions: 0o644)
      try folder.write("orphan", "#!/nowhere/interpreter\n", permissions: 0o755)
      for (name, code) in [
        ("missing", ENOENT), ("plain", ENOEXEC), ("closed", EACCES), ("orphan", ENOENT),
        ("", EACCES), ("plain/x", ENOTDIR),
      ] {
        let path = name.isEmpty ? folder.path : folder[name]
        #expect(throws: SystemCallError("posix_spawn", path, code: code)) { try Self.spawn(path) }
      }
      #expect(try WaitCall.next() == nil)
    }
  }

  @Test func `the child has the descriptors it was given and none of secrun's own`() async {
    await #expect(processExitsWith: .success) {
      let own = try FileReading.open("/dev/null")
      let passed = dup(own.number)
      let script = """
        [ -e /proc/self/fd/\(own.number) ] && echo own
        [ -e /proc/self/fd/\(passed) ] && echo passed
        """
      #expect(try Shell.run(script).output == "passed\n")
    }
  }

  @Test func `the child has the mask as it came and not secrun's own`() async {
    await #expect(processExitsWith: .success) {
      _ = Shell.unblocked()
      SignalState.block(SIGUSR1)
      let mask = SignalState.current()
      let signals = try mask.blockForwardable()
      let outcome = try Shell.run("grep SigBlk /proc/self/status", mask: mask)
      let usr1 = String(1 << (SIGUSR1 - 1), radix: 16)
      #expect(outcome.output.hasSuffix("0" + usr1 + "\n"))
      withExtendedLifetime(signals) {}
    }
  }

  @Test func `the child has the core limit as it came`() async {
    await #expect(processExitsWith: .success) {
      let before = try Shell.run("ulimit -Sc").output
      CoreLimit.forbid()
      #expect(try Shell.run("ulimit -Sc").output == before)
    }
  }

  @Test(.disabled(if: FileStatus.of("/bin/true") == nil))
  func `becoming a program keeps its exit status`() async {
    await #expect(processExitsWith: .exitCode(1)) {
      let table = try CStringTable(entries: 0, bytes: 0)
      _ = SpawnCall.replace("/bin/false", ArgumentList(last: 0), table, mask: .current())
    }
    await #expect(processExitsWith: .success) {
      let table = try CStringTable(entries: 0, bytes: 0)
      _ = SpawnCall.replace("/bin/true", ArgumentList(last: 0), table, mask: .current())
      CurrentProcess.exit(99)
    }
  }

  @Test func `becoming what cannot be executed says why`() async {
    await #expect(processExitsWith: .success) {
      let table = try CStringTable(entries: 0, bytes: 0)
      let error = SpawnCall.replace("/nowhere", ArgumentList(last: 0), table, mask: .current())
      #expect(error == SystemCallError("execve", "/nowhere", code: ENOENT))
    }
  }
}
