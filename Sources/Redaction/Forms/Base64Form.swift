// SPDX-License-Identifier: Apache-2.0

/// Base64 as it looks inside a longer text: at each of three alignments, only the characters that the
/// secret alone determines.
///
/// What stands before and after the secret changes the characters at its edges; leaving these out covers
/// padding, prefixes such as `user:`, suffixes and a trailing newline.
struct Base64Form {
  enum Alphabet: CaseIterable {
    case standard
    case url
  }

  let alphabet: Alphabet

  /// Writes the cores of `count` bytes, read through `byte`, at all alignments.
  func write(
    _ count: Int, to text: inout FormText, byte: (Int) -> UInt8
  ) throws(RedactionError) {
    for alignment in 0..<3 {
      try text.reserve(count * 4 / 3 + 4)
      for character in core(count, alignment) {
        text.append(self.character(character, count, alignment, byte))
      }
      text.endForm(alphabet == .standard ? .base64 : .base64url)
    }
  }

  /// Writes the base64 of the base64, as a sealed value in a manifest is often printed.
  func writeTwice(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    let inner = core(value.count, 0)
    try write(inner.count, to: &text) { index in
      character(inner.lowerBound + index, value.count, 0) { value[$0] }
    }
  }

  /// The characters that lie wholly within the value when `alignment` bytes stand before it.
  private func core(_ count: Int, _ alignment: Int) -> Range<Int> {
    let first = (alignment * 8 + 5) / 6
    let end = (alignment + count) * 8 / 6
    return first..<max(first, end)
  }

  private func character(
    _ index: Int, _ count: Int, _ alignment: Int, _ byte: (Int) -> UInt8
  ) -> UInt8 {
    let bit = index * 6 - alignment * 8
    let high = UInt16(byte(bit / 8)) << 8
    let low = bit / 8 + 1 < count ? UInt16(byte(bit / 8 + 1)) : 0
    return letter(UInt8((high | low) >> UInt16(10 - bit % 8) & 63))
  }

  private func letter(_ value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + value - 26
    case 52..<62: UInt8(ascii: "0") + value - 52
    case 62: alphabet == .standard ? UInt8(ascii: "+") : UInt8(ascii: "-")
    default: alphabet == .standard ? UInt8(ascii: "/") : UInt8(ascii: "_")
    }
  }
}
