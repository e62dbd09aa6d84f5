// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// The kinds of file that values are taken over from.
package enum ImportFormat: String, CaseIterable, Sendable {
  /// `NAME=value` lines.
  case dotenv
  /// One flat object of strings.
  case json
}

/// Sealing all values of files in one write.
package struct ImportSecrets {
  /// What the user said about an import.
  package struct Options: Sendable {
    /// The files in their order, where `-` is standard input.
    ///
    /// Of a name that several give, the last one counts.
    package var files: [String] = []
    /// `--format`; nil goes by each file's name.
    package var format: ImportFormat?
    /// `--dialect`, `--expand`, `--bare`.
    package var dotenv = DotenvWishes()
    /// `--replace`: whether names that are there already get their new values.
    package var isReplacing = false
    /// `--split`: whether what looks like a plain setting goes into the scope's `env` in clear.
    package var splits = false
    /// `--references`: whether the files are rewritten, with a reference in the place of each value.
    package var makesReferences = false
    /// `--remove`: whether the files are overwritten and removed.
    package var removes = false
    /// `--allow-dangerous-name`.
    package var isDangerAllowed = false
    /// `--scope`: whose `env` the settings go into.
    package var scope: String?
    /// Where things are.
    package var places = PlaceOptions()

    /// The defaults.
    package init() {}
  }

  let options: Options
  let project: Project
  /// Gone as soon as it has sealed.
  private var identity: Identity?
  private(set) var plan: ImportPlan

  /// Reads the files and compares them with the store; nothing is changed yet.
  package init(_ options: Options) throws(RunFailure) {
    var options = options
    options.files = options.files.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    try Self.refuseContradictions(options)
    let project = try Project.find(options.places)
    // A missing store comes before a missing identity.
    _ = try project.readStore()
    let identity = try project.identity()
    if options.removes || options.makesReferences { try Self.refuseFixedFiles(options.files) }
    self.options = options
    self.project = project
    self.identity = identity
    plan = try SecretPhase.run(failed: RunFailure.init) { [options] () throws(RunFailure) in
      let sources = try Self.read(options)
      return try ImportPlan(sources, project, identity, splits: options.splits)
    }
  }

  /// What is not as it should be in the files, a line each.
  package var warnings: [String] { plan.sources.flatMap(\.warnings) }

  /// What would be sealed, as a table of names.
  package var preview: [UInt8] { plan.table }

  /// The same with the warnings as JSON.
  package var previewJSON: [UInt8] { plan.json(warnings: warnings) }

  /// Refuses names that must be insisted on; what the store has already, with that value, was insisted on then.
  package func refuseDangerous() throws(RunFailure) {
    try NameDanger.refuse(plan.sealed.map(\.name), unless: options.isDangerAllowed)
  }

  /// Asks about names that have other values in the store, or refuses them.
  package func settleExisting() throws(RunFailure) {
    let names = plan.changed.map(\.name)
    guard !options.isReplacing, !names.isEmpty else { return }
    let refusal = RunFailure(
      "the store has \(names.joined(separator: ", ")) already, with other values",
      hints: ["add --replace to give them the new values"])
    guard Terminal.isTerminal(0) else { throw refusal }
    let answer: String
    do throws(SystemCallError) {
      answer = try Terminal.ask("replace \(names.joined(separator: ", "))? [y/N] ")
    } catch {
      throw RunFailure(error)
    }
    guard ["y", "yes"].contains(answer.lowercased()) else { throw refusal }
  }

  /// Seals every value, or none, and reads each back from the disk; then lets go of the identity, and of the values
  /// unless the files are to be rewritten.
  package mutating func seal() throws(RunFailure) {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      defer { if !options.makesReferences { plan.forgetValues() } }
      guard let identity = identity.take(), !plan.sealed.isEmpty else { return }
      try seal(by: identity)
      try plan.prove(in: try project.open(identity))
    }
  }

  private func seal(by identity: Identity) throws(RunFailure) {
    let now = CurrentProcess.time
    try project.edit(with: identity) { store throws(StoreError) in
      var isChanged = false
      for item in plan.sealed {
        guard let value = item.value else { continue }
        let change = try store.set(
          item.name, to: value.bytes, note: nil, expires: nil, now: now)
        if change != .unchanged { isChanged = true }
      }
      return ((), isChanged)
    }
  }

  /// Lets go of every value that is no plain setting; belongs into a secret phase.
  mutating func forgetValues() { plan.forgetValues() }

  private static func refuseContradictions(_ options: Options) throws(RunFailure) {
    let changesFiles = options.removes || options.makesReferences
    if options.removes, options.makesReferences {
      throw RunFailure("--remove takes the files away, which --references would rewrite")
    }
    if changesFiles, options.files.contains("-") {
      throw RunFailure("standard input is no file that could be changed or removed")
    }
    if options.makesReferences, options.format == .json {
      throw RunFailure("only .env files can hold references")
    }
  }

  private static func read(_ options: Options) throws(RunFailure) -> [ImportSource] {
    let dotenv = try options.dotenv.options()
    var sources: [ImportSource] = []
    for file in options.files {
      let isJSON = options.format == .json || file.lowercased().hasSuffix(".json")
      let format = options.format ?? (isJSON ? .json : .dotenv)
      sources.append(try ImportSource(file, format, dotenv))
    }
    return sources
  }
}
