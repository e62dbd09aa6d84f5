// SPDX-License-Identifier: Apache-2.0

import Glibc

extension SecretBytes {
  /// Moves a range to the front and wipes everything behind it; the count stays.
  package mutating func keepOnly(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe start.copyMemory(from: start + range.lowerBound, byteCount: range.count)
    }
    wipe(range.count..<count)
  }

  /// How often a byte stands in a range.
  package func count(of byte: UInt8, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    typealias Block = SIMD32<UInt8>
    let width = Block.scalarCount
    return unsafe withUnsafeBytes { bytes in
      var count = 0
      var index = range.lowerBound
      while index + width <= range.upperBound {
        // Each lane counts up to 255 blocks, and then the lanes are added up.
        let end = min(index + 255 * width, range.upperBound - width + 1)
        var lanes = Block()
        while index < end {
          let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: Block.self)
          lanes.replace(with: lanes &+ 1, where: block .== byte)
          index += width
        }
        for lane in lanes.indices { count += Int(lanes[lane]) }
      }
      while index < range.upperBound {
        if unsafe bytes[index] == byte { count += 1 }
        index += 1
      }
      return count
    }
  }

  /// The last place of a byte within a range; the C function is `memrchr`.
  package func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe withUnsafeBytes { bytes in
      var index = range.upperBound
      while index > range.lowerBound {
        index -= 1
        if unsafe bytes[index] == byte { return index }
      }
      return nil
    }
  }
}
