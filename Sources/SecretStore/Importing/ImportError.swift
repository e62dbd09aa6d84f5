// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Why a file cannot be imported, and where; never a byte of a value.
///
/// A name that is not valid is not told either: in a file with a broken quote it may be a piece of a value.
package struct ImportError: Error, Equatable {
  /// What is wrong there.
  package enum Reason: Sendable, Equatable {
    /// A name is not one that an environment variable may have.
    case invalidName
    /// A name stands there for the second time.
    case duplicateName(firstLine: Int)
    /// A value holds a null byte, which no environment variable can.
    case nullByte
    /// A quote is opened here and never closed.
    case unterminatedQuote
    /// Secret memory could not be had.
    case memory(SecretMemoryError)

    /// A line of a dotenv file has a name and no equals sign.
    case missingEqualsSign
    /// A name of a dotenv file has a blank in it.
    case blankInName
    /// Something other than a comment follows a closing quote.
    case textAfterQuote
    /// A carriage return without a line feed behind it.
    case loneCarriageReturn
    /// The file is UTF-16, which hardly any tool reads.
    case utf16
    /// A value, or what an expansion makes of it, is longer than so many bytes.
    case valueTooLong(limit: Int)
    /// A tool would execute a command to find a value.
    case commandSubstitution
    /// A shell would run something here on which values may depend.
    case command
    /// An expansion that the tool refuses, or that has no end.
    case invalidExpansion
    /// An expansion whose outcome depends on the shell or the process that reads it.
    case unsupportedExpansion
    /// An expansion that demands a variable which is not set; nil where its name is no valid one.
    case variableNeeded(String?)

    /// The JSON text is not an object.
    case notAnObject
    /// A JSON value is not a string.
    case notAString
    /// The JSON text goes on after its object.
    case textAfterObject
    /// JSON demands something else here, such as a comma.
    case expected(String)
    /// A control character stands in a JSON string as it is.
    case controlCharacter
    /// A JSON string has an escape that JSON does not know.
    case invalidEscape
    /// A JSON string has one half of a surrogate pair.
    case loneSurrogate
    /// The text is not UTF-8.
    case invalidUTF8
  }

  /// What is wrong.
  package let reason: Reason
  /// The line, from 1.
  package let line: Int
  /// The column in characters, from 1; a byte that is no UTF-8 counts as one.
  package let column: Int
  /// The variable concerned, once its name is known to be one.
  package let name: String?

  /// Puts a reason at a place.
  package init(_ reason: Reason, line: Int, column: Int, name: String? = nil) {
    self.reason = reason
    self.line = line
    self.column = column
    self.name = name
  }
}
