// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct HardeningTests {
  @Test func `fatal signals are default again but for those that were ignored`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGQUIT, SIG_IGN)
      signal(SIGSEGV) { _ in _exit(55) }
      Hardening.apply()
      let status = try ProcessStatus()
      #expect(status.ignored.contains(SIGQUIT))
      for number in Hardening.fatalSignals {
        #expect(!status.caught.contains(number))
        #expect(status.ignored.contains(number) == (number == SIGQUIT))
      }
    }
  }

  @Test func `a closed standard descriptor is occupied and counts as closed still`() async {
    await #expect(processExitsWith: .success) {
      _ = close(0)
      Hardening.apply()
      #expect(FileStatus.of(0 as Int32)?.kind == .other)
      #expect(!CurrentProcess.hasInherited(0))
      let next = try FileReading.open("/dev/null").number
      #expect(next > 2)
    }
  }

  @Test func `no core is left`() async {
    await #expect(processExitsWith: .success) {
      Hardening.apply()
      var limits = rlimit()
      _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limits)
      #expect(limits.rlim_cur == 0)
      // The kernel gives the files of a process that is not dumpable to root.
      #expect(FileStatus.of("/proc/self/environ")?.owner == 0)
    }
  }
}
