// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads one line at a time and accepts only its canonical form.
///
/// A line is `KIND [NAME] FIELD=VALUE …`, parted by single blanks, with all fields of its kind in their order. What
/// is accepted here serialises to the same bytes.
struct RecordReader {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var lineNumber = 0

  private static let newline = UInt8(ascii: "\n")
  private static let blank = UInt8(ascii: " ")

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next record; nil at the end of the file.
  mutating func next() throws(StoreError) -> Record? {
    guard position < bytes.count else { return nil }
    lineNumber += 1
    let start = position
    guard let end = bytes[start...].firstIndex(of: Self.newline) else { throw .truncated }
    guard end - start <= StoreLimits.line else { throw .overLimit("line \(lineNumber)") }
    position = end + 1
    return try read(start..<end)
  }

  private func read(_ line: Range<Int>) throws(StoreError) -> Record {
    var cursor = line.lowerBound
    let first = word(&cursor, line.upperBound)
    guard let kind = RecordKind.allCases.first(where: { bytes[first].elementsEqual($0.word.utf8) })
    else { throw damaged("an unknown kind of record") }
    var name = ""
    if let form = kind.nameForm {
      let second = try nextWord(&cursor, line.upperBound)
      guard isName(second, form) else { throw damaged("a name that is not valid") }
      name = String(decoding: bytes[second], as: UTF8.self)
    }
    var values: [Range<Int>] = []
    values.reserveCapacity(kind.fields.count)
    for field in kind.fields {
      let part = try nextWord(&cursor, line.upperBound)
      values.append(try value(of: field, in: part))
    }
    guard cursor == line.upperBound else { throw damaged("more fields than its kind has") }
    return Record(
      kind: kind, name: name, line: bytes[line], lineNumber: lineNumber, values: values)
  }

  private func word(_ cursor: inout Int, _ end: Int) -> Range<Int> {
    let start = cursor
    while cursor < end, bytes[cursor] != Self.blank { cursor += 1 }
    return start..<cursor
  }

  private func nextWord(_ cursor: inout Int, _ end: Int) throws(StoreError) -> Range<Int> {
    guard cursor < end else { throw damaged("fewer fields than its kind has") }
    cursor += 1
    return word(&cursor, end)
  }

  private func value(of field: Field, in part: Range<Int>) throws(StoreError) -> Range<Int> {
    let key = field.word.utf8
    let separator = part.lowerBound + key.count
    guard separator < part.upperBound, bytes[separator] == UInt8(ascii: "="),
      bytes[part.lowerBound..<separator].elementsEqual(key)
    else { throw damaged("no field \(field.word) where it belongs") }
    let value = separator + 1..<part.upperBound
    let isValid =
      switch field.form {
      case .label: isName(value, .label)
      case .number: NameRules.isNumber(bytes[value])
      case .bytes(let counts): Base64Check.isCanonical(bytes, value, counts)
      case .box(let limit): isBox(value, limit)
      }
    guard isValid else { throw damaged("a value of \(field.word) that is not valid") }
    return value
  }

  private func isBox(_ range: Range<Int>, _ limit: Int) -> Bool {
    let least = AuthenticatedBox.overhead + AuthenticatedBox.blockCount
    return Base64Check.isCanonical(bytes, range, least...limit + least)
      && (range.count * 6 / 8 - AuthenticatedBox.overhead) % AuthenticatedBox.blockCount == 0
  }

  private func isName(_ range: Range<Int>, _ form: NameForm) -> Bool {
    switch form {
    case .version: NameRules.isNumber(bytes[range])
    case .label: NameRules.isLabel(bytes[range])
    case .secret: NameRules.isSecretName(bytes[range])
    }
  }

  private func damaged(_ reason: String) -> StoreError {
    .damaged(line: lineNumber, reason: reason)
  }
}
