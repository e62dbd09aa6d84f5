// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Turns what a dialect's reader found into secrets: names checked, each once, with the lines where they stand.
struct EntryCollector {
  private(set) var secrets: [ImportedSecret] = []
  private(set) var assignments: [DotenvFile.Assignment] = []
  private(set) var notes: [ImportNote] = []
  private let text: DialectText
  private let options: DotenvFile.Options
  private let environment = Variables(readsEnvironment: true)
  private var places: [String: Int] = [:]

  init(_ reading: DialectReading, _ options: DotenvFile.Options) {
    text = reading.text
    self.options = options
  }

  mutating func add(_ entry: DialectEntry) throws(ImportError) {
    let lines = text.lines(of: entry)
    guard let name = text.bytes.secretName(entry.name) else {
      guard entry.value == nil else {
        throw text.error(.invalidName, at: entry.name.lowerBound)
      }
      notes.append(ImportNote(line: lines.lowerBound, name: nil, kind: .skipped))
      return
    }
    var found = entry.value
    if found == nil { found = try bareValue(name, entry) }
    guard let value = found else {
      notes.append(ImportNote(line: lines.lowerBound, name: name, kind: .bare))
      // python-dotenv takes it for the last of several, and what has no value it does not set.
      if options.dialect == .pythonDotenv { forget(name) }
      return
    }
    for offset in 0..<value.bytes.count where value.bytes[offset] == 0 {
      let place = text.first("\0", from: entry.range.lowerBound) ?? entry.range.lowerBound
      throw text.error(.nullByte, at: place, name: entry.name)
    }
    let secret = ImportedSecret(name: name, value: value, lines: lines)
    assignments.append(DotenvFile.Assignment(name: name, lines: lines))
    if let index = places[name] {
      notes.append(
        ImportNote(
          line: lines.lowerBound, name: name, kind: .repeated(firstLine: secrets[index].line)))
      secrets[index] = secret
    } else {
      places[name] = secrets.count
      secrets.append(secret)
    }
  }

  private mutating func forget(_ name: String) {
    guard let index = places.removeValue(forKey: name) else { return }
    secrets.remove(at: index)
    for (other, place) in places where place > index { places[other] = place - 1 }
  }

  /// What a name without an equals sign stands for; nil when it is left out.
  private func bareValue(
    _ name: String, _ entry: DialectEntry
  ) throws(ImportError) -> SharedSecret? {
    let usual: BareName =
      switch options.dialect {
      case .secrun: .error
      case .docker, .compose: .env
      default: .skip
      }
    switch options.bareName ?? usual {
    case .error: throw text.error(.missingEqualsSign, at: entry.name.lowerBound)
    case .skip: return nil
    case .env: return try environment.inEnvironment(name)
    }
  }
}

extension DialectText {
  /// The lines that an assignment takes, from that of its name.
  func lines(of entry: DialectEntry) -> ClosedRange<Int> {
    let first = line(of: entry.name.lowerBound)
    // A line feed at the end of the assignment belongs to its line.
    var end = entry.range.upperBound
    while end > entry.name.upperBound, let byte = self[end - 1], byte == 0x0A || byte == 0x0D {
      end -= 1
    }
    return first...max(first, line(of: end))
  }
}
