// SPDX-License-Identifier: Apache-2.0

import Scanning
import SystemCalls

/// The folder of a project, as far as the checks of `secrun doctor` look at it.
struct ProjectFolder {
  private static let sizeLimit = 4 * 1024 * 1024

  /// The folder of the scope file, or else the working folder.
  let path: String
  /// The names of the files in it.
  let fileNames: [String]
  /// Whether git keeps it.
  let isInRepository: Bool

  init(_ path: String) {
    self.path = path
    let entries = (try? Folder(path).entries()) ?? []
    fileNames = entries.filter { $0.kind == .regular }.map {
      String(decoding: $0.name, as: UTF8.self)
    }
    isInRepository = Self.isInRepository(path)
  }

  /// The text of a file in it that holds no secret; nil when it cannot be read.
  func text(_ file: String) -> String? {
    let bytes = try? FileReading.bytes(of: Path.resolve(file, in: path), limit: Self.sizeLimit)
    return (bytes ?? nil).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Those of these files that git keeps.
  func tracked(_ files: [String]) -> [String] {
    guard isInRepository, !files.isEmpty, let git = try? GitProgram(folder: path) else { return [] }
    return (try? git.tracked(files)) ?? []
  }

  private static func isInRepository(_ path: String) -> Bool {
    guard var folder = Path.followingLinks(path) else { return false }
    while FileStatus.of(Path.resolve(".git", in: folder)) == nil {
      let parent = Path.folder(of: folder)
      if parent == folder { return false }
      folder = parent
    }
    return true
  }
}
