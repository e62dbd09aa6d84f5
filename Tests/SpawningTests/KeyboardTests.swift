// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

@testable import Spawning

/// A keyboard wants a terminal that controls the process, so each test makes a session in a process of its own.
struct KeyboardTests {
  /// Lends a keyboard, the other side of the user's terminal, that terminal, and the child's.
  private static func typed(
    isSession: Bool, _ check: (Keyboard, Int32, Int32, Int32) throws -> Void
  ) throws {
    setsid()
    // The user's terminal goes away with the test, and with it would this process.
    signal(SIGHUP, SIG_IGN)
    let user = try PseudoTerminal(like: nil, processesOutput: true)
    let terminal = unsafe open(user.path, O_RDWR)
    let child = try PseudoTerminal(like: nil, processesOutput: true)
    let childTerminal = try child.open()
    let keyboard = try Keyboard(terminal, to: child.controller.number, isSession: isSession)
    try check(keyboard, user.controller.number, terminal, childTerminal.number)
    _ = (user.path, child.path)
  }

  private static func setRaw(_ number: Int32) {
    var modes = termios()
    _ = unsafe tcgetattr(number, &modes)
    unsafe cfmakeraw(&modes)
    _ = unsafe tcsetattr(number, TCSANOW, &modes)
  }

  private static func flags(_ number: Int32) -> tcflag_t {
    var modes = termios()
    _ = unsafe tcgetattr(number, &modes)
    return modes.c_lflag & tcflag_t(ICANON | ISIG)
  }

  private static func pump(_ keyboard: Keyboard) throws {
    var poll = Poll()
    let index = keyboard.add(to: &poll)
    try poll.wait(milliseconds: 5000)
    try keyboard.pump(poll, index)
  }

  @Test func `in the foreground what is typed reaches the child's terminal`() async {
    await #expect(processExitsWith: .success) {
      try Self.typed(isSession: true) { keyboard, user, terminal, child in
        let before = Self.flags(terminal)
        keyboard.takeUp()
        #expect(Self.flags(terminal) == 0)
        _ = unsafe write(user, "typed\r", 6)
        try Self.pump(keyboard)
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = unsafe read(child, &bytes, bytes.count)
        #expect(Array(bytes.prefix(max(0, count))) == Array("typed\n".utf8))
        keyboard.giveBack()
        #expect(Self.flags(terminal) == before)
      }
    }
  }

  @Test func `beside a session only a program that reads key by key has the keyboard`() async {
    await #expect(processExitsWith: .success) {
      try Self.typed(isSession: false) { keyboard, _, terminal, child in
        let before = Self.flags(terminal)
        keyboard.takeUp()
        #expect(Self.flags(terminal) == before)
        Self.setRaw(child)
        keyboard.takeUp()
        #expect(Self.flags(terminal) == tcflag_t(ISIG))
      }
    }
  }

  @Test func `a terminal of another job is left alone`() async {
    await #expect(processExitsWith: .success) {
      try Self.typed(isSession: true) { keyboard, _, terminal, _ in
        let before = Self.flags(terminal)
        let job = Self.startJob()
        defer { kill(job, SIGKILL) }
        tcsetpgrp(terminal, job)
        keyboard.takeUp()
        var poll = Poll()
        #expect(Self.flags(terminal) == before)
        #expect(keyboard.add(to: &poll) == nil)
        // A shell says nothing when it brings this one to the foreground.
        #expect(keyboard.waitTime != nil)
      }
    }
  }

  /// Another process group of this session, as a job of a shell.
  private static func startJob() -> pid_t {
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("sleep"), strdup("100"), nil]
    var pid: pid_t = 0
    _ = unsafe posix_spawn(&pid, "/bin/sleep", nil, &attributes, &words, nil)
    return pid
  }
}
