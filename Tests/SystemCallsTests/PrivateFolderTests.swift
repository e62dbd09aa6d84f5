// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct PrivateFolderTests {
  @Test func `holds files for the owner only, and goes with all of them`() throws {
    let folder = try #require(
      try PrivateFolder.make(in: ["/nowhere", "/proc", "/dev/shm"], for: ["A", "B"]))
    let path = try folder.write(SecretBytes(copying: Array("value".utf8)), as: "A")
    #expect(path == folder.path + "/A")
    #expect(FileStatus.of(folder.path)?.permissions == 0o700)
    #expect(FileStatus.of(path)?.permissions == 0o400)
    #expect(try FileReading.bytes(of: path, limit: 10) == Array("value".utf8))
    folder.remove()
    #expect(FileStatus.of(folder.path) == nil)
  }

  @Test func `what is not in memory is no place`() throws {
    #expect(try PrivateFolder.make(in: ["/nowhere", "/proc"], for: []) == nil)
  }

  @Test func `a folder that nobody holds is swept, one that is held stays`() throws {
    let held = try #require(try PrivateFolder.make(in: ["/dev/shm"], for: ["A"]))
    let left = "/dev/shm/secrun.\(UInt64.random(in: 0 ... .max))"
    unsafe #expect(mkdir(left, 0o700) == 0)
    unsafe close(creat(left + "/A", 0o400))
    let other = try #require(try PrivateFolder.make(in: ["/dev/shm"], for: []))
    #expect(FileStatus.of(left) == nil)
    #expect(FileStatus.of(held.path) != nil)
    other.remove()
    held.remove()
  }
}
