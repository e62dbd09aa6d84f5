// SPDX-License-Identifier: Apache-2.0

import SecretStore
import SystemCalls

/// The line in `.gitattributes` with which branches that add different secrets merge without a conflict.
enum GitAttributes {
  private static let sizeLimit = 1024 * 1024

  /// Adds the line for a store to the file beside it, unless something is said about that store already.
  static func add(for storePath: String) throws(SystemCallError) {
    let name = Path.name(of: storePath)
    // A name with blanks or signs of patterns would need quoting; such a store is left to its user.
    guard NameRules.isLabel(Array(name.utf8)) else { return }
    let path = Path.resolve(".gitattributes", in: Path.folder(of: storePath))
    let target = Path.followingLinks(path) ?? path
    var text: [UInt8] = []
    if let status = FileStatus.of(target) {
      guard status.kind == .regular,
        let found = try FileReading.bytes(of: target, limit: sizeLimit)
      else { return }
      text = found
    }
    let lines = text.split(separator: UInt8(ascii: "\n"))
    guard !lines.contains(where: { $0.starts(with: "\(name) ".utf8) }) else { return }
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    // Union keeps the lines of both sides; -text keeps git from changing line ends, which are part of the format.
    text += Array("\(name) merge=union diff=secrun -text\n".utf8)
    let permissions = FileStatus.of(target)?.permissions ?? 0o644
    try FileWriting.Draft(for: target, text, permissions: permissions).putInPlace()
  }
}
