// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct CoreLimitTests {
  private static var soft: rlim_t {
    var limits = rlimit()
    _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limits)
    return limits.rlim_cur
  }

  @Test func `is zero but while a program is started`() async {
    await #expect(processExitsWith: .success) {
      let before = Self.soft
      #expect(CoreLimit.withInherited { Self.soft } == before)
      CoreLimit.forbid()
      #expect(Self.soft == 0)
      #expect(CoreLimit.withInherited { Self.soft } == before)
      #expect(Self.soft == 0)
      CoreLimit.forbid()
      #expect(
        CoreLimit.withInherited { Self.soft } == before, "the first limit is the inherited one")
    }
  }
}
