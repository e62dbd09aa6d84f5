// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

/// Checking every record of a store without any secret.
package enum VerifyStore {
  /// What a check came to.
  package struct Outcome: Sendable {
    /// What is wrong, a line each, with its place; empty when nothing is.
    package let findings: [RunFailure]
    /// What was checked, for standard output.
    package let summary: [UInt8]
    /// All of it as JSON.
    package let json: [UInt8]
  }

  private struct Content: Encodable {
    struct Signer: Encodable {
      let key: String
      let label: String?
      let records: Int
    }
    struct Finding: Encodable {
      /// Nil for the file as a whole.
      let line: Int?
      let reason: String
    }
    let ok: Bool
    let path: String
    let records: Int
    let signers: [Signer]
    let findings: [Finding]
  }

  /// Reads and checks the store; `signers` are the only ones that may have signed, when there are any.
  package static func run(
    _ places: PlaceOptions, signers: [String]
  ) throws(RunFailure) -> Outcome {
    var keys: [[UInt8]] = []
    for text in signers {
      guard let key = Fingerprint.key(text) ?? PublicIdentity(parsing: text)?.verification else {
        throw RunFailure(
          "\(PrintableText.quoted(text)) is not a signer's key",
          hints: ["see the keys with: secrun trust --list"])
      }
      keys.append(key)
    }
    let path = try Project.storePath(places)
    let place = PrintableText.escaped(path, limit: 4096)
    do throws(StoreError) {
      let store = try Store.read(path)
      let verification = try StoreVerification(of: store, signers: keys)
      let findings = verification.findings.map { RunFailure("\(place):\($0.line): \($0.text)") }
      let content = Content(
        ok: findings.isEmpty, path: place, records: verification.recordCount,
        signers: try signed(store),
        findings: verification.findings.map { .init(line: $0.line, reason: $0.text) })
      return Outcome(
        findings: findings, summary: summary(content), json: JSONText.bytes(content))
    } catch {
      if error.isAboutTheFile {
        let finding = RunFailure(error, store: path)
        let content = Content(
          ok: false, path: place, records: 0, signers: [],
          findings: [.init(line: nil, reason: finding.message)])
        return Outcome(findings: [finding], summary: [], json: JSONText.bytes(content))
      }
      throw RunFailure(error, store: path)
    }
  }

  private static func signed(_ store: Store) throws(StoreError) -> [Content.Signer] {
    try store.signers().map { signer in
      let key = Fingerprint.text(signer.key)
      return .init(
        key: key, label: store.claimedLabel(of: key), records: signer.lines.count)
    }
  }

  private static func summary(_ content: Content) -> [UInt8] {
    var text = "\(content.path): \(content.records) records verify\n"
    for signer in content.signers {
      text += "  \(signer.records) signed by \(signer.key) (\(signer.label ?? "nobody in it"))\n"
    }
    return Array(text.utf8)
  }
}
