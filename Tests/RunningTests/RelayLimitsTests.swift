// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Running

struct RelayLimitsTests {
  private static func limits(_ text: String) throws -> RelayLimits {
    var options = RunOptions()
    options.drain = text
    options.killAfter = text
    options.timeToLive = text
    return try RelayLimits(options)
  }

  @Test func `what is not asked for`() throws {
    let limits = try RelayLimits(RunOptions())
    #expect(limits.drain == 2000)
    #expect(limits.killAfter == nil && limits.timeToLive == nil)
  }

  @Test(arguments: [
    ("0", 0), ("3", 3000), ("0.25", 250), ("500ms", 500), ("10s", 10_000), ("2m", 120_000),
    ("1.5h", 5_400_000), ("1d", 86_400_000),
  ])
  func `a number of seconds, or of a unit`(text: String, milliseconds: Int) throws {
    let limits = try Self.limits(text)
    #expect(limits.drain == milliseconds)
    #expect(limits.killAfter == milliseconds)
    #expect(limits.timeToLive == milliseconds)
  }

  @Test(arguments: ["", "s", "soon", "-1", "-1s", "nan", "inf", "1e300", "5 s", "1w", "1ss", "1,5"])
  func `no time`(text: String) {
    #expect(throws: RunFailure.self) { try Self.limits(text) }
  }
}
