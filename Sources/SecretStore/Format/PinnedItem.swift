// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// One of the things that a scope's command is pinned to.
package struct PinnedItem: Hashable, Sendable {
  /// What it is to the command.
  package enum Kind: String, Sendable {
    /// The program.
    case program
    /// A program that runs the program, as its first line says.
    case interpreter
    /// A word of the command that is no file.
    case argument
    /// A word of the command that is a file, such as a script.
    case script
    /// A file that the scope names in `pinned`.
    case file
  }

  /// What it is.
  package let kind: Kind
  /// Its path, seen from the folder of the scope file when it is below it; an argument's own text.
  package let text: String
  /// BLAKE2b-256 of its content; empty for an argument.
  package let digest: [UInt8]

  /// Describes a thing.
  package init(_ kind: Kind, _ text: String, digest: [UInt8] = []) {
    self.kind = kind
    self.text = text
    self.digest = digest
  }

  /// The content of the field `items`: kind, text and digest of each in turn.
  static func framed(_ items: [PinnedItem]) -> [UInt8] {
    var frame = Framing()
    for item in items {
      frame.append(item.kind.rawValue)
      frame.append(item.text)
      frame.append(item.digest)
    }
    return frame.bytes
  }

  /// BLAKE2b-256 of the field `items`.
  package static func digest(of items: [PinnedItem]) -> [UInt8] {
    Digest.blake2b(framed(items), count: StreamingDigest.count)
  }

  /// Reads the field `items`; nil when it is not one that could have been written.
  static func items(_ bytes: [UInt8]) -> [PinnedItem]? {
    guard let fields = Framing.fields(of: bytes), fields.count % 3 == 0 else { return nil }
    var items: [PinnedItem] = []
    for index in stride(from: 0, to: fields.count, by: 3) {
      guard let kind = String(validating: fields[index], as: UTF8.self).flatMap(Kind.init),
        let text = String(validating: fields[index + 1], as: UTF8.self),
        fields[index + 2].count == (kind == .argument ? 0 : StreamingDigest.count)
      else { return nil }
      items.append(PinnedItem(kind, text, digest: fields[index + 2]))
    }
    return items
  }
}
