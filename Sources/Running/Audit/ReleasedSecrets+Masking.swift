// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension ReleasedSecrets {
  /// The text with every opened value in it replaced by its name.
  ///
  /// For texts of the user in the audit log: a reason or the name of a folder may hold a value by mistake.
  func masking(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let shortest = 6
    for name in values.keys.sorted() {
      guard let secret = values[name], secret.bytes.count >= shortest else { continue }
      let placeholder = Array("[REDACTED:\(name)]".utf8)
      var rest = 0
      while let start = Self.place(of: secret, in: bytes[rest...]) {
        bytes.replaceSubrange(start..<start + secret.bytes.count, with: placeholder)
        rest = start + placeholder.count
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func place(of secret: SharedSecret, in text: ArraySlice<UInt8>) -> Int? {
    secret.bytes.withSpan { value in
      guard value.count <= text.count else { return nil }
      return (text.startIndex...text.endIndex - value.count).first { start in
        value.indices.allSatisfy { value[$0] == text[start + $0] }
      }
    }
  }
}
