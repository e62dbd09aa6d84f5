// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory
import SystemCalls

/// Searches what the next commit would change, as it lies in the index.
package struct StagedScan {
  private let git: GitProgram
  private let search: StreamSearch
  private let observer: any ScanObserver

  /// Prepares to tell `observer` what is found.
  package init(_ git: GitProgram, _ search: StreamSearch, observer: any ScanObserver) {
    self.git = git
    self.search = search
    self.observer = observer
  }

  /// Searches the staged files, or those of them that lie in `paths`.
  package func scan(_ paths: [String]) throws(ScanError) {
    let words = [
      "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-color",
      "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-O/dev/null", "--diff-filter=d",
      "--",
    ]
    var staged = HistoryChanges(try GitTokens(try git.start(words + paths)))
    var changes: [HistoryChange] = []
    while let item = try staged.next() {
      if case .change(let change) = item { changes.append(change) }
    }
    try staged.finish()
    guard !changes.isEmpty else { return }
    let reader = try git.start(["cat-file", "--batch"], hasInput: true)
    var objects = try GitObjects(reader)
    for change in changes where change.new.contains(where: { $0 != "0" }) {
      // One question at a time, so that neither side waits for the other for ever.
      try ScanError.calling { () throws(SystemCallError) in
        try reader.write(Array((change.new + "\n").utf8))
      }
      try read(change, &objects)
    }
    try objects.finish()
  }

  private func read(_ change: HistoryChange, _ objects: inout GitObjects) throws(ScanError) {
    guard let header = try objects.next() else { throw .unexpectedOutput(of: "git cat-file") }
    guard header.type == "blob" else { return }
    let result = try search.search { window, range throws(ScanError) in
      try objects.read(into: &window, range)
    }
    observer.passed(bytes: header.size)
    for occurrence in result.occurrences { observer.found(Leak(path: change.path, occurrence)) }
    for sighting in result.sightings {
      observer.suspected(SuspectedKey(path: change.path, sighting))
    }
  }
}
