// SPDX-License-Identifier: Apache-2.0

import Scanning
import Scoping
import SecretStore
import SystemCalls

/// What changed in a store since a revision of git: names, never values; needs no identity.
package enum DiffStore {
  private struct Row: Encodable {
    let change: String
    let record: String
    let state: String
  }

  /// The changes, a line each, or as JSON.
  package static func run(
    since revision: String, _ places: PlaceOptions, isJSON: Bool
  ) throws(RunFailure) -> [UInt8] {
    let changes = try changes(since: revision, places)
    guard isJSON else { return text(changes.map(\.line)) }
    return JSONText.bytes(
      changes.map { Row(change: $0.kind.rawValue, record: $0.title, state: $0.state) })
  }

  private static func changes(
    since revision: String, _ places: PlaceOptions
  ) throws(RunFailure) -> [StoreChange] {
    guard !revision.hasPrefix("-") else {
      throw RunFailure("\(PrintableText.quoted(revision)) is not a revision")
    }
    let path = try Project.storePath(places)
    let now = StoreOutline(of: try read(path))
    let target = Path.followingLinks(path) ?? path
    let former: GitFile
    do throws(ScanError) {
      let git = try GitProgram(folder: Path.folder(of: target))
      former = try git.file(Path.name(of: target), at: revision, limit: StoreLimits.file)
    } catch {
      throw RunFailure(git: error)
    }
    switch former {
    case .noRevision:
      throw RunFailure("git knows no revision \(PrintableText.quoted(revision)) here")
    case .notThere: return now.changes(since: StoreOutline())
    case .content(let bytes):
      do throws(StoreError) {
        let then = StoreOutline(of: try Store(path: "\(revision):\(path)", bytes: bytes))
        return now.changes(since: then)
      } catch {
        throw RunFailure(error, store: "\(revision):\(path)")
      }
    }
  }

  /// A store as lines that git can compare, for a textconv driver.
  package static func outline(of path: String) throws(RunFailure) -> [UInt8] {
    text(StoreOutline(of: try read(path)).lines)
  }

  private static func read(_ path: String) throws(RunFailure) -> Store {
    do throws(StoreError) {
      return try Store.read(path)
    } catch {
      throw RunFailure(error, store: path)
    }
  }

  private static func text(_ lines: [String]) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }
}

extension RunFailure {
  /// git could not tell what a file was.
  fileprivate init(git error: ScanError) {
    switch error {
    case .system(let error): self.init(error)
    case .noGit: self.init("git was not found", hints: ["install git"])
    case .git(let words):
      let line = words.split(separator: "\n").first.map(String.init) ?? "it failed without a word"
      self.init(
        "git: \(PrintableText.escaped(String(line.trimmingPrefix("fatal: ")), limit: 4096))")
    default: self.init("git said something that secrun does not understand")
    }
  }
}
