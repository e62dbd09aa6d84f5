// SPDX-License-Identifier: Apache-2.0

import Scoping

/// How long a run waits for what may never come, in milliseconds.
struct RelayLimits {
  /// For output after the child's end, when something else keeps it open and writes nothing.
  var drain = 2000
  /// For the child's end after a `SIGTERM` that was passed on; nil waits for ever.
  var killAfter: Int?
  /// For the child's end from its start; nil waits for ever.
  var timeToLive: Int?
  /// For its end after the `SIGTERM` that it is sent then.
  static let grace = 10_000

  private static let units = [
    ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0), ("h", 3_600_000.0), ("d", 86_400_000.0),
  ]

  /// Reads `--drain`, `--kill-after` and `--ttl`.
  init(_ options: RunOptions) throws(RunFailure) {
    if let text = options.drain { drain = try Self.milliseconds(text, "--drain") }
    if let text = options.killAfter { killAfter = try Self.milliseconds(text, "--kill-after") }
    if let text = options.timeToLive { timeToLive = try Self.milliseconds(text, "--ttl") }
  }

  private static func milliseconds(_ text: String, _ option: String) throws(RunFailure) -> Int {
    let unit = units.first { text.hasSuffix($0.0) } ?? ("", 1000)
    guard let count = Double(text.dropLast(unit.0.utf8.count)), count >= 0, count * unit.1 < 1e12
    else {
      throw RunFailure(
        "\(option) \(PrintableText.quoted(text)) is no time",
        hints: ["it is a number of seconds, or one with a unit such as 500ms, 10s or 2m"])
    }
    return Int(count * unit.1)
  }
}
