// SPDX-License-Identifier: Apache-2.0

import SecretMemory
package import SystemCalls

/// Identities that `secrun unlock` keeps in the kernel for a time, so that nobody is asked for them again.
///
/// They are kept by what would otherwise be asked: an identity that is locked by its public part, that of a helper by
/// the helper's words, any other as the one that counts where no identity is found.
package enum UnlockedIdentities {
  /// The keyring that holds them.
  private static let keyring = "secrun"

  /// What an identity is kept as.
  package struct Slot: Sendable, Equatable {
    let description: String

    /// For an identity that was found nowhere else.
    package static let usual = Slot(description: "identity")

    /// For one behind a passphrase.
    static func locked(_ publicPart: PublicIdentity) -> Slot {
      Slot(description: "identity \(publicPart.text)")
    }

    /// For what a helper prints.
    static func helper(_ words: [String]) -> Slot {
      var content = Framing("secrun/helper/v1")
      for word in words { content.append(word) }
      let digest = Base64.encode(Digest.blake2b(content.bytes, count: 32))
      return Slot(description: "helper \(String(decoding: digest, as: UTF8.self))")
    }
  }

  /// The slot for what a place says.
  package static func slot(
    for source: IdentitySource, _ document: IdentityDocument
  ) throws(StoreError) -> Slot {
    if document.isLocked { return .locked(try document.publicPart()) }
    if case .helper(let words) = source { return .helper(words) }
    return .usual
  }

  /// Keeps an identity that is open for so many seconds.
  package static func keep(
    _ document: IdentityDocument, in slot: Slot, seconds: UInt32
  ) throws(StoreError) {
    let text = try IdentityFile.text(document)
    try inSystem { () throws(SystemCallError) in
      try SessionKeyring.make(keyring).keep(text, as: slot.description, seconds: seconds)
    }
  }

  /// The identity of a slot; nil when none is kept there now.
  package static func find(_ slot: Slot) throws(StoreError) -> IdentityDocument? {
    guard let text = try text(slot) else { return nil }
    return try IdentityFile.document(in: text, source: IdentitySource.unlocked.title)
  }

  /// The text that is kept in a slot; nil when there is none now.
  static func text(_ slot: Slot) throws(StoreError) -> SecretBytes? {
    guard let keyring = SessionKeyring.named(keyring) else { return nil }
    return try inSystem { () throws(SystemCallError) in
      try keyring.secret(slot.description, limit: StoreLimits.identity)
    }
  }

  /// The identity that a locked one is when it is open; nil when it is not kept now.
  package static func open(_ locked: IdentityDocument) throws(StoreError) -> IdentityDocument? {
    let publicPart = try locked.publicPart()
    guard let document = try find(.locked(publicPart)) else { return nil }
    return try document.publicPart() == publicPart ? document : nil
  }

  /// Whether any identity is kept now, or in one slot.
  package static func areThere(in slot: Slot? = nil) -> Bool {
    guard let keyring = SessionKeyring.named(keyring) else { return false }
    return slot.map { keyring.has($0.description) } ?? true
  }

  /// Removes them all; false when there was none.
  package static func removeAll() throws(StoreError) -> Bool {
    guard let keyring = SessionKeyring.named(keyring) else { return false }
    try inSystem { () throws(SystemCallError) in try keyring.remove() }
    return true
  }

  /// Puts them out of the reach of programs that the calling thread starts from here on.
  package static func hide() throws(SystemCallError) { try SessionKeyring.hide(keyring) }
}
