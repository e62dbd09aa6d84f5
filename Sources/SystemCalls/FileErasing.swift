// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// Overwriting files that held something secret.
///
/// The blocks that the file has now are written over. What the file system kept of earlier versions, in snapshots,
/// journals or the spare blocks of a disk, is out of reach.
package enum FileErasing {
  /// Opens a file for being overwritten later, after its name may have gone; follows no link.
  ///
  /// The C function is `open` with `O_NOFOLLOW`.
  package static func open(_ path: String) throws(SystemCallError) -> Descriptor {
    // Without O_NONBLOCK a named pipe would wait for its reader.
    let flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | cposix_o_cloexec() | cposix_o_nofollow()
    let number = unsafe cposix_open(path, flags, 0)
    guard number >= 0 else { throw SystemCallError("open", path) }
    let file = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw SystemCallError("fstat", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SystemCallError("open", path, code: EINVAL)
    }
    // Whoever knows the file by another name would lose it.
    guard status.st_nlink == 1 else { throw SystemCallError("overwrite", path, code: EMLINK) }
    return file
  }

  /// Writes zeros over all of an open file and waits until they are on the disk; `pwrite` and `fsync`.
  package static func overwrite(
    _ file: borrowing Descriptor, _ path: String
  ) throws(SystemCallError) {
    let size = FileStatus.of(file.number)?.size ?? 0
    let zeros = [UInt8](repeating: 0, count: 64 * 1024)
    var offset = 0
    while offset < size {
      let count = min(zeros.count, size - offset)
      let written = unsafe pwrite(file.number, zeros, count, off_t(offset))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw SystemCallError("write", path) }
      offset += written
    }
    guard fsync(file.number) == 0 else { throw SystemCallError("fsync", path) }
  }

  /// Overwrites a file and takes it away; `unlink`.
  package static func remove(_ path: String) throws(SystemCallError) {
    let file = try open(path)
    try overwrite(file, path)
    guard unsafe unlink(path) == 0 else { throw SystemCallError("unlink", path) }
  }
}
