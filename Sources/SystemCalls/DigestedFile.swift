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
    let file = try FileReading.openAtOnce(path)
    try self.init(file.number, path)
  }

  /// Reads the very file that was opened, whatever its path leads to by now.
  package init(_ program: ProgramFile) throws(SystemCallError) {
    try self.init(program.number, program.path)
  }

  /// The C function is `pread`, which does not move the descriptor.
  private init(_ number: Int32, _ path: String) throws(SystemCallError) {
    guard let before = FileStatus.of(number) else { throw SystemCallError("fstat", path) }
    guard before.kind == .regular else { throw SystemCallError("read", path, code: EISDIR) }
    var stream = StreamingDigest()
    var buffer = [UInt8](repeating: 0, count: min(Self.readSize, before.size + 1))
    var place = 0
    while true {
      let count = unsafe pread(number, &buffer, buffer.count, off_t(place))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemCallError("read", path) }
      if count == 0 { break }
      stream.update(buffer[..<count])
      place += count
    }
    guard FileStatus.of(number) == before else {
      throw SystemCallError("read", path, code: EBUSY)
    }
    digest = stream.finish()
    seen = SeenFile(path: path, status: before)
  }
}
