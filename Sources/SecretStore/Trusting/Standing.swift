// SPDX-License-Identifier: Apache-2.0

/// How a reader stands to a signer.
package enum Standing: Sendable {
  /// It is the reader's own key.
  case own
  /// The user pinned the key on this machine.
  case pinned
  /// The identity's own file names the key.
  case namedByIdentity
  /// Nothing says that the key may be trusted.
  case unknown

  /// What a list says.
  package var word: String {
    switch self {
    case .own: "you"
    case .pinned: "trusted"
    case .namedByIdentity: "trusted by the identity"
    case .unknown: "not trusted"
    }
  }
}

extension OpenStore {
  /// How the identity at hand stands to a signer.
  package func standing(of signer: [UInt8]) -> Standing {
    if identity.signer == signer { return .own }
    if memory.signers.contains(where: { $0.key == signer }) { return .pinned }
    return identity.trustedSigners.contains(signer) ? .namedByIdentity : .unknown
  }

  /// Whether records of a signer count.
  package func isTrusted(_ signer: [UInt8]) -> Bool {
    if case .unknown = standing(of: signer) { return false }
    return true
  }
}
