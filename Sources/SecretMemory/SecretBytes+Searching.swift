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
    // Eight bytes at a time in an ordinary word: the compiler takes a vector of 32 apart byte by byte, 100 times slower.
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let halves: UInt64 = 0x00FF_00FF_00FF_00FF
    let pattern = UInt64(byte) &* ones
    return unsafe withUnsafeBytes { bytes in
      var count = 0
      var index = range.lowerBound
      while index + 8 <= range.upperBound {
        // Each byte of `lanes` counts up to 255 words, and then they are added up.
        let end = min(index + 255 * 8, range.upperBound - 7)
        var lanes: UInt64 = 0
        while index < end {
          let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
          // The highest bit of each byte is set unless all of the byte is zero.
          let others = ((word & low) &+ low) | word
          lanes &+= (~others >> 7) & ones
          index += 8
        }
        let pairs = (lanes & halves) &+ ((lanes >> 8) & halves)
        count += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
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
