// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SecretMemory
import SecretStore
import Testing

/// The file `Tests/StoreReader/vectors/vectors.json`.
struct Vectors: Decodable, Sendable {
  let seed, encryptionSecret, encryptionPublic, signingPublic, localStateKey, config: String
  let frames: [Frame]
  let base64: [Base64Text]
  let base64Refused: [String]
  let entries: [Entry]
  let stores: [EditedStore]
  let identities: [IdentityText]
  let lockedIdentity, `public`: String

  enum CodingKeys: String, CodingKey {
    case seed, config, frames, base64, entries, stores, identities, `public`
    case encryptionSecret = "encryption_secret"
    case encryptionPublic = "encryption_public"
    case signingPublic = "signing_public"
    case localStateKey = "local_state_key"
    case lockedIdentity = "locked_identity"
    case base64Refused = "base64_refused"
  }

  struct Frame: Decodable, Sendable {
    let text: [String]
    let number: UInt64
    let bytes: String
  }

  struct Base64Text: Decodable, Sendable {
    let bytes, text: String
  }

  struct Entry: Decodable, Sendable, CustomTestStringConvertible {
    let name, value, note: String
    let version: UInt64
    let created: Int64
    let expires: Int64?

    var testDescription: String { name }
  }

  struct IdentityText: Decodable, Sendable, CustomTestStringConvertible {
    let name, text, outcome: String
    let passphrase: String?

    var testDescription: String { name }
  }

  /// The vector store with some edits, what is read in it, and what must come of that.
  struct EditedStore: Decodable, Sendable, CustomTestStringConvertible {
    let name, ask, outcome: String
    let line: Int?
    let edits: [Edit]

    struct Edit: Decodable, Sendable {
      let find, put: String
      let times: Int
    }

    var testDescription: String { name }

    func bytes(of file: String = "secrun.store") throws -> [UInt8] {
      // As bytes, since to a string a carriage return and a line end are one character.
      try edits.reduce(Vectors.bytes(of: file)) { bytes, edit in
        let put = Array(String(repeating: edit.put, count: edit.times).utf8)
        return bytes.replacing(Array(edit.find.utf8), with: put)
      }
    }
  }

  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    .joined(separator: "/") + "/StoreReader/vectors"

  static let all: Vectors = {
    do {
      return try JSONDecoder().decode(
        Vectors.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/vectors.json")))
    } catch {
      fatalError("\(folder)/vectors.json: \(error)")
    }
  }()

  static func bytes(of file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
  }

  static func identity() throws -> Identity {
    try IdentityFile.identity(in: SecretBytes(copying: bytes(of: "identity")), source: "identity")
  }
}
