// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SecretStore
import SystemCalls
import TestKit
import Testing

struct IdentitySourceTests {
  private static func text() throws -> [UInt8] {
    let seed = try SecretBytes(copying: [UInt8](repeating: 1, count: 32))
    return try plainBytes(IdentityFile.text(seed: seed))
  }

  private static func isOwn(_ identity: Identity) throws -> Bool {
    let store = try SampleStore.open(SampleStore.bytes(identity: SampleStore.identity(1)), identity)
    return try SampleStore.value(store, "A") == "alpha"
  }

  @Test(arguments: [0o600, 0o400, 0o700, 0o500] as [UInt32])
  func `a file of the owner alone is read`(permissions: UInt32) throws {
    let folder = try TemporaryFolder()
    try folder.write("identity", Self.text(), permissions: permissions)
    #expect(try Self.isOwn(IdentitySource.file(folder["identity"]).read()))
  }

  @Test(arguments: [0o640, 0o620, 0o610, 0o604, 0o602, 0o601, 0o644, 0o666, 0o4644] as [UInt32])
  func `a file that others can reach is refused`(permissions: UInt32) throws {
    let folder = try TemporaryFolder()
    let path = folder["identity"]
    try folder.write("identity", Self.text(), permissions: permissions)
    #expect(throws: StoreError.identityIsReadable(path: path, permissions: permissions)) {
      try IdentitySource.file(path).read()
    }
    #expect(try Self.isOwn(IdentitySource.platformFile(path).read()))
  }

  @Test func `one that is locked is known before it is read, and needs a passphrase`() throws {
    let folder = try TemporaryFolder()
    let open = try IdentityFile.document(in: SecretBytes(copying: Self.text()), source: "")
    let locked = try IdentityFile.text(
      open.locked(with: secret("p"), cost: .init(passes: 2, memory: 64)))
    try folder.write("open", Self.text(), permissions: 0o600)
    try folder.write("locked", plainBytes(locked), permissions: 0o600)
    let file = try FileReading.open(folder["locked"])
    let number = dup(file.number)
    defer { close(number) }
    #expect(!IdentitySource.file(folder["open"]).mayWait)
    for source in [.file(folder["locked"]), .descriptor(number)] as [IdentitySource] {
      #expect(source.mayWait)
      #expect(try source.document().isLocked)
    }
    #expect(throws: StoreError.passphraseNeeded(source: folder["locked"])) {
      try IdentitySource.file(folder["locked"]).read()
    }
  }

  @Test func `a link is judged by the file that it leads to`() throws {
    let folder = try TemporaryFolder()
    try folder.write("closed", Self.text(), permissions: 0o600)
    try folder.write("open", Self.text(), permissions: 0o644)
    _ = unsafe symlink("closed", folder["good"])
    _ = unsafe symlink("open", folder["bad"])
    #expect(try Self.isOwn(IdentitySource.file(folder["good"]).read()))
    #expect(throws: StoreError.identityIsReadable(path: folder["bad"], permissions: 0o644)) {
      try IdentitySource.file(folder["bad"]).read()
    }
  }

  @Test(.enabled(if: CurrentProcess.userID == 0, "only root can give a file away"))
  func `a file of another user is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write("identity", Self.text(), permissions: 0o600)
    _ = unsafe chown(folder["identity"], 65534, 65534)
    #expect(throws: StoreError.identityOfAnotherUser(path: folder["identity"])) {
      try IdentitySource.file(folder["identity"]).read()
    }
  }

  @Test func `what is no identity says so`() throws {
    let folder = try TemporaryFolder()
    try folder.write("empty", "", permissions: 0o600)
    let long = [UInt8](repeating: 0x20, count: StoreLimits.identity + 1)
    try folder.write("long", long, permissions: 0o600)
    for path in [folder["empty"], folder["long"], folder.path] {
      #expect(throws: StoreError.notAnIdentity(source: path)) {
        try IdentitySource.file(path).read()
      }
    }
    #expect(throws: StoreError.system(SystemCallError("open", folder["no"], code: ENOENT))) {
      try IdentitySource.file(folder["no"]).read()
    }
  }

  @Test func `a pipe is read by its number, which no child gets, and by its path`() throws {
    for byPath in [false, true] {
      let pipe = try Pipe(size: 4096)
      try pipe.writer.writeAll(Self.text())
      let number = dup(pipe.reader.number)
      let reader = pipe.takeReader()
      let source: IdentitySource =
        byPath ? .file("/proc/self/fd/\(reader.number)") : .descriptor(number)
      #expect(try Self.isOwn(source.read()))
      if !byPath { #expect(!CurrentProcess.hasInherited(number)) }
      close(number)
    }
    #expect(throws: StoreError.self) { try IdentitySource.descriptor(-1).read() }
  }

  /// Sets exactly these variables; of a process of its own.
  private static func setEnvironment(_ variables: [String: String]) {
    for name in [
      "SECRUN_IDENTITY", "SECRUN_KEY", "CREDENTIALS_DIRECTORY", "XDG_CONFIG_HOME", "HOME",
    ] {
      if let value = variables[name] {
        _ = unsafe setenv(name, value, 1)
      } else {
        _ = unsafe unsetenv(name)
      }
    }
  }

  @Test(.disabled(if: FileStatus.of("/run/secrets/secrun-identity") != nil))
  func `the places are searched in their order`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try FileWriting.makeFolder(folder["config/secrun"], permissions: 0o700)
      for name in ["wish", "variable", "secrun-identity", "config/secrun/identity"] {
        try folder.write(name, "")
      }
      var variables = [
        "SECRUN_IDENTITY": folder["variable"], "SECRUN_KEY": "text",
        "CREDENTIALS_DIRECTORY": folder.path, "XDG_CONFIG_HOME": folder["config"],
      ]
      func found(_ wish: IdentitySource.Wish = .init()) throws -> IdentitySource {
        Self.setEnvironment(variables)
        return try IdentitySource.find(wish, homeFolders: HomeFolders())
      }
      #expect(try found(.init(path: folder["wish"], descriptor: 9)) == .file(folder["wish"]))
      #expect(try found(.init(descriptor: 9)) == .descriptor(9))
      #expect(try found() == .file(folder["variable"]))
      variables["SECRUN_IDENTITY"] = ""
      #expect(try found() == .variable)
      variables["SECRUN_KEY"] = ""
      #expect(try found() == .platformFile(folder["secrun-identity"]))
      variables["CREDENTIALS_DIRECTORY"] = ""
      #expect(try found() == .file(folder["config/secrun/identity"]))
      _ = unsafe unlink(folder["config/secrun/identity"])
      let searched = ["/run/secrets/secrun-identity", folder["config/secrun/identity"]]
      #expect(throws: StoreError.noIdentity(searched: searched)) { try found() }
      let missing = folder["missing"]
      #expect(throws: StoreError.noIdentity(searched: [missing])) {
        try found(.init(path: missing))
      }
      variables["SECRUN_IDENTITY"] = missing
      variables["SECRUN_KEY"] = "text"
      #expect(throws: StoreError.noIdentity(searched: [missing])) { try found() }
    }
  }

  @Test func `the text of an identity may come in a variable`() async {
    await #expect(processExitsWith: .success) {
      let text = String(decoding: try Self.text().dropLast(), as: UTF8.self)
      Self.setEnvironment(["SECRUN_KEY": text])
      let identity = try IdentitySource.variable.read()
      #expect(try Self.isOwn(identity))
      Self.setEnvironment(["SECRUN_KEY": "secrun-identity 1 canary"])
      #expect(throws: StoreError.identityDamaged(source: "SECRUN_KEY")) {
        try IdentitySource.variable.read()
      }
      Self.setEnvironment([:])
      #expect(throws: StoreError.notAnIdentity(source: "SECRUN_KEY")) {
        try IdentitySource.variable.read()
      }
    }
  }
}
