// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

extension RunFailure {
  /// A store that could not be used; `path` is where it is.
  init(_ error: StoreError, store path: String) {
    let store = PrintableText.escaped(path, limit: 4096)
    switch error {
    case .noStore(let path):
      self.init(
        "no store at \(PrintableText.escaped(path, limit: 4096))",
        hints: ["make one with: secrun init"])
    case .notAStore: self.init("\(store) is not a secrun store")
    case .newerVersion(let version):
      self.init(
        "\(store) has format \(version), which is newer than this secrun",
        hints: ["install a newer secrun"])
    case .overLimit(let what): self.init("\(store) is refused: \(what) is over the limit")
    case .untrustedSigner(let record, let line, let signer):
      self = .untrusted(record, at: "\(store):\(line)", signer, calledIn: nil)
    case .notAMember(let group):
      self.init(
        "the identity is no member of group \(group) in \(store)",
        hints: [
          "use an identity that is, see --identity, or ask a member to run: "
            + "secrun member add LABEL PUBLIC --group \(group)"
        ])
    case .locked(let folder):
      self.init("another process keeps \(PrintableText.escaped(folder, limit: 4096)) locked")
    case .changedMeanwhile: self.init("\(store) keeps changing under the write")
    case .writeNotVerified:
      self.init("what was written for \(store) does not read back; the store is as it was")
    case .rolledBack, .memoryDamaged: self.init(aboutMemory: error, store)
    case .damaged, .doubled, .mergeConflict, .truncated, .altered, .doesNotOpen:
      self.init(aboutDamage: error, store)
    default: self.init(aboutSecret: error)
    }
  }

  /// A file whose content is not what it should be, through an accident, a merge or an attack.
  private init(aboutDamage error: StoreError, _ store: String) {
    switch error {
    case .damaged(let line, let reason): self.init(damaged: store, line, reason)
    case .doubled(let record, let line, let first):
      self.init(
        "\(store):\(line): a second record of the same name: \(record) stands in line \(first) already",
        hints: [
          "two branches changed it; delete one of the two lines, then run: "
            + (record == "config" ? "secrun allow" : "secrun verify")
        ])
    case .mergeConflict(let line):
      self.init(
        "\(store):\(line): git left a merge conflict here",
        hints: [
          "keep the lines of both sides, but one of each name, delete git's marks, and run: secrun verify"
        ])
    case .truncated:
      self.init(
        "\(store) is damaged: it ends too early", hints: ["restore it from version control"])
    case .altered(let record, let line):
      self.init(damaged: store, line, "the signature of \(record) does not match")
    case .doesNotOpen(let record, let line):
      self.init(damaged: store, line, "\(record) does not belong here")
    default: self.init("\(store) is damaged")
    }
  }

  private init(damaged store: String, _ line: Int, _ reason: String) {
    self.init(
      "\(store):\(line): the store is damaged: \(reason)",
      hints: ["restore the line from version control"])
  }

  private init(aboutSecret error: StoreError) {
    switch error {
    case .noSecret(let name): self.init("no secret \(PrintableText.escaped(name)) in the store")
    case .secretExists(let name): self.init("there is a secret \(name) already")
    case .invalidName(let name):
      self.init(
        "\(PrintableText.quoted(name)) cannot be the name of a secret",
        hints: [
          "a name has letters, digits and _, does not begin with a digit, and at most 128 bytes"
        ])
    case .valueHasNull(let name):
      self.init(
        "the value of \(PrintableText.escaped(name)) holds a null byte, which no variable can",
        hints: ["encode it, for example with base64"])
    case .valueTooLong(let name, let limit):
      self.init("the value of \(PrintableText.escaped(name)) is longer than \(limit) bytes")
    case .detailTooLong(let name, let limit):
      self.init("the note of \(PrintableText.escaped(name)) is longer than \(limit) bytes")
    case .system(let error): self.init(error)
    case .memory(let error): self.init(error)
    default: self.init(aboutMembers: error)
    }
  }

  init(aboutIdentity error: StoreError) {
    switch error {
    case .noIdentity(let searched):
      let places = searched.map { PrintableText.escaped($0, limit: 4096) }
      self.init(
        "no identity found",
        details: places.map { "not found: \($0)" },
        hints: ["make one with: secrun init", "or name one with --identity PATH"])
    case .helper(let program, let problem): self.init(helper: program, problem)
    case .identityExists(let path):
      self.init("there is an identity at \(PrintableText.escaped(path, limit: 4096)) already")
    case .identityIsReadable(let path, let permissions):
      let path = PrintableText.escaped(path, limit: 4096)
      let mode = String(permissions, radix: 8)
      self.init(
        "\(path) may be read by others (mode \(mode))", hints: ["run: chmod 600 \(path)"])
    case .identityOfAnotherUser(let path):
      self.init("\(PrintableText.escaped(path, limit: 4096)) belongs to another user")
    case .notAnIdentity(let source):
      self.init("\(PrintableText.escaped(source, limit: 4096)) is not a secrun identity")
    case .identityDamaged(let source):
      self.init(
        "\(PrintableText.escaped(source, limit: 4096)) is damaged: its checksum does not match",
        hints: ["restore it from a backup"])
    case .identityIsNewer(let source):
      self.init(
        "\(PrintableText.escaped(source, limit: 4096)) has a newer format than this secrun",
        hints: ["install a newer secrun"])
    default: self.init(aboutPassphrase: error)
    }
  }

  private init(helper program: String, _ problem: HelperProblem) {
    let program = PrintableText.escaped(program, limit: 4096)
    let helper = "\(program), the helper of identity.command,"
    let hint = "it is named in your own settings, $XDG_CONFIG_HOME/secrun/config.toml"
    switch problem {
    case .notFound: self.init("\(helper) was not found", hints: [hint])
    case .relativePath(let path):
      self.init(
        "\(helper) is \(PrintableText.escaped(path, limit: 4096)) here, which depends on the working folder",
        hints: ["name it by its whole path; \(hint)"])
    case .notStarted(let error):
      self.init("\(helper) cannot be started: \(error.reason)", hints: [hint])
    case .exited(let status): self.init("\(helper) ended with status \(status)", hints: [hint])
    case .signaled(let signal): self.init("\(helper) was ended by signal \(signal)", hints: [hint])
    case .silent: self.init("\(helper) printed nothing", hints: [hint])
    }
  }

  private init(aboutPassphrase error: StoreError) {
    switch error {
    case .passphraseNeeded(let source):
      self.init(
        "\(PrintableText.escaped(source, limit: 4096)) is locked with a passphrase",
        hints: ["unlock it for this session with: secrun unlock --for 8h"])
    case .wrongPassphrase(let source):
      let source = PrintableText.escaped(source, limit: 4096)
      self.init(
        "wrong passphrase for \(source)",
        hints: ["if you are sure of it, the file was altered: restore it from a backup"])
    case .passphraseCost(let source, let passes, let memory):
      let cost = PassphraseKey.Cost.self
      self.init(
        "\(PrintableText.escaped(source, limit: 4096)) asks for \(passes) passes over \(memory) MiB to check its "
          + "passphrase, which is out of range",
        hints: [
          "accepted are \(cost.passes.lowerBound) to \(cost.passes.upperBound) passes over "
            + "\(cost.memories.lowerBound) to \(cost.memories.upperBound) MiB; restore the file from a backup"
        ])
    case .readOnlyIdentity:
      self.init(
        "the identity is read-only: it can open and run, and cannot sign",
        hints: ["use a full identity for this, see --identity"])
    default: self.init("the store cannot be used")
    }
  }
}
