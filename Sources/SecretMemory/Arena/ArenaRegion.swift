// SPDX-License-Identifier: Apache-2.0

import CPosix
internal import CSodium
import Glibc

/// How well a region of secret memory is kept from leaving the process, best first.
package enum MemoryProtection: Int, Sendable, Comparable {
  /// `memfd_secret`: not readable through `/proc/PID/mem`, not even by root, and never swapped.
  case hidden
  /// `mlock`ed and kept out of core dumps.
  case locked
  /// Only kept out of core dumps, because the lock limit was too small; may be swapped.
  case dumpExcluded

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One mapping of the arena between two guard pages, with its free list.
///
/// Free bytes are always zero: an allocation needs no clearing, and a freed range is wiped at once.
@safe
struct ArenaRegion {
  static let pageSize = 4096
  /// Blocks start at multiples of this, so that any scalar may be bound to them.
  static let alignment = 16

  let base: UnsafeMutableRawPointer
  let size: Int
  let protection: MemoryProtection
  /// Free ranges as offsets, in order, never touching each other.
  private var free: [Range<Int>]

  /// Maps at least `minimum` bytes, as well protected as `wanted` and the kernel allow.
  init(minimum: Int, wanted: MemoryProtection) throws(SecretMemoryError) {
    size = (minimum + Self.pageSize - 1) / Self.pageSize * Self.pageSize
    let whole = unsafe mmap(
      nil, size + 2 * Self.pageSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let whole = unsafe whole, unsafe whole != MAP_FAILED else {
      throw .noMemory(errno: errno)
    }
    unsafe base = whole + Self.pageSize
    free = [0..<size]
    if wanted == .hidden, unsafe Self.mapHidden(at: base, size) {
      protection = .hidden
      return
    }
    let inner = unsafe mmap(
      base, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
    guard unsafe inner != MAP_FAILED else { throw .noMemory(errno: errno) }
    unsafe madvise(base, size, MADV_DONTDUMP)
    // libsodium's sodium_malloc ignores a refused lock; here the answer decides what `doctor` says.
    protection = unsafe mlock(base, size) == 0 ? .locked : .dumpExcluded
  }

  private static func mapHidden(at base: UnsafeMutableRawPointer, _ size: Int) -> Bool {
    let descriptor = cposix_memfd_secret()
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard ftruncate(descriptor, size) == 0 else { return false }
    let mapped = unsafe mmap(
      base, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, descriptor, 0)
    return unsafe mapped != MAP_FAILED
  }

  /// Takes `count` bytes, or nil when no free range is long enough.
  mutating func take(_ count: Int) -> UnsafeMutableRawPointer? {
    let rounded = Self.rounded(count)
    guard let index = free.firstIndex(where: { $0.count >= rounded }) else { return nil }
    let start = free[index].lowerBound
    if free[index].count == rounded {
      free.remove(at: index)
    } else {
      free[index] = start + rounded..<free[index].upperBound
    }
    return unsafe base + start
  }

  func contains(_ pointer: UnsafeMutableRawPointer) -> Bool {
    unsafe pointer >= base && pointer < base + size
  }

  /// Sets a block to zero, without touching pages that never held anything.
  ///
  /// A hidden page is never swapped, so one that is not resident was never written; to touch it would cost
  /// twenty microseconds.
  func wipe(_ pointer: UnsafeMutableRawPointer, _ count: Int) {
    guard protection == .hidden, count > 4 * Self.pageSize else {
      unsafe sodium_memzero(pointer, count)
      return
    }
    let first = unsafe (pointer - base) / Self.pageSize
    let last = unsafe (pointer + count - 1 - base) / Self.pageSize
    var resident = [UInt8](repeating: 1, count: last - first + 1)
    unsafe mincore(base + first * Self.pageSize, resident.count * Self.pageSize, &resident)
    for page in first...last where resident[page - first] & 1 == 1 {
      let start = unsafe max(pointer, base + page * Self.pageSize)
      let end = unsafe min(pointer + count, base + (page + 1) * Self.pageSize)
      unsafe sodium_memzero(start, end - start)
    }
  }

  /// Gives back a block that has been wiped.
  mutating func give(_ pointer: UnsafeMutableRawPointer, _ count: Int) {
    let start = unsafe pointer - base
    var range = start..<start + Self.rounded(count)
    let next = free.firstIndex { $0.lowerBound >= range.upperBound } ?? free.count
    if next < free.count, free[next].lowerBound == range.upperBound {
      range = range.lowerBound..<free.remove(at: next).upperBound
    }
    if next > 0, free[next - 1].upperBound == range.lowerBound {
      free[next - 1] = free[next - 1].lowerBound..<range.upperBound
    } else {
      free.insert(range, at: next)
    }
  }

  var isEmpty: Bool { free.count == 1 && free[0].count == size }

  func unmap() {
    unsafe munmap(base - Self.pageSize, size + 2 * Self.pageSize)
  }

  private static func rounded(_ count: Int) -> Int {
    (Swift.max(count, 1) + alignment - 1) / alignment * alignment
  }
}
