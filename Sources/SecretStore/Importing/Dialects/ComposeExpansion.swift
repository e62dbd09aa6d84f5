// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Expands `$NAME`, `${NAME}`, `${NAME:-default}` and their relatives as Docker Compose does.
///
/// Written after the behaviour of compose-go 2 (`template/template.go`), its corners included: `$$` is one dollar, a
/// dollar that no name follows stays, `${` without a name is refused, and the text of a default reaches to the brace
/// that closes it, or else to the last one of the line.
struct ComposeExpansion {
  /// Defaults within defaults; nothing sensible comes near.
  private static let deepest = 32

  private let variables: Variables
  private let place: TextPosition
  private let name: String?

  init(_ variables: Variables, _ place: TextPosition, name: String?) {
    self.variables = variables
    self.place = place
    self.name = name
  }

  /// The value with its references replaced.
  func expand(_ value: consuming SecretBytes) throws(ImportError) -> SecretBytes {
    var result = try GrowingValue(at: place)
    try expand(value, 0..<value.count, into: &result, depth: 0)
    return result.finish()
  }

  private func expand(
    _ value: borrowing SecretBytes, _ range: Range<Int>, into result: inout GrowingValue, depth: Int
  ) throws(ImportError) {
    guard depth < Self.deepest else { throw place.error(.invalidExpansion, name: name) }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = value[offset]
      let next = offset + 1 < range.upperBound ? value[offset + 1] : 0
      switch (byte, next) {
      case (UInt8(ascii: "$"), UInt8(ascii: "$")):
        try result.append(byte)
        offset += 2
      case (UInt8(ascii: "$"), UInt8(ascii: "{")):
        offset = try expandBraces(value, offset..<range.upperBound, into: &result, depth)
      case (UInt8(ascii: "$"), _) where Self.startsName(next):
        let end = Self.nameEnd(value, offset + 1, range.upperBound)
        if let found = try lookUp(value, offset + 1..<end) { try result.append(found.bytes) }
        offset = end
      default:
        try result.append(byte)
        offset += 1
      }
    }
  }

  /// Expands what begins with `${` and returns where it ends.
  private func expandBraces(
    _ value: borrowing SecretBytes, _ range: Range<Int>, into result: inout GrowingValue,
    _ depth: Int
  ) throws(ImportError) -> Int {
    let start = range.lowerBound + 2
    let nameEnd = Self.nameEnd(value, start, range.upperBound)
    guard start < range.upperBound, Self.startsName(value[start]), nameEnd < range.upperBound else {
      throw place.error(.invalidExpansion, name: self.name)
    }
    let name = start..<nameEnd
    if value[nameEnd] == UInt8(ascii: "}") {
      if let found = try lookUp(value, name) { try result.append(found.bytes) }
      return nameEnd + 1
    }
    let isColon = value[nameEnd] == UInt8(ascii: ":")
    let sign = nameEnd + (isColon ? 1 : 0)
    guard sign < range.upperBound, "-+?".utf8.contains(value[sign]),
      let last = Self.lastBrace(value, sign + 1..<range.upperBound)
    else { throw place.error(.invalidExpansion, name: self.name) }
    let close = Self.closingBrace(value, range.lowerBound..<last + 1) ?? last
    let word = sign + 1..<max(close, sign + 1)
    let isSet = try lookUp(value, name).flatMap { isColon && $0.bytes.count == 0 ? nil : $0 }
    switch (value[sign], isSet) {
    case (UInt8(ascii: "-"), .some(let found)): try result.append(found.bytes)
    case (UInt8(ascii: "-"), nil): try expand(value, word, into: &result, depth: depth + 1)
    case (UInt8(ascii: "+"), .some): try expand(value, word, into: &result, depth: depth + 1)
    case (UInt8(ascii: "+"), nil): break
    case (_, .some(let found)): try result.append(found.bytes)
    case (_, nil):
      throw place.error(.variableNeeded(value.secretName(name)), name: self.name)
    }
    try expand(value, close + 1..<last + 1, into: &result, depth: depth + 1)
    return last + 1
  }

  private func lookUp(
    _ value: borrowing SecretBytes, _ range: Range<Int>
  ) throws(ImportError) -> SharedSecret? {
    guard let name = value.secretName(range) else { return nil }
    if let value = try variables.inEnvironment(name) { return value }
    return variables.inFile(name)
  }

  private static func startsName(_ byte: UInt8) -> Bool {
    NameRules.isNameByte(byte) && !(0x30...0x39).contains(byte)
  }

  private static func nameEnd(
    _ value: borrowing SecretBytes, _ start: Int, _ end: Int
  ) -> Int {
    var offset = start
    while offset < end, NameRules.isNameByte(value[offset]) { offset += 1 }
    return offset
  }

  /// The last closing brace of the line that the range begins on.
  private static func lastBrace(_ value: borrowing SecretBytes, _ range: Range<Int>) -> Int? {
    var last: Int?
    for offset in range {
      if value[offset] == UInt8(ascii: "\n") { break }
      if value[offset] == UInt8(ascii: "}") { last = offset }
    }
    return last
  }

  /// The brace that closes the first one, counted as Compose counts: what follows an opening brace is not looked at.
  private static func closingBrace(_ value: borrowing SecretBytes, _ range: Range<Int>) -> Int? {
    var depth = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      if value[offset] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return offset }
      } else if value[offset] == UInt8(ascii: "{") {
        depth += 1
        offset += 1
      }
      offset += 1
    }
    return nil
  }
}
