// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads one line at a time and accepts only its canonical form.
///
/// A line is `KIND [NAME] FIELD=VALUE …`, parted by single blanks, with all fields of its kind in their order. What
/// is accepted here serialises to the same bytes. Each byte is looked at once, since a run reads the whole
/// store for the few secrets of its scope.
struct RecordReader {
  private let bytes: [UInt8]
  /// Where the current line starts.
  private var start = 0
  /// Where the next byte is read.
  private var cursor = 0
  private(set) var lineNumber = 0
  private var lastKind = RecordKind.header

  private static let newline = UInt8(ascii: "\n")
  private static let blank = UInt8(ascii: " ")

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next record; nil at the end of the file.
  mutating func next() throws(StoreError) -> Record? {
    guard cursor < bytes.count else { return nil }
    lineNumber += 1
    start = cursor
    let record = try read()
    guard cursor < bytes.count, bytes[cursor] == Self.newline else {
      throw fault("more fields than its kind has")
    }
    guard cursor - start <= StoreLimits.line else { throw .overLimit("line \(lineNumber)") }
    cursor += 1
    return record
  }

  private mutating func read() throws(StoreError) -> Record {
    let first = word()
    guard let kind = kind(of: first) else {
      throw isConflictMark(first) ? conflict : fault("an unknown kind of record")
    }
    var name = ""
    if let form = kind.nameForm {
      try takeBlank()
      let second = word()
      guard isName(second, form) else { throw fault("a name that is not valid") }
      name = String(decoding: bytes[second], as: UTF8.self)
    }
    var values: [Range<Int>] = []
    values.reserveCapacity(kind.fields.count)
    for field in kind.fields { values.append(try value(of: field)) }
    return Record(
      kind: kind, name: name, line: bytes[start..<cursor], lineNumber: lineNumber, values: values)
  }

  /// Most lines are of the kind of the line before.
  private mutating func kind(of word: Range<Int>) -> RecordKind? {
    if bytes[word].elementsEqual(lastKind.word.utf8) { return lastKind }
    let kind = RecordKind.allCases.first { bytes[word].elementsEqual($0.word.utf8) }
    lastKind = kind ?? lastKind
    return kind
  }

  /// Takes everything up to the next blank or the end of the line.
  private mutating func word() -> Range<Int> {
    let first = cursor
    while cursor < bytes.count, bytes[cursor] != Self.blank, bytes[cursor] != Self.newline {
      cursor += 1
    }
    return first..<cursor
  }

  private mutating func takeBlank() throws(StoreError) {
    guard cursor < bytes.count, bytes[cursor] == Self.blank else {
      throw fault("fewer fields than its kind has")
    }
    cursor += 1
  }

  private mutating func value(of field: Field) throws(StoreError) -> Range<Int> {
    try takeBlank()
    for byte in field.prefix {
      guard cursor < bytes.count, bytes[cursor] == byte else {
        throw fault("no field \(field.word) where it belongs")
      }
      cursor += 1
    }
    let first = cursor
    let isValid =
      switch field.form {
      case .label: isName(word(), .label)
      case .number: NameRules.isNumber(bytes[word()])
      case .bytes(let counts): Base64Check.take(bytes, &cursor).map(counts.contains) ?? false
      case .box(let limit): isBox(Base64Check.take(bytes, &cursor), limit)
      }
    guard isValid, isAtEnd else { throw fault("a value of \(field.word) that is not valid") }
    return first..<cursor
  }

  /// Whether a word ends here.
  private var isAtEnd: Bool {
    cursor < bytes.count && (bytes[cursor] == Self.blank || bytes[cursor] == Self.newline)
  }

  private func isBox(_ count: Int?, _ limit: Int) -> Bool {
    let least = AuthenticatedBox.overhead + AuthenticatedBox.blockCount
    guard let count, (least...limit + least).contains(count) else { return false }
    return (count - AuthenticatedBox.overhead) % AuthenticatedBox.blockCount == 0
  }

  private func isName(_ range: Range<Int>, _ form: NameForm) -> Bool {
    switch form {
    case .version: NameRules.isNumber(bytes[range])
    case .label: NameRules.isLabel(bytes[range])
    case .scope: NameRules.isScopeName(bytes[range])
    case .secret: NameRules.isSecretName(bytes[range])
    }
  }

  /// Whether a first word is one that git puts into a file with a conflict (git-merge(1), "How conflicts are presented").
  private func isConflictMark(_ word: Range<Int>) -> Bool {
    guard word.count == 7, let first = bytes[word].first else { return false }
    return "<|=>".utf8.contains(first) && bytes[word].allSatisfy { $0 == first }
  }

  private var conflict: StoreError { .mergeConflict(line: lineNumber) }

  /// What is wrong with the current line: that it does not end or is too long comes before all else.
  private func fault(_ reason: String) -> StoreError {
    guard let end = bytes[start...].firstIndex(of: Self.newline) else { return .truncated }
    guard end - start <= StoreLimits.line else { return .overLimit("line \(lineNumber)") }
    return .damaged(line: lineNumber, reason: reason)
  }
}
