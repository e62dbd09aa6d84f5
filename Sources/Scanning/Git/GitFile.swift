// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// A file as a commit has it.
package enum GitFile: Sendable, Equatable {
  /// git knows no such revision.
  case noRevision
  /// The commit has no such file.
  case notThere
  /// The file's bytes.
  case content([UInt8])
}

extension GitProgram {
  private static let hashLimit = 256

  /// Reads a file of the repository's folder that git was started for, without filters, at most `limit` bytes.
  package func file(
    _ name: String, at revision: String, limit: Int
  ) throws(ScanError) -> GitFile {
    let commit = try run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"],
      limit: Self.hashLimit)
    guard commit.status != 1 else { return .noRevision }
    guard commit.status == 0 else { throw .git(words: commit.words) }
    let hash = String(decoding: commit.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let blob = try run(["cat-file", "blob", "\(hash):./\(name)"], limit: limit)
    guard blob.status != 0 else { return .content(blob.output) }
    // In the language that the environment above asks for.
    let isMissing = ["does not exist in", "exists on disk, but not in"].contains {
      blob.words.contains($0)
    }
    guard isMissing else { throw .git(words: blob.words) }
    return .notThere
  }

  private func run(
    _ words: [String], limit: Int
  ) throws(ScanError) -> (output: [UInt8], status: Int32, words: String) {
    let program = try start(words)
    let output = try ScanError.calling { () throws(SystemCallError) in
      try FileReading.bytes(of: program.output, "git", limit: limit)
    }
    guard let output else { throw .unexpectedOutput(of: "git") }
    let end = program.end()
    return (output, end.status, end.words)
  }
}
