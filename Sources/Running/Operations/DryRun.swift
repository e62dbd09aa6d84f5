// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// What a run would inject and why, without opening a value or running anything.
package enum DryRun {
  private struct Content: Encodable {
    struct Injected: Encodable {
      let variable: String
      let secret: String
      let reason: String
    }
    struct Excluded: Encodable {
      let secret: String
      let reason: String
    }
    let scope: String
    let injected: [Injected]
    let environment: [String]
    let leftOut: [Excluded]
  }

  /// The text for standard output, as tables or as JSON.
  package static func run(_ options: RunOptions, isJSON: Bool) throws(RunFailure) -> [UInt8] {
    let project = try Project.find(options.places)
    let identity = try project.identityAhead()
    let selection = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.select(options, from: try project.open(identity)).selection
    }
    let content = Content(
      scope: selection.scope,
      injected: selection.injections.map {
        .init(variable: $0.variable, secret: $0.secret, reason: words(for: $0.reason))
      },
      environment: selection.environment.map(\.variable),
      leftOut: selection.leftOut.map { .init(secret: $0.name, reason: words(for: $0.reason)) })
    return isJSON ? JSONText.bytes(content) : text(content)
  }

  private static func text(_ content: Content) -> [UInt8] {
    var rows = content.injected.map { [$0.variable, $0.secret, $0.reason] }
    rows += content.environment.map { [$0, "-", "env of the scope"] }
    var bytes = TextTable.bytes(["VARIABLE", "SECRET", "WHY"], rows)
    if !content.leftOut.isEmpty {
      bytes += Array("\n".utf8)
      bytes += TextTable.bytes(
        ["LEFT OUT", "WHY"], content.leftOut.map { [$0.secret, $0.reason] })
    }
    return bytes
  }

  private static func words(for reason: Injection.Reason) -> String {
    switch reason {
    case .named: "named in secrets"
    case .matched(let glob): "matches \(glob)"
    case .optional: "optional"
    case .alias: "named in as"
    }
  }

  private static func words(for reason: LeftOut.Reason) -> String {
    switch reason {
    case .notInScope: "not in the scope"
    case .notInStore: "optional, not in the store"
    case .notAmongOnly: "not among --only"
    case .excepted(let glob): "matches --except \(glob)"
    case .inGroupOfOthers(let group): "in group \(group), which the identity is not in"
    case .aliasTakesName: "its variable is taken in as"
    case .reservedName: "SECRUN_ names are reserved"
    }
  }
}
