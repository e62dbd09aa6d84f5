// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// The part of an identity that anyone may have.
package enum ShowIdentity {
  /// What is shown of an identity.
  package struct Shown: Sendable, Encodable {
    /// The one word to paste.
    package let text: String
    /// The key that others trust its signatures by; nil for an identity that cannot sign.
    package let fingerprint: String?

    private enum CodingKeys: String, CodingKey {
      case text = "public"
      case fingerprint
    }

    /// Both for machines.
    package var json: [UInt8] { JSONText.bytes(self) }
  }

  /// What only an identity that signs has.
  package static let noFingerprint = RunFailure(
    "the identity is read-only: it does not sign, and has no fingerprint",
    hints: ["secrun identity show prints its public part"])

  /// Reads the identity; one that is locked says this without its passphrase.
  package static func run(_ places: PlaceOptions) throws(RunFailure) -> Shown {
    let source = try IdentitySource.wished(places)
    let part = try IdentityReading.inPhase { () throws(StoreError) in
      let document = try source.document()
      InheritedEnvironment.overwriteOwnVariables()
      return try document.publicPart()
    }
    return Shown(
      text: part.text, fingerprint: part.fingerprint)
  }
}

extension IdentitySource {
  /// The place that a command without a project means.
  static func wished(_ places: PlaceOptions) throws(RunFailure) -> IdentitySource {
    let homeFolders = HomeFolders()
    let settings = try SettingsFiles.read(homeFolders)
    do throws(StoreError) {
      return try find(places.identityWish(settings), homeFolders: homeFolders)
    } catch {
      throw RunFailure(error, store: "")
    }
  }
}
