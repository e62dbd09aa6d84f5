// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
import SecretMemory

/// Facts about secrun's own process and user.
package enum CurrentProcess {
  /// Its process id.
  package static var id: Int32 { getpid() }

  /// The process id of the one that started it.
  package static var parentID: Int32 { getppid() }

  /// Whether it is the first process of a container or system, which nobody can wait for by signal.
  package static var isInit: Bool { getpid() == 1 }

  /// The effective user id.
  package static var userID: UInt32 { geteuid() }

  /// Makes every descendant whose parent ends this process's own child, as the first process of a container has them.
  package static func adoptOrphans() { _ = cposix_adopt_orphans() }

  /// Sends a signal to another process; the C function is `kill`.
  package static func send(_ signal: Int32, to pid: Int32) { _ = kill(pid, signal) }

  /// Sends a signal to every process of a group; the C function is `kill`.
  package static func send(_ signal: Int32, toGroup group: Int32) { _ = kill(-group, signal) }

  /// Whether a process leads a process group; the C function is `getpgid`.
  package static func leadsGroup(_ pid: Int32) -> Bool { getpgid(pid) == pid }

  /// The working folder; nil when it was removed.
  ///
  /// The C function is `getcwd`.
  package static var workingFolder: String? {
    guard let text = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// The home folder by the user database, for when `HOME` is not set; the C function is `getpwuid`.
  package static var homeByUserDatabase: String? {
    guard let entry = unsafe getpwuid(geteuid()), let home = unsafe entry.pointee.pw_dir else {
      return nil
    }
    return unsafe String(cString: home)
  }

  /// Seconds since 1970-01-01 UTC.
  package static var time: Int64 { Int64(Glibc.time(nil)) }

  /// Milliseconds of a clock that only goes forward; the C function is `clock_gettime`.
  package static var milliseconds: Int {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }

  /// Whether two descriptors share one open file, offset included, as after `2>&1`.
  package static func isSameOpenFile(_ first: Int32, _ second: Int32) -> Bool {
    switch cposix_same_open_file(first, second) {
    case 1: return true
    case 0: return false
    default:
      // kcmp may be forbidden in a container: the same pipe, socket or terminal is as good an answer.
      guard let first = FileStatus.of(first), let second = FileStatus.of(second) else {
        return false
      }
      return first.isSameFile(as: second)
    }
  }

  /// Whether secrun inherited a descriptor of this number.
  ///
  /// What it opened itself is close-on-exec, and nothing inherited can be.
  package static func hasInherited(_ number: Int32) -> Bool {
    let flags = fcntl(number, F_GETFD)
    return flags >= 0 && flags & FD_CLOEXEC == 0
  }

  /// Keeps a descriptor from the child, which was meant for secrun alone; standard ones are left as they are.
  package static func keepFromChild(_ number: Int32) {
    if number > 2 { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
  }

  /// Sets vector and caller-saved registers to zero, after secret bytes went through them.
  package static func clearRegisters() { Registers.clear() }

  /// Ends the process at once with a status, without running anything that waits to run at exit.
  package static func exit(_ status: Int32) -> Never {
    Checkpoint.ending.reach()
    _exit(status)
  }
}
