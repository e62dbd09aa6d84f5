// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A descriptor that closes itself.
final class OwnedDescriptor {
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  deinit {
    _ = close(number)
  }
}
