// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Writes values as one flat JSON object of strings (RFC 8259), and proves it by reading it back.
package enum JSONWriter {
  /// The text of an object with these variables.
  package static func write(
    _ variables: [DialectWriter.Variable]
  ) throws(ExportError) -> SecretBytes {
    let refused = variables.filter { !isUTF8($0.value) }.map(\.name)
    guard refused.isEmpty else { throw .notExpressible(names: refused) }
    do throws(ImportError) {
      let text = try object(variables)
      let found = try JSONReader.read(text)
      let isSame =
        found.count == variables.count
        && zip(found, variables).allSatisfy {
          $0.name == $1.name && $0.value.bytes.isEqual(to: $1.value.bytes)
        }
      guard isSame else { throw ImportError(.notAnObject, line: 1, column: 1) }
      return text
    } catch {
      if case .memory(let error) = error.reason { throw .memory(error) }
      throw .notProved
    }
  }

  private static func isUTF8(_ value: SharedSecret) -> Bool {
    (try? DialectText(copying: value.bytes).firstInvalid()) == .some(nil)
  }

  private static func object(
    _ variables: [DialectWriter.Variable]
  ) throws(ImportError) -> SecretBytes {
    var text = try GrowingValue(at: TextPosition())
    try text.append(UInt8(ascii: "{"))
    for (index, variable) in variables.enumerated() {
      for byte in (index == 0 ? "\n  \"" : ",\n  \"").utf8 { try text.append(byte) }
      for byte in (variable.name + "\": \"").utf8 { try text.append(byte) }
      for offset in 0..<variable.value.bytes.count {
        for byte in escaped(variable.value.bytes[offset]) { try text.append(byte) }
      }
      try text.append(UInt8(ascii: "\""))
    }
    for byte in (variables.isEmpty ? "}\n" : "\n}\n").utf8 { try text.append(byte) }
    return text.finish()
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): return Array("\\n".utf8)
    case UInt8(ascii: "\r"): return Array("\\r".utf8)
    case UInt8(ascii: "\t"): return Array("\\t".utf8)
    case ..<0x20:
      let digits = String(byte, radix: 16)
      return Array("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
    default: return [byte]
    }
  }
}
