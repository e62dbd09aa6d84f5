// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls
import TestKit
import Testing

struct DigestedFileTests {
  @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 1_000_000])
  func `is the digest of the whole content`(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write("file", bytes)
    let file = try DigestedFile(folder["file"])
    #expect(file.digest == Digest.blake2b(bytes, count: 32))
    #expect(file.seen.isUnchanged)
    try folder.write("file", bytes + [1])
    #expect(!file.seen.isUnchanged)
  }

  @Test(arguments: ["/", "/dev/null", "/nowhere"])
  func `is of ordinary files only`(path: String) {
    #expect(throws: SystemCallError.self) { try DigestedFile(path) }
  }
}
