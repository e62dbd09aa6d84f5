// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestKit
import Testing

struct ChildProcessTests {
  private func launch(_ text: String, input: Launch.Input = .nothing) -> Launch {
    let arguments = ["sh", "-c", text].map { Array($0.utf8) }
    return Launch(
      program: "/bin/sh", arguments: arguments,
      environment: [Array("PATH=/usr/bin:/bin".utf8), Array("MARK=\u{FF}".utf8) + [255]],
      folder: "/", input: input)
  }

  private func run(_ text: String, input: Launch.Input = .nothing) throws -> ChildProcess {
    let child = try ChildProcess(launch(text, input: input))
    #expect(child.wait(seconds: 20))
    return child
  }

  @Test func `streams and status are the program's own`() throws {
    let child = try run("pwd; echo two >&2; exit 42")
    #expect(child.output == Array("/\n".utf8))
    #expect(child.error == Array("two\n".utf8))
    #expect(child.status == .exited(42))
  }

  @Test func `a death by a signal is told from an exit`() throws {
    #expect(try run("kill -TERM $$").status == .signaled(SIGTERM))
    #expect(try run("exit 143").status == .exited(143))
  }

  @Test func `both pipes are drained while the program writes and reads`() throws {
    let input = [UInt8](repeating: 97, count: 3_000_000)
    let child = try run("cat; head -c 2000000 /dev/zero >&2", input: .bytes(input))
    #expect(child.output == input)
    #expect(child.error.count == 2_000_000)
  }

  @Test func `a program that does not read its input is no obstacle`() throws {
    let input = [UInt8](repeating: 97, count: 3_000_000)
    #expect(try run("exit 3", input: .bytes(input)).status == .exited(3))
  }

  @Test func `the environment is exactly what was given`() throws {
    let child = try run("exec env")
    #expect(child.output.contains(bytes: Array("MARK=\u{FF}".utf8) + [255, 10]))
    #expect(!child.output.contains(bytes: Array("HOME=".utf8)))
  }

  @Test func `the program gets three descriptors and no more`() throws {
    let child = try run("ls /proc/self/fd")
    #expect(String(decoding: child.output, as: UTF8.self) == "0\n1\n2\n3\n")
  }

  @Test func `signals are at their defaults`() throws {
    let child = try run("grep -E 'Sig(Blk|Ign)' /proc/self/status")
    let lines = String(decoding: child.output, as: UTF8.self).split(separator: "\n")
    // Signals 32 and 33 are libc's own, which nobody else can set.
    let sets = lines.compactMap { UInt64($0.suffix(16), radix: 16) }.map { $0 & ~0x1_8000_0000 }
    #expect(sets == [0, 0], "\(lines)")
  }

  @Test func `a terminal is a terminal, and the program's own`() throws {
    let child = try run("tty; stty size; echo there > /dev/tty", input: .terminal)
    let text = String(decoding: child.output, as: UTF8.self)
    #expect(text.hasPrefix("/dev/pts/"))
    #expect(text.hasSuffix("\r\n24 80\r\nthere\r\n"), "\(text)")
  }

  @Test func `what is typed arrives, and Ctrl-C interrupts`() throws {
    // Not `echo; sleep`: dash loses an interrupt that comes while it starts a program.
    let child = try ChildProcess(launch("exec cat", input: .terminal))
    child.type(Array("hello\r".utf8))
    while !child.output.contains(bytes: Array("hello\r\nhello".utf8)), !child.isFinished {
      child.pump(milliseconds: 50)
    }
    child.type([3])
    #expect(child.wait(seconds: 20))
    #expect(child.status == .signaled(SIGINT))
  }

  @Test func `killing takes the whole family`() throws {
    let child = try ChildProcess(launch("setsid sleep 31.5 & echo ready; sleep 32.5; true"))
    while child.output.isEmpty { child.pump(milliseconds: 50) }
    #expect(!child.wait(seconds: 0.2))
    child.kill()
    #expect(child.wait(seconds: 20))
    #expect(!ProcessTable.commandLines().contains(bytes: Array("sleep\u{0}31.5".utf8)))
  }

  @Test func `a grandchild that keeps the pipe does not keep the test`() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let child = try run("sleep 8 & exit 5")
    #expect(child.status == .exited(5))
    #expect(clock.now - start < .seconds(7))
  }

  @Test func `a program that is not there is an error`() {
    let missing = Launch(program: "/nowhere", arguments: [], environment: [], folder: "/")
    #expect(throws: LaunchError.self) { try ChildProcess(missing) }
  }
}
