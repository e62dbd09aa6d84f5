// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import Testing

struct SystemFactsTests {
  @Test(
    arguments: [
      (0, 0, "1970-01-01T00:00:00.000000Z"), (951_782_400, 7, "2000-02-29T00:00:00.000007Z"),
      (1_798_761_599, 999_999, "2026-12-31T23:59:59.999999Z"),
      (1_709_251_199, 0, "2024-02-29T23:59:59.000000Z"),
      (4_107_542_400, 123_456, "2100-03-01T00:00:00.123456Z"),
      (253_402_300_799, 0, "9999-12-31T23:59:59.000000Z"),
    ] as [(Int64, Int, String)])
  func `a moment is written in UTC`(seconds: Int64, microseconds: Int, text: String) {
    #expect(SystemFacts.timestamp(seconds: seconds, microseconds: microseconds) == text)
  }

  @Test func `it is what libc says on every day`() {
    for day in stride(from: 0, to: 200_000, by: 37) {
      var moment = time_t(day * 86400 + 4711)
      var parts = unsafe tm()
      _ = unsafe gmtime_r(&moment, &parts)
      let text = SystemFacts.timestamp(seconds: Int64(moment))
      let numbers = text.prefix(10).split(separator: "-").compactMap { Int32($0) }
      #expect(
        unsafe numbers == [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday], "day \(day)")
    }
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
