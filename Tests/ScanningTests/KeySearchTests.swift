// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import SecretMemory
import Testing

struct KeySearchTests {
  private static let letters = String(repeating: "aB3dE6gH9", count: 40)

  private static let texts: [(text: String, found: [String])] = [
    ("", []), ("A", []), ("AKIA", []),
    ("AKIA" + "ABCDEFGH23456789", ["1:1 aws-access-key"]),
    ("x\n\n id=ASIA" + "ABCDEFGH23456789\n", ["3:5 aws-access-key"]),
    ("AKIA" + "ABCDEFGH234567890", []),
    ("-AKIA" + "ABCDEFGH23456789", []),
    ("ghp_" + letters.prefix(36), ["1:1 github-token"]),
    ("ghp_" + letters.prefix(35), []),
    ("github_pat_" + letters.prefix(82), ["1:1 github-token"]),
    ("glpat-" + letters.prefix(20), ["1:1 gitlab-token"]),
    (
      "npm_" + letters.prefix(36) + "\nnpm_" + letters.prefix(36),
      ["1:1 npm-token", "2:1 npm-token"]
    ),
    ("AIza" + letters.prefix(35), ["1:1 google-api-key"]),
    ("sk-ant-" + letters.prefix(90), ["1:1 anthropic-key"]),
    ("sk-proj-" + letters.prefix(90), ["1:1 openai-key"]),
    ("sk-" + letters.prefix(48), ["1:1 openai-key"]),
    ("task-" + letters.prefix(48), []),
    ("SG." + letters.prefix(22) + "." + letters.prefix(43), ["1:1 sendgrid-key"]),
    ("xoxp-12345678-12345678-abc", ["1:1 slack-token"]),
    ("-----BEGIN " + "PRIVATE KEY-----\n", ["1:1 private-key"]),
    ("\n-----BEGIN OPENSSH " + "PRIVATE KEY-----\n", ["2:1 private-key"]),
    ("-----BEGIN " + "PUBLIC KEY-----\n", []),
    ("-----BEGIN " + "PRIVATE KEY----\n", []),
    ("redis://:hunter22@host", ["1:10 url-password"]),
    ("u=https://me:hunter22@host/", ["1:14 url-password"]),
    ("https://me:hun@host/ https://me:12/34@x https://me:${P}@host", []),
    ("https://host:8080/a@b ftp://x@y", []),
    ("Authorization: Bearer " + letters.prefix(20), ["1:23 authorization-header"]),
    ("'Authorization': 'token " + letters.prefix(20), ["1:25 authorization-header"]),
    ("Authorization: Bearer ${TOKEN_OF_MY_OWN_APP}", []),
    ("Authorization: Bearer xxxxxxxxxxxxxxxxxxxx", []),
    ("Authorization: Negotiate " + letters.prefix(20), []),
  ]

  private func search() throws -> StreamSearch {
    try StreamSearch(NeedleSet([]), looksForKeys: true)
  }

  private func find(
    _ search: StreamSearch, _ bytes: [UInt8], pieces size: Int = .max
  ) -> [KeySighting] {
    var rest = bytes[...]
    return search.search { window, range in
      let piece = Array(rest.prefix(min(size, range.count)))
      window.replace(at: range.lowerBound, with: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }.sightings
  }

  private func words(_ sightings: [KeySighting]) -> [String] {
    sightings.map { "\($0.line):\($0.column) \($0.rule.id)" }
  }

  @Test(arguments: texts)
  func `keys are told from other text in every cutting`(text: String, found: [String]) throws {
    let search = try search()
    for size in [1, 3, 50, Int.max] {
      #expect(words(find(search, Array(text.utf8), pieces: size)) == found)
    }
  }

  @Test func `a key is found wherever it stands in a long stream`() throws {
    let search = try search()
    let key = Array(("AKIA" + "ABCDEFGH23456789").utf8)
    for before in [60_000, 64_000, 64_036, 65_500, 65_520, 65_535, 65_536, 130_000, 200_000] {
      let line = Array(String(repeating: "x", count: 99).utf8) + [10]
      let lines = Array(repeating: line, count: before / 100).flatMap(\.self)
      let bytes = lines + [UInt8](repeating: 32, count: before % 100) + key + lines
      let found = find(search, bytes)
      #expect(words(found) == ["\(before / 100 + 1):\(before % 100 + 1) aws-access-key"])
      #expect(found.first?.range == before..<before + key.count)
    }
  }

  @Test func `what belongs to a value of the store is none`() throws {
    let value = "postgres://app:hunter22hunter22@host/db"
    let secret = NamedSecret(
      name: "URL", value: SharedSecret(try SecretBytes(copying: Array(value.utf8))))
    let search = try StreamSearch(NeedleSet([secret]), looksForKeys: true)
    let text = "a=\(value) b=postgres://app:another-one@host/db"
    let result = search.search(Array(text.utf8))
    #expect(result.occurrences.map(\.name) == ["URL"])
    #expect(
      result.sightings.map(\.column) == [text.utf8.count - "another-one@host/db".utf8.count + 1])
  }
}
