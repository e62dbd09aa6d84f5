// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

extension ImportNote {
  /// The note as a line for people, with the file and the line.
  func words(file: String) -> String {
    let file = file == "-" ? "standard input" : PrintableText.escaped(file, limit: 4096)
    let name = name.map { "\($0): " } ?? ""
    return "\(file):\(line): \(name)\(kind.words)"
  }
}

extension ImportNote.Kind {
  fileprivate var words: String {
    switch self {
    case .skipped: "no assignment; the line is passed over"
    case .bare: "no = behind the name; it is left out"
    case .repeated(let firstLine): "the name stands at line \(firstLine) too; the last one counts"
    case .ambiguous(let ambiguity): ambiguity.words
    }
  }
}

extension Ambiguity {
  fileprivate var words: String {
    let reasons = reasons.map(\.words).joined(separator: "; ")
    var outcomes: [String] = []
    if !different.isEmpty {
      let read = different.count == 1 ? "reads" : "read"
      outcomes.append("\(Self.list(different)) \(read) it differently")
    }
    if !refusing.isEmpty {
      outcomes.append("\(Self.list(refusing)) \(refusing.count == 1 ? "refuses" : "refuse") it")
    }
    if outcomes.isEmpty { outcomes = ["ruby-dotenv and others read it differently"] }
    return "tools disagree: \(reasons): \(outcomes.joined(separator: ", "))"
  }

  private static func list(_ dialects: [Dialect]) -> String {
    dialects.map(\.rawValue).joined(separator: ", ")
  }
}

extension Ambiguity.Reason {
  fileprivate var words: String {
    switch self {
    case .byteOrderMark: "a byte order mark at the start"
    case .notUTF8: "bytes that are not UTF-8"
    case .nullByte: "a null byte"
    case .carriageReturn: "a carriage return at the end of the line"
    case .otherName: "a name that no shell takes"
    case .quotedName: "a name in quotes"
    case .noEqualsSign: "no equals sign"
    case .colon: "a colon before the value"
    case .blankAroundEquals: "a blank beside the equals sign"
    case .unterminatedQuote: "a quote that is never closed"
    case .severalLines: "a value of several lines"
    case .textAfterQuote: "text behind the closing quote"
    case .hashWithoutBlank: "a # without a blank before it"
    case .command: "$(…), which some execute"
    case .dollar: "a dollar, which some expand"
    case .backslash: "a backslash, which some take for an escape"
    case .backtick: "a backtick, which some take for a quote or a command"
    case .quoteInside: "a quote within the value"
    case .tilde: "a tilde, which a shell expands"
    case .shellCharacter: "a character that ends a command of a shell"
    case .blankInside: "a blank within a value without quotes"
    case .otherBlank: "a blank that is no ASCII"
    case .quotes: "the quotes"
    case .other: "the way it is written"
    }
  }
}
