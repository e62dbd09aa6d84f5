// SPDX-License-Identifier: Apache-2.0

import Scanning
import Scoping
import SecretMemory
import SecretStore
import SystemCalls

extension ImportSecrets {
  /// Overwrites and removes the files, or puts references in the place of their values, as was asked.
  ///
  /// Returns what the user must know, a line each: what git has kept.
  package mutating func changeFiles() throws(RunFailure) -> [String] {
    guard options.removes || options.makesReferences else { return [] }
    var warnings: [String] = []
    for source in plan.sources { warnings += try leaks(of: source) }
    guard options.makesReferences else {
      for source in plan.sources { try remove(source) }
      return warnings
    }
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      defer { forgetValues() }
      for source in plan.sources where source.format == .dotenv { try rewrite(source) }
    }
    return warnings
  }

  private func remove(_ source: ImportSource) throws(RunFailure) {
    try ignore(source.file)
    do throws(SystemCallError) {
      try FileErasing.remove(source.file)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Replaces each assignment of a sealed value by a reference, and overwrites the file as it was.
  private func rewrite(_ source: ImportSource) throws(RunFailure) {
    guard let former = source.text, let text = try ReferenceText.rewritten(source, plan),
      !text.isEqual(to: former.bytes)
    else { return }
    do throws(SystemCallError) {
      let permissions = FileStatus.of(source.file)?.permissions ?? 0o644
      let old = try FileErasing.open(source.file)
      let draft = try FileWriting.Draft(
        for: source.file, secret: text, permissions: permissions)
      try draft.putInPlace()
      try FileErasing.overwrite(old, source.file)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Says which values git has, so that taking the file away does not help.
  private func leaks(of source: ImportSource) throws(RunFailure) -> [String] {
    guard let history = FileHistory(of: source.file), history.isTracked || !history.commits.isEmpty
    else { return [] }
    let file = PrintableText.escaped(source.file, limit: 4096)
    guard !history.commits.isEmpty else {
      return ["\(file) is in git's index: take it out with git rm --cached \(file)"]
    }
    let toRotate = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try exposed(source, in: history)
    }
    let count = history.commits.count == 1 ? "1 commit" : "\(history.commits.count) commits"
    let names = toRotate.isEmpty ? "" : ": rotate \(toRotate.joined(separator: ", "))"
    return [
      "\(file) is in the git history (\(count)), where its values stay readable\(names)"
    ]
  }

  /// The names that any version in the history gives a value.
  private func exposed(
    _ source: ImportSource, in history: FileHistory
  ) throws(RunFailure) -> [String] {
    var options = try self.options.dotenv.options()
    options.findsAmbiguities = false
    var names: Set<String> = []
    for commit in history.commits {
      guard let content = history.content(at: commit) else { continue }
      let old =
        source.format == .json
        ? try? JSONReader.read(content.bytes) : try? DotenvFile.read(content.bytes, options).secrets
      if let old {
        names.formUnion(
          old.filter { !SecretReference.isReference($0.value.bytes) && $0.value.bytes.count > 0 }
            .map(\.name))
      } else {
        // A version that cannot be read is taken to have held them all.
        names.formUnion(source.names)
      }
    }
    return names.intersection(plan.stored.union(source.names))
      .subtracting(plan.settings.map(\.name)).sorted()
  }

  /// Refuses files that could not be overwritten, before anything is sealed.
  static func refuseFixedFiles(_ files: [String]) throws(RunFailure) {
    for file in files {
      do throws(SystemCallError) {
        _ = try FileErasing.open(file).number
      } catch {
        let hint: String? =
          if error.isAboutLink {
            "name the file that the link leads to"
          } else if error.isAboutOtherNames {
            "the file has other names as well, which hold the same: remove those first"
          } else if error.isAboutKind {
            "only a file can be overwritten"
          } else {
            nil
          }
        throw RunFailure(RunFailure(error).message, hints: hint.map { [$0] } ?? [])
      }
    }
  }

  /// A line for .gitignore that means this name and nothing else, as gitignore(5) wants it.
  private static func ignorePattern(for name: String) -> String {
    var pattern = ""
    for character in name.unicodeScalars {
      switch character {
      case "\\", "*", "?", "[": pattern += "\\\(character)"
      case "#" where pattern.isEmpty, "!" where pattern.isEmpty: pattern += "\\\(character)"
      // No pattern can hold these.
      case "\n", "\r": pattern += "?"
      default: pattern.unicodeScalars.append(character)
      }
    }
    guard pattern.hasSuffix(" ") else { return pattern }
    return pattern.dropLast() + "\\ "
  }

  /// Has git leave the file out from now on.
  private func ignore(_ file: String) throws(RunFailure) {
    if FileHistory(of: file)?.isIgnored == true { return }
    let name = Path.name(of: file)
    let path = Path.resolve(".gitignore", in: Path.folder(of: file))
    do throws(SystemCallError) {
      var text: [UInt8] = []
      if FileStatus.of(path) != nil {
        text = try FileReading.bytes(of: path, limit: StoreLimits.file) ?? []
      }
      if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
      text += Array((Self.ignorePattern(for: name) + "\n").utf8)
      let permissions = FileStatus.of(path)?.permissions ?? 0o644
      let draft = try FileWriting.Draft(for: path, text, permissions: permissions)
      try draft.putInPlace()
    } catch {
      throw RunFailure(error)
    }
  }
}
