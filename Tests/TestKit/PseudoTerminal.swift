// SPDX-License-Identifier: Apache-2.0

import CTestKit
import Glibc

/// A terminal whose controlling side the test holds.
struct PseudoTerminal {
  let controller: OwnedDescriptor
  /// Where a program opens the other side.
  let path: String

  /// A new terminal of 24 rows and 80 columns.
  init() throws(LaunchError) {
    var name = [CChar](repeating: 0, count: 128)
    let descriptor = unsafe ctestkit_terminal(&name, name.count)
    guard descriptor >= 0 else { throw LaunchError(step: "open a terminal", code: errno) }
    controller = OwnedDescriptor(descriptor)
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    resize(rows: 24, columns: 80)
  }

  func resize(rows: Int32, columns: Int32) {
    _ = ctestkit_resize(controller.number, rows, columns)
  }
}
