// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// All records of a store, parsed and found to be well formed; nothing is verified or opened yet.
struct StoreDocument {
  let header: Record
  var groups: [Record] = []
  var members: [Record] = []
  var config: Record?
  var pins: [Record] = []
  var entries: [Record] = []
  var offers: [Record] = []

  /// All records that carry a signature, in the order of the file.
  var signed: [Record] { groups + members + (config.map { [$0] } ?? []) + pins + entries }

  /// Puts other records in the place of those that carry a signature.
  mutating func replaceSigned(
    _ other: (Record) throws(StoreError) -> Record
  ) throws(StoreError) {
    for index in groups.indices { groups[index] = try other(groups[index]) }
    for index in members.indices { members[index] = try other(members[index]) }
    if let record = config { config = try other(record) }
    for index in pins.indices { pins[index] = try other(pins[index]) }
    for index in entries.indices { entries[index] = try other(entries[index]) }
  }

  /// The bytes that bind every record to this store.
  let id: [UInt8]

  /// A store without records.
  init(id: [UInt8]) {
    var writer = RecordWriter(.header, name: "1")
    writer.append(.id, id)
    header = writer.record
    self.id = id
  }

  /// Reads a whole file.
  ///
  /// A file that ends early, has records out of place or twice, or is over a limit is refused.
  init(parsing bytes: [UInt8]) throws(StoreError) {
    guard bytes.count <= StoreLimits.file else { throw .overLimit("the file") }
    var reader = RecordReader(bytes)
    header = try Self.readHeader(bytes, &reader)
    id = try header.bytes(.id)
    var last = RecordKind.header
    while let record = try reader.next() {
      guard last != .end else {
        throw .damaged(line: record.lineNumber, reason: "a line after the end")
      }
      guard record.kind.rawValue >= last.rawValue, record.kind != .header else {
        throw .damaged(line: record.lineNumber, reason: "a record out of its place")
      }
      last = record.kind
      try add(record)
    }
    guard last == .end else { throw .truncated }
    try refuseDuplicates()
  }

  private static func readHeader(
    _ bytes: [UInt8], _ reader: inout RecordReader
  ) throws(StoreError) -> Record {
    let word = Array(RecordKind.header.word.utf8) + [UInt8(ascii: " ")]
    guard bytes.starts(with: word) else { throw bytes.isEmpty ? .truncated : .notAStore }
    let version = bytes.dropFirst(word.count).prefix { $0 != UInt8(ascii: " ") && $0 != 10 }
    // A later version may have any form behind its number, so it is looked at first.
    if NameRules.isNumber(version), !version.elementsEqual("1".utf8) {
      throw .newerVersion(String(decoding: version, as: UTF8.self))
    }
    guard let record = try reader.next() else { throw .truncated }
    return record
  }

  private mutating func add(_ record: Record) throws(StoreError) {
    switch record.kind {
    case .group: try Self.add(record, to: &groups)
    case .member: try Self.add(record, to: &members)
    case .entry: try Self.add(record, to: &entries)
    case .pin: try Self.add(record, to: &pins)
    case .offer: try Self.add(record, to: &offers)
    case .config:
      if let config { throw .doubled(config, record) }
      config = record
    case .header, .end: break
    }
  }

  /// Static, so that no copy of the document makes the list shared, and every appending a copy of it.
  private static func add(_ record: Record, to records: inout [Record]) throws(StoreError) {
    guard records.count < record.kind.limit else {
      throw .overLimit("the number of \(record.kind.word) records")
    }
    records.append(record)
  }

  /// Lines may come in any order within their kind, because merging two branches by union joins them in either;
  /// two of one name may not.
  private func refuseDuplicates() throws(StoreError) {
    for records in [groups, pins, entries] { try Self.refuseDuplicates(records) { $0.name } }
    try Self.refuseDuplicates(members) { "\($0.text(.group)) \($0.name)" }
  }

  private static func refuseDuplicates(
    _ records: [Record], _ key: (Record) -> String
  ) throws(StoreError) {
    // Files written by secrun are sorted, and then neighbours tell.
    let isSorted = records.indices.dropFirst().allSatisfy { index in
      key(records[index - 1]) < key(records[index])
    }
    if isSorted { return }
    var seen: [String: Record] = [:]
    for record in records {
      if let first = seen.updateValue(record, forKey: key(record)) { throw .doubled(first, record) }
    }
  }

  /// The file's bytes, records sorted, untouched lines exactly as they were.
  func serialized() -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ record: Record) {
      bytes += record.line
      bytes.append(UInt8(ascii: "\n"))
    }
    append(header)
    for record in Self.sorted(groups) { append(record) }
    for record in Self.sorted(members) { append(record) }
    if let config { append(config) }
    for record in Self.sorted(pins) { append(record) }
    for record in Self.sorted(entries) { append(record) }
    for record in offers { append(record) }
    bytes += Array("end\n".utf8)
    return bytes
  }

  private static func sorted(_ records: [Record]) -> [Record] {
    guard records.first?.kind != .group else { return records.sorted { $0.name < $1.name } }
    return records.sorted { ($0.text(.group), $0.name) < ($1.text(.group), $1.name) }
  }
}

extension StoreError {
  fileprivate static func doubled(_ first: Record, _ second: Record) -> StoreError {
    .doubled(record: second.title, line: second.lineNumber, first: first.lineNumber)
  }
}
