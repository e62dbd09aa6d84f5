// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit
import Testing

/// The redaction cases through the whole program: sealed, injected, printed piece by piece, redacted.
struct ProgramCaseTests {
  /// A newer file beside the repository is preferred to the one that the repository carries.
  static let cases: [RedactionCase] = {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let places = ["../../shared/cases/redaction.jsonl", "RedactionTests/Resources/redaction.jsonl"]
    let paths = places.map { tests.appending(path: $0).standardized.path }
    let path = paths.first { FileManager.default.isReadableFile(atPath: $0) } ?? ""
    let groups = ["core/", "neg/", "policy/", "ml/"]
    return RedactionCase.all(in: path).filter { candidate in
      groups.contains { candidate.name.hasPrefix($0) }
    }
  }()

  /// Writes each piece by itself, so that the program reads it as such.
  private static let replay = """
    import base64, os, sys, time
    for line in open(sys.argv[1]):
        os.write(1, base64.b64decode(line))
        time.sleep(0.002)
    """

  @Test func `the file of cases is there`() {
    #expect(Self.cases.count > 50)
  }

  @Test(.timeLimit(.minutes(10)), arguments: cases)
  func `the program redacts it`(_ candidate: RedactionCase) throws {
    let folder = try TemporaryFolder()
    let pieces = candidate.pieces.map { Data($0).base64EncodedString() + "\n" }.joined()
    try Data(pieces.utf8).write(to: URL(filePath: folder["pieces"]))
    try Data(Self.replay.utf8).write(to: URL(filePath: folder["replay.py"]))
    _ = try secrun(["init"], in: folder)
    let secrets = try JSONEncoder().encode(candidate.secrets)
    _ = try secrun(["import", "--format", "json", "-"], input: Array(secrets), in: folder)
    let shown = try secrun(["--", "python3", "replay.py", "pieces"], in: folder)
    for text in candidate.mustNotContain {
      #expect(!contains(shown, Data(text.utf8)), "\(text) is shown")
    }
    if let expected = candidate.expected {
      #expect(RedactionCase.withoutNames(Array(shown)) == expected)
    }
  }

  private func secrun(
    _ words: [String], input: [UInt8] = [], in folder: TemporaryFolder
  ) throws -> Data {
    let environment = ["HOME=\(folder.path)", "PATH=\(ProgramPath.standard)"]
    let child = try ChildProcess(
      Launch(
        program: BinaryUnderTest.path, arguments: (["secrun"] + words).map { Array($0.utf8) },
        environment: environment.map { Array($0.utf8) }, folder: folder.path, input: .bytes(input)))
    #expect(child.wait(seconds: 60))
    #expect(child.status == .exited(0), "\(String(decoding: child.error, as: UTF8.self))")
    return Data(child.output)
  }

  private func contains(_ text: Data, _ part: Data) -> Bool { text.range(of: part) != nil }
}
