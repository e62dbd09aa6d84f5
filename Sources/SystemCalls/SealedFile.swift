// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A file that lies in memory only, and that nobody can change once it is sealed.
package final class SealedFile {
  private let descriptor: Descriptor

  /// The number of its descriptor, close-on-exec.
  package var number: Int32 { descriptor.number }

  /// Makes an empty one that only its owner may read; the C functions are `memfd_create` and `fchmod`.
  package init() throws(SystemCallError) {
    let number = unsafe cposix_sealable_file("secrun")
    guard number >= 0 else { throw SystemCallError("memfd_create") }
    descriptor = Descriptor(owning: number)
    guard fchmod(number, 0o400) == 0 else { throw SystemCallError("fchmod") }
  }

  /// Writes a secret and seals the file; what reads it through this descriptor begins at its start.
  package func fill(_ secret: borrowing SecretBytes) throws(SystemCallError) {
    try descriptor.writeAll(secret)
    guard cposix_seal(number) == 0 else { throw SystemCallError("fcntl") }
    lseek(number, 0, SEEK_SET)
  }
}
