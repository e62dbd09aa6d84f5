// SPDX-License-Identifier: Apache-2.0

import TestKit

/// A command that ended, and all that it wrote.
struct Finished {
  let output: [UInt8]
  let error: [UInt8]
  let status: ExitStatus?

  /// What to show of it in a failure: the end and the last of each stream.
  var summary: String {
    let parts = [("stdout", output), ("stderr", error)].filter { !$0.1.isEmpty }
    return parts.map { "\n\($0.0): \(Self.excerpt($0.1))" }.joined()
  }

  /// The last two thousand bytes, as text.
  static func excerpt(_ bytes: [UInt8]) -> String {
    let tail = Array(bytes.suffix(2000)).text
    return bytes.count > 2000 ? "(\(bytes.count) bytes) …\(tail)" : tail
  }
}
