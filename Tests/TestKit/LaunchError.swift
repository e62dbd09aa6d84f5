// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A program could not be started.
package struct LaunchError: Error, CustomStringConvertible {
  package let step: String
  package let code: Int32

  package var description: String {
    "cannot \(step): \(unsafe String(cString: strerror(code)))"
  }
}
