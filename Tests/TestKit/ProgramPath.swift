// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where programs are.
package enum ProgramPath {
  /// The usual folders of a Linux system.
  package static let standard = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"

  /// The first executable file of that name in a list of folders; nil when there is none.
  package static func find(_ name: String, in path: String = standard) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }.first {
      unsafe access($0, X_OK) == 0
    }
  }
}
