// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Expands `${NAME}` and `${NAME:-default}` as python-dotenv does; the default is literal.
enum PythonExpansion {
  static func expand(
    _ value: SharedSecret, _ variables: Variables, at place: TextPosition
  ) throws(ImportError) -> SharedSecret {
    guard let dollar = first("$", in: value.bytes, from: 0) else { return value }
    var result = try GrowingValue(at: place)
    try result.append(value.bytes, 0..<dollar)
    var offset = dollar
    while offset < value.bytes.count {
      if let reference = reference(value.bytes, offset) {
        let name = value.bytes.secretName(reference.name)
        // A name that is set to nothing is set: its default is not taken.
        if let name, let found = try lookUp(name, variables) {
          try result.append(found.bytes)
        } else {
          try result.append(value.bytes, reference.fallback)
        }
        offset = reference.end
      } else {
        try result.append(value.bytes[offset])
        offset += 1
      }
    }
    return SharedSecret(result.finish())
  }

  private static func lookUp(
    _ name: String, _ variables: Variables
  ) throws(ImportError) -> SharedSecret? {
    if let value = variables.inFile(name) { return value }
    return try variables.inEnvironment(name)
  }

  private struct Reference {
    let name: Range<Int>
    let fallback: Range<Int>
    let end: Int
  }

  private static func reference(_ value: borrowing SecretBytes, _ offset: Int) -> Reference? {
    guard value[offset] == UInt8(ascii: "$"), offset + 1 < value.count,
      value[offset + 1] == UInt8(ascii: "{"),
      let close = first("}", in: value, from: offset + 2)
    else { return nil }
    let colon = first(":", in: value, from: offset + 2).flatMap { $0 < close ? $0 : nil }
    guard let colon else {
      return Reference(name: offset + 2..<close, fallback: close..<close, end: close + 1)
    }
    guard colon + 1 < close, value[colon + 1] == UInt8(ascii: "-") else { return nil }
    return Reference(name: offset + 2..<colon, fallback: colon + 2..<close, end: close + 1)
  }

  private static func first(
    _ byte: Unicode.Scalar, in value: borrowing SecretBytes, from start: Int
  ) -> Int? {
    var offset = start
    while offset < value.count {
      if value[offset] == UInt8(ascii: byte) { return offset }
      offset += 1
    }
    return nil
  }
}
