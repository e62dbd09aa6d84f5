// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// A file descriptor with one owner, closed when the owner goes.
package struct Descriptor: ~Copyable {
  /// Its number.
  package let number: Int32
  private let isOwned: Bool

  /// Takes the ownership of an open descriptor.
  package init(owning number: Int32) {
    self.number = number
    isOwned = true
  }

  /// Uses a descriptor that belongs to somebody else, such as standard output, and never closes it.
  package init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  /// A second number for the same open file, close-on-exec.
  package func duplicate() throws(SystemCallError) -> Descriptor {
    let copy = cposix_duplicate(number)
    guard copy >= 0 else { throw SystemCallError("fcntl") }
    return Descriptor(owning: copy)
  }

  deinit {
    if isOwned { close(number) }
  }

  /// What one attempt to move bytes came to.
  package enum Progress: Equatable {
    /// So many bytes were moved; zero on reading means end of file.
    case moved(Int)
    /// Nothing can be moved without waiting.
    case wouldWait
  }

  /// Reads once into a range of a secret; the C function is `read`.
  package func read(
    into secret: inout SecretBytes, _ range: Range<Int>
  ) throws(SystemCallError) -> Progress {
    precondition(range.lowerBound >= 0 && range.upperBound <= secret.count)
    let number = number
    let count = unsafe secret.withUnsafeMutableBytes { bytes in
      while true {
        let count = unsafe Glibc.read(
          number, bytes.baseAddress.map { unsafe $0 + range.lowerBound }, range.count)
        if count >= 0 || errno != EINTR { return count }
      }
    }
    if count >= 0 { return .moved(count) }
    if errno == EAGAIN { return .wouldWait }
    // A pseudo-terminal whose other side is closed says EIO where a pipe says end of file.
    if errno == EIO { return .moved(0) }
    throw SystemCallError("read")
  }

  /// Writes all of a range of a secret, waiting as long as it takes; the C function is `write`.
  package func writeAll(
    _ secret: borrowing SecretBytes, _ range: Range<Int>? = nil
  ) throws(SystemCallError) {
    let range = range ?? 0..<secret.count
    try unsafe secret.withUnsafeBytes { bytes throws(SystemCallError) in
      try unsafe writeAll(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
  }

  /// Writes all of some public bytes, waiting as long as it takes.
  package func writeAll(_ bytes: [UInt8]) throws(SystemCallError) {
    var failure: SystemCallError?
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(SystemCallError) { try unsafe writeAll(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(SystemCallError) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe Glibc.write(
        number, bytes.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
      if count >= 0 {
        offset += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&ready, 1, -1)
      } else if errno != EINTR {
        throw SystemCallError("write")
      }
    }
  }
}
