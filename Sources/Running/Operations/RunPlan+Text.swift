// SPDX-License-Identifier: Apache-2.0

import Scoping

extension RunPlan {
  /// The plan as tables for people.
  var text: [UInt8] {
    var rows = injected.map { row in
      [
        row.variable ?? "-", row.secret, row.group, "\(row.version)", Duration.text(row.age),
        Expiry.text(row.expires, isExpired: row.isExpired), row.deliveredAs,
        Self.why(row.reason, row.replaces),
      ]
    }
    rows += environment.map { row in
      [
        row.variable, "-", "-", "-", "-", "-", "variable",
        Self.why("env of the scope", row.replaces),
      ]
    }
    rows += fromFiles.map { [$0, "-", "-", "-", "-", "-", "variable", "--env-file"] }
    rows.append(inheritedRow)
    let heads = ["VARIABLE", "SECRET", "GROUP", "VERSION", "AGE", "EXPIRES", "DELIVERED AS", "WHY"]
    var bytes = TextTable.bytes(heads, rows)
    if !excludedRows.isEmpty {
      bytes += Array("\n".utf8)
      bytes += TextTable.bytes(["LEFT OUT", "VARIABLE", "WHY"], excludedRows)
    }
    return bytes
  }

  private var excludedRows: [[String]] {
    leftOut.map { row in
      [row.secret, row.variable.flatMap { $0 == row.secret ? nil : $0 } ?? "-", row.reason]
    }
      + inherited.leftOut.map { name in
        let isOwn = NameKind.isReserved(name)
        return ["-", name, isOwn ? "inherited, and secrun's own" : "inherited, and not in keep"]
      }
  }

  private var inheritedRow: [String] {
    let isClean = inherited.mode == "clean"
    let names = inherited.kept.joined(separator: ", ")
    let why = isClean ? "named in keep: \(names)" : "inherit is all"
    return ["\(inherited.kept.count) inherited", "-", "-", "-", "-", "-", "variable", why]
  }

  private static func why(_ reason: String, _ replaced: [String]) -> String {
    guard !replaced.isEmpty else { return reason }
    let values = replaced.map { $0 == "env" ? "that of env" : "the inherited value" }
    return "\(reason); replaces \(values.joined(separator: " and "))"
  }
}

extension Injection.Reason {
  /// Why a secret is in scope, in words that stay the same.
  var words: String {
    switch self {
    case .named: "named in secrets"
    case .matched(let glob): "matches \(glob)"
    case .optional: "optional"
    case .alias: "named in as"
    case .file: "named in files"
    case .reference: "reference in --env-file"
    }
  }
}

extension LeftOut.Reason {
  /// Why a secret is left out, in words that stay the same.
  var words: String {
    switch self {
    case .notInScope: "not in the scope"
    case .notInStore: "optional, not in the store"
    case .notAmongOnly: "not among --only"
    case .excepted(let glob): "matches --except \(glob)"
    case .inGroupOfOthers(let group): "in group \(group), which the identity is not in"
    case .aliasTakesName: "its variable is taken in as"
    case .fileTakesName: "its variable is taken in files"
    case .deliveredAsFile: "delivered as a file instead"
    case .deliveredOnInput: "delivered on standard input instead"
    case .reservedName: "SECRUN_ names are reserved"
    }
  }
}
