// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Pinning a scope's command: what it is made of is digested and signed into the store.
package struct PinScope {
  private let project: Project
  private let identity: Identity
  private let scope: Scope
  private let now: [PinnedItem]
  /// Whether the scope was pinned before.
  package let isPinned: Bool
  /// What is pinned, or what differs from what was, a line each; empty when nothing does.
  package let changes: [String]

  /// Looks at a command; without words at the one that was pinned before.
  package init(_ name: String, words: [String], _ places: PlaceOptions) throws(RunFailure) {
    let project = try Project.find(places)
    let scope = try project.scope(named: name)
    // A missing store is told before a missing identity.
    _ = try project.readStore()
    let identity = try project.identity()
    let pinned = try Self.pinned(scope, project, identity)
    let words = try words.isEmpty ? Self.words(of: pinned, scope, project) : words
    let command = try PinnedCommand(Self.find(words[0]), words: words, scope, project)
    try Self.requireFiles(scope, command.items)
    self.project = project
    self.identity = identity
    self.scope = scope
    now = command.items
    isPinned = pinned != nil
    changes =
      pinned.map { PinDifference.lines(pinned: $0, now: command.items) }
      ?? command.items.map { "\($0.kind.rawValue) \(PrintableText.quoted($0.text))" }
  }

  /// Signs what was looked at.
  package func pin() throws(RunFailure) { try Self.write(now, scope.name, project, identity) }

  /// Frees a scope's command.
  package static func remove(_ name: String, _ places: PlaceOptions) throws(RunFailure) {
    let project = try Project.find(places)
    _ = try project.readStore()
    try write(nil, name, project, project.identity())
  }

  /// Asks the user on the terminal; without one the wish itself is the answer.
  package func ask() throws(RunFailure) -> Bool {
    guard Terminal.isTerminal(0) else { return true }
    do throws(SystemCallError) {
      let answer = try Terminal.ask("pin this for scope \(scope.name)? [y/N] ")
      return ["y", "yes"].contains(answer.lowercased())
    } catch {
      throw RunFailure(error)
    }
  }

  private static func pinned(
    _ scope: Scope, _ project: Project, _ identity: Identity
  ) throws(RunFailure) -> [PinnedItem]? {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      try project.requireApproval(store)
      return try project.explaining { () throws(StoreError) in try store.pin(of: scope.name) }
    }
  }

  private static func write(
    _ items: [PinnedItem]?, _ name: String, _ project: Project, _ identity: Identity
  ) throws(RunFailure) {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity) { store throws(StoreError) in
        let isKnown = store.pinnedScopes.contains(name)
        try store.pin(name, to: items)
        return ((), items != nil || isKnown)
      }
    }
  }

  /// The words of a command that was pinned, as far as they were.
  static func words(
    of pinned: [PinnedItem]?, _ scope: Scope, _ project: Project
  ) throws(RunFailure) -> [String] {
    guard let pinned else {
      throw RunFailure(
        "no command given", hints: ["put it after two dashes: secrun pin \(scope.name) -- COMMAND"])
    }
    return pinned.compactMap { item in
      switch item.kind {
      case .program, .script: PinnedCommand.path(of: item, in: project)
      case .argument: item.text
      case .interpreter, .file: nil
      }
    }
  }

  static func find(_ word: String) throws(RunFailure) -> String {
    switch ProgramSearch.find(word, path: InheritedEnvironment.text("PATH")) {
    case .found(let path): return path
    case .notExecutable(let path):
      throw RunFailure("\(PrintableText.quoted(path)) cannot be executed")
    case .notFound: throw RunFailure("\(PrintableText.quoted(word)) not found")
    }
  }

  /// A name without wildcards must be a file when it is pinned; later its absence is a difference.
  private static func requireFiles(_ scope: Scope, _ items: [PinnedItem]) throws(RunFailure) {
    let found = items.filter { $0.kind == .file }.map(\.text)
    for pattern in scope.pinned ?? [] where pattern.isPlain {
      guard found.contains(where: pattern.matches) else {
        throw RunFailure("there is no file \(PrintableText.quoted(pattern.text)) to pin")
      }
    }
  }
}
