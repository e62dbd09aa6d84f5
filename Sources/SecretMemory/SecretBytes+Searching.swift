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
    return unsafe withUnsafeBytes { bytes in
      var count = 0
      for index in range where unsafe bytes[index] == byte { count &+= 1 }
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
