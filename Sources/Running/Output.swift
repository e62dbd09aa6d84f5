// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// secrun's own words on their way out, and its end.
package enum Output {
  /// Writes all bytes to standard output (1) or standard error (2).
  package static func write(_ bytes: [UInt8], to number: Int32) throws(RunFailure) {
    do throws(SystemCallError) {
      try Descriptor(borrowing: number).writeAll(bytes)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Ends secrun with a status.
  package static func exit(_ status: Int32) -> Never { CurrentProcess.exit(status) }
}
