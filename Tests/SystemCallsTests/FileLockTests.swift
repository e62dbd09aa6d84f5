// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import SystemCalls
import TestKit
import Testing

struct FileLockTests {
  /// A lock that one thread takes and another gives back.
  private final class Holder: Sendable {
    private let lock: Mutex<FileLock?>

    init?(_ folder: String, seconds: Int = 0) throws {
      let taken = try FileLock.take(folder: folder, seconds: seconds)
      let isTaken =
        switch taken {
        case .some: true
        case .none: false
        }
      lock = Mutex(taken)
      if !isTaken { return nil }
    }

    func letGo() { lock.withLock { $0 = nil } }
  }

  @Test func `is held by one and free again when that one lets go`() throws {
    let folder = try TemporaryFolder()
    let first = try #require(try Holder(folder.path))
    #expect(try Holder(folder.path) == nil)
    first.letGo()
    #expect(try Holder(folder.path) != nil)
    #expect(folder.names.isEmpty)
  }

  @Test func `locks of two folders do not meet`() throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    let first = try #require(try Holder(folder.path))
    #expect(try Holder(other.path) != nil)
    first.letGo()
  }

  @Test func `waits for the holder to let go`() throws {
    let folder = try TemporaryFolder()
    let first = try #require(try Holder(folder.path))
    let release = Thread {
      usleep(50_000)
      first.letGo()
    }
    #expect(try Holder(folder.path, seconds: 10) != nil)
    release.join()
  }

  @Test func `keeps another process out until that one ends`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let held = try #require(try Holder(folder.path))
      let script = "flock --nonblock \(folder.path) true"
      #expect(try Shell.run(script).event == .exited(1))
      held.letGo()
      #expect(try Shell.run(script).event == .exited(0))
      let other = try Shell.start("exec flock --no-fork \(folder.path) sleep 60")
      while try Holder(folder.path) != nil { usleep(1000) }
      CurrentProcess.send(SIGKILL, to: other)
      #expect(try Shell.end(of: other) == .signaled(SIGKILL))
    }
  }

  @Test func `a folder that is missing or a file is an error`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "")
    #expect(throws: SystemCallError("open", folder["missing"], code: ENOENT)) {
      try Holder(folder["missing"])
    }
    #expect(throws: SystemCallError("open", folder["file"], code: ENOTDIR)) {
      try Holder(folder["file"])
    }
  }
}
