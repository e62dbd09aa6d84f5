// SPDX-License-Identifier: Apache-2.0

internal import CSodium
import Glibc

/// Bytes that live in the secret arena, have one owner, and are wiped when the owner goes.
///
/// There is no conversion to `String`, `Data` or `[UInt8]`, no description and no copy on assignment: each
/// was measured to leave copies behind. `deinit` does not run on `exit` or a trap; the arena is then left
/// to the kernel, which no dump or swap can have seen.
@safe
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  @usableFromInline let base: UnsafeMutableRawPointer
  private let capacity: Int
  private let purpose: SecretArena.Purpose
  /// The number of bytes in use, at most the number allocated.
  public private(set) var count: Int

  /// Takes `count` zeroed bytes from the arena.
  package init(count: Int, for purpose: SecretArena.Purpose = .values) throws(SecretMemoryError) {
    unsafe base = try SecretArena.take(count, for: purpose)
    self.capacity = count
    self.count = count
    self.purpose = purpose
  }

  /// Copies bytes that are not secret by themselves, such as a label that goes in front of a key.
  package init(copying bytes: [UInt8]) throws(SecretMemoryError) {
    try self.init(count: bytes.count)
    unsafe UnsafeMutableRawBufferPointer(start: base, count: bytes.count).copyBytes(from: bytes)
  }

  deinit {
    unsafe SecretArena.give(base, capacity, for: purpose)
  }

  /// One byte; the index is checked.
  @inlinable
  public subscript(index: Int) -> UInt8 {
    get {
      precondition(index >= 0 && index < count)
      return unsafe base.load(fromByteOffset: index, as: UInt8.self)
    }
    set {
      precondition(index >= 0 && index < count)
      unsafe base.storeBytes(of: newValue, toByteOffset: index, as: UInt8.self)
    }
  }

  /// Lends the bytes for reading.
  @inlinable
  public func withSpan<R: ~Copyable, E: Error>(
    _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(
      UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count).span)
  }

  /// Lends the address, for the C calls behind the doors.
  @inlinable
  public func withUnsafeBytes<R: ~Copyable, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Lends the address for writing, for the C calls behind the doors.
  @inlinable
  public mutating func withUnsafeMutableBytes<R: ~Copyable, E: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(UnsafeMutableRawBufferPointer(start: base, count: count))
  }

  /// Lends the address to a C call of this module; only one that fills fresh bytes may write.
  func withStart<R: ~Copyable>(_ body: (UnsafeMutablePointer<UInt8>) -> R) -> R {
    unsafe body(base.assumingMemoryBound(to: UInt8.self))
  }

  /// Shortens to `newCount` bytes and wipes the rest.
  package mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count)
    unsafe sodium_memzero(base + newCount, count - newCount)
    count = newCount
  }

  /// Sets every byte to zero; the count stays.
  package mutating func wipe() {
    unsafe sodium_memzero(base, count)
  }

  /// Sets a range of bytes to zero.
  package mutating func wipe(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    unsafe sodium_memzero(base + range.lowerBound, range.count)
  }

  /// A second copy in the arena, of the whole or of a part.
  package func copy(of range: Range<Int>? = nil) throws(SecretMemoryError) -> SecretBytes {
    let range = range ?? 0..<count
    var copy = try SecretBytes(count: range.count)
    copy.replace(at: 0, with: self, range)
    return copy
  }

  /// Copies a range of another secret over the bytes at `offset`.
  package mutating func replace(
    at offset: Int, with source: borrowing SecretBytes, _ range: Range<Int>
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    precondition(offset >= 0 && offset + range.count <= count)
    unsafe memmove(base + offset, source.base + range.lowerBound, range.count)
  }

  /// Copies public bytes over the bytes at `offset`.
  package mutating func replace(at offset: Int, with bytes: [UInt8]) {
    precondition(offset >= 0 && offset + bytes.count <= count)
    unsafe UnsafeMutableRawBufferPointer(start: base + offset, count: bytes.count)
      .copyBytes(from: bytes)
  }

  /// Whether two secrets are equal, in time that depends on their lengths only; `sodium_memcmp`.
  package func isEqual(to other: borrowing SecretBytes) -> Bool {
    guard count == other.count else { return false }
    return unsafe sodium_memcmp(base, other.base, count) == 0
  }
}
