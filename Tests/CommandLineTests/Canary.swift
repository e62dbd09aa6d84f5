// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A fresh random value that stands for a secret, and the forms in which it would give itself away.
struct Canary {
  /// What the value looks like.
  enum Kind: String, CaseIterable {
    case token
    case pem
    case json
    case punctuation
  }

  /// Bytes that must not be seen, and what to call them.
  struct Form {
    let name: String
    let bytes: [UInt8]
  }

  let name: String
  let value: [UInt8]
  let forms: [Form]

  /// A new value of that kind.
  init(name: String, kind: Kind) {
    self.name = name
    let (text, parts) = Self.invent(kind)
    value = Array(text.utf8)
    forms = Self.forms(of: text, parts: parts)
  }

  /// A text of that kind, and the parts of it that are secret by themselves.
  private static func invent(_ kind: Kind) -> (text: String, parts: [String]) {
    switch kind {
    case .token:
      let text = "sk-" + random(40)
      return (text, [String(text.prefix(16)), String(text.suffix(16))])
    case .pem:
      let lines = [random(64), random(64), random(64), random(44)]
      let body = lines.joined(separator: "\n")
      return ("-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----", lines)
    case .json:
      let leaves = [random(40), random(32)]
      let nested = #"{"token":"\#(leaves[1])"}"#
      return (#"{"client":"ci","private_key":"\#(leaves[0])","nested":\#(nested)}"#, leaves)
    case .punctuation:
      let core = random(24)
      return (#"p@s s"w\o'r/d=+&%$#{}<>!~"# + core + #"*(:;,?)"#, [core])
    }
  }

  private static func random(_ count: Int) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<count).compactMap { _ in alphabet.randomElement() })
  }
}
