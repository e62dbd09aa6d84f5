// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The one place where secret bytes live: a few guarded, locked regions, wiped when freed.
///
/// A `memfd_secret` page costs some twenty microseconds when first touched, an ordinary locked one less
/// than two (measured, Linux 6.18), so values go into hidden pages and large tables into locked ones.
package enum SecretArena {
  /// What a block is for, which decides how it is kept.
  package enum Purpose: Sendable {
    /// Literal text: keys, values, relay buffers.
    case values
    /// Derived tables that hold no literal text, too large for hidden pages.
    case tables
  }

  private struct Regions: @unchecked Sendable {
    var values: [ArenaRegion] = []
    var tables: [ArenaRegion] = []
  }

  private static let regionSize = 256 * 1024
  private static let smallRegionSize = 32 * 1024
  private static let regions = Mutex(Regions())

  /// The weakest protection of any region that holds values; nil before the first is mapped.
  package static var protection: MemoryProtection? {
    regions.withLock { $0.values.map(\.protection).max() }
  }

  /// The best protection for values; the memory test also runs with the second best, which it can read.
  private static var best: MemoryProtection {
    #if SECRUN_MEMORY_TEST
      MemoryTest.words.contains("locked-arena") ? .locked : .hidden
    #else
      .hidden
    #endif
  }

  /// Takes `count` zeroed bytes.
  static func take(
    _ count: Int, for purpose: Purpose
  ) throws(SecretMemoryError) -> UnsafeMutableRawPointer {
    let result: Result<UInt, SecretMemoryError> = regions.withLock { regions in
      do throws(SecretMemoryError) {
        let block =
          switch purpose {
          case .values: try unsafe take(count, from: &regions.values, wanted: best)
          case .tables: try unsafe take(count, from: &regions.tables, wanted: .locked)
          }
        return .success(UInt(bitPattern: block))
      } catch {
        return .failure(error)
      }
    }
    guard let block = unsafe UnsafeMutableRawPointer(bitPattern: try result.get()) else {
      throw .noMemory(errno: ENOMEM)
    }
    return unsafe block
  }

  private static func take(
    _ count: Int, from regions: inout [ArenaRegion], wanted: MemoryProtection
  ) throws(SecretMemoryError) -> UnsafeMutableRawPointer {
    for index in regions.indices {
      if let block = unsafe regions[index].take(count) { return unsafe block }
    }
    var region = try newRegion(for: count, wanted: wanted)
    guard let block = unsafe region.take(count) else { throw .noMemory(errno: ENOMEM) }
    regions.append(region)
    return unsafe block
  }

  /// Asks for a comfortable region, then for one that fits a small lock limit, such as the 64 KiB of
  /// older container runtimes, and only then takes what the kernel gives.
  private static func newRegion(
    for count: Int, wanted: MemoryProtection
  ) throws(SecretMemoryError) -> ArenaRegion {
    let large = try ArenaRegion(minimum: max(count, regionSize), wanted: wanted)
    guard large.protection > wanted, count <= smallRegionSize else { return large }
    let small = try ArenaRegion(minimum: smallRegionSize, wanted: wanted)
    if small.protection < large.protection {
      large.unmap()
      return small
    }
    small.unmap()
    return large
  }

  /// Wipes a block and gives it back.
  static func give(_ pointer: UnsafeMutableRawPointer, _ count: Int, for purpose: Purpose) {
    let address = UInt(bitPattern: pointer)
    regions.withLock { regions in
      switch purpose {
      case .values: give(address, count, to: &regions.values)
      case .tables: give(address, count, to: &regions.tables)
      }
    }
  }

  private static func give(_ address: UInt, _ count: Int, to regions: inout [ArenaRegion]) {
    guard let pointer = unsafe UnsafeMutableRawPointer(bitPattern: address),
      let index = regions.firstIndex(where: { unsafe $0.contains(pointer) })
    else { return }
    if Wipe.freedBlocks.isDone { unsafe regions[index].wipe(pointer, count) }
    unsafe regions[index].give(pointer, count)
    // The first region stays: the next secret will want it.
    if index > 0, regions[index].isEmpty { regions.remove(at: index).unmap() }
  }
}
