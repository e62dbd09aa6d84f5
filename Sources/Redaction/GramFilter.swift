// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// A few bytes of a text, as its first four and its last four, which may overlap.
///
/// They come in halves, because eight bytes of text in one register would end up on the stack.
struct Gram {
  let first: UInt32
  let second: UInt32
}

/// Tells for nearly every place in a text that no needle begins near it, by the grams that needles hold.
///
/// Every stretch of `width` bytes among the first ones of a needle is a gram. It is noted in two tables of bits,
/// at places that follow from random keys; what is not noted in both is no gram. Any needle holds grams at `step`
/// places in a row, so that only one place in `step` has to be looked at.
///
/// A class like the other tables, because lending a large structure was measured to copy all of it.
final class GramFilter: Sendable {
  /// The length of a gram, 4 to 8 bytes.
  let width: Int
  /// The distance of the places to look at; 0 where some needle is too short for a filter.
  let step: Int
  /// Whether every needle that reaches over a place holds a gram that ends just behind it or begins just before.
  let tellsSeams: Bool
  /// Both tables, of as many bits each as `shift` leaves of a number.
  let bits: SecretBytes
  let shift: UInt64
  let keys: Keys

  /// What spreads grams over each of the tables.
  struct Keys: Sendable {
    let first = Keys.random()
    let second = Keys.random()
    let third = Keys.random()
    let fourth = Keys.random()

    private static func random() -> UInt64 { UInt64.random(in: .min ... .max) | 1 }
  }

  /// Needles shorter than this leave too little for a gram.
  private static let shortestNeedle = 4
  /// How many bits each gram has to itself, at least.
  private static let bitsForGram = 16
  private static let mostBits = 1 << 23

  init(_ sorted: borrowing SortedForms) throws(RedactionError) {
    let shortest = sorted.forms.reduce(Trie.depth) { min($0, $1.count) }
    let isUseful = shortest >= Self.shortestNeedle && !sorted.forms.isEmpty
    let width = max(4, min(8, (shortest + 2) / 2))
    self.width = width
    tellsSeams = isUseful && shortest >= 2 * width - 2
    step = isUseful ? shortest - width + 1 : 0
    let grams = sorted.forms.reduce(0) { $0 + min($1.count, Trie.depth) - width + 1 }
    var count = 4096
    while isUseful, count < Self.bitsForGram * grams, count < Self.mostBits { count *= 2 }
    shift = UInt64(64 - count.trailingZeroBitCount)
    var bits = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: isUseful ? count / 4 : 8, for: .tables)
    }
    let keys = Keys()
    self.keys = keys
    if isUseful { Self.fill(&bits, sorted, width, shift, keys) }
    self.bits = bits
  }

  private static func fill(
    _ bits: inout SecretBytes, _ sorted: borrowing SortedForms, _ width: Int, _ shift: UInt64,
    _ keys: Keys
  ) {
    let second = bits.count / 2
    for (index, form) in sorted.forms.enumerated() {
      let count = min(form.count, Trie.depth)
      // What the form before begins with too is noted already.
      let shared = index == 0 ? 0 : sorted.commonPrefix(index - 1, index)
      let fresh = max(0, shared - width + 1)
      guard fresh <= count - width else { continue }
      for place in fresh...count - width {
        let gram = sorted.text.bytes.gram(at: form.offset + place, width: width)
        let (one, two) = (keys.place(gram) >> shift, keys.otherPlace(gram) >> shift)
        bits[Int(one >> 3)] |= 1 << UInt8(one & 7)
        bits[second + Int(two >> 3)] |= 1 << UInt8(two & 7)
      }
    }
  }

  /// Whether a needle may hold these bytes among its first ones.
  @inline(__always) func mayHold(_ gram: Gram) -> Bool {
    let one = keys.place(gram) >> shift
    guard bits[Int(one >> 3)] >> UInt8(one & 7) & 1 == 1 else { return false }
    let two = keys.otherPlace(gram) >> shift
    return bits[bits.count / 2 + Int(two >> 3)] >> UInt8(two & 7) & 1 == 1
  }
}

extension GramFilter.Keys {
  /// A number of which the upper bits say where a gram is noted in the first table.
  func place(_ gram: Gram) -> UInt64 {
    UInt64(gram.first) &* first &+ UInt64(gram.second) &* second
  }

  /// The same for the second table.
  func otherPlace(_ gram: Gram) -> UInt64 {
    UInt64(gram.first) &* third &+ UInt64(gram.second) &* fourth
  }
}

extension SecretBytes {
  /// As many bytes from a place on as a gram has, in halves.
  func gram(at place: Int, width: Int) -> Gram {
    Gram(first: half(at: place), second: half(at: place + width - 4))
  }
}
