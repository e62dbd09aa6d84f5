// SPDX-License-Identifier: Apache-2.0

import Scoping
import SystemCalls

/// Finding the files that a pattern matches.
enum FileSearch {
  private static let depthLimit = 64
  private static let fileLimit = 10_000

  /// The paths of all matching files below `folder`, seen from there, in order; links are followed.
  static func files(
    matching pattern: PathPattern, below folder: String
  ) throws(RunFailure) -> [String] {
    var found: [String] = []
    do throws(SystemCallError) {
      try search(folder, "", pattern, pattern.start, depth: 0, within: [], &found)
    } catch {
      throw RunFailure(error)
    }
    guard found.count <= fileLimit else {
      throw RunFailure("\(PrintableText.quoted(pattern.text)) matches more than \(fileLimit) files")
    }
    return found
  }

  private static func search(
    _ folder: String, _ prefix: String, _ pattern: PathPattern, _ state: PathPattern.State,
    depth: Int, within: [FileStatus], _ found: inout [String]
  ) throws(SystemCallError) {
    // A link to a folder above leads round and round.
    guard depth < depthLimit, found.count <= fileLimit, let own = FileStatus.of(folder),
      !within.contains(where: own.isSameFile)
    else { return }
    for name in try FolderListing.names(of: folder) {
      let next = pattern.state(after: name, from: state)
      let path = Path.resolve(name, in: folder)
      guard next != 0, let status = FileStatus.of(path) else { continue }
      if status.kind == .directory, pattern.continues(next) {
        try search(
          path, prefix + name + "/", pattern, next, depth: depth + 1, within: within + [own], &found
        )
      } else if status.kind != .directory, pattern.accepts(next) {
        found.append(prefix + name)
      }
    }
  }
}
