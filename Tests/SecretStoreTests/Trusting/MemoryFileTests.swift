// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import SystemCalls
import TestKit
import Testing

struct MemoryFileTests {
  private static func sample() throws -> (TemporaryFolder, Identity, MemoryFile) {
    let folder = try TemporaryFolder()
    let identity = try SampleStore.identity()
    let store = try Store(path: "", bytes: SampleStore.bytes(identity: identity))
    return (folder, identity, MemoryFile(in: folder["stores"], of: store, for: identity))
  }

  @Test func `nothing is remembered before anything was told`() throws {
    let (_, _, file) = try Self.sample()
    #expect(try file.read().signers.isEmpty)
    #expect(FileStatus.of(file.path) == nil)
  }

  @Test func `a signer is trusted until it is not`() throws {
    let (_, _, file) = try Self.sample()
    let key = [UInt8](repeating: 5, count: 32)
    try file.update { $0.trust(key, label: "bob") }
    #expect(try file.read().signers == [.init(key: key, label: "bob")])
    #expect(FileStatus.of(file.path)?.permissions == 0o600)
    #expect(try file.update { $0.distrust(key) })
    #expect(try file.read().signers.isEmpty)
    #expect(try !file.update { $0.distrust(key) })
  }

  @Test func `a file that somebody else wrote or changed is refused`() throws {
    let (_, _, file) = try Self.sample()
    try file.update { $0.trust([UInt8](repeating: 5, count: 32), label: "bob") }
    let text = try #require(try FileReading.bytes(of: file.path, limit: 4096))
    for index in text.indices {
      var changed = text
      changed[index] ^= 1
      try FileWriting.Draft(for: file.path, changed, permissions: 0o600).putInPlace()
      #expect(throws: StoreError.memoryDamaged(path: file.path)) { try file.read() }
    }
    for count in text.indices {
      let cut = Array(text[..<count])
      try FileWriting.Draft(for: file.path, cut, permissions: 0o600).putInPlace()
      #expect(throws: StoreError.memoryDamaged(path: file.path)) { try file.read() }
    }
  }
}
