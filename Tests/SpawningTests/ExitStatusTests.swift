// SPDX-License-Identifier: Apache-2.0

import Glibc
import Spawning
import Testing

struct ExitStatusTests {
  @Test(
    arguments: [
      (Spawning.ExitStatus.exited(0), 0), (.exited(1), 1), (.exited(255), 255),
      (.signaled(SIGHUP), 129),
      (.signaled(SIGINT), 130), (.signaled(SIGKILL), 137), (.signaled(SIGTERM), 143),
    ] as [(Spawning.ExitStatus, Int32)])
  func `as one number it is what shells report`(status: Spawning.ExitStatus, code: Int32) {
    #expect(status.code == code)
  }

  @Test func `secrun ends with the status of the child`() async {
    await #expect(processExitsWith: .exitCode(0)) { Spawning.ExitStatus.exited(0).end() }
    await #expect(processExitsWith: .exitCode(7)) { Spawning.ExitStatus.exited(7).end() }
    await #expect(processExitsWith: .exitCode(255)) { Spawning.ExitStatus.exited(255).end() }
  }

  @Test func `secrun dies of the signal that the child died of`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      Spawning.ExitStatus.signaled(SIGTERM).end()
    }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      Spawning.ExitStatus.signaled(SIGKILL).end()
    }
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      signal(SIGPIPE, SIG_IGN)
      Spawning.ExitStatus.signaled(SIGPIPE).end()
    }
  }

  @Test func `a signal that ends nobody still gives its number`() async {
    await #expect(processExitsWith: .exitCode(128 + SIGWINCH)) {
      Spawning.ExitStatus.signaled(SIGWINCH).end()
    }
  }
}
