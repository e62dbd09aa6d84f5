// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory

/// A file together with the digest of its content at one time.
package struct DigestedFile: Sendable, Equatable {
  /// The file as it was before and after it was read.
  package let seen: SeenFile
  /// BLAKE2b-256 of its content.
  package let digest: [UInt8]

  private static let readSize = 256 * 1024

  /// Reads a file that holds no secret; links are followed.
  ///
  /// A file that is written meanwhile is an error, since its digest would be of neither content.
  package init(_ path: String) throws(SystemCallError) {
    let file = try FileReading.open(path)
    guard let before = FileStatus.of(file.number) else { throw SystemCallError("fstat", path) }
    guard before.kind == .regular else { throw SystemCallError("read", path, code: EISDIR) }
    var stream = DigestStream()
    var buffer = [UInt8](repeating: 0, count: min(Self.readSize, before.size + 1))
    while true {
      let count = unsafe Glibc.read(file.number, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemCallError("read", path) }
      if count == 0 { break }
      stream.add(buffer, count)
    }
    guard FileStatus.of(file.number) == before else {
      throw SystemCallError("read", path, code: EBUSY)
    }
    digest = stream.finish()
    seen = SeenFile(path: path, status: before)
  }
}
