// SPDX-License-Identifier: Apache-2.0

import SecretStore

/// What came of reading something, in the words of `StoreFormat.md`.
struct Outcome: Equatable {
  let word: String
  let line: Int?

  init(word: String, line: Int?) {
    self.word = word
    self.line = line
  }

  init(_ error: StoreError) {
    (word, line) =
      switch error {
      case .overLimit: ("over-limit", nil)
      case .truncated: ("truncated", nil)
      case .notAStore: ("not-a-store", nil)
      case .newerVersion, .identityIsNewer: ("newer-version", nil)
      case .damaged(let line, _), .doubled(_, let line, _): ("damaged", line)
      case .noSecret: ("no-secret", nil)
      case .untrustedSigner(_, let line, _): ("untrusted-signer", line)
      case .altered(_, let line): ("altered", line)
      case .notAMember: ("not-a-member", nil)
      case .doesNotOpen(_, let line): ("does-not-open", line)
      case .notAnIdentity: ("not-an-identity", nil)
      case .identityDamaged: ("damaged", nil)
      case .passphraseCost: ("cost-out-of-range", nil)
      case .passphraseNeeded: ("passphrase-needed", nil)
      case .wrongPassphrase: ("wrong-passphrase", nil)
      default: ("\(error)", nil)
      }
  }
}
