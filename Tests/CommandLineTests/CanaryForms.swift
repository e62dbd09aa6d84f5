// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Canary {
  /// Every form of `text` that the search looks for, none twice.
  static func forms(of text: String, parts: [String]) -> [Form] {
    let bytes = Array(text.utf8)
    var forms = [Form(name: "raw", bytes: bytes)]
    forms += parts.map { Form(name: "raw, in part", bytes: Array($0.utf8)) }
    forms += base64Forms(of: bytes)
    forms += percentForms(of: bytes)
    let hex = bytes.map { String(format: "%02x", $0) }.joined()
    forms.append(Form(name: "hex", bytes: Array(hex.utf8)))
    forms.append(Form(name: "hex", bytes: Array(hex.uppercased().utf8)))
    forms += jsonForms(of: text)
    var seen: Set<[UInt8]> = []
    return forms.filter { seen.insert($0.bytes).inserted }
  }

  /// The digits that the value alone decides, at each of the three alignments, in both alphabets.
  private static func base64Forms(of bytes: [UInt8]) -> [Form] {
    var forms: [Form] = []
    for shift in 0..<3 {
      let padded = [UInt8](repeating: 0, count: shift) + bytes
      let text = Data(padded).base64EncodedString()
      let first = shift == 0 ? 0 : shift + 1
      let last = padded.count * 8 / 6
      let digits = Array(text.utf8)[first..<last]
      forms.append(Form(name: "base64", bytes: Array(digits)))
      let url = digits.map { byte -> UInt8 in
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: byte
        }
      }
      forms.append(Form(name: "base64url", bytes: url))
    }
    return forms
  }

  /// What the usual encoders make of it: they differ in the punctuation that they leave alone.
  private static func percentForms(of bytes: [UInt8]) -> [Form] {
    var forms: [Form] = []
    for keeps in ["-._~", "-._~/", "-._~!*'()", "-._", "*-._"] {
      for format in ["%%%02X", "%%%02x"] {
        for space in ["%20", "+"] {
          let text = bytes.map { byte -> String in
            let character = Character(UnicodeScalar(byte))
            if character == " " { return space }
            let plain = byte < 128 && (character.isLetter || character.isNumber)
            return plain || keeps.contains(character)
              ? String(character) : String(format: format, byte)
          }
          forms.append(Form(name: "percent", bytes: Array(text.joined().utf8)))
        }
      }
    }
    return forms
  }

  private static func jsonForms(of text: String) -> [Form] {
    let short = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return [short, short.replacing("/", with: "\\/")].map {
      Form(name: "json", bytes: Array($0.utf8))
    }
  }
}
