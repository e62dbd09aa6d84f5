// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Expands `$NAME`, `${NAME}`, `${NAME:-default}` and their relatives as dotenvx does: again and again, until nothing
/// is left to expand, so that a value which holds a reference is expanded too.
struct DotenvxExpansion {
  /// References that lead to each other have no end.
  private static let mostSteps = 1000

  private let variables: Variables
  private let place: TextPosition
  private let name: String?

  init(_ variables: Variables, _ place: TextPosition, name: String?) {
    self.variables = variables
    self.place = place
    self.name = name
  }

  func expand(_ value: SharedSecret) throws(ImportError) -> SecretBytes {
    if Self.hasCommand(value.bytes) { throw place.error(.commandSubstitution, name: name) }
    var current = value
    for _ in 0..<Self.mostSteps {
      guard let reference = try nextReference(current.bytes) else {
        return try withoutEscapes(current.bytes)
      }
      // What is replaced is the first text that looks like it, even behind a backslash.
      let replaced = Self.first(reference.range, in: current.bytes)
      var result = try GrowingValue(at: place)
      try result.append(current.bytes, 0..<replaced.lowerBound)
      let found = try lookUp(current.bytes, reference.name).flatMap {
        $0.bytes.count == 0 ? nil : $0
      }
      if let found, !reference.wantsWordIfSet {
        try result.append(found.bytes)
      } else if (found != nil) == reference.wantsWordIfSet {
        try result.append(current.bytes, reference.word)
      }
      try result.append(current.bytes, replaced.upperBound..<current.bytes.count)
      current = SharedSecret(result.finish())
      // A name that stands for itself is left alone.
      if let found, found.bytes.isEqual(to: current.bytes) {
        return try withoutEscapes(current.bytes)
      }
    }
    throw place.error(.invalidExpansion, name: name)
  }

  /// The first range with the same bytes as this one.
  private static func first(_ range: Range<Int>, in value: borrowing SecretBytes) -> Range<Int> {
    for start in 0..<range.lowerBound {
      var length = 0
      while length < range.count, value[start + length] == value[range.lowerBound + length] {
        length += 1
      }
      if length == range.count { return start..<start + length }
    }
    return range
  }

  /// Whether `$(…)` stands in a value, which the tool would execute even behind a backslash.
  private static func hasCommand(_ value: borrowing SecretBytes) -> Bool {
    for offset in 0..<max(0, value.count - 3)
    where value[offset] == UInt8(ascii: "$") && value[offset + 1] == UInt8(ascii: "(")
      && value[offset + 2] != UInt8(ascii: ")")
    {
      for end in offset + 3..<value.count where value[end] == UInt8(ascii: ")") { return true }
    }
    return false
  }

  private struct Reference {
    let range: Range<Int>
    let name: Range<Int>
    let word: Range<Int>
    let wantsWordIfSet: Bool
  }

  private func nextReference(_ value: borrowing SecretBytes) throws(ImportError) -> Reference? {
    for offset in 0..<value.count where value[offset] == UInt8(ascii: "$") {
      if offset > 0, value[offset - 1] == UInt8(ascii: "\\") { continue }
      guard offset + 1 < value.count else { break }
      let next = value[offset + 1]
      if next == UInt8(ascii: "{") {
        if let reference = braced(value, offset) { return reference }
      } else if NameRules.isNameByte(next), !(0x30...0x39).contains(next) {
        var end = offset + 2
        while end < value.count, NameRules.isNameByte(value[end]) { end += 1 }
        return Reference(
          range: offset..<end, name: offset + 1..<end, word: end..<end, wantsWordIfSet: false)
      }
    }
    return nil
  }

  /// `${…}` with neither brace inside; the first of `:+`, `+`, `:-` and `-` parts the name from the word.
  private func braced(_ value: borrowing SecretBytes, _ start: Int) -> Reference? {
    var end = start + 2
    while end < value.count, value[end] != UInt8(ascii: "}") {
      if value[end] == UInt8(ascii: "{") { return nil }
      end += 1
    }
    guard end < value.count, end > start + 2 else { return nil }
    let whole = start..<end + 1
    for index in start + 2..<end {
      let isColon = value[index] == UInt8(ascii: ":") && index + 1 < end
      let sign = value[isColon ? index + 1 : index]
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { continue }
      return Reference(
        range: whole, name: start + 2..<index, word: index + (isColon ? 2 : 1)..<end,
        wantsWordIfSet: sign == UInt8(ascii: "+"))
    }
    return Reference(range: whole, name: start + 2..<end, word: end..<end, wantsWordIfSet: false)
  }

  private func lookUp(
    _ value: borrowing SecretBytes, _ range: Range<Int>
  ) throws(ImportError) -> SharedSecret? {
    guard let name = value.secretName(range) else { return nil }
    if let value = try variables.inEnvironment(name) { return value }
    return variables.inFile(name)
  }

  private func withoutEscapes(_ value: borrowing SecretBytes) throws(ImportError) -> SecretBytes {
    var result = try GrowingValue(at: place)
    for offset in 0..<value.count {
      let isEscape =
        value[offset] == UInt8(ascii: "\\") && offset + 1 < value.count
        && value[offset + 1] == UInt8(ascii: "$")
      if !isEscape { try result.append(value[offset]) }
    }
    return result.finish()
  }
}
