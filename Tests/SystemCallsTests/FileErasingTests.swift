// SPDX-License-Identifier: Apache-2.0

import Foundation
import SystemCalls
import TestKit
import Testing

struct FileErasingTests {
  @Test func `a file is overwritten where it was, and then gone`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 | 1) })
    try content.write(to: URL(filePath: path))
    // Whoever has it open sees the blocks that were written over.
    let reader = try FileHandle(forReadingFrom: URL(filePath: path))
    try FileErasing.remove(path)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try reader.readToEnd() == Data(count: content.count))
  }

  @Test func `neither a link nor a file with another name is touched`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    try Data("text".utf8).write(to: URL(filePath: path))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: path)
    #expect(throws: SystemCallError.self) { try FileErasing.remove(folder.path + "/link") }
    try FileManager.default.linkItem(atPath: path, toPath: folder.path + "/second")
    #expect(throws: SystemCallError.self) { try FileErasing.remove(path) }
    #expect(throws: SystemCallError.self) { try FileErasing.remove(folder.path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
  }
}
