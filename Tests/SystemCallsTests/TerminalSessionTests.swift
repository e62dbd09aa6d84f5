// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import Synchronization
import SystemCalls
import Testing

/// Children and sessions belong to the process, so each test has one of its own.
struct TerminalSessionTests {
  private static let interruptions = Atomic(0)

  /// Starts a shell, which takes its script from the terminal as typed.
  private static func start(
    _ terminal: borrowing PseudoTerminal, _ program: String = "/bin/sh"
  ) throws -> (TerminalSession, Int32) {
    let session = TerminalSession(terminal.path, targets: [0, 1, 2])
    let table = try CStringTable(entries: 0, bytes: 0)
    let mask = Shell.unblocked()
    let id = try session.spawn(program, ArgumentList(last: 0), table, [], mask: mask)
    return (session, id)
  }

  /// All that is shown until some text is, or nothing more comes for a while.
  private static func shown(_ controller: Int32, until text: String) throws -> String {
    var all = ""
    var bytes = [UInt8](repeating: 0, count: 1000)
    while !all.contains(text) {
      var poll = Poll()
      let index = poll.addReader(controller)
      try poll.wait(milliseconds: 10_000)
      guard poll.isReady(index) else { break }
      let count = unsafe read(controller, &bytes, 1000)
      guard count > 0 else { break }
      all += String(decoding: bytes.prefix(count), as: UTF8.self)
    }
    return all
  }

  @Test func `the child has the terminal, a group of its own in its foreground, and ends`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal(like: nil, processesOutput: true)
      let controller = terminal.controller.number
      let (session, id) = try Self.start(terminal)
      #expect(getpgid(id) == id && getsid(id) != id && getsid(id) != getsid(0))
      #expect(Terminal.foregroundGroup(of: controller) == id)
      try terminal.controller.writeAll(Array("test -t 0 && echo in''side; exit 3\n".utf8))
      #expect(try Self.shown(controller, until: "inside").contains("inside"))
      #expect(try Shell.end(of: id) == .exited(3))
      session.end()
      // With its keeper gone the terminal comes to its end.
      _ = try Self.shown(controller, until: "never")
    }
  }

  @Test func `a program that cannot be executed is not taken for a session that cannot be made`()
    async
  {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal(like: nil, processesOutput: true)
      let error = #expect(throws: SystemCallError.self) { try Self.start(terminal, "/etc/passwd") }
      #expect(error?.code == EACCES && error?.isOfSession == false)
      #expect(try WaitCall.next() == nil, "nothing is left of the attempt")
    }
  }

  @Test func `a terminal that is not there is a session that cannot be made`() async {
    await #expect(processExitsWith: .success) {
      let session = TerminalSession("/nowhere/pts", targets: [0])
      let table = try CStringTable(entries: 0, bytes: 0)
      let error = #expect(throws: SystemCallError.self) {
        try session.spawn("/bin/sh", ArgumentList(last: 0), table, [], mask: .current())
      }
      #expect(error?.code == ENOENT && error?.isOfSession == true)
      #expect(try WaitCall.next() == nil)
    }
  }

  @Test func `what the keyboard sends to the child's group comes to secrun's too`() async {
    await #expect(processExitsWith: .success) {
      let terminal = try PseudoTerminal(like: nil, processesOutput: true)
      let controller = terminal.controller.number
      let (session, id) = try Self.start(terminal)
      try terminal.controller.writeAll(Array("trap : INT; echo rea''dy\n".utf8))
      _ = try Self.shown(controller, until: "ready")
      // Whoever runs the tests must not be interrupted: this process leads a group of its own now.
      _ = setpgid(0, 0)
      signal(SIGINT) { _ in TerminalSessionTests.interruptions.add(1, ordering: .relaxed) }
      try terminal.controller.writeAll([3])
      var poll = Poll()
      let index = session.add(to: &poll)
      try poll.wait(milliseconds: 10_000)
      session.pass(poll, index)
      let limit = CurrentProcess.milliseconds + 10_000
      while Self.interruptions.load(ordering: .relaxed) == 0, CurrentProcess.milliseconds < limit {
        usleep(1000)
      }
      #expect(Self.interruptions.load(ordering: .relaxed) == 1)
      try terminal.controller.writeAll(Array("exit 0\n".utf8))
      _ = try Shell.end(of: id)
      session.end()
    }
  }
}
