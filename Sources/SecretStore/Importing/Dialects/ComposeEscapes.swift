// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Resolves the backslashes of a value in double quotes as Docker Compose does.
enum ComposeEscapes {
  /// `\$` becomes `$$`, which the expansion makes one literal dollar of, or `$` where nothing is expanded.
  static func resolve(
    _ value: consuming SecretBytes, keepsDollars: Bool, at place: TextPosition
  ) throws(ImportError) -> SecretBytes {
    let backslash = UInt8(ascii: "\\")
    var result = try GrowingValue(at: place)
    var offset = 0
    while offset < value.count {
      let byte = value[offset]
      guard byte == backslash, offset + 1 < value.count else {
        try result.append(byte)
        offset += 1
        continue
      }
      let next = value[offset + 1]
      offset += 2
      switch next {
      case UInt8(ascii: "$"):
        try result.append(next)
        if keepsDollars { try result.append(next) }
      case UInt8(ascii: "0"): offset = try appendOctal(&result, value, offset)
      default:
        if let control = control(next) {
          try result.append(control)
        } else {
          try result.append(backslash)
          try result.append(next)
        }
      }
    }
    return result.finish()
  }

  private static func control(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): letter
    default: nil
    }
  }

  /// `\0` and three octal digits are a character; with other digits only the zero goes.
  private static func appendOctal(
    _ result: inout GrowingValue, _ value: borrowing SecretBytes, _ start: Int
  ) throws(ImportError) -> Int {
    var end = start
    var number: UInt32 = 0
    var isOctal = true
    while end < value.count, end < start + 3, (0x30...0x39).contains(value[end]) {
      if value[end] > 0x37 { isOctal = false }
      number = number << 3 | UInt32(value[end] & 7)
      end += 1
    }
    if isOctal, end == start + 3, number <= 0xFF {
      try result.append(scalar: number)
    } else {
      try result.append(UInt8(ascii: "\\"))
      try result.append(value, start..<end)
    }
    return end
  }
}
