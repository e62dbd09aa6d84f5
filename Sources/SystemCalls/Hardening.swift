// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
import SecretMemory

/// What the process does about itself before it touches a key.
package enum Hardening {
  /// The signals that mean a fault of the process itself.
  package static let fatalSignals = [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT]

  /// Removes Swift's crash handlers, makes the process unreadable for others of the same user, and forbids cores.
  ///
  /// The runtime's backtracer prints what registers point at, which was measured to include secrets. The core limit
  /// set here is the process's own: `CoreLimit` keeps the one that a child is given back.
  package static func apply() {
    occupyStandardDescriptors()
    for number in fatalSignals { resetUnlessIgnored(number) }
    _ = cposix_forbid_dump()
    CoreLimit.forbid()
    cposix_use_one_heap()
    Checkpoint.start.reach()
  }

  /// Opens the null device where standard input, output or error is closed, so that no file of secrun's own
  /// takes such a number; the child still finds it closed.
  private static func occupyStandardDescriptors() {
    var number: Int32 = -1
    repeat {
      number = unsafe cposix_open("/dev/null", O_RDWR | cposix_o_cloexec(), 0)
    } while (0...2).contains(number)
    if number > 2 { close(number) }
  }

  private static func resetUnlessIgnored(_ number: Int32) {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return }
    // A signal that was ignored when secrun started stays ignored, here and in the child.
    let ignored = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    let current = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    guard current != ignored else { return }
    var standard = sigaction()
    unsafe standard.__sigaction_handler.sa_handler = SIG_DFL
    _ = unsafe sigaction(number, &standard, nil)
  }
}
