// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Keeping the identity in the kernel for a time, so that nobody is asked for it again, and ending that.
package enum UnlockIdentity {
  /// The longest time, a year; a key that should stay longer belongs into a file.
  private static let longest: Int64 = 366 * 86400

  /// Asks for the identity as a run would, and keeps it; returns what the user should know.
  package static func unlock(_ places: PlaceOptions, for text: String) throws(RunFailure)
    -> [String]
  {
    guard let seconds = Duration.seconds(text), (1...longest).contains(seconds) else {
      throw RunFailure(
        "--for \(PrintableText.escaped(text)) is no duration of up to a year",
        hints: ["write 8h, 30m or 2d"])
    }
    let source = try IdentitySource.wished(places)
    var documents: Documents? = try self.documents(source)
    let isLocked = documents?.own.isLocked ?? true
    do throws(StoreError) {
      try SecretPhase.run(failed: StoreError.memory) { () throws(StoreError) in
        guard let documents = documents.take() else { return }
        let slot = try UnlockedIdentities.slot(for: source, documents.own)
        try UnlockedIdentities.keep(documents.open, in: slot, seconds: UInt32(seconds))
      }
    } catch .system(let error) {
      throw failure(error)
    } catch {
      throw RunFailure(error, store: "")
    }
    var hints = ["unlocked for \(text) in this session; secrun lock ends that"]
    if case .file(let path) = source, !isLocked {
      let path = PrintableText.escaped(path, limit: 4096)
      hints.append(
        "\(path) has no passphrase: who can read it needs no unlocking, see secrun identity passphrase"
      )
    }
    return hints
  }

  /// Forgets what was unlocked; returns what the user should know.
  package static func lock() throws(RunFailure) -> [String] {
    do throws(StoreError) {
      return try UnlockedIdentities.removeAll() ? [] : ["nothing was unlocked in this session"]
    } catch {
      throw RunFailure(error, store: "")
    }
  }

  /// What is at the place of an identity, and that in the open.
  private struct Documents {
    let own: IdentityDocument
    let open: IdentityDocument
  }

  private static func documents(_ source: IdentitySource) throws(RunFailure) -> Documents {
    let own = try IdentityReading.documentItself(source)
    return Documents(
      own: own, open: try IdentityReading.unlockedByPassphrase(own, source.title))
  }

  private static func failure(_ error: SystemCallError) -> RunFailure {
    if error.subject == SessionKeyring.parentSubject {
      return RunFailure(
        "this session has no keyring of its own, and the program that started secrun cannot be given one: \(error.reason)",
        hints: ["run it from a shell, or begin with one that has a keyring: keyctl session - bash"])
    }
    guard error.isForbidden else { return RunFailure(error) }
    return RunFailure(
      "the kernel or the container allows no keyrings here: \(error.reason)",
      hints: [
        "type the passphrase for each run, or give the identity by --identity-fd, by identity.command of your own "
          + "settings, or as a systemd credential"
      ])
  }
}
