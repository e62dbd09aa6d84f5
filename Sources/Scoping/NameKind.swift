// SPDX-License-Identifier: Apache-2.0

/// The kinds of names in secrun.toml and on the command line, each with its grammar.
package enum NameKind: String, Sendable {
  /// An environment variable: `[A-Za-z_][A-Za-z0-9_]*`, at most 128 bytes.
  case variable
  /// A secret: the grammar of a variable, since that is what it becomes.
  case secret
  /// A scope: `[A-Za-z0-9_-]`, one to 64 bytes.
  case scope
  /// A name, or up to 127 bytes of the characters of names with `*` or `?` among them.
  case glob

  /// What every variable that belongs to secrun starts with.
  package static let reservedPrefix = "SECRUN_"

  /// Whether the text follows the grammar.
  package func allows(_ text: String) -> Bool {
    let bytes = text.utf8
    return switch self {
    case .variable, .secret:
      (1...128).contains(bytes.count) && bytes.allSatisfy(Self.isNameByte)
        && !bytes.prefix(1).allSatisfy(Self.isDigit)
    case .scope:
      (1...64).contains(bytes.count)
        && bytes.allSatisfy { Self.isNameByte($0) || $0 == UInt8(ascii: "-") }
    case .glob:
      if bytes.contains(where: Self.isWildcard) {
        bytes.count <= 127 && bytes.allSatisfy { Self.isNameByte($0) || Self.isWildcard($0) }
      } else {
        Self.secret.allows(text)
      }
    }
  }

  /// Whether a variable of this name would be secrun's own, which no child receives.
  package static func isReserved(_ variable: String) -> Bool {
    variable.utf8.starts(with: reservedPrefix.utf8)
  }

  static func isWildcard(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    let folded = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(folded) || isDigit(byte)
      || byte == UInt8(ascii: "_")
  }
}
