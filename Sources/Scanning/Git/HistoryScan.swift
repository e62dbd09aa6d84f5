// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory

/// Searches the whole history of a repository: every object once, then the commits that brought the finds in.
///
/// History is what refs (branches, tags, notes, the stash), the reflogs and other working trees reach.
package struct HistoryScan {
  private let git: GitProgram
  private let search: StreamSearch
  private let observer: any ScanObserver

  /// Prepares to tell `observer` what is found.
  package init(_ git: GitProgram, _ search: StreamSearch, observer: any ScanObserver) {
    self.git = git
    self.search = search
    self.observer = observer
  }

  /// Searches; returns the names of values that stand only in objects which no history reaches any more.
  package func scan() throws(ScanError) -> [String] {
    var finds = HistoryFinds(try readObjects())
    guard !finds.isEmpty else { return [] }
    // What refs reach comes first, so that a find is told from there when a reflog has it too.
    for range in [["--all"], ["--reflog", "--not", "--all"]] {
      try readChanges(range, &finds)
    }
    try readTags(&finds)
    return finds.unreached
  }

  private func readObjects() throws(ScanError) -> [String: StreamSearch.Result] {
    var results: [String: StreamSearch.Result] = [:]
    var objects = try GitObjects(
      try git.start(["cat-file", "--batch-all-objects", "--unordered", "--buffer", "--batch"]))
    while let header = try objects.next() {
      observer.passed(bytes: header.size)
      if header.type == "tree" || header.type.isEmpty { continue }
      if header.type != "blob" { try objects.skipHeader() }
      let result = try search.search { window, range throws(ScanError) in
        try objects.read(into: &window, range)
      }
      if !result.isEmpty { results[header.id] = result }
    }
    try objects.finish()
    return results
  }

  private func readChanges(_ range: [String], _ finds: inout HistoryFinds) throws(ScanError) {
    let words = [
      "log", "--topo-order", "--reverse", "--root", "--raw", "-r", "-c", "-z", "--no-abbrev",
      "--no-renames", "--no-show-signature", "--no-color", "--no-ext-diff", "--no-textconv",
      "--ignore-submodules=all", "-O/dev/null", HistoryChanges.format,
    ]
    var changes = HistoryChanges(try GitTokens(try git.start(words + range)))
    var commit: Commit?
    while let item = try changes.next() {
      switch item {
      case .commit(let next):
        commit = next
        tell(finds.takeMessage(next.id), Array("(message)".utf8), next)
      case .change(let change):
        tell(finds.takeNew(change), change.path, commit)
      }
    }
    try changes.finish()
  }

  /// Tags with a message of their own.
  private func readTags(_ finds: inout HistoryFinds) throws(ScanError) {
    guard !finds.unreached.isEmpty else { return }
    let format = "%(objectname)%02%(refname:strip=2)%02%(taggername)%02%(taggerdate:short)%00"
    var tokens = try GitTokens(try git.start(["for-each-ref", "--format=" + format, "refs/tags"]))
    while let token = try tokens.next() {
      let parts = token.drop { $0 == UInt8(ascii: "\n") }
        .split(separator: 2, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 4 else { continue }
      let tag = Commit(id: parts[0], author: parts[2], date: parts[3])
      tell(finds.takeMessage(parts[0]), Array("(tag \(parts[1]))".utf8), tag)
    }
    try tokens.finish()
  }

  private func tell(_ result: StreamSearch.Result?, _ path: [UInt8], _ commit: Commit?) {
    guard let result else { return }
    for occurrence in result.occurrences {
      observer.found(Leak(path: path, occurrence, in: commit))
    }
    for sighting in result.sightings {
      observer.suspected(SuspectedKey(path: path, sighting, in: commit))
    }
  }
}
