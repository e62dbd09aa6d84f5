// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory

/// What a person types, on its way from one terminal to another; a password may be among it.
package struct InputRelay: ~Copyable {
  private let source: Int32
  private let target: Int32
  private var buffer: SecretBytes
  private var pending = 0..<0

  /// Moves nothing yet; both descriptors belong to somebody else, and the target does not block.
  package init(from source: Int32, to target: Int32) throws(SystemCallError) {
    self.source = source
    self.target = target
    do throws(SecretMemoryError) {
      buffer = try SecretBytes(count: 4096)
    } catch {
      throw SystemCallError("mmap", code: ENOMEM)
    }
  }

  /// Adds what it waits for: room for what was read, or else the next bytes.
  package func add(to poll: inout Poll) -> Int {
    pending.isEmpty ? poll.addReader(source) : poll.addWriter(target)
  }

  /// Moves what can be moved without waiting; false when no more will come.
  package mutating func pump() throws(SystemCallError) -> Bool {
    if pending.isEmpty {
      guard case .moved(let count) = try Descriptor(borrowing: source).read(into: &buffer, 0..<4096)
      else { return true }
      guard count > 0 else { return false }
      pending = 0..<count
    }
    let count = unsafe buffer.withUnsafeBytes { bytes in
      unsafe write(
        target, bytes.baseAddress.map { unsafe $0 + pending.lowerBound }, pending.count)
    }
    guard count >= 0 else { return errno == EAGAIN || errno == EINTR }
    buffer.wipe(pending.lowerBound..<pending.lowerBound + count)
    pending = pending.lowerBound + count..<pending.upperBound
    return true
  }
}
