// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SecretMemory
import SecretStore
import Testing

/// The vectors of `StoreFormat.md`, which a reader in another language made and checks too.
struct VectorTests {
  @Test func `derives the keys of the seed, and writes its file`() throws {
    let vectors = Vectors.all
    let seed = try SecretBytes(copying: Hex.bytes(vectors.seed))
    let encryption = try EncryptionKeyPair(secretKey: seed.derivedKey(1))
    #expect(Hex.text(encryption.secretKey) == vectors.encryptionSecret)
    #expect(Hex.text(encryption.publicKey) == vectors.encryptionPublic)
    let signing = try SigningKeyPair(seed: seed.derivedKey(2))
    #expect(Hex.text(signing.publicKey) == vectors.signingPublic)
    #expect(try Hex.text(seed.derivedKey(3)) == vectors.localStateKey)
    #expect(try Hex.text(IdentityFile.text(seed: seed)) == Hex.text(Vectors.bytes(of: "identity")))
  }

  @Test(arguments: Vectors.all.frames)
  func `frames fields`(_ vector: Vectors.Frame) {
    var frame = Framing()
    for text in vector.text { frame.append(text) }
    frame.append(vector.number)
    #expect(Hex.text(frame.bytes) == vector.bytes)
  }

  @Test(arguments: Vectors.all.base64)
  func `writes and reads base64`(_ vector: Vectors.Base64Text) throws {
    #expect(Base64.encode(Hex.bytes(vector.bytes)) == Array(vector.text.utf8))
    #expect(try Base64.decode(Array(vector.text.utf8)) == Hex.bytes(vector.bytes))
  }

  @Test(arguments: Vectors.all.base64Refused)
  func `refuses base64 that is not canonical`(_ text: String) {
    #expect(throws: SecretMemoryError.notBase64) { try Base64.decode(Array(text.utf8)) }
  }

  @Test(arguments: Vectors.all.entries)
  func `opens an entry`(_ entry: Vectors.Entry) throws {
    let store = try Self.open(Vectors.folder + "/secrun.store")
    #expect(try Hex.text(store.value(of: entry.name)) == Hex.text(Array(entry.value.utf8)))
    let details = SecretDetails(created: entry.created, expires: entry.expires, note: entry.note)
    #expect(try store.details(of: entry.name) == details)
    #expect(try store.place(of: entry.name).version == entry.version)
  }

  @Test func `opens the config`() throws {
    let store = try Self.open(Vectors.folder + "/secrun.store")
    #expect(try store.approvedConfig()?.text == Array(Vectors.all.config.utf8))
  }

  @Test(arguments: Vectors.all.stores)
  func `says of a store what the format says`(_ edited: Vectors.EditedStore) throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "secrun-vector-\(UInt64.random(in: 0...UInt64.max))")
    try Data(edited.bytes()).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(
      Self.outcome { try Self.ask(edited.ask, Self.open(file.path)) }
        == Outcome(word: edited.outcome, line: edited.line))
  }

  @Test(arguments: Vectors.all.identities)
  func `says of an identity what the format says`(_ vector: Vectors.IdentityText) throws {
    let text = try SecretBytes(copying: Array(vector.text.utf8))
    let outcome = Self.outcome {
      let document = try IdentityFile.document(in: text, source: "vector")
      let typed = try vector.passphrase.map {
        SharedSecret(try SecretBytes(copying: Array($0.utf8)))
      }
      let open = try typed.map { try document.unlocked(with: $0.bytes, source: "vector") }
      _ = try (open ?? document).identity(source: "vector")
      let written = try plainBytes(IdentityFile.text(document))
      #expect(
        written == Array(vector.text.utf8) || written.dropLast() == Array(vector.text.utf8)[...])
    }
    #expect(outcome == Outcome(word: vector.outcome, line: nil))
  }

  @Test func `opens the locked identity, and shows its public part`() throws {
    let text = try SecretBytes(copying: Array(Vectors.all.lockedIdentity.utf8))
    let document = try IdentityFile.document(in: text, source: "vector")
    #expect(try document.publicPart().text == Vectors.all.public)
    #expect(document.isLocked)
    let open = try document.unlocked(
      with: SecretBytes(copying: Array("vector".utf8)), source: "vector")
    #expect(try plainBytes(IdentityFile.text(open)) == Vectors.bytes(of: "identity"))
  }

  private static func open(_ path: String) throws -> OpenStore {
    OpenStore(try Store.read(path), identity: try Vectors.identity())
  }

  static func ask(_ question: String, _ store: OpenStore) throws {
    let words = question.split(separator: " ").map(String.init)
    switch words[0] {
    case "value": _ = try store.value(of: words[1])
    case "metadata": _ = try store.details(of: words[1])
    case "config": _ = try store.approvedConfig()
    case "pin": _ = try store.pin(of: words[1])
    default: break
    }
  }

  static func outcome(of reading: () throws -> Void) -> Outcome {
    do {
      try reading()
      return Outcome(word: "accepted", line: nil)
    } catch {
      return (error as? StoreError).map(Outcome.init) ?? Outcome(word: "\(error)", line: nil)
    }
  }
}
