// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SecretMemory
import SecretStore
import TestKit
import Testing

/// The vectors of a team, which a reader in another language made and checks too.
struct TeamVectorTests {
  @Test(arguments: TeamVectors.all.readers)
  func `an identity gets what is meant for it, from whom it trusts`(
    _ reader: TeamVectors.Reader
  ) throws {
    let vectors = TeamVectors.all
    let store = try Self.open(Vectors.bytes(of: "team.store"), reader)
    #expect(try store.approvedConfig()?.text == Array(vectors.config.utf8))
    for secret in reader.secrets {
      var value: [UInt8]?
      let outcome = VectorTests.outcome { value = try plainBytes(store.value(of: secret.name)) }
      #expect(outcome == Outcome(word: secret.outcome, line: secret.line), "\(secret.name)")
      #expect(
        value == (secret.outcome == "accepted" ? Array(vectors.values[secret.name]!.utf8) : nil))
    }
    for pin in reader.pins {
      var items: [PinnedItem]?
      let outcome = VectorTests.outcome { items = try store.pin(of: pin.name) }
      #expect(outcome == Outcome(word: pin.outcome, line: pin.line), "\(pin.name)")
      #expect(
        items?.map { [$0.kind.rawValue, $0.text, Hex.text($0.digest)] }
          == (pin.outcome == "accepted" ? vectors.items[pin.name] : nil))
    }
    #expect(try store.offers().map { $0.effect != .cannotBeOpened } == reader.offers)
  }

  @Test(arguments: TeamVectors.all.cases)
  func `says of a changed store what the format says`(_ edited: Vectors.EditedStore) throws {
    let bytes = try edited.bytes(of: "team.store")
    let outcome = VectorTests.outcome {
      try VectorTests.ask(edited.ask, Self.open(bytes, TeamVectors.all.readers[1]))
    }
    #expect(outcome == Outcome(word: edited.outcome, line: edited.line))
  }

  @Test func `remembers what is written down, for its owner and store only`() throws {
    let vectors = TeamVectors.all
    let ada = vectors.readers[1]
    let store = try Self.open(Vectors.bytes(of: "team.store"), ada)
    let folder = try TemporaryFolder()
    let file = StoreMemoryFile(in: folder.path, of: store.store, for: try Self.identity(ada))
    try Data(vectors.memory.utf8).write(to: URL(fileURLWithPath: file.path))
    let signers = try file.read().signers
    #expect(signers.map(\.label) == ["bob"])
    #expect(signers.map { Fingerprint.text($0.key) } == [vectors.signer])
    let older = OpenStore(store.store, identity: try Self.identity(ada), memory: try file.read())
    _ = try older.value(of: "API_KEY")
    #expect(older.rollbacks.map(\.name) == ["API_KEY"])
    let bob = StoreMemoryFile(
      in: folder.path, of: store.store, for: try Self.identity(vectors.readers[2]))
    try Data(vectors.memory.utf8).write(to: URL(fileURLWithPath: bob.path))
    #expect(throws: StoreError.memoryDamaged(path: bob.path)) { try bob.read() }
  }

  private static func open(
    _ bytes: [UInt8], _ reader: TeamVectors.Reader
  ) throws -> OpenStore {
    OpenStore(try Store(path: "", bytes: bytes), identity: try identity(reader))
  }

  private static func identity(_ reader: TeamVectors.Reader) throws -> Identity {
    let text = try SecretBytes(copying: Array(reader.identity.utf8))
    return try IdentityFile.identity(in: text, source: reader.name)
  }
}
