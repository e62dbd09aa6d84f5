// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// Facts about the machine and those who use it, for the record.
package enum SystemFacts {
  /// The name of the machine; the C function is `gethostname`.
  package static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The login name of a user by the user database; nil when it has none.
  ///
  /// Looked up in `/etc/passwd` first: `getpwuid` loads the modules of the name service, which takes longer than all
  /// else that a record needs.
  package static func userName(_ user: UInt32) -> String? {
    var rest = ((try? FileReading.bytes(of: "/etc/passwd", limit: 1 << 20)) ?? [])[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      let fields = line.split(
        separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count > 3, UInt32(String(decoding: fields[2], as: UTF8.self)) == user else {
        continue
      }
      return String(decoding: fields[0], as: UTF8.self)
    }
    guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else {
      return nil
    }
    return unsafe String(cString: name)
  }

  /// The name that a running process goes by, at most 15 bytes; nil when there is none of this id.
  ///
  /// See proc_pid_comm(5).
  package static func processName(_ pid: Int32) -> String? {
    guard let bytes = try? SharedFile("/proc/\(pid)/comm", for: .reading).bytes(0..<64) else {
      return nil
    }
    return String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
  }

  /// When a running process was started, in seconds since 1970-01-01 UTC; nil when there is none of this id.
  ///
  /// Field 22 of proc_pid_stat(5), which counts ticks since the start of the system.
  package static func startTime(of pid: Int32) -> Int64? {
    guard let bytes = try? SharedFile("/proc/\(pid)/stat", for: .reading).bytes(0..<4096),
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = bytes[end...].split(separator: UInt8(ascii: " "))
    guard fields.count > 20, let ticks = Int64(String(decoding: fields[20], as: UTF8.self)) else {
      return nil
    }
    var sinceStart = timespec()
    unsafe clock_gettime(CLOCK_BOOTTIME, &sinceStart)
    let age = Int64(sinceStart.tv_sec) - ticks / Int64(sysconf(Int32(_SC_CLK_TCK)))
    return CurrentProcess.time - age
  }

  /// A moment as `2027-01-31T23:59:59.123456Z`, in UTC and always as long.
  ///
  /// Computed here, since `gmtime_r` reads the files of the local time zone first.
  package static func timestamp(seconds: Int64, microseconds: Int = 0) -> String {
    let (day, second) = seconds.quotientAndRemainder(dividingBy: 86400)
    let (year, month, dayOfMonth) = date(day)
    // Digit by digit, since the first use of the general way costs a start more than a whole record.
    var text: [UInt8] = []
    func add(_ number: Int64, _ count: Int, _ separator: Unicode.Scalar) {
      let start = text.count
      var rest = number
      while rest > 0 || text.count < start + count {
        text.insert(UInt8(ascii: "0") + UInt8(rest % 10), at: start)
        rest /= 10
      }
      text.append(UInt8(ascii: separator))
    }
    add(year, 4, "-")
    add(month, 2, "-")
    add(dayOfMonth, 2, "T")
    add(second / 3600, 2, ":")
    add(second / 60 % 60, 2, ":")
    add(second % 60, 2, ".")
    add(Int64(microseconds), 6, "Z")
    return String(decoding: text, as: UTF8.self)
  }

  /// The date of a day since 1970-01-01, in the Gregorian calendar.
  ///
  /// Counted in years that begin in March, so that the leap day ends one, and in eras of 400 years.
  private static func date(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// This moment, by the system's clock.
  package static var timestamp: String {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return timestamp(seconds: Int64(now.tv_sec), microseconds: now.tv_nsec / 1000)
  }
}
