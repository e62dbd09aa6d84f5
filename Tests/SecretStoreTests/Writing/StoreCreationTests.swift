// SPDX-License-Identifier: Apache-2.0

import SecretStore
import SystemCalls
import TestKit
import Testing

struct StoreCreationTests {
  @Test func `no two stores of one identity are alike`() throws {
    let identity = try SampleStore.identity()
    let first = SampleStore.lines(try SampleStore.bytes([], identity: identity))
    let second = SampleStore.lines(try SampleStore.bytes([], identity: identity))
    #expect(first.count == 5 && second.count == 5)
    #expect(first[0] != second[0])
    for key in ["pk", "sig"] { #expect(first[1].field(key) != second[1].field(key)) }
    #expect(first[2].field("wrap") != second[2].field("wrap"))
    #expect(first[2].field("enc") == second[2].field("enc"))
  }

  @Test func `a new store never covers a file unless told to`() throws {
    let folder = try TemporaryFolder()
    let path = folder["deep/er/secrun.store"]
    let bytes = try SampleStore.bytes(identity: SampleStore.identity())
    #expect(try StoreCreation.write(bytes, to: path, replacing: false))
    #expect(FileStatus.of(path)?.permissions == 0o644)
    let other = try SampleStore.bytes([("C", "c")], identity: SampleStore.identity())
    #expect(try !StoreCreation.write(other, to: path, replacing: false))
    #expect(try Store.read(path).names == ["A", "B"])
    #expect(try StoreCreation.write(other, to: path, replacing: true))
    #expect(try Store.read(path).names == ["C"])
  }

  @Test func `what is no store is not written`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.notAStore) {
      try StoreCreation.write([1], to: folder["secrun.store"], replacing: true)
    }
    #expect(folder.names.isEmpty)
  }

  @Test func `reading what is not there, or too long, says so`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.noStore(path: folder["missing"])) {
      try Store.read(folder["missing"])
    }
    try folder.write("long", [UInt8](repeating: 0x20, count: StoreLimits.file + 1))
    #expect(throws: StoreError.overLimit("the file")) { try Store.read(folder["long"]) }
    #expect(throws: StoreError.overLimit("the file")) { try Store.read("/dev/zero") }
    let error = #expect(throws: StoreError.self) { try Store.read(folder.path) }
    guard case .system = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
