// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct FileWritingTests {
  /// Writes through a draft, as opposed to `TemporaryFolder.write`.
  private func replace(
    _ folder: TemporaryFolder, _ name: String, _ text: String, permissions: UInt32 = 0o644
  ) throws {
    try FileWriting.Draft(for: folder[name], Array(text.utf8), permissions: permissions)
      .putInPlace()
  }

  private func content(_ path: String) throws -> String {
    String(decoding: try #require(try FileReading.bytes(of: path, limit: 1000)), as: UTF8.self)
  }

  @Test func `a draft replaces its target only when it is put in place`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "old")
    let draft = try FileWriting.Draft(for: folder["file"], Array("new".utf8), permissions: 0o640)
    #expect(try content(folder["file"]) == "old")
    #expect(try content(draft.path) == "new")
    #expect(Path.folder(of: draft.path) == folder.path && draft.path != folder["file"])
    try draft.putInPlace()
    #expect(try content(folder["file"]) == "new")
    #expect(FileStatus.of(folder["file"])?.permissions == 0o640)
    #expect(folder.names == ["file"])
  }

  @Test func `a draft that is dropped leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "old")
    do { _ = try FileWriting.Draft(for: folder["file"], [], permissions: 0o600).path }
    #expect(folder.names == ["file"])
    #expect(try content(folder["file"]) == "old")
  }

  @Test func `the descriptors of whoever has the old file open keep the old content`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "old")
    let open = try FileReading.open(folder["file"])
    try replace(folder, "file", "new")
    #expect(try everything(from: open) == Array("old".utf8))
  }

  @Test func `an empty place is taken once`() throws {
    let folder = try TemporaryFolder()
    let first = try FileWriting.Draft(for: folder["file"], Array("1".utf8), permissions: 0o600)
    #expect(try first.putInEmptyPlace())
    let second = try FileWriting.Draft(for: folder["file"], Array("2".utf8), permissions: 0o600)
    #expect(try !second.putInEmptyPlace())
    #expect(try content(folder["file"]) == "1")
    #expect(folder.names == ["file"])
    #expect(FileStatus.of(folder["file"])?.permissions == 0o600)
  }

  @Test func `a link in the empty place is not followed`() throws {
    let folder = try TemporaryFolder()
    _ = unsafe symlink("elsewhere", folder["file"])
    let draft = try FileWriting.Draft(for: folder["file"], [], permissions: 0o600)
    #expect(try !draft.putInEmptyPlace())
    #expect(folder.names == ["file"])
  }

  @Test func `a link as target is replaced and what it leads to stays`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "old")
    _ = unsafe symlink("file", folder["link"])
    try replace(folder, "link", "new")
    #expect(try content(folder["file"]) == "old")
    #expect(try content(folder["link"]) == "new")
    #expect(Path.followingLinks(folder["link"]) == folder["link"])
  }

  @Test func `secret bytes are written with the permissions asked for`() throws {
    let folder = try TemporaryFolder()
    let secret = try SecretBytes(copying: Array("key".utf8))
    try FileWriting.Draft(for: folder["file"], secret: secret, permissions: 0o600).putInPlace()
    #expect(try content(folder["file"]) == "key")
    #expect(FileStatus.of(folder["file"])?.permissions == 0o600)
  }

  @Test func `permissions do not depend on the mask for new files`() async {
    await #expect(processExitsWith: .success) {
      umask(0o777)
      let folder = try TemporaryFolder()
      _ = unsafe chmod(folder.path, 0o700)
      try FileWriting.Draft(for: folder["file"], [1], permissions: 0o644).putInPlace()
      #expect(FileStatus.of(folder["file"])?.permissions == 0o644)
    }
  }

  @Test func `a folder that is missing or not writable says so and stays as it was`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: SystemCallError.self) { try replace(folder, "sub/file", "") }
    #expect(missing?.call == "open" && missing?.code == ENOENT)
    try folder.write("plain", "")
    let below = #expect(throws: SystemCallError.self) { try replace(folder, "plain/file", "") }
    #expect(below?.code == ENOTDIR)
    #expect(folder.names == ["plain"])
  }

  @Test func `a folder in the place of the target says so and no draft stays`() throws {
    let folder = try TemporaryFolder()
    try FileWriting.makeFolder(folder["file/inner"], permissions: 0o700)
    let error = #expect(throws: SystemCallError.self) { try replace(folder, "file", "x") }
    #expect(error?.call == "rename")
    #expect(folder.names == ["file"])
  }

  @Test func `a disk that fills up leaves no draft behind`() async {
    // The limit on file sizes stands in for the disk; it belongs to the process.
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try folder.write("file", "old")
      signal(SIGXFSZ, SIG_IGN)
      var limits = rlimit(rlim_cur: 1000, rlim_max: 1000)
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
      let long = [UInt8](repeating: 1, count: 2000)
      let error = #expect(throws: SystemCallError.self) {
        try FileWriting.Draft(for: folder["file"], long, permissions: 0o600).putInPlace()
      }
      #expect(error?.code == EFBIG)
      #expect(folder.names == ["file"])
    }
  }

  @Test func `folders are made with all those above them`() throws {
    let folder = try TemporaryFolder()
    try FileWriting.makeFolder(folder["a/b/c"], permissions: 0o700)
    #expect(FileStatus.of(folder["a/b/c"])?.kind == .directory)
    #expect(FileStatus.of(folder["a"])?.permissions == 0o700)
    try FileWriting.makeFolder(folder["a/b/c"], permissions: 0o755)
    #expect(FileStatus.of(folder["a/b/c"])?.permissions == 0o700)
  }

  @Test func `a file where a folder should be is an error`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "")
    let error = #expect(throws: SystemCallError.self) {
      try FileWriting.makeFolder(folder["file"], permissions: 0o700)
    }
    #expect(error?.code == EEXIST)
    #expect(throws: SystemCallError("mkdir", folder["file"], code: EEXIST)) {
      try FileWriting.makeFolder(folder["file/x"], permissions: 0o700)
    }
  }
}
