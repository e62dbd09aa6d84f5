// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

extension RunFailure {
  /// A file that could not be taken over; the place is named, the text there never is.
  init(_ error: ImportError, file: String) {
    let file = file == "-" ? "standard input" : PrintableText.escaped(file, limit: 4096)
    let name = error.name.map { "\($0): " } ?? ""
    self.init(
      "\(file):\(error.line):\(error.column): \(name)\(Self.words(for: error.reason))",
      details: [], hints: Self.hints(for: error.reason))
  }

  private static func words(for reason: ImportError.Reason) -> String {
    switch reason {
    case .invalidName: "this cannot be the name of a variable"
    case .duplicateName(let line): "the name is there already, at line \(line)"
    case .nullByte: "a null byte, which no variable can hold"
    case .unterminatedQuote: "the quote that opens here is never closed"
    case .memory(let error): RunFailure(error).message
    case .missingEqualsSign: "no = behind the name"
    case .blankInName: "a blank in the name"
    case .textAfterQuote: "text behind the closing quote"
    case .loneCarriageReturn: "a carriage return without a line feed"
    case .utf16: "the file is UTF-16"
    case .valueTooLong(let limit): "a value longer than \(limit) bytes"
    case .commandSubstitution: "a command that would have to be executed for the value"
    case .command: "a command of the shell, which secrun does not execute"
    case .invalidExpansion: "an expansion that cannot be made"
    case .unsupportedExpansion: "an expansion that depends on the shell that reads it"
    case .variableNeeded(let name): "the expansion needs \(name ?? "a variable"), which is not set"
    case .notAnObject: "not a JSON object, nor a list of objects with key and value"
    case .notAString: "not a string; a flat object of strings is wanted"
    case .textAfterObject: "text behind the object"
    case .expected(let what): "\(what) is missing here"
    case .controlCharacter: "a control character that is not escaped"
    case .invalidEscape: "an escape that JSON does not have"
    case .loneSurrogate: "one half of a surrogate pair"
    case .invalidUTF8: "not UTF-8"
    }
  }

  private static func hints(for reason: ImportError.Reason) -> [String] {
    switch reason {
    case .textAfterQuote: ["quote the whole value, and put a blank before a comment"]
    case .notAString: ["write numbers and other values as strings"]
    case .missingEqualsSign: ["say what it means with --bare env or --bare skip"]
    case .utf16: ["turn it into UTF-8, or add --dialect dotenvx, which reads UTF-16"]
    case .commandSubstitution: ["write the value itself, or put single quotes around it"]
    case .command: ["keep only assignments in the file"]
    case .invalidExpansion, .unsupportedExpansion, .variableNeeded:
      ["write the value itself, or add --no-expand to keep dollars as they are"]
    default: []
    }
  }
}
