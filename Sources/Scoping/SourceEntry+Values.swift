// SPDX-License-Identifier: Apache-2.0

extension SourceEntry {
  /// The value as a text, which may be empty.
  func text() throws(ScopingError) -> String {
    try text(of: value, expected: "a text in quotes")
  }

  /// The value as a text that is not empty.
  func filledText() throws(ScopingError) -> String {
    let text = try text()
    guard !text.isEmpty else { throw .empty(printableKey, at: value.position) }
    return text
  }

  /// The value as a name of this kind.
  func name(_ kind: NameKind) throws(ScopingError) -> String {
    let text = try filledText()
    guard kind.allows(text) else {
      throw .invalidName(PrintableText.escaped(text), kind, at: value.position)
    }
    return text
  }

  /// The value as a whole number within a range.
  func number(_ range: ClosedRange<Int>) throws(ScopingError) -> Int {
    let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
    guard case .number(let number) = value.content else { throw wrongType(expected, value) }
    guard range.contains(number) else {
      throw .wrongType(printableKey, expected: expected, found: "\(number)", at: value.position)
    }
    return number
  }

  /// The value as true or false.
  func boolean() throws(ScopingError) -> Bool {
    guard case .boolean(let value) = value.content else { throw wrongType("true or false", value) }
    return value
  }

  /// The value as a path that means the same in every folder: absolute, or below the home folder.
  func wholePath() throws(ScopingError) -> String {
    let path = try filledText()
    guard path.hasPrefix("/") || path.hasPrefix("~/") else {
      throw .relativePath(printableKey, at: value.position)
    }
    return path
  }

  /// The value as a program with its arguments, which may be empty; the program is found by `PATH`, or is a path
  /// that means the same in every folder.
  func commandLine() throws(ScopingError) -> [String] {
    let expected = "a list of texts, the program first"
    guard case .list(let items) = value.content else { throw wrongType(expected, value) }
    var words: [String] = []
    for item in items { words.append(try text(of: item, expected: "a text in quotes")) }
    guard let program = words.first, let place = items.first?.position else {
      throw .empty(printableKey, at: value.position)
    }
    guard !program.isEmpty else { throw .empty(printableKey, at: place) }
    guard !program.contains("/") || program.hasPrefix("/") || program.hasPrefix("~/") else {
      throw .relativePath(printableKey, at: place)
    }
    return words
  }

  /// The value as one of a few words.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type
  ) throws(ScopingError) -> Choice {
    let text = try filledText()
    guard let choice = Choice(rawValue: text) else {
      let choices = type.allCases.map(\.rawValue)
      throw .invalidChoice(
        PrintableText.escaped(text), key: printableKey, choices: choices,
        nearest: NearestName.to(text, in: choices), at: value.position)
    }
    return choice
  }

  /// The value as a table, its entries in the order in which they are written.
  func table() throws(ScopingError) -> [SourceEntry] {
    guard case .table(let table) = value.content else { throw wrongType("a table", value) }
    return table.entries
  }

  /// The value as a list of globs, each once, with their places.
  func globs() throws(ScopingError) -> [(glob: Glob, position: SourcePosition)] {
    guard case .list(let items) = value.content else {
      throw wrongType("a list of names", value)
    }
    var seen: Set<String> = []
    var globs: [(glob: Glob, position: SourcePosition)] = []
    for item in items {
      let text = try text(of: item, expected: "a name in quotes")
      guard !text.isEmpty else { throw .empty(printableKey, at: item.position) }
      guard NameKind.glob.allows(text) else {
        throw .invalidName(PrintableText.escaped(text), .glob, at: item.position)
      }
      let glob = Glob(valid: text)
      if seen.insert(text).inserted { globs.append((glob, item.position)) }
    }
    return globs
  }

  private var printableKey: String { PrintableText.escaped(key) }

  private func text(of node: SourceNode, expected: String) throws(ScopingError) -> String {
    guard case .text(let text) = node.content else { throw wrongType(expected, node) }
    return text
  }

  private func wrongType(_ expected: String, _ node: SourceNode) -> ScopingError {
    .wrongType(printableKey, expected: expected, found: node.kind, at: node.position)
  }
}
