// SPDX-License-Identifier: Apache-2.0

/// A generator that gives the same numbers in every run (Steele, Lea and Flood, SplitMix64).
struct RepeatableNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random damage to a text of lines and fields, by accident or on purpose.
enum Mutation {
  /// One to three changes of bytes, lines or fields.
  static func mutate(_ bytes: [UInt8], with numbers: inout RepeatableNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...2, using: &numbers) where !bytes.isEmpty {
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0: changeBytes(&bytes, &numbers)
      case 1: bytes = changeParts(bytes, separator: 10, &numbers)
      default: bytes = changeParts(bytes, separator: 32, &numbers)
      }
    }
    return bytes
  }

  private static func changeBytes(_ bytes: inout [UInt8], _ numbers: inout RepeatableNumbers) {
    let index = Int.random(in: bytes.indices, using: &numbers)
    let end = min(bytes.count, index + Int.random(in: 1...20, using: &numbers))
    let interesting = Array("\n\r\t \0=\"'\\#${}:,A1_+/é".utf8) + [0xFF, 0xC3]
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
    case 1: bytes[index] = interesting.randomElement(using: &numbers) ?? 0
    case 2: bytes.insert(interesting.randomElement(using: &numbers) ?? 0, at: index)
    case 3: bytes.removeSubrange(index..<end)
    case 4: bytes.insert(contentsOf: bytes[index..<end], at: index)
    default: bytes.removeSubrange(index...)
    }
  }

  /// Moves, doubles, drops or exchanges parts, which are lines or fields by their separator.
  private static func changeParts(
    _ bytes: [UInt8], separator: UInt8, _ numbers: inout RepeatableNumbers
  ) -> [UInt8] {
    var parts = bytes.split(separator: separator, omittingEmptySubsequences: false)
    let first = Int.random(in: parts.indices, using: &numbers)
    let second = Int.random(in: parts.indices, using: &numbers)
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: parts.swapAt(first, second)
    case 1: parts[first] = parts[second]
    case 2: parts.remove(at: first)
    default: parts.insert(parts[first], at: second)
    }
    return Array(parts.joined(separator: [separator]))
  }
}
