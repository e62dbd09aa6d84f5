// SPDX-License-Identifier: Apache-2.0

/// Spans of time as text: a number and a unit, such as `90d`, `12h`, `30m`, `2w` or `10s`.
package enum Duration {
  private static let units: [(letter: Character, seconds: Int64)] = [
    ("w", 604_800), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// The seconds that `text` means; nil when it is no duration.
  package static func seconds(_ text: String) -> Int64? {
    guard let last = text.last, let unit = units.first(where: { $0.letter == last }),
      let count = Int64(text.dropLast()), (0..<1_000_000).contains(count)
    else { return nil }
    return count * unit.seconds
  }

  /// A span in its largest whole unit, such as `3d`.
  package static func text(_ seconds: Int64) -> String {
    let unit = units.first { seconds >= $0.seconds } ?? ("s", 1)
    return "\(max(0, seconds) / unit.seconds)\(unit.letter)"
  }
}
