// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// A lock on a folder, held until the value goes; the C function is `flock`.
package struct FileLock: ~Copyable {
  private let file: Descriptor

  /// Takes the lock, waiting at most `seconds`; nil when somebody else held it all the time.
  ///
  /// The folder is locked, not a file in it, since a file that is replaced by renaming changes under its
  /// lock, and a lock file of its own would lie about in the user's repository.
  package static func take(
    folder: String, seconds: Int
  ) throws(SystemCallError) -> FileLock? {
    let number = unsafe cposix_open(folder, O_RDONLY | cposix_o_directory() | cposix_o_cloexec(), 0)
    guard number >= 0 else { throw SystemCallError("open", folder) }
    let file = Descriptor(owning: number)
    let step = 10
    for _ in 0...(seconds * 1000 / step) {
      if flock(number, LOCK_EX | LOCK_NB) == 0 { return FileLock(file: file) }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemCallError("flock", folder) }
      usleep(UInt32(step * 1000))
    }
    return nil
  }

  private init(file: consuming Descriptor) {
    self.file = file
  }
}
