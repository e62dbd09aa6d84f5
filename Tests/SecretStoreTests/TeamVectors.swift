// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

/// The file `Tests/StoreReader/vectors/team.json`, which is about `team.store` beside it.
struct TeamVectors: Decodable, Sendable {
  let values: [String: String]
  let config: String
  /// What scopes are pinned to: kind, text and digest of each.
  let items: [String: [[String]]]
  let readers: [Reader]
  let cases: [Vectors.EditedStore]
  let memory, signer: String

  /// An identity, and what it is told.
  struct Reader: Decodable, Sendable, CustomTestStringConvertible {
    let name, identity: String
    let secrets, pins: [Told]
    /// Whether it can open each offer, in the order of the file.
    let offers: [Bool]

    var testDescription: String { name }
  }

  struct Told: Decodable, Sendable {
    let name, outcome: String
    let line: Int?
  }

  static let all: TeamVectors = {
    do {
      return try JSONDecoder().decode(
        TeamVectors.self, from: Data(Vectors.bytes(of: "team.json")))
    } catch {
      fatalError("team.json: \(error)")
    }
  }()
}
