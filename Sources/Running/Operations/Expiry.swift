// SPDX-License-Identifier: Apache-2.0

import Scoping

/// Dates and durations, as `--expires` takes them and `list` shows them.
enum Expiry {
  /// The time that `text` means: `2027-01-31` (its end, UTC), or `90d`, `12h` and so on from `now`.
  static func time(_ text: String, now: Int64) throws(RunFailure) -> Int64 {
    if let time = Duration.seconds(text).map({ now + $0 }) ?? date(text) {
      guard time > now else {
        throw RunFailure("--expires \(PrintableText.escaped(text)) is in the past")
      }
      return time
    }
    throw RunFailure(
      "--expires \(PrintableText.escaped(text)) is neither a date nor a duration",
      hints: ["write 2027-01-31, or 90d, 12h, 30m, 2w"])
  }

  static func date(_ text: String) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int64(parts[0]), let month = Int64(parts[1]),
      let day = Int64(parts[2]), 1...12 ~= month, 1...daysIn(month, year) ~= day, year >= 1970
    else { return nil }
    // A secret that expires on a day is valid until the day is over.
    return (days(year, month, day) + 1) * 86400
  }

  private static func daysIn(_ month: Int64, _ year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Int(month) - 1]
  }

  /// Days since 1970-01-01 in the Gregorian calendar.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let before = year - 1
    let leapDays = before / 4 - before / 100 + before / 400 - 477
    let months = (1..<month).reduce(0) { $0 + daysIn($1, year) }
    return (year - 1970) * 365 + leapDays + months + day - 1
  }

  /// An expiry for a table: the last day, `expired`, or a dash for none.
  static func text(_ expires: Int64?, isExpired: Bool) -> String {
    guard let expires else { return "-" }
    return isExpired ? "expired" : dateText(expires - 1)
  }

  /// A time as `2027-01-31`, in UTC.
  static func dateText(_ time: Int64) -> String {
    var left = time / 86400
    var year: Int64 = 1970
    while left >= days(year + 1, 1, 1) - days(year, 1, 1) {
      left -= days(year + 1, 1, 1) - days(year, 1, 1)
      year += 1
    }
    var month: Int64 = 1
    while left >= daysIn(month, year) {
      left -= daysIn(month, year)
      month += 1
    }
    return "\(year)-\(twoDigits(month))-\(twoDigits(left + 1))"
  }

  private static func twoDigits(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
