// SPDX-License-Identifier: Apache-2.0

/// What secrets, groups and members may be called.
package enum NameRules {
  /// Whether a secret may have this name: that of an environment variable (POSIX.1-2017 §8.1), at most 128 bytes.
  package static func isSecretName(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, name.count <= StoreLimits.name else { return false }
    return !isDigit(first) && name.allSatisfy(isNameByte)
  }

  /// Whether a secret may have this name.
  package static func isSecretName(_ name: String) -> Bool { isSecretName(Array(name.utf8)) }

  /// Whether a group or member may have this label: letters, digits and `._@+-`, at most 64 bytes.
  package static func isLabel(_ label: some Collection<UInt8>) -> Bool {
    guard let first = label.first, label.count <= StoreLimits.label else { return false }
    return (isLetter(first) || isDigit(first))
      && label.allSatisfy { isLetter($0) || isDigit($0) || "._@+-".utf8.contains($0) }
  }

  /// Whether a scope may have this name: letters, digits, `_` and `-`, at most 64 bytes.
  package static func isScopeName(_ name: some Collection<UInt8>) -> Bool {
    (1...StoreLimits.label).contains(name.count)
      && name.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether a byte may stand in the name of a secret.
  static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  /// Whether a number may be written so: no leading zero, so that it has one text; 18 digits fit 64 bits.
  static func isNumber(_ text: some Collection<UInt8>) -> Bool {
    (1...18).contains(text.count) && text.first != UInt8(ascii: "0") && text.allSatisfy(isDigit)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
