// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Runs real programs, where they are installed, and reads what they print.
enum PythonEncoders {
  static var isMissing: Bool { !FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") }

  /// The names and texts that a script beside the tests prints for a value.
  static func texts(_ script: String, of value: String) -> [(name: String, text: [UInt8])] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Resources/\(script)").path
    let hex = value.utf8.map { String(format: "%02x", $0) }.joined()
    return forms(output("python3", [path, hex]) ?? [])
  }

  static func output(_ program: String, _ arguments: [String]) -> [UInt8]? {
    let path = "/usr/bin/\(program)"
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(data)
  }

  /// The names and texts that an encoder printed.
  static func forms(_ bytes: [UInt8]) -> [(name: String, text: [UInt8])] {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    return stride(from: 0, to: parts.count - 1, by: 2).map {
      (String(decoding: parts[$0], as: UTF8.self), parts[$0 + 1])
    }
  }
}
