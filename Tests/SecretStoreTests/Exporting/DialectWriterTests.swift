// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

struct DialectWriterTests {
  private static let values = [
    "", "plain", "two words", " edge ", "it's", "say \"hi\"", "it's \"both\"", "p#ss", "a #b", "#c",
    "pa$$word",
    "$HOME", "${HOME}", "$2a$10$abc", "back\\slash", "end\\", "\\n", "\\\\n", "`tick`",
    "it's \"all` of",
    "line\nline", "line\r\nline", "\nline\n", "tab\tin", "a=b", "~/x", "a;b&c|d", "{\"k\": \"v\"}",
    "é€😀", "-", "!x",
    "-----BEGIN-----\nab+/=\n-----END-----\n", "secrun://A", "a\\'b", "a\\\"b", "a\\$b", "a\u{a0}",
    "\u{2028}", "x\ry",
  ]

  @Test(arguments: Dialect.allCases)
  func `what is written is read back as it was, or refused by name`(dialect: Dialect) throws {
    var written = 0
    for value in Self.values {
      let variables = [
        (name: "A", value: SharedSecret(try secret(value))),
        (name: "B", value: SharedSecret(try secret("after"))),
      ]
      do {
        let text = try DialectWriter.write(variables, dialect)
        var options = DotenvFile.Options()
        options.dialect = dialect
        let found = try DotenvFile.read(text, options).secrets
        #expect(found.map(\.name) == ["A", "B"])
        #expect(found.map { plainText($0.value.bytes) } == [value, "after"], "\(dialect)")
        written += 1
      } catch {
        #expect(error as? ExportError == .notExpressible(names: ["A"]), "\(dialect) \(value)")
      }
    }
    // secrun's own rules and the shell's have a way to say everything.
    let most: [Dialect: Int] = [.secrun: 38, .shell: 39, .docker: 33]
    #expect(written >= most[dialect] ?? 33, "\(dialect) \(written)")
  }

  @Test func `JSON says everything but what is not UTF-8`() throws {
    let variables = try Self.values.enumerated().map {
      (name: "V\($0.offset)", value: SharedSecret(try secret($0.element)))
    }
    let text = try JSONWriter.write(variables)
    #expect(try JSONReader.read(text).map { plainText($0.value.bytes) } == Self.values)
    let odd = [(name: "ODD", value: SharedSecret(try SecretBytes(copying: [0xFF])))]
    #expect(throws: ExportError.notExpressible(names: ["ODD"])) { try JSONWriter.write(odd).count }
  }
}
