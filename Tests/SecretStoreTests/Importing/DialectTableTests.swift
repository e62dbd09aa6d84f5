// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

/// The survey of eight parsers, as far as secrun speaks their dialects.
struct DialectTableTests {
  private static func read(_ text: [UInt8], _ dialect: Dialect) throws -> [String]? {
    var options = DotenvFile.Options()
    options.dialect = dialect
    let bytes = try SecretBytes(copying: text)
    guard let file = try? DotenvFile.read(bytes, options) else { return nil }
    return file.secrets.map { "\($0.name)=\(plainText($0.value.bytes))" }.sorted()
  }

  @Test(arguments: DialectRows.all)
  func `reads a text on which parsers differ as each of them does`(row: DialectRow) throws {
    for (dialects, variables) in row.outcomes {
      for dialect in dialects {
        #expect(try Self.read(row.text, dialect) == variables, "\(dialect)")
      }
    }
  }

  @Test(arguments: DialectRows.all)
  func `warns of each of these texts, or refuses it`(row: DialectRow) throws {
    let bytes = try SecretBytes(copying: row.text)
    guard let file = try? DotenvFile.read(bytes) else { return }
    #expect(file.notes.contains { if case .ambiguous = $0.kind { true } else { false } })
  }

  @Test(arguments: DialectRows.agreed)
  func `reads what all agree on in every dialect, without a warning`(
    text: String, variables: [String]
  ) throws {
    for dialect in Dialect.allCases where dialect != .docker {
      #expect(try Self.read(Array(text.utf8), dialect) == variables, "\(dialect)")
    }
    let notes = try DotenvFile.read(try secret(text)).notes
    #expect(!notes.contains { if case .ambiguous = $0.kind { true } else { false } })
  }

  @Test func `what is not UTF-8 is kept, replaced or refused as the tool does`() throws {
    let text: [UInt8] = [0x41, 0x3D, 0xFF, 0xFE, 0x0A]
    #expect(try Self.read(text, .pythonDotenv) == nil)
    #expect(try Self.read(text, .docker) == nil)
    #expect(try Self.read(text, .node) == ["A=\u{fffd}\u{fffd}"])
    #expect(try Self.read(text, .compose) == ["A=\u{fffd}\u{fffd}"])
    for dialect in [Dialect.secrun, .shell] {
      var options = DotenvFile.Options()
      options.dialect = dialect
      let file = try DotenvFile.read(try SecretBytes(copying: text), options)
      #expect(file.secrets.map { plainBytes($0.value.bytes) } == [[0xFF, 0xFE]])
      #expect(!file.notes.isEmpty)
    }
  }
}
