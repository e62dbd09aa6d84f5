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
    if let bytes = try? FileReading.bytes(of: "/etc/passwd", limit: 1 << 20) {
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let fields = line.split(
          separator: UInt8(ascii: ":"), maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count > 3, UInt32(String(decoding: fields[2], as: UTF8.self)) == user else {
          continue
        }
        return String(decoding: fields[0], as: UTF8.self)
      }
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
  /// The C function is `gmtime_r`.
  package static func timestamp(seconds: Int64, microseconds: Int = 0) -> String {
    var moment = time_t(seconds)
    var parts = unsafe tm()
    _ = unsafe gmtime_r(&moment, &parts)
    func digits(_ number: Int, _ count: Int = 2) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    let day = unsafe [parts.tm_mon + 1, parts.tm_mday].map { "-" + digits(Int($0)) }.joined()
    let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0)) }
    let year = unsafe digits(Int(parts.tm_year) + 1900, 4)
    return year + day + "T" + clock.joined(separator: ":") + "." + digits(microseconds, 6) + "Z"
  }

  /// This moment, by the system's clock.
  package static var timestamp: String {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return timestamp(seconds: Int64(now.tv_sec), microseconds: now.tv_nsec / 1000)
  }
}
