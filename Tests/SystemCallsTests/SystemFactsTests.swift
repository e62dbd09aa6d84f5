// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct SystemFactsTests {
  @Test(
    arguments: [
      (0, 0, "1970-01-01T00:00:00.000000Z"), (951_782_400, 7, "2000-02-29T00:00:00.000007Z"),
      (1_798_761_599, 999_999, "2026-12-31T23:59:59.999999Z"),
      (4_107_542_400, 123_456, "2100-03-01T00:00:00.123456Z"),
    ] as [(Int64, Int, String)])
  func `a moment is written in UTC`(seconds: Int64, microseconds: Int, text: String) {
    #expect(SystemFacts.timestamp(seconds: seconds, microseconds: microseconds) == text)
  }

  @Test func `this moment is the clock's`() {
    let before = SystemFacts.timestamp(seconds: CurrentProcess.time - 1)
    let after = SystemFacts.timestamp(seconds: CurrentProcess.time + 1)
    #expect((before...after).contains(SystemFacts.timestamp))
  }

  @Test func `users, processes and the machine have names`() {
    #expect(SystemFacts.userName(0) == "root")
    #expect(SystemFacts.userName(4_000_000_123) == nil)
    #expect(SystemFacts.processName(getpid())?.isEmpty == false)
    #expect(SystemFacts.processName(-1) == nil)
    #expect(!SystemFacts.hostName.isEmpty)
  }

  @Test func `a process was started before it looks, and not long ago`() throws {
    let start = try #require(SystemFacts.startTime(of: getpid()))
    #expect(start <= CurrentProcess.time + 1)
    #expect(start > CurrentProcess.time - 7200)
    let first = try #require(SystemFacts.startTime(of: 1))
    #expect(first <= start)
    #expect(SystemFacts.startTime(of: -1) == nil)
  }
}
