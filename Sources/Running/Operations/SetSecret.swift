// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Sealing a value under a name.
package enum SetSecret {
  /// What the user said about the secret.
  package struct Options: Sendable {
    /// Where things are.
    package var places: PlaceOptions
    /// Whether the newline at the end of standard input belongs to the value.
    package var keepsNewline: Bool
    /// `--note`; nil keeps the one there was.
    package var note: String?
    /// `--expires`, a date or a duration.
    package var expires: String?

    /// All at once.
    package init(places: PlaceOptions, keepsNewline: Bool, note: String?, expires: String?) {
      self.places = places
      self.keepsNewline = keepsNewline
      self.note = note
      self.expires = expires
    }
  }

  /// Why a value on the command line is refused; it is not repeated.
  package static let valueOnCommandLine = RunFailure(
    "a value is never taken from the command line, where every process can read it",
    hints: ["now that it was there, change it at its provider; then: secrun set NAME"])

  private static func refuseValue(in name: String) throws(RunFailure) {
    guard !name.utf8.contains(UInt8(ascii: "=")) else { throw valueOnCommandLine }
  }

  /// Reads the value, seals it, and writes the store if anything changed.
  package static func run(_ name: String, _ options: Options) throws(RunFailure) {
    try refuseValue(in: name)
    guard NameRules.isSecretName(name) else { throw RunFailure(.invalidName(name), store: "") }
    let project = try Project.find(options.places)
    let now = CurrentProcess.time
    let expires = try options.expires.map { text throws(RunFailure) in
      try Expiry.time(text, now: now)
    }
    // Looked at before the user types anything.
    _ = try project.readStore()
    let identity = try project.identityAhead()
    let typed = try ValueInput.ask(for: name)
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let value =
        if let typed { typed } else {
          try ValueInput.read(name: name, keepsNewline: options.keepsNewline)
        }
      try project.edit(with: identity) { store throws(StoreError) in
        let change = try store.set(
          name, to: value.bytes, note: options.note, expires: expires, now: now)
        return ((), change != .unchanged)
      }
    }
  }
}
