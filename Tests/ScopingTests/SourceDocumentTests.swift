// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct SourceDocumentTests {
  @Test(arguments: [
    "store = «@", "[scope.a]\nsecrets = [\"A\"\n«b = 1", "«= 1", "a = \"x\" «y", "\u{FEFF}a = «@",
    "[scope.a]\r\ninherit = «clean\r\n", "\"é\" = «@", "# comment\n\n[scope«",
  ].map(MarkedText.init))
  func `a syntax error has the place where toml++ saw it`(marked: MarkedText) {
    guard case .syntax(let reason, let position) = marked.error else {
      Issue.record("\(String(describing: marked.error))")
      return
    }
    #expect(position == marked.position)
    #expect(!reason.isEmpty && !reason.hasPrefix("Error"))
  }

  @Test(arguments: [
    "store = \"a\"\nstore = \"b\"", "[scope.a]\n[scope.a]", "scope.a.inherit = \"all\"\n[scope.a]",
    "[scope.a]\nas = { X = \"A\", X = \"B\" }", "[scope.a]\nsecrets = []\n\"secrets\" = []",
    "[scope.a]\nenv = { A = \"1\" }\n[scope.a.env]\nB = \"2\"",
  ])
  func `nothing can be said twice`(text: String) {
    guard case .syntax = MarkedText(text).error else {
      Issue.record("\(String(describing: MarkedText(text).error))")
      return
    }
  }

  @Test(arguments: [
    "[scope.a]\r\nsecrets = [\r\n  \"A\",\r\n]\r\n", "\u{FEFF}[scope.a]\nsecrets = [\"A\"]",
    "\u{FEFF}scope.a.secrets = [\"A\"]\r\n",
  ])
  func `a byte order mark and carriage returns are accepted`(text: String) throws {
    #expect(try ScopeFile.parse(text).scopes["a"]?.secrets == [Glob("A")])
  }

  @Test func `64 KiB are accepted and no byte more`() throws {
    let text = "store = \"s\"\n#"
    let largest = text + String(repeating: "é", count: (65536 - text.utf8.count) / 2)
    let padded = largest + String(repeating: "x", count: 65536 - largest.utf8.count)
    #expect(try ScopeFile.parse(padded).store == "s")
    #expect(throws: ScopingError.tooLarge(limit: 65536)) { try ScopeFile.parse(padded + "x") }
  }

  @Test(arguments: [
    "store = \"a«\0b\"", "# «\0\nstore = \"a\"", "«\0", "store = «\"a\\u0000b\"",
    "«\"store\\u0000\" = \"a\"\nstore = \"b\"", "[scope.a]\nsecrets = [\"A\", «\"B\\U00000000\"]",
    "[scope.\"a\"]\nenv = { X = «\"\\u0000\" }", "[scope.«\"a\\u0000\"]",
    "[scope.a]\nenv.X = «\"\"\"\nx\\u0000\"\"\"",
  ].map(MarkedText.init))
  func `a NUL is refused, raw or escaped`(marked: MarkedText) {
    #expect(marked.error == .containsNul(at: marked.position))
  }

  @Test(arguments: [
    #"x\\u0000"#, #"\\\\u0000"#, #"u0000"#,
  ])
  func `what only looks like a NUL is text`(value: String) throws {
    let file = try ScopeFile.parse("# \\u0000\n[scope.a]\nenv = { X = \"\(value)\" }")
    #expect(file.scopes["a"]?.environment.first?.value.contains("u0000") == true)
    #expect(try ScopeFile.parse(#"store = '\u0000'"#).store == #"\u0000"#)
  }

  @Test(arguments: [
    Array(repeating: "a", count: 30_000).joined(separator: ".") + " = 1",
    "[" + Array(repeating: "a", count: 20_000).joined(separator: ".") + "]\n"
      + (0..<2000).map { "k\($0) = 1\n" }.joined(),
    "a = " + String(repeating: "[", count: 60_000),
    "a = " + String(repeating: "{a=", count: 20_000),
    "scope.a.env.X" + String(repeating: ".y", count: 30_000) + " = 1",
    "scope.a.secrets = " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
    "scope.a.env = {" + (0..<4000).map { "A\($0) = 1" }.joined(separator: ", ") + "}",
  ])
  func `deep and wide files are refused without harm`(text: String) {
    #expect(throws: ScopingError.self) { try ScopeFile.parse(text) }
  }

  @Test func `no mangled file makes it stop or hang`() {
    var generator = SplitMix(state: 1)
    let original = Array(
      (ScopeFile.template() + "[scope.x]\nas = { \"A\" = 'B' }\nenv.C = \"\"\"\nx\\u0041\"\"\"\n").utf8)
    let bytes = Array("\"'\\[]{}=.,#\n\r \tau0*".utf8) + [0, 0xFF]
    for _ in 0..<3000 {
      var mangled = original
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<mangled.count, using: &generator)
        let byte = bytes[Int.random(in: 0..<bytes.count, using: &generator)]
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: mangled[place] = byte
        case 1: mangled.insert(byte, at: place)
        default: mangled.removeSubrange(place..<min(place + 9, mangled.count))
        }
      }
      _ = try? ScopeFile.parse(String(decoding: mangled, as: UTF8.self))
    }
  }
}
