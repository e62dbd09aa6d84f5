// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// The kinds of file that values are taken over from.
package enum ImportFormat: String, CaseIterable, Sendable {
  /// `NAME=value` lines.
  case dotenv
  /// One flat object of strings.
  case json
}

/// Sealing all values of a file in one write.
package enum ImportSecrets {
  /// Files are larger than any one value.
  private static let sizeLimit = StoreLimits.file

  /// Reads `file`, or standard input for `-`, and seals every value; all or none.
  package static func run(
    _ file: String, _ format: ImportFormat?, _ places: PlaceOptions, isReplacing: Bool
  ) throws(RunFailure) {
    let project = try Project.find(places)
    let format = format ?? (file.lowercased().hasSuffix(".json") ? .json : .dotenv)
    let now = CurrentProcess.time
    let identity = try project.identityAhead()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let secrets = try read(file, format)
      try refuseExisting(secrets, in: project, isReplacing)
      try project.edit(with: identity) { store throws(StoreError) in
        var isChanged = false
        for secret in secrets {
          let change = try store.set(
            secret.name, to: secret.value.bytes, note: nil, expires: nil, now: now)
          if change != .unchanged { isChanged = true }
        }
        return ((), isChanged)
      }
    }
  }

  private static func read(
    _ file: String, _ format: ImportFormat
  ) throws(RunFailure) -> [ImportedSecret] {
    let text = try readText(file)
    do throws(ImportError) {
      return
        switch format
      {
      case .dotenv: try DotenvReader.read(text)
      case .json: try JSONReader.read(text)
      }
    } catch {
      throw RunFailure(error, file: file)
    }
  }

  private static func readText(_ file: String) throws(RunFailure) -> SecretBytes {
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

  private static func refuseExisting(
    _ secrets: [ImportedSecret], in project: Project, _ isReplacing: Bool
  ) throws(RunFailure) {
    let known = Set(try project.readStore().names)
    let existing = secrets.map(\.name).filter(known.contains)
    guard isReplacing || existing.isEmpty else {
      throw RunFailure(
        "the store has \(existing.joined(separator: ", ")) already",
        hints: ["add --replace to give them the new values"])
    }
  }
}
