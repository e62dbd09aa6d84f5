// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
package import SecretMemory
import SystemCalls

/// What git knows of one file: whether it is ignored or tracked, and the commits that changed it.
package struct FileHistory {
  /// The longest version that is read, and the longest list of commits, in bytes.
  private static let sizeLimit = 4 * 1024 * 1024

  /// The commits that brought a version of the file in or took it away, the newest first.
  package let commits: [String]
  /// Whether git would commit changes of the file.
  package let isTracked: Bool
  /// Whether git's rules leave the file out.
  package let isIgnored: Bool
  private let git: GitProgram
  private let name: String

  /// Asks git about the file at `path`; nil where there is no git or no repository.
  package init?(of path: String) {
    let name = Path.name(of: path)
    guard let git = try? GitProgram(folder: Path.folder(of: path)),
      let tracked = try? Self.output(git, ["ls-files", "--", name])
    else { return nil }
    self.git = git
    self.name = name
    isTracked = tracked.bytes.count > 0
    // It exits with 1 when the file is not ignored, and takes names as they are, but only without being told so.
    let words = ["check-ignore", "--no-index", "--", "./" + name]
    isIgnored = (try? Self.output(git, words, isLiteral: false)) != nil
    let list = try? Self.output(git, ["log", "--all", "--reflog", "--format=%H", "--", name])
    commits = list.map { Self.lines($0.bytes) } ?? []
  }

  /// The file as it was after a commit, in the arena; nil where the commit took it away.
  package func content(at commit: String) -> SharedSecret? {
    try? Self.output(git, ["cat-file", "blob", "\(commit):./\(name)"])
  }

  private static func output(
    _ git: GitProgram, _ words: [String], isLiteral: Bool = true
  ) throws(ScanError) -> SharedSecret {
    let program = try git.start(words, isLiteral: isLiteral)
    let bytes = try ScanError.calling { () throws(SystemCallError) in
      guard let bytes = try FileReading.secret(from: program.output, limit: sizeLimit) else {
        throw SystemCallError("read", "git", code: 27)
      }
      return bytes
    }
    try GitProgram.finish(program)
    return SharedSecret(bytes)
  }

  private static func lines(_ bytes: borrowing SecretBytes) -> [String] {
    var text: [UInt8] = []
    for index in 0..<bytes.count { text.append(bytes[index]) }
    return text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}
