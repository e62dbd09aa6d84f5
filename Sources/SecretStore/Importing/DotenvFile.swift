// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// A `.env` file as one dialect reads it: its values, in the arena, and what its owner should know about its lines.
package struct DotenvFile: Sendable {
  /// The variables in the order of the file, each once, with the last value that the file gives it.
  package let secrets: [ImportedSecret]
  /// Every assignment with a value, those that later ones replace included, by line.
  package let assignments: [Assignment]
  /// What is noteworthy about the file, by line.
  package let notes: [ImportNote]

  /// Where a variable gets a value.
  package struct Assignment: Sendable, Equatable {
    /// The variable.
    package let name: String
    /// The lines that the assignment takes, from 1.
    package let lines: ClosedRange<Int>
  }

  /// How a file is read.
  package struct Options: Sendable {
    /// Whose rules hold.
    package var dialect = Dialect.secrun
    /// What becomes of dollars.
    package var expansion = Expansion.asTheTool
    /// What becomes of a name without an equals sign; nil is what the dialect's tool does.
    package var bareName: BareName?
    /// Whether lines are looked for that other tools read otherwise.
    package var findsAmbiguities = true

    /// secrun's own rules.
    package init() {}
  }

  /// Reads a text; throws what is wrong with it and where.
  ///
  /// Nothing is ever executed: where a value would come from a command, that is an error.
  package static func read(
    _ bytes: borrowing SecretBytes, _ options: Options = Options()
  ) throws(ImportError) -> DotenvFile {
    let text = try DialectText(copying: bytes)
    var told = DialectOptions(expansion: options.expansion, bareName: options.bareName)
    told.readsEnvironment = true
    let reading = try options.dialect.read(text, told)
    var collector = EntryCollector(reading, options)
    for entry in reading.entries { try collector.add(entry) }
    var notes = collector.notes
    if options.findsAmbiguities {
      notes += try Lint(text, reading, options.dialect).notes()
    }
    // Of several notes about a line, those that change what is taken over come first.
    return DotenvFile(
      secrets: collector.secrets, assignments: collector.assignments, notes: notes.sortedByLine)
  }
}

extension Dialect {
  /// Reads a text as the dialect's tool would.
  func read(_ text: DialectText, _ options: DialectOptions) throws(ImportError) -> DialectReading {
    var reading =
      switch self {
      case .secrun: try DotenvReader.read(text, options)
      case .pythonDotenv: try PythonDotenvReader.read(text, options)
      case .node: try NodeReader.read(text, options)
      case .compose: try ComposeReader.read(text, options)
      case .docker: try DockerReader.read(text, options)
      case .shell: try ShellReader.read(text, options)
      case .dotenvx: try DotenvxReader.read(text, options)
      }
    // These two expand nothing themselves.
    if options.expansion == .always, self == .node || self == .docker {
      reading.entries = try Self.expanded(reading, options)
    }
    return reading
  }

  private static func expanded(
    _ reading: DialectReading, _ options: DialectOptions
  ) throws(ImportError) -> [DialectEntry] {
    let variables = Variables(readsEnvironment: options.readsEnvironment)
    var entries: [DialectEntry] = []
    for entry in reading.entries {
      let name = reading.text.bytes.secretName(entry.name)
      var value = entry.value
      if let raw = value, !entry.isLiteral {
        let place = reading.text.position(of: entry.range.lowerBound)
        let expansion = ComposeExpansion(variables, place, name: name)
        value = SharedSecret(try expansion.expand(try raw.copy(at: place)))
      }
      variables.set(name, value)
      entries.append(
        DialectEntry(
          name: entry.name, value: value, isLiteral: entry.isLiteral, range: entry.range))
    }
    return entries
  }
}

extension [ImportNote] {
  var sortedByLine: [ImportNote] {
    enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }
}
