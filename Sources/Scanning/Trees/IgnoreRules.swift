// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// What git ignores in a folder: its own `.gitignore` and those above it, the nearest first.
package struct IgnoreRules: Sendable {
  private struct Level: Sendable {
    var patterns: [IgnorePattern]
    /// The names that lead from the folder of these patterns to the present one.
    var names: [[UInt8]] = []
  }

  private static let fileName = Array(".gitignore".utf8)
  private static let sizeLimit = 1024 * 1024
  private var levels: [Level] = []

  /// Nothing is ignored.
  package init() {}

  /// The rules that hold in a folder because of those above it, up to the top of its repository.
  package static func above(_ path: String) -> IgnoreRules {
    guard let start = Path.followingLinks(path) else { return IgnoreRules() }
    var rules = IgnoreRules()
    var names: [[UInt8]] = []
    var folder = start
    while FileStatus.of(Path.resolve(".git", in: folder)) == nil {
      let parent = Path.folder(of: folder)
      // Outside of any repository only what lies below the start counts.
      guard parent != folder else { return IgnoreRules() }
      names.insert(Array(Path.name(of: folder).utf8), at: 0)
      folder = parent
      let bytes = try? FileReading.bytes(
        of: Path.resolve(".gitignore", in: folder), limit: sizeLimit)
      if let bytes = bytes ?? nil {
        rules.levels.insert(Level(patterns: patterns(bytes), names: names), at: 0)
      }
    }
    let exclude = Path.resolve(".git/info/exclude", in: folder)
    if let bytes = (try? FileReading.bytes(of: exclude, limit: sizeLimit)) ?? nil {
      rules.levels.insert(Level(patterns: patterns(bytes), names: names), at: 0)
    }
    return rules
  }

  /// Takes in the `.gitignore` of a folder.
  package mutating func enter(_ folder: borrowing Folder, _ entries: [Folder.Entry]) {
    guard entries.contains(where: { $0.name == Self.fileName && $0.kind == .regular }),
      let file = try? folder.file(Self.fileName),
      let bytes = (try? FileReading.bytes(of: file, ".gitignore", limit: Self.sizeLimit)) ?? nil
    else { return }
    levels.append(Level(patterns: Self.patterns(bytes)))
  }

  /// The same rules, seen from a folder within.
  package func below(_ name: [UInt8]) -> IgnoreRules {
    var rules = self
    for index in rules.levels.indices { rules.levels[index].names.append(name) }
    return rules
  }

  /// Whether an entry of the present folder is ignored: the last pattern of the nearest file decides.
  package func ignores(_ name: [UInt8], isFolder: Bool) -> Bool {
    for level in levels.reversed() {
      let path = level.names + [name]
      let deciding = level.patterns.last { $0.matches(path, isFolder: isFolder) }
      if let deciding { return !deciding.isNegated }
    }
    return false
  }

  private static func patterns(_ bytes: [UInt8]) -> [IgnorePattern] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    return text.split(separator: UInt8(ascii: "\n")).compactMap { IgnorePattern($0) }
  }
}
