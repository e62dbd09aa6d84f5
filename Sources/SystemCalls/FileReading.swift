// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// Reading whole files, with a limit that is checked before and while reading.
package enum FileReading {
  /// Opens a file for reading; a child never inherits the descriptor.
  ///
  /// The C function is `open`.
  package static func open(_ path: String) throws(SystemCallError) -> Descriptor {
    let number = unsafe cposix_open(path, O_RDONLY | O_NOCTTY | cposix_o_cloexec(), 0)
    guard number >= 0 else { throw SystemCallError("open", path) }
    return Descriptor(owning: number)
  }

  /// How long to wait for a pipe to go on, in milliseconds.
  private static let patience = 10_000

  /// Opens a file that somebody else may have put there: a pipe without a writer is at its end, instead of being waited for.
  package static func openAtOnce(_ path: String) throws(SystemCallError) -> Descriptor {
    let flags = O_RDONLY | O_NOCTTY | O_NONBLOCK | cposix_o_cloexec()
    let number = unsafe cposix_open(path, flags, 0)
    guard number >= 0 else { throw SystemCallError("open", path) }
    return Descriptor(owning: number)
  }

  /// One byte of a regular file, counted from where the descriptor stands, which does not move; nil when there is none.
  ///
  /// The C functions are `lseek` and `pread`.
  package static func byte(at offset: Int, of file: borrowing Descriptor) -> UInt8? {
    var byte: UInt8 = 0
    let start = lseek(file.number, 0, SEEK_CUR)
    guard start >= 0, unsafe pread(file.number, &byte, 1, start + off_t(offset)) == 1 else {
      return nil
    }
    return byte
  }

  /// All bytes of a file that holds no secret; nil when it is longer than `limit`.
  ///
  /// It may be a pipe, as of a shell's `<(…)`, but not one from which nothing comes for ten seconds.
  package static func bytes(
    of path: String, limit: Int
  ) throws(SystemCallError) -> [UInt8]? {
    try bytes(of: openAtOnce(path), path, limit: limit)
  }

  /// The same for a file that is open already; `path` is what errors call it.
  package static func bytes(
    of file: borrowing Descriptor, _ path: String, limit: Int
  ) throws(SystemCallError) -> [UInt8]? {
    guard let status = FileStatus.of(file.number) else { throw SystemCallError("fstat", path) }
    guard status.kind != .directory else { throw SystemCallError("read", path, code: EISDIR) }
    guard status.size <= limit else { return nil }
    var bytes = [UInt8](repeating: 0, count: status.size + 1)
    var count = 0
    while count <= limit {
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let room = bytes.count - count
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(file.number, buffer.baseAddress.map { unsafe $0 + count }, room)
      }
      if got < 0, errno == EINTR { continue }
      if got < 0, errno == EAGAIN {
        try wait(for: file, path)
        continue
      }
      guard got >= 0 else { throw SystemCallError("read", path) }
      if got == 0 { break }
      count += got
    }
    guard count <= limit else { return nil }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// All bytes of a descriptor, read straight into the arena; nil when there are more than `limit`.
  package static func secret(
    from descriptor: borrowing Descriptor, limit: Int
  ) throws(SystemCallError) -> SecretBytes? {
    var size = min(limit + 1, 4096)
    var secret = try room(size)
    var count = 0
    while true {
      if count == secret.count {
        guard count <= limit else { return nil }
        size = min(limit + 1, size * 4)
        var larger = try room(size)
        larger.replace(at: 0, with: secret, 0..<count)
        secret = larger
      }
      switch try descriptor.read(into: &secret, count..<secret.count) {
      case .moved(0):
        guard count <= limit else { return nil }
        secret.truncate(to: count)
        return secret
      case .moved(let more): count += more
      case .wouldWait: try Poll.wait(for: descriptor.number)
      }
    }
  }

  private static func wait(
    for file: borrowing Descriptor, _ path: String
  ) throws(SystemCallError) {
    var poll = Poll()
    let reader = poll.addReader(file.number)
    let end = CurrentProcess.milliseconds + patience
    while !poll.isReady(reader) {
      let rest = end - CurrentProcess.milliseconds
      guard rest > 0 else { throw SystemCallError("read", path, code: SystemCallError.silentCode) }
      try poll.wait(milliseconds: rest)
    }
  }

  private static func room(_ count: Int) throws(SystemCallError) -> SecretBytes {
    do throws(SecretMemoryError) {
      return try SecretBytes(count: count)
    } catch {
      throw SystemCallError("mmap", code: ENOMEM)
    }
  }
}
