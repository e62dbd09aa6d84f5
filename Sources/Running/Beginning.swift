// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// What the first lines of `main` do.
package enum Beginning {
  /// Makes the process unreadable and its crashes silent, before any key is read.
  package static func harden() { Hardening.apply() }

  /// The words of the command line behind secrun's own name.
  package static var words: [String] { ArgumentList.texts }
}
