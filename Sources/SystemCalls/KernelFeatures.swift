// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// What the kernel gives and how this process stands with it, as `secrun doctor` asks.
package enum KernelFeatures {
  /// Whether there is memory that even the kernel does not map; the C function is `memfd_secret`.
  package static var hasHiddenMemory: Bool {
    let descriptor = cposix_memfd_secret()
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// Which version of Landlock there is, with which a program can lock itself out of files; nil where there is none.
  ///
  /// secrun confines no command by it; others do. The C function is `landlock_create_ruleset`.
  package static var landlockVersion: Int? {
    let version = cposix_landlock_version()
    return version > 0 ? Int(version) : nil
  }

  /// Whether there are key rings, in which `secrun unlock` keeps an identity; keyctl(2).
  package static var hasKeyrings: Bool { cposix_session_keyring() >= 0 }

  /// How many bytes this process may lock, nil without a limit; `RLIMIT_MEMLOCK`.
  package static var lockLimit: UInt64? {
    var limits = rlimit()
    let resource = __rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue)
    guard unsafe getrlimit(resource, &limits) == 0 else { return 0 }
    return limits.rlim_cur == rlim_t.max ? nil : UInt64(limits.rlim_cur)
  }

  /// Yama's `ptrace_scope`, 0 where any process may trace another of its user; nil in a kernel without Yama.
  package static var traceScope: Int? {
    number(in: "/proc/sys/kernel/yama/ptrace_scope")
  }

  /// Whether other processes of the user may read this one's memory and it may dump core; `PR_GET_DUMPABLE`.
  package static var isDumpable: Bool { cposix_dumpable() != 0 }

  /// The process that traces this one; nil when there is none.
  ///
  /// `TracerPid` of proc_pid_status(5).
  package static var tracer: Int32? {
    guard let bytes = try? SharedFile("/proc/self/status", for: .reading).bytes(0..<4096) else {
      return nil
    }
    let title = Array("TracerPid:\t".utf8)
    let line = bytes.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: title) }
    let pid = line.flatMap { Int32(String(decoding: $0.dropFirst(title.count), as: UTF8.self)) }
    return pid == 0 ? nil : pid
  }

  private static func number(in path: String) -> Int? {
    guard let bytes = try? SharedFile(path, for: .reading).bytes(0..<16) else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
