// SPDX-License-Identifier: Apache-2.0

/// The inside of a quoted word, as shells print it under `set -x`, `printf %q` and `declare -p`.
enum ShellForm: CaseIterable {
  /// `'\''` for a single quote, bash.
  case singleQuoted
  /// `'"'"'` for a single quote, dash.
  case singleQuotedByDouble
  /// `$'…'` with C escapes.
  case dollarQuoted
  /// A backslash before everything special.
  case backslashed
  /// `"…"` with `\"`, `\\`, `\$` and a backtick escaped.
  case doubleQuoted
  /// `''`, as SQL, YAML and PowerShell double it.
  case doubledSingle
  /// `""`, as CSV doubles it.
  case doubledDouble
  /// `$$`, as make and compose files double it.
  case doubledDollar

  func write(_ value: Span<UInt8>, to text: inout FormText) throws(RedactionError) {
    try text.reserve(5 * value.count)
    for index in value.indices { write(value[index], to: &text) }
    text.endForm(.shell)
  }

  private func write(_ byte: UInt8, to text: inout FormText) {
    switch (self, byte) {
    case (.singleQuoted, UInt8(ascii: "'")): text.append("'\\''")
    case (.singleQuotedByDouble, UInt8(ascii: "'")): text.append("'\"'\"'")
    case (.doubledSingle, UInt8(ascii: "'")): text.append("''")
    case (.doubledDouble, UInt8(ascii: "\"")): text.append("\"\"")
    case (.doubledDollar, UInt8(ascii: "$")): text.append("$$")
    case (.dollarQuoted, _): writeDollarQuoted(byte, to: &text)
    case (.backslashed, _):
      if Self.special.utf8.contains(byte) { text.append(UInt8(ascii: "\\")) }
      text.append(byte)
    case (.doubleQuoted, UInt8(ascii: "\"")), (.doubleQuoted, UInt8(ascii: "\\")),
      (.doubleQuoted, UInt8(ascii: "$")), (.doubleQuoted, UInt8(ascii: "`")):
      text.append(UInt8(ascii: "\\"))
      text.append(byte)
    default: text.append(byte)
    }
  }

  /// What bash's `printf %q` puts a backslash before.
  private static let special = " !\"$&'()*,;<>?[\\]^`{|}"

  private func writeDollarQuoted(_ byte: UInt8, to text: inout FormText) {
    switch byte {
    case UInt8(ascii: "'"): text.append("\\'")
    case UInt8(ascii: "\\"): text.append("\\\\")
    case 0x07: text.append("\\a")
    case 0x08: text.append("\\b")
    case 0x09: text.append("\\t")
    case 0x0A: text.append("\\n")
    case 0x0B: text.append("\\v")
    case 0x0C: text.append("\\f")
    case 0x0D: text.append("\\r")
    case 0x1B: text.append("\\E")
    case 0x20...0x7E: text.append(byte)
    default:
      text.append(UInt8(ascii: "\\"))
      for shift in [6, 3, 0] { text.append(0x30 + byte >> UInt8(shift) & 7) }
    }
  }
}
