// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

/// Looks for canaries where none may be.
struct CanarySearch {
  /// A file as it was when it was last searched, and how many canaries there were then.
  private struct Stamp: Equatable {
    let inode: Int
    let size: Int
    let changed: Date
    let canaries: Int
  }

  private(set) var canaries: [Canary] = []
  private var clean: [String: Stamp] = [:]

  mutating func add(_ canary: Canary) {
    canaries.append(canary)
  }

  /// Fails when `bytes` show a canary that is not in `allowed`; `place` says where they stood.
  func search(
    _ bytes: [UInt8], place: String, allowing allowed: Set<String>
  ) throws(ScriptFailure) {
    for canary in canaries where !allowed.contains(canary.name) {
      if let form = canary.forms.first(where: { bytes.contains(bytes: $0.bytes) }) {
        throw ScriptFailure("the canary \(canary.name) shows (\(form.name)) \(place)")
      }
    }
  }

  /// Searches the names and the content of all files below a folder.
  mutating func search(folder: String, allowing allowed: Set<String>) throws(ScriptFailure) {
    if canaries.isEmpty { return }
    for name in FileManager.default.subpaths(atPath: folder) ?? [] {
      let path = folder + "/" + name
      try search(Array(name.utf8), place: "in the name of a file", allowing: allowed)
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        attributes[.type] as? FileAttributeType == .typeRegular
      else { continue }
      let stamp = Stamp(
        inode: attributes[.systemFileNumber] as? Int ?? 0, size: attributes[.size] as? Int ?? 0,
        changed: attributes[.modificationDate] as? Date ?? .distantPast, canaries: canaries.count)
      if clean[path] == stamp { continue }
      let content = FileManager.default.contents(atPath: path) ?? Data()
      try search(Array(content), place: "in the file \(name)", allowing: allowed)
      if allowed.isEmpty { clean[path] = stamp }
    }
  }
}
