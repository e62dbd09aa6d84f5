// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A file that several processes read and change in turn; closed, and its lock given back, when the value goes.
package struct SharedFile: ~Copyable {
  /// What is to be done with it.
  package enum Purpose: Sendable {
    /// To read; it must be there.
    case reading
    /// To read and write anywhere; made for its owner alone when it is missing.
    case changing
    /// To read, and to write at its end only; made for its owner alone when it is missing.
    case appending
  }

  private let path: String
  private let file: Descriptor

  /// Opens a regular file and follows no link in its last part.
  ///
  /// The C function is `open`; a file that is made has mode 0600.
  package init(_ path: String, for purpose: Purpose) throws(SystemCallError) {
    let access =
      switch purpose {
      case .reading: O_RDONLY
      case .changing: O_RDWR | O_CREAT
      case .appending: O_RDWR | O_CREAT | O_APPEND
      }
    // A pipe that somebody put there must not hold up the open call.
    let flags = access | O_NOCTTY | O_NONBLOCK | cposix_o_cloexec() | cposix_o_nofollow()
    let number = unsafe cposix_open(path, flags, 0o600)
    guard number >= 0 else { throw SystemCallError("open", path) }
    let file = Descriptor(owning: number)
    guard FileStatus.of(number)?.kind == .regular else {
      throw SystemCallError("open", path, code: EINVAL)
    }
    self.path = path
    self.file = file
  }

  /// What the file system says about it.
  package var status: FileStatus? { FileStatus.of(file.number) }

  /// Its length in bytes.
  package var size: Int { status?.size ?? 0 }

  /// Takes the lock, for oneself or with other readers, waiting at most `milliseconds`; false when it was not to be had.
  ///
  /// The C function is `flock`. It is asked again after a growing pause, since signals are blocked while secrun
  /// waits and none could end a wait without limit.
  package func lock(shared: Bool = false, milliseconds: Int) throws(SystemCallError) -> Bool {
    let limit = CurrentProcess.milliseconds + milliseconds
    var pause: UInt32 = 100
    while flock(file.number, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemCallError("flock", path) }
      guard CurrentProcess.milliseconds < limit else { return false }
      usleep(pause)
      pause = min(pause * 2, 5000)
    }
    return true
  }

  /// The bytes of a range, fewer where the file ends; the C function is `pread`.
  package func bytes(_ range: Range<Int>) throws(SystemCallError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe fill($0, from: range.lowerBound) }
    guard count >= 0 else { throw SystemCallError("read", path) }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The first bytes, read into the arena; shorter where the file ends.
  package func secret(count: Int) throws(SystemCallError) -> SecretBytes {
    var secret: SecretBytes
    do throws(SecretMemoryError) {
      secret = try SecretBytes(count: count)
    } catch {
      throw SystemCallError("mmap", code: ENOMEM)
    }
    let read = unsafe secret.withUnsafeMutableBytes { unsafe fill($0, from: 0) }
    guard read >= 0 else { throw SystemCallError("read", path) }
    secret.truncate(to: read)
    return secret
  }

  /// Writes all bytes at the end with one call, or none: what was written of them is taken back when the rest
  /// does not fit.
  package func append(_ bytes: [UInt8]) throws(SystemCallError) {
    let before = size
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(file.number, buffer.baseAddress, buffer.count)
    }
    if count == bytes.count { return }
    let error = SystemCallError("write", path, code: count < 0 ? errno : ENOSPC)
    if count > 0 { _ = ftruncate(file.number, before) }
    throw error
  }

  /// Writes a secret over the first bytes of the file, with one call.
  package func overwrite(with secret: borrowing SecretBytes) throws(SystemCallError) {
    let number = file.number
    let count = unsafe secret.withUnsafeBytes { buffer in
      unsafe pwrite(number, buffer.baseAddress, buffer.count, 0)
    }
    guard count == secret.count else {
      throw SystemCallError("write", path, code: count < 0 ? errno : ENOSPC)
    }
  }

  /// Writes public bytes at a place, with one call; the C function is `pwrite`.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SystemCallError) {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe pwrite(file.number, buffer.baseAddress, buffer.count, offset)
    }
    guard count == bytes.count else {
      throw SystemCallError("write", path, code: count < 0 ? errno : ENOSPC)
    }
  }

  /// Waits until what was written is on the disk; the C function is `fdatasync`.
  package func flush() throws(SystemCallError) {
    guard fdatasync(file.number) == 0 else { throw SystemCallError("fsync", path) }
  }

  /// Gives a file another name; the C function is `rename`.
  package static func move(_ path: String, to other: String) throws(SystemCallError) {
    guard unsafe rename(path, other) == 0 else { throw SystemCallError("rename", path) }
  }

  /// How many bytes were read; negative on an error, which `errno` names.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = unsafe pread(
        file.number, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled,
        offset + filled)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return count }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
