// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Reads a file as a POSIX shell that sources it under `set -a`, and never executes anything.
///
/// Assignments and `export` are understood with the shell's quoting and parameter expansion (POSIX.1-2017, Shell
/// Command Language, 2.2–2.6 and 2.9.1); dash and bash are asked by the tests. A simple command is skipped, as what it does to its
/// own process is nothing to the variables; where a value or an assignment would depend on a command, that is an error.
struct ShellReader {
  /// What is known of the last command's exit status, which `&&` and `||` look at.
  private enum Status {
    case success
    case unknown
  }

  /// Whether the command that is read would run.
  private enum Gate {
    case open
    case shut
    case unknown
  }

  let text: DialectText
  let options: DialectOptions
  let variables: Variables
  var offset = 0
  /// How many words are being read whose value nobody takes.
  var unusedDepth = 0
  private var entries: [DialectEntry] = []

  static func read(
    _ text: DialectText, _ options: DialectOptions
  ) throws(ImportError) -> DialectReading {
    for offset in 0..<text.count where text.bytes[offset] == 0 {
      throw text.error(.nullByte, at: offset)
    }
    var reader = Self(text, options)
    try reader.readAll()
    return DialectReading(text: text, entries: reader.entries)
  }

  private init(_ text: DialectText, _ options: DialectOptions) {
    self.text = text
    self.options = options
    variables = Variables(readsEnvironment: options.readsEnvironment)
  }

  private mutating func readAll() throws(ImportError) {
    var status = Status.success
    var gate = Gate.open
    var needsCommand = false
    while true {
      skipBlank(crossingLines: true)
      guard offset < text.count else {
        // `&&` or `||` at the end is a syntax error, and shells differ in what they did before.
        if needsCommand { throw text.error(.command, at: offset) }
        return
      }
      let start = offset
      let outcome = try readCommand(gate)
      guard offset > start else { throw text.error(.command, at: start) }
      if gate != .shut { status = gate == .unknown ? .unknown : outcome }
      skipBlank()
      needsCommand = text.isAt("&&", offset) || text.isAt("||", offset)
      switch (text[offset], text[offset + 1]) {
      case (UInt8(ascii: "&"), UInt8(ascii: "&")):
        offset += 2
        gate = status == .success ? .open : .unknown
      case (UInt8(ascii: "|"), UInt8(ascii: "|")):
        offset += 2
        gate = status == .success ? .shut : .unknown
      case (UInt8(ascii: ";"), UInt8(ascii: ";")): throw text.error(.command, at: offset)
      case (UInt8(ascii: ";"), _), (UInt8(ascii: "\n"), _):
        offset += 1
        gate = .open
      case (nil, _): return
      default: throw text.error(.command, at: offset)
      }
    }
  }

  /// Reads a simple command: assignments, then perhaps a program and its words.
  private mutating func readCommand(_ gate: Gate) throws(ImportError) -> Status {
    let start = offset
    if gate == .shut { unusedDepth += 1 }
    defer { if gate == .shut { unusedDepth -= 1 } }
    var found: [DialectEntry] = []
    var former: [(String, SharedSecret?)] = []
    while let entry = try readAssignment(splits: false) {
      remember(entry, &former)
      found.append(entry)
      skipBlank()
    }
    guard !isAtCommandEnd else {
      try keep(found, gate, start, former)
      return .success
    }
    let name = try readCommandName()
    // bash and dash differ in whether assignments before these stay.
    if name != .program, !found.isEmpty { throw text.error(.command, at: start) }
    switch name {
    case .export:
      try readExports(&found, &former)
      try keep(found, gate, start, former)
      return .success
    case .noEffect:
      try skipWords()
      try keep(found, gate, start, former)
      return .success
    case .program:
      // Its assignments are for the program alone.
      restore(former)
      try skipWords()
      return .unknown
    }
  }

  private mutating func readExports(
    _ found: inout [DialectEntry], _ former: inout [(String, SharedSecret?)]
  ) throws(ImportError) {
    while !isAtCommandEnd {
      let word = offset
      if let entry = try readAssignment(splits: true) {
        remember(entry, &former)
        found.append(entry)
      } else {
        try skipWord()
        guard text.bytes.secretName(word..<offset) != nil else {
          throw text.error(.command, at: word)
        }
      }
      skipBlank()
    }
  }

  private mutating func keep(
    _ found: [DialectEntry], _ gate: Gate, _ start: Int, _ former: [(String, SharedSecret?)]
  ) throws(ImportError) {
    switch gate {
    case .open: entries += found
    case .shut: restore(former)
    case .unknown: if !found.isEmpty { throw text.error(.command, at: start) }
    }
  }

  private func remember(_ entry: DialectEntry, _ former: inout [(String, SharedSecret?)]) {
    guard let name = text.bytes.secretName(entry.name) else { return }
    former.append((name, variables.inFile(name)))
    variables.set(name, entry.value)
  }

  private func restore(_ former: [(String, SharedSecret?)]) {
    for (name, value) in former.reversed() { variables.set(name, value) }
  }

  /// Reads `NAME=word`; nil when the next word is not one.
  private mutating func readAssignment(splits: Bool) throws(ImportError) -> DialectEntry? {
    let start = offset
    let end = text.skip(start, while: NameRules.isNameByte)
    if end > start, text.isAt("\\\n", end) { throw text.error(.command, at: start) }
    guard end > start, text[end] == UInt8(ascii: "="),
      !(0x30...0x39).contains(text.bytes[start])
    else { return nil }
    offset = end + 1
    var value = try GrowingValue(at: text.position(of: start))
    try readWord(into: &value, isAssignment: true, splits: splits)
    return DialectEntry(
      name: start..<end, value: SharedSecret(value.finish()), range: start..<offset)
  }

  private enum CommandName {
    case export
    case noEffect
    case program
  }

  /// Words that change what follows them, or the variables, in ways that only running them shows.
  private static let refused: [StaticString] = [
    "if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "{",
    "}", "!", "in", "[[", "function", "select", "time", "coproc", ".", "source", "eval", "unset",
    "exec", "exit", "return", "shift", "declare", "typeset", "local", "read", "getopts", "alias",
    "break", "continue", "trap", "printf", "mapfile", "readarray", "let", "enable", "builtin",
    "command",
  ]

  private mutating func readCommandName() throws(ImportError) -> CommandName {
    let start = offset
    try skipWord()
    let word = start..<offset
    // A name that an expansion yields may be any command, or none at all.
    if text.first("$", from: start, to: offset) != nil { throw text.error(.command, at: start) }
    if isWord(word, "export") || isWord(word, "readonly") {
      skipBlank()
      return .export
    }
    if isWord(word, ":") || isWord(word, "true") { return .noEffect }
    if isWord(word, "set") { return try readSet() }
    for refused in Self.refused where isWord(word, refused) {
      throw text.error(.command, at: start)
    }
    return .program
  }

  /// Options of the shell do not change values, but words for `$1` would.
  private mutating func readSet() throws(ImportError) -> CommandName {
    skipBlank()
    while !isAtCommandEnd {
      let start = offset
      try skipWord()
      let isOption = text[start] == UInt8(ascii: "-") || text[start] == UInt8(ascii: "+")
      let isName = isWord(start..<offset, "allexport")
      guard isOption && !isWord(start..<offset, "--") || isName else {
        throw text.error(.command, at: start)
      }
      skipBlank()
    }
    return .noEffect
  }

  private func isWord(_ range: Range<Int>, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && text.isAt(word, range.lowerBound)
  }

  private mutating func skipWords() throws(ImportError) {
    skipBlank()
    while !isAtCommandEnd {
      try skipWord()
      skipBlank()
    }
  }

  /// Reads a word and drops it.
  private mutating func skipWord() throws(ImportError) {
    unusedDepth += 1
    defer { unusedDepth -= 1 }
    let start = offset
    var dropped = try GrowingValue(at: text.position(of: offset))
    try readWord(into: &dropped, isAssignment: false, splits: false)
    guard offset > start else { throw text.error(.command, at: start) }
  }

  private var isAtCommandEnd: Bool {
    guard let byte = text[offset] else { return true }
    return "\n;&|".utf8.contains(byte)
  }

  /// Moves over blanks, continued lines and comments, and over line feeds if asked to.
  private mutating func skipBlank(crossingLines: Bool = false) {
    while let byte = text[offset] {
      if byte == 0x20 || byte == 0x09 || (crossingLines && byte == 0x0A) {
        offset += 1
      } else if text.isAt("\\\n", offset) {
        offset += 2
      } else if byte == UInt8(ascii: "#") {
        offset = text.lineEnd(offset)
      } else {
        return
      }
    }
  }
}
