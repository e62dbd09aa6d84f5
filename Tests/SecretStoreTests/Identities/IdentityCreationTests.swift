// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretStore
import SystemCalls
import TestKit
import Testing

struct IdentityCreationTests {
  @Test func `a new identity is its owner's alone and can be read`() throws {
    let folder = try TemporaryFolder()
    let path = folder["config/secrun/identity"]
    #expect(try IdentityCreation.create(at: path))
    #expect(FileStatus.of(path)?.permissions == 0o600)
    #expect(FileStatus.of(folder["config/secrun"])?.permissions == 0o700)
    let identity = try IdentitySource.file(path).read()
    let store = try SampleStore.open(SampleStore.bytes(identity: identity), identity)
    #expect(try SampleStore.value(store, "A") == "alpha")
  }

  @Test func `an identity that is there is never covered`() throws {
    let folder = try TemporaryFolder()
    #expect(try IdentityCreation.create(at: folder["identity"]))
    let before = FileStatus.of(folder["identity"])
    #expect(try !IdentityCreation.create(at: folder["identity"]))
    #expect(FileStatus.of(folder["identity"]) == before)
    _ = unsafe symlink("nowhere", folder["link"])
    #expect(try !IdentityCreation.create(at: folder["link"]))
    #expect(folder.names == ["identity", "link"])
  }

  @Test func `two identities differ`() throws {
    let folder = try TemporaryFolder()
    _ = try (
      IdentityCreation.create(at: folder["1"]), IdentityCreation.create(at: folder["2"])
    )
    #expect(
      try FileReading.bytes(of: folder["1"], limit: 1000)
        != FileReading.bytes(of: folder["2"], limit: 1000))
  }
}
