// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import Testing

struct FileKeeperTests {
  @Test func `others open what it holds, until it ends`() throws {
    let file = try SealedFile()
    let keeper = try FileKeeper(holding: [file])
    let path = try #require(keeper.path(of: file))
    try file.fill(SecretBytes(copying: Array("value".utf8)))
    #expect(try FileReading.bytes(of: path, limit: 10) == Array("value".utf8))
    #expect(FileStatus.of(path)?.permissions == 0o400)
    keeper.end()
    #expect(FileStatus.of(path) == nil)
  }

  @Test func `it holds nothing else, and no environment`() throws {
    let files = try [SealedFile(), SealedFile()]
    let keeper = try FileKeeper(holding: files)
    defer { keeper.end() }
    let held = try FolderListing.names(of: "/proc/\(keeper.id)/fd")
    // The files, what tells it of the end of secrun, and for a moment the pipe on which it said that it is ready.
    #expect(held.count <= 4)
    let environment = try #require(
      try FileReading.bytes(of: "/proc/\(keeper.id)/environ", limit: 1 << 20))
    #expect(environment.allSatisfy { $0 == 0 })
  }

  @Test func `it removes a folder with its end`() throws {
    let folder = try #require(try PrivateFolder.make(in: ["/dev/shm"], for: ["A"]))
    let keeper = try FileKeeper(holding: [], folder)
    _ = try folder.write(SecretBytes(copying: [1]), as: "A")
    keeper.end()
    #expect(FileStatus.of(folder.path) == nil)
  }
}
