// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A polynomial hash modulo 2^61 - 1 at a random secret base.
///
/// The hash of any range follows from two prefix sums, so a candidate of any length is checked in
/// constant time. Two different texts of `n` bytes agree with a chance of `n` in 2^61.
struct RollingHash: ~Copyable, Sendable {
  static let modulus: UInt64 = 1 << 61 - 1

  private let key: SecretBytes

  init() throws(RedactionError) {
    key = try RedactionError.inMemory { () throws(SecretMemoryError) in
      var key = try SecretBytes(count: 16)
      key.fillRandomly()
      return key
    }
  }

  var base: UInt64 { key.word(at: 0) >> 4 | 1 << 32 }

  /// A number for the last eight bytes of a text, of which the upper bits are well mixed.
  func mix(_ tail: Gram) -> UInt64 {
    let multiplier = key.word(at: 8) | 1
    let first = UInt64(tail.first) &* multiplier
    return ((first ^ first >> 32) &+ UInt64(tail.second)) &* (multiplier ^ 0x9E37_79B9_7F4A_7C14)
  }

  /// The prefix sum after one more byte.
  static func extend(_ sum: UInt64, _ byte: UInt8, _ base: UInt64) -> UInt64 {
    reduce(multiply(sum, base) + UInt64(byte) + 1)
  }

  /// The hash of what lies between two prefix sums, given the base to the power of its length.
  static func between(_ start: UInt64, _ end: UInt64, _ power: UInt64) -> UInt64 {
    let product = multiply(start, power)
    return end >= product ? end - product : end + modulus - product
  }

  static func multiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return reduce((low & modulus) + (high << 3 | low >> 61))
  }

  private static func reduce(_ value: UInt64) -> UInt64 {
    value >= modulus ? value - modulus : value
  }

  /// The base to a power.
  func power(_ exponent: Int) -> UInt64 {
    var result: UInt64 = 1
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = Self.multiply(result, square) }
      square = Self.multiply(square, square)
      rest >>= 1
    }
    return result
  }
}
