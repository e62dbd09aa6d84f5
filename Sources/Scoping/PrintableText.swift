// SPDX-License-Identifier: Apache-2.0

/// Text from a file or a command line, made safe to print on a terminal.
///
/// A scope file comes with a repository: a control or direction character in it must not be able to
/// hide or forge a line of what `secrun allow` shows.
package enum PrintableText {
  /// The text with everything that does not print as itself escaped, cut at `limit` characters.
  package static func escaped(_ text: String, limit: Int = 80) -> String {
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard index < limit else { return result + "…" }
      append(scalar, to: &result)
    }
    return result
  }

  /// The whole text as a TOML string in quotes, escaped in the same way.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      append(scalar, to: &result)
    }
    return result + "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let width = digits.utf8.count > 4 ? 8 : 4
      result += width == 8 ? "\\U" : "\\u"
      result += String(repeating: "0", count: width - digits.utf8.count) + digits
    default:
      result.unicodeScalars.append(scalar)
    }
  }
}
