// SPDX-License-Identifier: Apache-2.0

import SecretStore
import Testing

struct LintTests {
  private static func notes(_ text: String, _ dialect: Dialect = .secrun) throws -> [ImportNote] {
    var options = DotenvFile.Options()
    options.dialect = dialect
    return try DotenvFile.read(try secret(text), options).notes
  }

  private static func ambiguity(_ note: ImportNote) -> Ambiguity? {
    if case .ambiguous(let ambiguity) = note.kind { ambiguity } else { nil }
  }

  private static let lines: [(String, [Ambiguity.Reason], different: [Dialect], [Dialect])] = [
    ("A=p#ss", [.hashWithoutBlank], [.node, .dotenvx], []),
    ("A='x'#c", [.hashWithoutBlank], [.shell], []),
    ("A = b", [.blankAroundEquals], [.shell], []),
    ("A=\"x\\ty\"", [.backslash], [.node, .shell], []),
    // Nobody here reads it otherwise, but others do.
    ("A=\"C:\\dir\"", [.backslash], [], []),
    ("A=a\\b", [.backslash], [.shell], []),
    ("A=$B", [.dollar], [.compose, .dotenvx, .shell], []),
    ("A='${B}'", [.dollar], [.pythonDotenv], []),
    ("A=$(date)", [.command, .shellCharacter], [], [.dotenvx, .shell]),
    ("A=`date`", [.backtick], [.node, .dotenvx], [.shell]),
    ("A=\"x\ny\"", [.severalLines], [.docker], []),
    ("A=x y", [.blankInside], [.shell], []),
    ("A=x;y", [.shellCharacter], [.shell], []),
    ("A=it's", [.quoteInside], [], [.shell]),
    ("A=~/x", [.tilde], [.shell], []),
    ("A=x\r", [.carriageReturn], [.shell], []),
    ("A=\u{a0}x", [.otherBlank], [.pythonDotenv, .compose, .dotenvx], []),
    ("\u{feff}A=x", [.byteOrderMark], [.node, .shell], []),
  ]

  @Test(arguments: lines)
  func `says what tools disagree about, and which`(
    line: String, reasons: [Ambiguity.Reason], different: [Dialect], refusing: [Dialect]
  ) throws {
    let before = line.hasPrefix("\u{feff}") ? "" : "# c\nZ=1\n"
    let notes = try Self.notes(before + line + "\nY='2'\n")
    let note = try #require(notes.first)
    #expect(notes.count == 1)
    #expect(note.line == (before.isEmpty ? 1 : 3))
    #expect(note.name == "A")
    let ambiguity = try #require(Self.ambiguity(note))
    #expect(ambiguity.reasons == reasons)
    #expect(ambiguity.different == different)
    #expect(ambiguity.refusing == refusing)
  }

  @Test func `names what is passed over or counts no more`() throws {
    let notes = try Self.notes("A=1\nfoo bar\nA=2\n", .pythonDotenv)
    #expect(
      notes.map { "\($0.line) \($0.kind)" }.filter { !$0.contains("ambiguous") }
        == ["2 skipped", "3 repeated(firstLine: 1)"])
    let bare = try Self.notes("export A\n", .dotenvx)
    #expect(bare.contains { $0.line == 1 && $0.kind == .skipped })
  }

  @Test func `says nothing of comments, blank lines and what all read alike`() throws {
    let text = "# it's $5 & more\n\n  # c\nA=1\nexport B='x y'\nC=\"d e\" # c\nD=\n"
    #expect(try Self.notes(text).isEmpty)
  }
}
