// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory

/// Values and streams made for each other, to slow a redactor down; the letters are those of the issue.
enum Hostile: String, CaseIterable {
  /// A thousand values with one beginning, and that beginning again and again.
  case sharedPrefix = "A shared prefix"
  /// Rows of one letter that end in another, and the row without end.
  case rows = "B rows of a"
  /// A thousand values with one end, and that end again and again.
  case sharedSuffix = "E shared suffix"
  /// One value of 4,096 bytes, and its first letter without end.
  case longRow = "4096-byte row"
  /// A large document in which one string is a row of one letter, and it once.
  case document = "JSON with a row"

  var values: [[UInt8]] {
    var random = Steady(state: 3)
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXY".utf8)
    let drawn = { (count: Int) in
      (0..<count).map { _ in letters.randomElement(using: &random) ?? 0 }
    }
    switch self {
    case .sharedPrefix: return (0..<1000).map { _ in unit + drawn(24) }
    case .sharedSuffix: return (0..<1000).map { _ in drawn(24) + unit }
    case .rows: return letters.map { [UInt8](repeating: 97, count: 39) + [$0] }
    case .longRow: return [[UInt8](repeating: 97, count: 4095) + [98]]
    case .document: return [unit]
    }
  }

  var unit: [UInt8] {
    switch self {
    case .sharedPrefix: Array("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9".utf8)
    case .sharedSuffix: Array("-----END OF EVERY KEY THERE IS----".utf8)
    case .rows, .longRow: [97]
    case .document:
      Array("{\"type\": \"x\", \"key\": \"".utf8) + [UInt8](repeating: 97, count: 60_000)
        + Array("\"}\n".utf8)
    }
  }

  func run() throws {
    let secrets = try values.enumerated().map { index, value in
      NamedSecret(name: "S\(index)", value: SharedSecret(try SecretBytes(copying: value)))
    }
    let needles = try NeedleSet(secrets)
    try report(rawValue, secrets.count, text, needles, rounds: self == .document ? 1 : 16)
  }

  private var text: [UInt8] {
    let unit = unit
    return self == .document ? unit : (0..<(4 << 20)).map { unit[$0 % unit.count] }
  }

  /// Writes the values and the stream for peers to read.
  func write(to folder: String) {
    put(Array(values.joined(separator: [10])), to: "\(folder)/secrets")
    put(text, to: "\(folder)/\(self)")
  }
}
