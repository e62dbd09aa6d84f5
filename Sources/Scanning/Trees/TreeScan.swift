// SPDX-License-Identifier: Apache-2.0

import Redaction
import SystemCalls

/// Searches files and folders: what they hold and what they are called.
///
/// A link that is named on the command line is followed; one that is met in a folder is not, and neither are pipes
/// and devices opened there.
package struct TreeScan {
  private let search: StreamSearch
  private let honoursIgnoreFiles: Bool
  private let observer: any ScanObserver

  /// Prepares to tell `observer` what is found; with `honoursIgnoreFiles` what git ignores is passed by.
  package init(_ search: StreamSearch, honoursIgnoreFiles: Bool, observer: any ScanObserver) {
    self.search = search
    self.honoursIgnoreFiles = honoursIgnoreFiles
    self.observer = observer
  }

  /// Searches a file, or a folder and everything below it.
  package func scan(_ path: String) {
    let shown = Array(path.utf8)
    do throws(SystemCallError) {
      guard let status = FileStatus.of(path) else { throw SystemCallError("open", path) }
      if status.kind == .directory {
        let rules = honoursIgnoreFiles ? IgnoreRules.above(path) : IgnoreRules()
        try scan(try Folder(path), Self.trimmed(shown), rules)
      } else {
        report(try search.search(try FileReading.open(path), waits: true), shown)
      }
    } catch {
      observer.skipped(shown, error)
    }
  }

  /// Searches standard input.
  package func scanInput() {
    do throws(SystemCallError) {
      report(try search.search(Descriptor(borrowing: 0), waits: true), [UInt8(ascii: "-")])
    } catch {
      observer.skipped([UInt8(ascii: "-")], error)
    }
  }

  private func scan(
    _ folder: borrowing Folder, _ path: [UInt8], _ rules: IgnoreRules
  ) throws(SystemCallError) {
    var entries = try folder.entries()
    var rules = rules
    if honoursIgnoreFiles {
      rules.enter(folder, entries)
      entries.removeAll { rules.ignores($0.name, isFolder: $0.kind == .directory) }
    }
    searchNames(entries, path)
    let isRepository = ["HEAD", "objects", "refs"].allSatisfy { name in
      entries.contains { $0.name.elementsEqual(name.utf8) }
    }
    for entry in entries {
      let inner = path + [UInt8(ascii: "/")] + entry.name
      // Compressed objects show nothing here; they are what a scan of the history is for.
      if isRepository, entry.name.elementsEqual("objects".utf8) { continue }
      do throws(SystemCallError) {
        switch entry.kind {
        case .regular: report(try search.search(try folder.file(entry.name), waits: false), inner)
        case .directory:
          try scan(try folder.folder(entry.name), inner, rules.below(entry.name))
        case .other: break
        }
      } catch  where error.isMissing {
        // It went away meanwhile.
      } catch {
        observer.skipped(inner, error)
      }
    }
  }

  /// A name may hold a value as well as a file; all names of a folder are looked at together first.
  private func searchNames(_ entries: [Folder.Entry], _ path: [UInt8]) {
    let all = Array(entries.map(\.name).joined(separator: [0]))
    guard !search.search(all).occurrences.isEmpty else { return }
    for entry in entries {
      for occurrence in search.search(entry.name).occurrences {
        let inner = path + [UInt8(ascii: "/")] + entry.name
        observer.found(Leak(path: inner, occurrence.inName))
      }
    }
  }

  private func report(_ result: StreamSearch.Result, _ path: [UInt8]) {
    for occurrence in result.occurrences { observer.found(Leak(path: path, occurrence)) }
    for sighting in result.sightings { observer.suspected(SuspectedKey(path: path, sighting)) }
    observer.passed(bytes: result.count)
  }

  /// The path without the slashes at its end.
  private static func trimmed(_ path: [UInt8]) -> [UInt8] {
    var path = path
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }
}

extension Occurrence {
  /// The same in the name of a file, which has no lines.
  fileprivate var inName: Occurrence {
    Occurrence(name: name, encoding: encoding, line: 0, column: 0, range: range)
  }
}
