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
      return Outcome(
        findings: findings,
        summary: try summary(place, store, verification.recordCount))
    } catch {
      if error.isAboutTheFile {
        return Outcome(findings: [RunFailure(error, store: path)], summary: [])
      }
      throw RunFailure(error, store: path)
    }
  }

  private static func summary(
    _ place: String, _ store: Store, _ count: Int
  ) throws(StoreError) -> [UInt8] {
    var text = "\(place): \(count) records verify\n"
    for signer in try store.signers() {
      let key = Fingerprint.text(signer.key)
      let label = store.claimedLabel(of: key) ?? "nobody in it"
      text += "  \(signer.lines.count) signed by \(key) (\(label))\n"
    }
    return Array(text.utf8)
  }
}
