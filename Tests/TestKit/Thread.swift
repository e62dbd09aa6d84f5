// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A thread of a test, so that a reader and a writer can wait for each other.
package final class Thread: @unchecked Sendable {
  private let body: @Sendable () -> Void
  private var id = pthread_t()

  /// Starts the thread.
  package init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
    let job = unsafe Unmanaged.passRetained(self).toOpaque()
    let failure = unsafe pthread_create(
      &id, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<Thread>.fromOpaque(context).takeRetainedValue().body()
        }
        return nil
      }, job)
    precondition(failure == 0)
  }

  /// Waits until it has ended.
  package func join() { _ = pthread_join(id, nil) }
}
