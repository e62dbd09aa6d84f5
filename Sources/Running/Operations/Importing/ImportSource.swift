// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// A file that was read for an import: its values, and its text for when it is rewritten.
struct ImportSource {
  /// Files are larger than any one value.
  private static let sizeLimit = StoreLimits.file

  /// Its path, or `-`.
  let file: String
  let format: ImportFormat
  /// The names that it gives a value, in their order.
  let names: [String]
  /// The bytes that were read; nil once they are let go.
  private(set) var text: SharedSecret?
  private(set) var secrets: [ImportedSecret]
  let assignments: [DotenvFile.Assignment]
  private let notes: [ImportNote]

  /// Reads and parses `file`, or standard input for `-`.
  init(
    _ file: String, _ format: ImportFormat, _ options: DotenvFile.Options
  ) throws(RunFailure) {
    self.file = file
    self.format = format
    let text = SharedSecret(try Self.readText(file))
    self.text = text
    do throws(ImportError) {
      switch format {
      case .dotenv:
        let content = try DotenvFile.read(text.bytes, options)
        (secrets, assignments, notes) = (content.secrets, content.assignments, content.notes)
      case .json:
        (secrets, assignments, notes) = (try JSONReader.read(text.bytes), [], [])
      }
      names = secrets.map(\.name)
    } catch {
      throw RunFailure(error, file: file)
    }
  }

  /// Lets go of the bytes and of every value.
  mutating func forgetValues() {
    text = nil
    secrets = []
  }

  /// What the owner of the file should know about its lines.
  var warnings: [String] { notes.map { $0.words(file: file) } }

  static func readText(_ file: String) throws(RunFailure) -> SecretBytes {
    let text: SecretBytes?
    do throws(SystemCallError) {
      text =
        if file == "-" {
          try FileReading.secret(from: Descriptor(borrowing: 0), limit: sizeLimit)
        } else {
          try FileReading.secret(from: FileReading.open(file), limit: sizeLimit)
        }
    } catch {
      throw RunFailure(error)
    }
    guard let text else {
      throw RunFailure("\(PrintableText.escaped(file)) is longer than \(sizeLimit) bytes")
    }
    return text
  }
}
