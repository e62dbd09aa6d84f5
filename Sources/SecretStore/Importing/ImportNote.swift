// SPDX-License-Identifier: Apache-2.0

/// Something about a line of a file that its owner should know, though it can be read; never a byte of a value.
package struct ImportNote: Sendable, Equatable {
  /// What is noteworthy.
  package enum Kind: Sendable, Equatable {
    /// The tool passes over the line, so it is not taken over.
    case skipped
    /// A name without a value, which was left out.
    case bare
    /// The name stands there again; the last one counts.
    case repeated(firstLine: Int)
    /// Tools read the line in different ways.
    case ambiguous(Ambiguity)
  }

  /// The line, from 1.
  package let line: Int
  /// The variable concerned, where its name is known to be one.
  package let name: String?
  /// What is noteworthy.
  package let kind: Kind
}

/// Why tools read a line in different ways, and which read it unlike the dialect at hand.
package struct Ambiguity: Sendable, Equatable {
  /// What on the line they disagree about, in the order in which it is told.
  package let reasons: [Reason]
  /// Those that get another value or variable; with `refusing` empty when only tools without a dialect here do.
  package let different: [Dialect]
  /// Those that refuse the line.
  package let refusing: [Dialect]

  /// What tools disagree about.
  package enum Reason: Sendable, Equatable, CaseIterable {
    case byteOrderMark
    case notUTF8
    case nullByte
    case carriageReturn
    case otherName
    case quotedName
    case noEqualsSign
    case colon
    case blankAroundEquals
    case unterminatedQuote
    case severalLines
    case textAfterQuote
    case hashWithoutBlank
    case command
    case dollar
    case backslash
    case backtick
    case quoteInside
    case tilde
    case shellCharacter
    case blankInside
    case otherBlank
    case quotes
    case other
  }
}
