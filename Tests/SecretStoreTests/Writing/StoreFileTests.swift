// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SecretStore
import SystemCalls
import TestKit
import Testing

struct StoreFileTests {
  private static func sample() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let identity = try SampleStore.identity()
    try folder.write("secrun.store", SampleStore.bytes(identity: identity))
    return folder
  }

  private static func add(_ name: String, to path: String) throws -> OpenStore.Change {
    try StoreFile.update(path, identity: SampleStore.identity()) {
      (store) throws(StoreError) in
      (try set(store, name, name), true)
    }
  }

  private static func set(
    _ store: OpenStore, _ name: String, _ value: String
  ) throws(StoreError) -> OpenStore.Change {
    do {
      return try SampleStore.set(store, name, value)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .changedMeanwhile
    }
  }

  /// The names of a store whose every value opens.
  private static func names(_ path: String) throws -> [String] {
    let store = OpenStore(try Store.read(path), identity: try SampleStore.identity())
    for name in store.store.names { _ = try SampleStore.value(store, name) }
    return store.store.names
  }

  @Test func `a change is on the disk and nothing lies beside it`() throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    #expect(try Self.add("C", to: path) == .added)
    #expect(try Self.names(path) == ["A", "B", "C"])
    #expect(folder.names == ["secrun.store"])
  }

  @Test func `a change of nothing writes nothing`() throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    let before = FileStatus.of(path)
    let result = try StoreFile.update(path, identity: SampleStore.identity()) {
      (store) throws(StoreError) in
      (try Self.set(store, "A", "alpha"), false)
    }
    #expect(result == .unchanged)
    #expect(FileStatus.of(path) == before)
  }

  @Test(arguments: [0o600, 0o644, 0o664, 0o444] as [UInt32])
  func `the file keeps its permissions`(permissions: UInt32) throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    _ = unsafe chmod(path, permissions)
    _ = try Self.add("C", to: path)
    #expect(FileStatus.of(path)?.permissions == permissions)
  }

  @Test func `a link is followed and stays a link`() throws {
    let folder = try Self.sample()
    try FileWriting.makeFolder(folder["links"], permissions: 0o700)
    _ = unsafe symlink("../secrun.store", folder["links/link"])
    _ = try Self.add("C", to: folder["links/link"])
    #expect(try Self.names(folder["secrun.store"]) == ["A", "B", "C"])
    #expect(Path.followingLinks(folder["links/link"]) == folder["secrun.store"])
  }

  @Test func `a change that fails leaves the file as it was`() throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    let before = FileStatus.of(path)
    #expect(throws: StoreError.noSecret(name: "C")) {
      try StoreFile.update(path, identity: SampleStore.identity()) {
        (store) throws(StoreError) in
        (try store.remove(["A", "C"]), true)
      }
    }
    #expect(FileStatus.of(path) == before)
    #expect(folder.names == ["secrun.store"])
  }

  @Test func `a store that is missing or damaged is not written`() throws {
    let folder = try Self.sample()
    #expect(throws: StoreError.noStore(path: folder["missing"])) {
      try Self.add("C", to: folder["missing"])
    }
    try folder.write("secrun.store", "secrun-store 1\n")
    #expect(throws: StoreError.self) { try Self.add("C", to: folder["secrun.store"]) }
    #expect(folder.names == ["secrun.store"])
  }

  @Test func `a file that somebody changed meanwhile is read again`() throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    let identity = try SampleStore.identity()
    let other = try SampleStore.open(FileReading.bytes(of: path, limit: 1 << 20) ?? [], identity)
    _ = try SampleStore.set(other, "GIT", "pulled")
    let pulled = other.store.bytes
    var attempts = 0
    _ = try StoreFile.update(path, identity: identity) { (store) throws(StoreError) in
      attempts += 1
      if attempts == 1 { try? folder.write("secrun.store", pulled) }
      return (try Self.set(store, "C", "c"), true)
    }
    #expect(attempts == 2)
    #expect(try Self.names(path) == ["A", "B", "C", "GIT"])
  }

  @Test func `a file that never stays the same is given up`() throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    let identity = try SampleStore.identity()
    let other = try SampleStore.open(FileReading.bytes(of: path, limit: 1 << 20) ?? [], identity)
    #expect(throws: StoreError.changedMeanwhile) {
      try StoreFile.update(path, identity: identity) { (store) throws(StoreError) in
        _ = try Self.set(other, "GIT", store.store.hasConfig ? "\(RandomBytes.visible(4))" : "")
        try? folder.write("secrun.store", other.store.bytes)
        return (try Self.set(store, "C", "c"), true)
      }
    }
    #expect(try Self.names(path) == ["A", "B", "GIT"])
    #expect(folder.names == ["secrun.store"])
  }

  @Test func `threads that add at the same time lose nothing`() throws {
    let folder = try Self.sample()
    let path = folder["secrun.store"]
    let threads = (0..<4).map { thread in
      Thread { for round in 0..<5 { _ = try? Self.add("T\(thread)_\(round)", to: path) } }
    }
    for thread in threads { thread.join() }
    let expected = (0..<4).flatMap { thread in (0..<5).map { "T\(thread)_\($0)" } }
    #expect(try Self.names(path) == (["A", "B"] + expected).sorted())
    #expect(folder.names == ["secrun.store"])
  }

  @Test func `processes that are killed while they add lose nothing that they acknowledged`()
    async throws
  {
    let folder = try Self.sample()
    try folder.write("acknowledged", "")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<6 { group.addTask { await Self.addUntilKilled(folder.path) } }
    }
    let log = try #require(try FileReading.bytes(of: folder["acknowledged"], limit: 1 << 20))
    let acknowledged = String(decoding: log, as: UTF8.self).split(separator: "\n").map(String.init)
    let names = Set(try Self.names(folder["secrun.store"]))
    #expect(acknowledged.count > 6)
    #expect(names.isSuperset(of: acknowledged))
  }

  /// Adds names in a process of its own that is killed at a random moment.
  private static func addUntilKilled(_ folder: String) async {
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let log = Descriptor(
        owning: unsafe open(folder + "/acknowledged", O_WRONLY | O_APPEND | O_CLOEXEC))
      for round in 0..<10_000 {
        let name = "P\(getpid())_\(round)"
        _ = try StoreFileTests.add(name, to: folder + "/secrun.store")
        try log.writeAll(Array((name + "\n").utf8))
        // Up to an eighth of a second strikes anywhere in the steps of some later change.
        if round == 1 {
          StoreFileTests.killAfter(microseconds: Int(RandomBytes.visible(1)[0]) * 500)
        }
      }
    }
  }

  private static func killAfter(microseconds: Int) {
    _ = Thread {
      usleep(UInt32(microseconds))
      CurrentProcess.send(SIGKILL, to: CurrentProcess.id)
    }
  }
}
