// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct DurationTests {
  @Test(arguments: [
    ("10s", 10), ("3m", 180), ("12h", 43200), ("90d", 7_776_000), ("2w", 1_209_600), ("0d", 0),
  ])
  func `reads a number and a unit`(text: String, seconds: Int64) {
    #expect(Scoping.Duration.seconds(text) == seconds)
  }

  @Test(arguments: ["", "d", "10", "-1d", "1.5h", "1 d", "1y", "9999999d", "0x1d", "1D"])
  func `refuses anything else`(text: String) {
    #expect(Scoping.Duration.seconds(text) == nil)
  }

  @Test(arguments: [
    (0, "0s"), (59, "59s"), (60, "1m"), (7199, "1h"), (86400, "1d"), (604_800, "1w"), (-5, "0s"),
  ])
  func `writes the largest whole unit`(seconds: Int64, text: String) {
    #expect(Scoping.Duration.text(seconds) == text)
  }
}
