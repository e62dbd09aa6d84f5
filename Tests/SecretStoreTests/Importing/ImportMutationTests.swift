// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SecretMemory
import SecretStore
import Testing

/// Damaged files are read or refused, and what is read is what another reader reads.
@Suite(.timeLimit(.minutes(2)))
struct ImportMutationTests {
  private static let json = """
    {"A" : "x\\u20ac\\ud83d\\ude00\\n", "B_1":"\u{e9} # 'y' ${Z}" ,
    "C":"", "D" : "-----BEGIN-----\\nab+/=\\n"}
    """

  private static let dotenv = """
    # comment\r
    export A = 'it\\'s' # c\r
    B="two
    lines\\n\\$\\q" #c
    C=p#ss # c
    D = $2a$10$abc\u{20}
    E=
    """

  @Test(arguments: 0..<4)
  func `damaged JSON is refused or read as Foundation reads it`(seed: Int) throws {
    var numbers = RepeatableNumbers(seed: seed)
    var accepted = 0
    for _ in 0..<1500 {
      let bytes = Mutation.mutate(Array(Self.json.utf8), with: &numbers)
      let text = try SecretBytes(copying: bytes)
      guard let secrets = try? JSONReader.read(text) else { continue }
      accepted += 1
      let found = secrets.map { ($0.name, plainText($0.value.bytes)) }
      let expected = try JSONDecoder().decode([String: String].self, from: Data(bytes))
      #expect(Dictionary(uniqueKeysWithValues: found) == expected)
    }
    #expect(accepted > 0)
  }

  @Test(arguments: 0..<4)
  func `a damaged .env file is refused or read with the names that stand in it`(seed: Int) throws {
    var numbers = RepeatableNumbers(seed: seed)
    var accepted = 0
    for _ in 0..<1500 {
      let bytes = Mutation.mutate(Array(Self.dotenv.utf8), with: &numbers)
      let text = try SecretBytes(copying: bytes)
      guard let secrets = try? readSecrets(text) else { continue }
      accepted += 1
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      for secret in secrets {
        #expect(NameRules.isSecretName(secret.name))
        #expect(!plainBytes(secret.value.bytes).contains(0))
        let line = String(decoding: lines[secret.line - 1], as: UTF8.self)
        #expect(line.contains(secret.name))
      }
      #expect(Set(secrets.map(\.name)).count == secrets.count)
    }
    #expect(accepted > 0)
  }

  @Test(arguments: [
    "\"", "'", "\\", "A=", "A=\"", "{\"A\":\"", "\\u", "\n", "#", "export ", "\u{e9}",
  ])
  func `a long run of one piece is read or refused without delay`(piece: String) throws {
    for head in ["", "A=\"", "A='", "{\"A\":\""] {
      let long = try secret(head + String(repeating: piece, count: 200_000 / piece.utf8.count))
      _ = try? readSecrets(long).count
      _ = try? JSONReader.read(long).count
    }
  }
}
