// SPDX-License-Identifier: Apache-2.0

/// The rules that a compiler does not hold; each returns what breaks it, as `file:line: what`.
enum HouseRules {
  /// The targets that may say `unsafe`.
  static let doors: Set = ["SecretMemory", "SystemCalls"]

  /// `unsafe` in all its forms stays behind the doors; Redaction has one file of it, its inner loop.
  static func unsafeOutsideTheDoors(_ files: [SourceFile]) -> [String] {
    let unsafe = files.filter { !doors.contains($0.target) && isUnsafe($0) }
    let innerLoop = unsafe.first { $0.target == "Redaction" }
    return unsafe.filter { $0.path != innerLoop?.path }.flatMap { file in
      unsafeLines(of: file).map { "\(file.path):\($0 + 1): \(file.lines[$0])" }
    }
  }

  /// Whether a file says `unsafe` in any form.
  static func isUnsafe(_ file: SourceFile) -> Bool { !unsafeLines(of: file).isEmpty }

  private static func unsafeLines(of file: SourceFile) -> [Int] {
    let word = /\b(unsafe|Unsafe|withUnsafe|Unmanaged\b|OpaquePointer\b)|@unchecked\s+Sendable/
      .wordBoundaryKind(.simple)
    return file.codeLines.indices.filter { file.codeLines[$0].contains(word) }
  }

  /// No file over 400 lines, no function over 40.
  static func tooLong(_ files: [SourceFile]) -> [String] {
    files.flatMap { file in
      let functions = FunctionLengths.functions(in: file).filter { $0.length > 40 }
      return (file.length > 400 ? ["\(file.path): \(file.length) lines"] : [])
        + functions.map { "\(file.path):\($0.line): \($0.name) has \($0.length) lines" }
    }
  }

  /// The middle length of the files.
  static func medianLength(_ files: [SourceFile]) -> Int {
    let lengths = files.map(\.length).sorted()
    return lengths.isEmpty ? 0 : lengths[lengths.count / 2]
  }

  /// Every `package` and `public` declaration says what it is; operators and `hash(into:)` need no words.
  static func undocumented(_ files: [SourceFile]) -> [String] {
    let declaration =
      /^\s*(@\S+\s+)*(nonisolated |final |static )*(package|public)\s+(?!import\b|static func \W|func hash\()/
    return files.flatMap { file in
      file.codeLines.indices.filter { file.codeLines[$0].contains(declaration) }.filter { index in
        let above = file.lines[..<index].last { !$0.contains(/^\s*@\w/) } ?? ""
        return !above.contains(/^\s*\/\/\/|\*\/\s*$/)
      }.map { "\(file.path):\($0 + 1): \(file.lines[$0])" }
    }
  }

  /// What is left to do is written down elsewhere.
  static func unfinished(path: String, text: String) -> [String] {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter {
      let words = $0.element.split { !$0.isLetter }
      return words.contains { marks.contains(String($0)) }
    }.map { "\(path):\($0.offset + 1): \($0.element)" }
  }

  /// Every source file names its licence first, after the line that names its interpreter.
  static func unlicensed(path: String, text: String) -> Bool {
    let isSource = path.contains(/\.(swift|c|h|sh|py|txt|exp)$/) || text.hasPrefix("#!")
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
      .prefix(2)
    return isSource && !lines.contains { $0.contains("SPDX-License-Identifier: Apache-2.0") }
  }
}
