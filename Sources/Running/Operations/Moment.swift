// SPDX-License-Identifier: Apache-2.0

import Scoping
import SystemCalls

/// Points in time as a user writes them.
enum Moment {
  private static let shape = "0000-00-00T00:00:00.000000Z"

  /// What `text` means, as the log writes times: `2027-01-31`, `2027-01-31T12:30` (UTC), or `2h` for two hours ago.
  static func timestamp(_ text: String) throws(RunFailure) -> String {
    if let seconds = Duration.seconds(text) {
      return SystemFacts.timestamp(seconds: max(0, CurrentProcess.time - seconds))
    }
    let date = text.replacing(" ", with: "T")
    guard text.utf8.count >= 10, date.utf8.count <= shape.utf8.count,
      Expiry.date(String(date.prefix(10))) != nil,
      zip(date, shape).allSatisfy({ $1 == "0" ? $0.isASCII && $0.isNumber : $0 == $1 })
    else {
      throw RunFailure(
        "--since \(PrintableText.quoted(text)) is neither a time nor a duration",
        hints: ["write 2027-01-31, 2027-01-31T12:30, or 2h, 7d for how long ago"])
    }
    return date + shape.dropFirst(date.count)
  }
}
