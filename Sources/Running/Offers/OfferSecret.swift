// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Adding a secret that a member has to accept, with no identity at all.
enum OfferSecret {
  /// Reads the value, seals it for the group, and returns what the user should compare.
  static func run(_ name: String, _ options: SetSecret.Options) throws(RunFailure) -> [String] {
    let path = try Project.storePath(options.places)
    let now = CurrentProcess.time
    let expires = try options.expires.map { text throws(RunFailure) in
      try Expiry.time(text, now: now)
    }
    let details = SecretDetails(created: now, expires: expires, note: options.note ?? "")
    let signer = try key(options.signer)
    let typed = try ValueInput.ask(for: name)
    let (group, found) = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let value =
        if let typed { typed } else {
          try ValueInput.read(name: name, keepsNewline: options.keepsNewline)
        }
      do throws(StoreError) {
        return try StoreFile.update(path) { store throws(StoreError) in
          let offer = try store.offering(
            name, value.bytes, details, for: options.group, signer: signer)
          return (offer.store, (offer.group, Fingerprint.text(offer.signer)))
        }
      } catch {
        throw failure(error, path)
      }
    }
    let accepting = "a member of group \(group) has to accept \(name) before anything uses it"
    guard signer == nil else { return [accepting] }
    return [
      accepting,
      "the group's key is signed by \(found); if you know whose key it must be, add --signer KEY",
    ]
  }

  private static func failure(_ error: StoreError, _ path: String) -> RunFailure {
    guard case .untrustedSigner(let record, let line, let signer) = error else {
      return RunFailure(error, store: path)
    }
    return RunFailure(
      "\(PrintableText.escaped(path, limit: 4096)):\(line): \(record) is signed by another key: \(signer)",
      hints: ["nothing was offered; ask a member which key is right"])
  }

  private static func key(_ text: String?) throws(RunFailure) -> [UInt8]? {
    guard let text else { return nil }
    guard let key = Fingerprint.key(text) ?? PublicIdentity(parsing: text)?.verification else {
      throw RunFailure("\(PrintableText.quoted(text)) is not a signer's key")
    }
    return key
  }
}
