// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

/// Masks and dispositions belong to threads and to the process, so these tests have processes of their own.
struct SignalStateTests {
  @Test func `blocks what can be forwarded and nothing else`() async {
    await #expect(processExitsWith: .success) {
      let signals = try SignalState.current().blockForwardable()
      let blocked = try ProcessStatus().blocked
      let untouchable = [
        SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGKILL, SIGSTOP,
        // glibc keeps two for its threads.
        32, 33,
      ]
      #expect(blocked == Set(1...64).subtracting(untouchable))
      withExtendedLifetime(signals) {}
    }
  }

  @Test func `gives the mask back as it came`() async {
    await #expect(processExitsWith: .success) {
      SignalState.block(SIGUSR2)
      let before = try ProcessStatus().blocked
      #expect(before.contains(SIGUSR2))
      let state = SignalState.current()
      do { _ = try state.blockForwardable().number }
      state.restore()
      #expect(try ProcessStatus().blocked == before)
    }
  }

  @Test func `a waiting signal is read once, with its number and sender`() async {
    await #expect(processExitsWith: .success) {
      let signals = try SignalState.current().blockForwardable()
      #expect(try ReceivedSignal.next(from: signals) == nil)
      raise(SIGTERM)
      raise(SIGWINCH)
      var numbers: Set<Int32> = []
      while let signal = try ReceivedSignal.next(from: signals) {
        #expect(signal.isFromProcess)
        numbers.insert(signal.number)
      }
      #expect(numbers == [SIGTERM, SIGWINCH])
    }
  }

  @Test func `an ignored SIGCHLD does not hide how a child ended`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGCHLD, SIG_IGN)
      let signals = try SignalState.current().blockForwardable()
      #expect(try Shell.run("exit 9").event == .exited(9))
      withExtendedLifetime(signals) {}
    }
  }

  @Test func `dies of the signal it is told to, even when that is blocked and ignored`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      signal(SIGTERM, SIG_IGN)
      SignalState.block(SIGTERM)
      SignalState.die(of: SIGTERM)
    }
    await #expect(processExitsWith: .signal(SIGKILL)) { SignalState.die(of: SIGKILL) }
  }
}
