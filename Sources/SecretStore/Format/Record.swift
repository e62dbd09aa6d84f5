// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// One line of a store, found to be well formed; its fields are decoded when they are asked for.
///
/// A store of a thousand secrets is read for ten of them, so nothing is decoded that is not used.
struct Record {
  let kind: RecordKind
  /// The second word; empty when the kind has none.
  let name: String
  /// The line as it stands in the file, without its end.
  let line: ArraySlice<UInt8>
  /// Its number in the file, from 1; 0 for a record that was just made.
  let lineNumber: Int
  /// Where each value stands in `line`, in the order of `kind.fields`.
  let values: [Range<Int>]

  /// What messages call the record.
  var title: String { name.isEmpty ? kind.word : "\(kind.word) \(name)" }

  func text(_ field: Field) -> String {
    String(decoding: line[range(of: field)], as: UTF8.self)
  }

  func number(_ field: Field) -> UInt64 {
    line[range(of: field)].reduce(0) { $0 &* 10 &+ UInt64($1 &- UInt8(ascii: "0")) }
  }

  func bytes(_ field: Field) throws(StoreError) -> [UInt8] {
    do throws(SecretMemoryError) {
      return try Base64.decode(Array(line[range(of: field)]))
    } catch {
      throw .damaged(line: lineNumber, reason: "\(field.word) is not base64")
    }
  }

  private func range(of field: Field) -> Range<Int> {
    guard let index = kind.fields.firstIndex(of: field) else {
      return line.startIndex..<line.startIndex
    }
    return values[index]
  }
}

/// Builds the line of a new record; fields must come in the order of its kind.
struct RecordWriter {
  private var line: [UInt8]
  private let kind: RecordKind
  private let name: String
  private var values: [Range<Int>] = []

  init(_ kind: RecordKind, name: String = "") {
    self.kind = kind
    self.name = name
    line = Array((name.isEmpty ? kind.word : "\(kind.word) \(name)").utf8)
  }

  /// Begins with all fields of a record but the last two, which are its signature.
  init(unsigned record: Record) {
    self.init(record.kind, name: record.name)
    for (field, value) in zip(record.kind.fields, record.values).dropLast(2) {
      append(field, text: Array(record.line[value]))
    }
  }

  mutating func append(_ field: Field, _ bytes: [UInt8]) {
    append(field, text: Base64.encode(bytes))
  }

  mutating func append(_ field: Field, _ number: UInt64) {
    append(field, text: Array(String(number).utf8))
  }

  mutating func append(_ field: Field, _ label: String) {
    append(field, text: Array(label.utf8))
  }

  var record: Record {
    Record(kind: kind, name: name, line: line[...], lineNumber: 0, values: values)
  }

  private mutating func append(_ field: Field, text: [UInt8]) {
    precondition(kind.fields[values.count] == field)
    line += Array(" \(field.word)=".utf8)
    values.append(line.count..<line.count + text.count)
    line += text
  }
}
