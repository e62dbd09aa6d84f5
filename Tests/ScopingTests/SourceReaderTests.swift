// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct SourceReaderTests {
  @Test(arguments: [
    ("store = «@", "expected a value, found '@'"),
    ("store =«", "expected a value, found the end of the file"),
    ("store =«\n", "expected a value, found the end of the line"),
    ("store = «clean", "expected a value; a text is written in quotes"),
    ("[scope.a]\r\ninherit = «all\r\n", "expected a value; a text is written in quotes"),
    ("\u{FEFF}a = «@", "expected a value, found '@'"),
    ("\"é\" = «@", "expected a value, found '@'"),
    ("«= 1", "expected a key, found '='"),
    ("«é = 1", "expected a key, found 'é'"),
    ("a.«= 1", "expected a key, found '='"),
    ("a = \"x\" «y", "expected the end of the line, found 'y'"),
    ("a «1", "expected '=', found '1'"),
    ("a«", "expected '=', found the end of the file"),
    ("a = 1«\rb = 1", #"expected the end of the line, found '\u000D'"#),
    ("a = 1 # «\u{1B}[2K", #"expected no control character, found '\u001B'"#),
    ("a = \"x«\u{7F}\"", #"expected no control character, found '\u007F'"#),
    ("a = «\"x\nb = \"y\"", "the string that starts here is not closed"),
    ("a = «'x", "the string that starts here is not closed"),
    ("a = «\"\"\"x\"\"\nb = 1", "the string that starts here is not closed"),
    (#"a = "x«\q""#, "unknown escape; a backslash is written twice"),
    (#"a = "x«\"#, "unknown escape; a backslash is written twice"),
    (#"a = "\u00«g0""#, "expected 4 hexadecimal digits, found 'g'"),
    (#"a = "\U0000«""#, "expected 8 hexadecimal digits, found '\"'"),
    (#"a = "«\uD800""#, "no such Unicode character"),
    (#"a = "«\U00110000""#, "no such Unicode character"),
    ("«\"\"\"a\"\"\" = 1", "expected a key on one line, found '\"'"),
    ("# comment\n\n[scope«", "expected ']', found the end of the file"),
    ("[«@x]", "expected a key, found '@'"),
    ("[«.a]", "expected a key, found '.'"),
    ("[«]", "expected a key, found ']'"),
    ("[a] «b = 1", "expected the end of the line, found 'b'"),
    ("«[[scope]]", "expected a table in one pair of brackets, found two"),
    ("a = [\"A\",«}", "expected a value, found '}'"),
    ("a = [«,]", "expected a value, found ','"),
    ("a = [1 «2]", "expected ',' or ']', found '2'"),
    ("a = [1,\n«", "expected a value, found the end of the file"),
    ("a = {b = 1,«}", "expected a key, found '}'"),
    ("a = {b = 1«\n}", "expected ',' or '}' on the same line, found the end of the line"),
    ("a = { «", "expected a key, found the end of the file"),
  ])
  func `says what is no TOML, and where`(text: String, reason: String) {
    let marked = MarkedText(text)
    #expect(marked.error == .syntax(reason: reason, at: marked.position))
  }

  @Test(arguments: [
    (#""a\tb\n\"\\\b\f\r""#, "a\tb\n\"\\\u{08}\u{0C}\r"), (#""\u00e9\U0001F642""#, "é🙂"),
    (#"'a\n"'"#, #"a\n""#), ("\"a\tb\"", "a\tb"), ("\"\"\"\r\nx\r\n  y\"\"\"", "x\n  y"),
    ("\"\"\"a\"\"b\"\"\"\"\"", "a\"\"b\"\""), ("\"\"\"\"\"\"", ""), ("''''''", ""), ("\"\"", ""),
    ("\"\"\"a \\  \n\n   b\\\r\n\"\"\"", "a b"), ("'''\n\\\n'a'''", "\\\n'a"),
    ("\"# = [ ] { }\" # x", "# = [ ] { }"), ("''''a''''", "'a'"),
  ])
  func `reads every kind of string`(written: String, value: String) throws {
    let file = try ScopeFile.parse("[scope.a.env]\nX = \(written)\nY = \"after\"")
    #expect(
      file.scopes["a"]?.environment == [
        PlainVariable(variable: "X", value: value), PlainVariable(variable: "Y", value: "after"),
      ])
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

  @Test(
    arguments: [
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
      (ScopeFile.template() + "[scope.x]\nas = { \"A\" = 'B' }\nenv.C = \"\"\"\nx\\u0041\"\"\"\n")
        .utf8)
    let bytes = Array("\"'\\[]{}=.,#\n\r \tau0*".utf8) + [0, 0xFF]
    for _ in 0..<500 {
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
