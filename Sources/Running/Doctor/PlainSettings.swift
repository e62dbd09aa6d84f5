// SPDX-License-Identifier: Apache-2.0

/// Finds settings that are called like a key and have a value of their own, in JSON, TOML or YAML.
enum PlainSettings {
  private static let endings = [
    "KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIALS", "PAT", "APIKEY", "DSN",
  ]
  private static let shortest = 8

  /// The first line with such a setting, counted from 1; nil when there is none.
  static func firstLine(in text: Span<UInt8>) -> Int? {
    var line = 1
    var nameStart = 0
    for place in text.indices {
      let byte = text[place]
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isName(byte) { continue }
      if nameStart < place, isKey(text, nameStart..<place), hasValue(text, behind: place) {
        return line
      }
      nameStart = place + 1
    }
    return nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isKey(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
    endings.contains { ending in
      let ending = Array(ending.utf8)
      guard name.count >= ending.count else { return false }
      let start = name.upperBound - ending.count
      return ending.indices.allSatisfy { index in
        let byte = text[start + index]
        let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        return (isLower ? byte - 32 : byte) == ending[index]
      }
    }
  }

  /// Whether a separator and a literal value follow a name, perhaps behind its closing quote.
  private static func hasValue(_ text: Span<UInt8>, behind place: Int) -> Bool {
    var place = place
    func skip(_ bytes: String) -> Bool {
      let start = place
      while place < text.count, bytes.utf8.contains(text[place]) { place += 1 }
      return place > start
    }
    _ = skip("\"'")
    _ = skip(" \t")
    guard skip(":=") else { return false }
    _ = skip(" \t")
    _ = skip("\"'")
    let start = place
    while place < text.count, text[place] > 0x20, !"\"',}]".utf8.contains(text[place]) {
      place += 1
    }
    guard place - start >= shortest else { return false }
    // A variable, or a reference into a store, is no value.
    let reference = Array("secrun://".utf8)
    return !"$<{%[(/.".utf8.contains(text[start])
      && !reference.indices.allSatisfy { text[min(start + $0, text.count - 1)] == reference[$0] }
  }
}
