// SPDX-License-Identifier: Apache-2.0

extension ScopeFile {
  /// The text of a scope file with plain variables added to a scope's `env`; everything else stays as it is.
  ///
  /// Nil when that cannot be done in the text as it is written. The result is read again, and must mean the same as before
  /// but for the new variables.
  package static func adding(
    _ variables: [PlainVariable], toScope name: String, in text: String
  ) throws(ScopingError) -> String? {
    let before = try parse(text)
    guard var scope = before.scopes[name] else { return nil }
    scope.environment += variables
    scope.environment.sort { $0.variable < $1.variable }
    var expected = before
    expected.scopes[name] = scope
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let pairs = variables.map { "\($0.variable) = \(PrintableText.quoted($0.value))" }
    guard insert(pairs, toScope: name, &lines) else { return nil }
    let edited = lines.joined(separator: "\n")
    guard let after = try? parse(edited), after == expected else { return nil }
    return edited
  }

  /// Adds to `[scope.NAME.env]`, to the braces of `env = {…}` on one line, or as a first line of `[scope.NAME]`.
  private static func insert(
    _ pairs: [String], toScope name: String, _ lines: inout [String]
  ) -> Bool {
    if let header = lines.firstIndex(where: { isHeader($0, "scope.\(name).env") }) {
      lines.insert(contentsOf: pairs, at: header + 1)
      return true
    }
    guard let header = lines.firstIndex(where: { isHeader($0, "scope.\(name)") }) else {
      return false
    }
    let rest = lines[(header + 1)...]
    let end =
      rest.firstIndex { $0.drop { $0 == " " || $0 == "\t" }.hasPrefix("[") } ?? lines.endIndex
    if let line = lines[(header + 1)..<end].firstIndex(where: definesEnvironment) {
      return insert(pairs, intoBraces: &lines[line])
    }
    lines.insert("env = { \(pairs.joined(separator: ", ")) }", at: header + 1)
    return true
  }

  private static func insert(_ pairs: [String], intoBraces line: inout String) -> Bool {
    guard let open = line.firstIndex(of: "{") else { return false }
    let inside = line.index(after: open)
    let isEmpty = line[inside...].drop { $0 == " " || $0 == "\t" }.hasPrefix("}")
    let text = " " + pairs.joined(separator: ", ") + (isEmpty ? " " : ",")
    line.insert(contentsOf: text, at: inside)
    return true
  }

  private static func isHeader(_ line: String, _ name: String) -> Bool {
    let text = line.prefix { $0 != "#" }.filter { $0 != " " && $0 != "\t" && $0 != "\r" }
    return text == "[\(name)]"
  }

  private static func definesEnvironment(_ line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix("env") else { return false }
    return text.dropFirst(3).drop { $0 == " " || $0 == "\t" }.hasPrefix("=")
  }
}
