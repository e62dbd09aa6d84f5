// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A secret that can be read once, for a program's standard input.
package enum SecretInput {
  /// A descriptor that gives the secret and then ends, close-on-exec.
  ///
  /// All of it lies in a pipe that nobody writes to any longer; a user who has too many pipes gets small ones, and
  /// then it lies in a sealed file in memory.
  package static func make(_ secret: borrowing SecretBytes) throws(SystemCallError) -> Descriptor {
    let pipe = try Pipe(size: max(secret.count, 4096))
    guard cposix_pipe_size(pipe.writerNumber) >= secret.count else {
      let file = try SealedFile()
      try file.fill(secret)
      return try Descriptor(borrowing: file.number).duplicate()
    }
    try pipe.writer.writeAll(secret)
    return pipe.takeReader()
  }
}
