// SPDX-License-Identifier: Apache-2.0

import Foundation
import SecretStore
import TestKit
import Testing

/// The tool whose dialect is read, where it is installed; it is asked about many texts at once.
struct RealParser: CustomTestStringConvertible {
  let name: String
  let dialect: Dialect
  private let program: String
  private let arguments: [String]

  /// The tool, or the script that asks it, is in trouble.
  enum Failure: Error {
    case stuck
    case ended([UInt8])
  }

  var testDescription: String { name }

  /// Those whose dialect is read.
  ///
  /// `SECRUN_REAL_PYTHON_DOTENV` names a Python that has python-dotenv, `SECRUN_REAL_NODE` a node of 20.20, and
  /// `SECRUN_REAL_…` a program with the same manners for a tool that only its developers can build.
  static let all: [RealParser] = [
    RealParser(
      "python-dotenv", .pythonDotenv, "python3", [script("python_dotenv.py")]),
    RealParser("node", .node, "node", [script("node.js")]),
    RealParser("dash", .shell, "python3", [script("shell.py"), "dash"]),
    RealParser("bash", .shell, "python3", [script("shell.py"), "bash"]),
    RealParser("compose", .compose, nil, []),
    RealParser("docker", .docker, nil, []),
    RealParser("dotenvx", .dotenvx, nil, []),
  ].compactMap { $0 }

  /// Those that have no dialect here, of which the warnings must hold all the same.
  ///
  /// `SECRUN_REAL_DOTENV_CLI` names a Python that has dotenv-cli.
  static let others: [RealParser] = [
    RealParser("ruby-dotenv", .secrun, "ruby", [script("ruby_dotenv.rb")]),
    RealParser("dotenv-cli", .secrun, "python3", [script("dotenv_cli_reader.py")]),
  ].compactMap { $0 }

  private init?(_ name: String, _ dialect: Dialect, _ usual: String?, _ arguments: [String]) {
    let variable =
      "SECRUN_REAL_" + name.uppercased().replacing("-", with: "_")
    let chosen = ProcessInfo.processInfo.environment[variable]
    guard let program = chosen ?? usual else { return nil }
    self.name = name
    self.dialect = dialect
    self.program = program
    self.arguments = arguments
  }

  /// What the tool makes of each text: its variables, sorted, or nil where it refuses; nil in all when it is missing.
  func outcomes(of texts: [[UInt8]]) throws -> [[String]?]? {
    guard let path = ProgramPath.find(program, in: ProgramPath.standard) ?? Self.file(program)
    else { return nil }
    // The shell's dialect reads the test's own HOME.
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    let input = texts.map { Self.hex($0) + "\n" }.joined()
    let launch = Launch(
      program: path, arguments: ([program] + arguments).map { Array($0.utf8) },
      environment: ["PATH=\(ProgramPath.standard)", "HOME=\(home)"].map { Array($0.utf8) },
      folder: NSTemporaryDirectory(), input: .bytes(Array(input.utf8)))
    let child = try ChildProcess(launch)
    guard child.wait(seconds: 240) else { throw Failure.stuck }
    if child.status == .exited(3) { return nil }
    guard child.status == .exited(0) else { throw Failure.ended(child.error) }
    let lines = String(decoding: child.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.map { $0 == "refused" ? nil : $0.split(separator: " ").map(String.init).sorted() }
  }

  /// What our reading makes of a text, in the same form.
  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func file(_ path: String) -> String? {
    FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  private static func script(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "RealParsers/\(name)").path
  }
}
