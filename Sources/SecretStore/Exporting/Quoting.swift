// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The ways to write a value behind its name.
enum Quoting: CaseIterable {
  /// As it is, where nothing in it means anything to anybody.
  case bare
  /// In single quotes, as it is.
  case single
  /// In single quotes, with quotes and backslashes escaped.
  case singleEscaped
  /// In single quotes, and each quote within between two of them, as shells need it.
  case singleSpliced
  /// In double quotes, with everything escaped that may be, line ends included.
  case doubleEscaped
  /// In double quotes, with line ends as they are.
  case doubleLines
  /// In double quotes, with line ends escaped and nothing else.
  case doubleLineEnds
  /// In double quotes, as it is.
  case double
  /// In backticks, as it is.
  case backtick
  /// As it is, whatever it holds.
  case raw

  /// Those that a dialect may understand, the most widely understood first.
  static func all(for dialect: Dialect) -> [Quoting] {
    switch dialect {
    case .docker: [.raw]
    case .shell: [.bare, .single, .singleSpliced]
    default: allCases.filter { $0 != .singleSpliced }
    }
  }

  /// Whether a value is fit to stand without quotes.
  func suits(_ value: borrowing SecretBytes) -> Bool {
    for index in 0..<value.count {
      let byte = value[index]
      guard NameRules.isNameByte(byte) || "@%+=:,./-".utf8.contains(byte) else { return false }
    }
    return true
  }

  /// `NAME=value` and a line feed.
  func line(_ name: String, _ value: borrowing SecretBytes) throws(ImportError) -> SecretBytes {
    var line = try GrowingValue(at: TextPosition())
    for byte in name.utf8 { try line.append(byte) }
    try line.append(UInt8(ascii: "="))
    let quote = quote
    if let quote { try line.append(quote) }
    for index in 0..<value.count {
      for byte in escaped(value[index]) { try line.append(byte) }
    }
    if let quote { try line.append(quote) }
    try line.append(UInt8(ascii: "\n"))
    return line.finish()
  }

  private var quote: UInt8? {
    switch self {
    case .bare, .raw: nil
    case .single, .singleEscaped, .singleSpliced: UInt8(ascii: "'")
    case .doubleEscaped, .doubleLines, .doubleLineEnds, .double: UInt8(ascii: "\"")
    case .backtick: UInt8(ascii: "`")
    }
  }

  /// How one byte of a value is written; such small pieces give nothing away.
  private func escaped(_ byte: UInt8) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    switch (self, byte) {
    case (.singleEscaped, UInt8(ascii: "'")), (.singleEscaped, backslash): return [backslash, byte]
    case (.singleSpliced, UInt8(ascii: "'")): return Array("'\\''".utf8)
    case (.doubleEscaped, UInt8(ascii: "\n")), (.doubleLineEnds, UInt8(ascii: "\n")):
      return Array("\\n".utf8)
    case (.doubleEscaped, UInt8(ascii: "\r")), (.doubleLineEnds, UInt8(ascii: "\r")),
      (.doubleLines, UInt8(ascii: "\r")):
      return Array("\\r".utf8)
    case (.doubleEscaped, UInt8(ascii: "\"")), (.doubleEscaped, backslash),
      (.doubleEscaped, UInt8(ascii: "$")), (.doubleLines, UInt8(ascii: "\"")),
      (.doubleLines, backslash), (.doubleLines, UInt8(ascii: "$")):
      return [backslash, byte]
    default: return [byte]
    }
  }
}
