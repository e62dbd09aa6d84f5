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

  @Test func `one that takes the place of another is its owner's alone, and the other can be kept`()
    throws
  {
    let folder = try TemporaryFolder()
    #expect(try IdentityCreation.create(at: folder["identity"]))
    let before = try #require(try FileReading.bytes(of: folder["identity"], limit: 1000))
    _ = unsafe symlink("identity", folder["link"])
    #expect(try IdentityCreation.keepCopy(of: folder["link"]) == folder["link.old-1"])
    #expect(try IdentityCreation.keepCopy(of: folder["link"]) == folder["link.old-2"])
    #expect(try FileReading.bytes(of: folder["link.old-2"], limit: 1000) == before)
    #expect(FileStatus.of(folder["link.old-1"])?.permissions == 0o600)
    let next = try IdentityDocument.random(.key)
    try IdentityCreation.replace(folder["link"], with: next)
    #expect(
      try FileReading.bytes(of: folder["identity"], limit: 1000)
        == plainBytes(IdentityFile.text(next)))
    #expect(FileStatus.of(folder["identity"])?.permissions == 0o600)
    #expect(folder.names == ["identity", "link", "link.old-1", "link.old-2"])
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
