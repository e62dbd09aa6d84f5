// SPDX-License-Identifier: Apache-2.0

import CTestKit

/// The processes of this machine.
package enum ProcessTable {
  /// The command lines of all of them, one after the other.
  package static func commandLines() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe ctestkit_command_lines(&bytes, bytes.count)
    return Array(bytes.prefix(count))
  }
}
