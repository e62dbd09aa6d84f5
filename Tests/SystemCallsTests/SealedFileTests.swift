// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import Testing

struct SealedFileTests {
  @Test(arguments: [0, 1, 65536])
  func `holds the secret for its owner, and cannot be changed`(count: Int) throws {
    let bytes = [UInt8](repeating: 7, count: count)
    let file = try SealedFile()
    try file.fill(SecretBytes(copying: bytes))
    let status = try #require(FileStatus.of(file.number))
    #expect(status.permissions == 0o400 && status.size == count)
    #expect(try everything(from: Descriptor(borrowing: file.number)) == bytes)
    #expect(ftruncate(file.number, off_t(count) + 1) < 0 && errno == EPERM)
    let copy = try Descriptor(borrowing: file.number).duplicate()
    #expect(throws: SystemCallError.self) { try copy.writeAll([1]) }
  }
}
