// SPDX-License-Identifier: Apache-2.0

import Auditing
import Scoping
import SecretMemory
import SecretStore
import Spawning
import SystemCalls

/// Who runs what with which secrets, as far as a run has come: what the first record of it says.
struct RunDescription {
  private struct Secret {
    let name: String
    let version: UInt64?
    /// How the child receives it, unless that is by a variable only.
    let delivered: [String]?
  }

  private let options: RunOptions
  private let command: ArgumentList
  private var scope: String?
  private var storeID: String?
  private var secrets: [Secret]?

  var project: Project?
  var program: Program?

  init(_ options: RunOptions, _ command: ArgumentList) {
    self.options = options
    self.command = command
  }

  /// Takes down what the scope selects: names, and the version of each.
  mutating func select(_ scoped: ScopedSelection, from store: OpenStore) {
    scope = scoped.scope.name
    storeID = store.store.id
    let selection = scoped.selection
    let special = (selection.injections + [selection.standardInput].compactMap { $0 })
      .filter { $0.delivery != .variable }
    secrets = selection.opened.map { name in
      Secret(
        name: name, version: (try? store.place(of: name))?.version,
        delivered: special.contains { $0.secret == name } ? selection.deliveries(of: name) : nil)
    }
  }

  /// Adds all that is known; every text that did not come from secrun goes through `mask` first.
  ///
  /// Of the command's words only the first is written: others may be secrets.
  func write(to line: inout JSONLine, digests: DigestCache?, mask: (String) -> String) {
    let user = CurrentProcess.userID
    line.add("user", SystemFacts.userName(user))
    line.add("uid", user)
    line.add("pid", CurrentProcess.id)
    line.add("ppid", CurrentProcess.parentID)
    line.add("parent", SystemFacts.processName(CurrentProcess.parentID).map(mask))
    line.add("tty", (0...2).contains { Terminal.isTerminal($0) })
    line.add("cwd", CurrentProcess.workingFolder.map(mask))
    line.add("argv0", command.program.map(mask))
    if let program {
      line.add("program", mask(Self.absolute(program.path)))
      line.add(
        "program_digest",
        digests?.digest(of: program.path, opened: program.file).map(Self.text))
      line.add("pin_digest", program.pinDigest.map(Self.text))
    }
    line.add("mode", options.isReplaced ? "exec" : options.isRedactionOff ? "unredacted" : "run")
    line.add("reason", options.reason.map(mask))
    if let project { write(project, to: &line, mask) }
    line.add("store_id", storeID)
    if let secrets {
      line.add(
        "secrets",
        secrets.map { secret in
          var object = JSONLine()
          object.add("name", secret.name)
          if let version = secret.version { object.add("version", version) }
          if let delivered = secret.delivered { object.add("delivered", delivered) }
          return object
        })
    }
  }

  private func write(_ project: Project, to line: inout JSONLine, _ mask: (String) -> String) {
    let wished = try? project.scope(named: options.scope).name
    line.add("scope", scope ?? wished ?? options.scope ?? project.scopeName)
    line.add("scope_file", project.configPath.map { mask(Self.absolute($0)) })
    line.add(
      "scope_digest",
      project.configText.map {
        Self.text(Digest.blake2b($0, count: StreamingDigest.count))
      })
    line.add("store", mask(Self.absolute(project.storePath)))
  }

  private static func absolute(_ path: String) -> String {
    CurrentProcess.workingFolder.map { Path.resolve(path, in: $0) } ?? path
  }

  private static func text(_ digest: [UInt8]) -> String {
    String(decoding: Base64.encode(digest), as: UTF8.self)
  }
}
