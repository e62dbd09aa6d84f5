// SPDX-License-Identifier: Apache-2.0

import Scanning
import SecretMemory
import SystemCalls

/// Whether files that usually hold keys are kept out of git, and no `.env` is left in clear beside the store.
struct DotenvCheck: DoctorCheck {
  let name = "plain-files"

  /// What such files are called, as `.gitignore` would say it.
  private static let patterns = [
    ".env", ".env.*", "*.env", "*.pem", "*.key", "*.p12", "*.pfx", "id_rsa", "id_ed25519",
    "id_ecdsa",
    "secrun-identity",
  ]
  /// Endings of files that show which variables there are and hold none.
  private static let templates = [".example", ".sample", ".template", ".dist", ".defaults"]
  private static let sizeLimit = 1024 * 1024

  func examine(_ setup: Setup) -> Diagnosis {
    guard let entries = try? Folder(setup.folder.path).entries() else {
      return Diagnosis("not looked at: the folder cannot be read")
    }
    let files = entries.filter { $0.kind == .regular && Self.usuallyHoldsKeys($0.name) }.map(\.name)
    var findings = setup.folder.isInRepository ? git(setup, files) : []
    findings += files.filter(Self.isDotenv).compactMap { plain($0, setup) }
    return Diagnosis(
      findings.isEmpty ? "nothing that holds keys lies open to git" : "keys may get into git",
      findings)
  }

  private func git(_ setup: Setup, _ files: [[UInt8]]) -> [Finding] {
    let tracked = setup.folder.tracked(files.map { String(decoding: $0, as: UTF8.self) })
    var findings = tracked.map { file in
      let word = ShellWord.quoted(file)
      return Finding(
        "key-file-committed",
        "\(file) is in git, where everybody who has the repository can read it",
        fix: "git rm --cached \(word) && echo \(word) >> .gitignore")
    }
    var rules = IgnoreRules.above(setup.folder.path)
    if let folder = try? Folder(setup.folder.path), let entries = try? folder.entries() {
      rules.enter(folder, entries)
    }
    let known = Set(tracked)
    // Before there is one, an .env that would not be ignored is the next to be committed.
    for name in Set(files + [Array(".env".utf8)]).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let file = String(decoding: name, as: UTF8.self)
      guard !known.contains(file), !rules.ignores(name, isFolder: false) else { continue }
      let isThere = files.contains(name)
      findings.append(
        Finding(
          "key-file-not-ignored",
          isThere
            ? "\(file) is not ignored by git and gets into the next commit of everything"
            : "git does not ignore \(file), should there ever be one",
          fix: "echo \(ShellWord.quoted(file)) >> .gitignore",
          severity: isThere ? .problem : .advice))
    }
    return findings
  }

  /// A file with assignments whose values stand there themselves.
  private func plain(_ name: [UInt8], _ setup: Setup) -> Finding? {
    let file = String(decoding: name, as: UTF8.self)
    let count = Self.plainValues(in: Path.resolve(file, in: setup.folder.path))
    guard count > 0 else { return nil }
    let word = ShellWord.quoted(file)
    return Finding(
      "plaintext-env",
      "\(file) holds \(count == 1 ? "a value" : "\(count) values") in clear beside the store, "
        + "for every program of yours to read",
      fix: "secrun import \(word) && rm \(word)")
  }

  private static func plainValues(in path: String) -> Int {
    guard let file = try? FileReading.open(path),
      let text = (try? FileReading.secret(from: file, limit: sizeLimit)) ?? nil
    else { return 0 }
    return text.withSpan { text in
      var count = 0
      var start = 0
      while start < text.count {
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
        if isPlain(text.extracting(start..<end)) { count += 1 }
        start = end + 1
      }
      return count
    }
  }

  /// Whether a line gives a variable a value that is no reference.
  private static func isPlain(_ line: Span<UInt8>) -> Bool {
    guard let equals = line.indices.first(where: { line[$0] == UInt8(ascii: "=") }),
      let first = line.indices.first(where: { line[$0] > 0x20 }), line[first] != UInt8(ascii: "#")
    else { return false }
    let value = (equals + 1..<line.count).filter {
      line[$0] > 0x20 && !"\"'".utf8.contains(line[$0])
    }
    guard let start = value.first else { return false }
    let reference = Array("secrun://".utf8)
    return start + reference.count > line.count
      || !reference.indices.allSatisfy { line[start + $0] == reference[$0] }
  }

  private static func usuallyHoldsKeys(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    guard !templates.contains(where: text.hasSuffix) else { return false }
    return patterns.contains { IgnorePattern($0.utf8)?.matches([name], isFolder: false) ?? false }
  }

  private static func isDotenv(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    return text == ".env" || text.hasPrefix(".env.") || text.hasSuffix(".env")
  }
}
