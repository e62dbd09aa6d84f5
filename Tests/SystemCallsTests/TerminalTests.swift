// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import Testing

struct TerminalTests {
  @Test func `tells a terminal from everything else`() throws {
    let pipe = try Pipe(size: 4096)
    #expect(!Terminal.isTerminal(pipe.reader.number))
    #expect(!Terminal.isTerminal(-1))
    let master = Descriptor(owning: unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC))
    #expect(Terminal.isTerminal(master.number))
    let isTerminal = OutputSink(master.number).isTerminal
    #expect(isTerminal)
  }

  @Test func `without a terminal a question fails and says so`() async {
    await #expect(processExitsWith: .success) {
      // A new session has no terminal; the leader of a group cannot start one, but its child can.
      if setsid() < 0 { return }
      let error = #expect(throws: SystemCallError.self) { try Terminal.ask("?") }
      #expect(error?.subject == "/dev/tty" && error?.code == ENXIO)
      let hidden = #expect(throws: SystemCallError.self) {
        _ = try Terminal.readHidden(prompt: "?", limit: 1).count
      }
      #expect(hidden?.subject == "/dev/tty")
    }
  }
}
