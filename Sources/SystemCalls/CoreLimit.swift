// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The soft limit on core files: zero for secrun, and for the child what secrun itself was given.
package enum CoreLimit {
  private static let inherited = Mutex<rlim_t?>(nil)

  /// Sets the limit to zero and remembers what it was; the C function is `setrlimit`.
  package static func forbid() {
    let before = soft(0)
    inherited.withLock { $0 = $0 ?? before }
  }

  /// Runs `body`, which starts a program, under the inherited limit.
  ///
  /// secrun leaves no core meanwhile either, because the kernel writes none for a process that is not dumpable.
  package static func withInherited<R: ~Copyable, E: Error>(
    _ body: () throws(E) -> R
  ) throws(E) -> R {
    guard let limit = inherited.withLock({ $0 }) else { return try body() }
    _ = soft(limit)
    defer { _ = soft(0) }
    return try body()
  }

  private static func soft(_ limit: rlim_t) -> rlim_t? {
    var limits = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limits) == 0 else {
      return nil
    }
    let before = limits.rlim_cur
    limits.rlim_cur = limit
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limits)
    return before
  }
}
