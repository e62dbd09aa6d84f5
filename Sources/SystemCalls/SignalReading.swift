// SPDX-License-Identifier: Apache-2.0

import CPosix

/// One signal that reached secrun.
package struct ReceivedSignal: Sendable, Equatable {
  /// Its number.
  package let number: Int32
  /// Whether a process sent it to secrun, as opposed to the kernel, which sends to a whole foreground group.
  package let isFromProcess: Bool

  /// Reads the next waiting signal from a signalfd; nil when there is none.
  package static func next(
    from descriptor: borrowing Descriptor
  ) throws(SystemCallError) -> ReceivedSignal? {
    var isFromProcess: Int32 = 0
    let number = unsafe cposix_next_signal(descriptor.number, &isFromProcess)
    guard number >= 0 else { throw SystemCallError("read", "signalfd") }
    return number == 0 ? nil : ReceivedSignal(number: number, isFromProcess: isFromProcess == 1)
  }
}
