// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// Stores and identities that tests make, take apart and put together again.
enum SampleStore {
  static let scopeFile = Array("[scope.default]\nsecrets = [\"*\"]\n".utf8)

  /// An identity that is the same in every run.
  static func identity(_ byte: UInt8 = 1) throws -> Identity {
    try Identity(seed: SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
  }

  /// The file of a store with some secrets and an approved scope file.
  static func bytes(
    _ secrets: [(String, String)] = [("A", "alpha"), ("B", "beta")], identity: Identity
  ) throws -> [UInt8] {
    let empty = try StoreCreation.newStore(for: identity, label: "me", scopeFile: scopeFile)
    let store = try open(empty, identity)
    for (name, value) in secrets { _ = try set(store, name, value) }
    return store.store.bytes
  }

  static func open(_ bytes: [UInt8], _ identity: Identity) throws -> OpenStore {
    OpenStore(try Store(path: "secrun.store", bytes: bytes), identity: identity)
  }

  static func set(
    _ store: OpenStore, _ name: String, _ value: String, note: String? = nil, expires: Int64? = nil,
    now: Int64 = 1000
  ) throws -> OpenStore.Change {
    try store.set(name, to: secret(value), note: note, expires: expires, now: now)
  }

  static func value(_ store: OpenStore, _ name: String) throws -> String {
    try plainText(store.value(of: name))
  }

  /// The lines of a file without their ends.
  static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map(String.init)
  }

  /// The file that has these lines.
  static func file(_ lines: [String]) -> [UInt8] {
    Array(lines.map { $0 + "\n" }.joined().utf8)
  }
}

extension String {
  /// The value of a field of a line.
  func field(_ key: String) -> String {
    let word = split(separator: " ").first { $0.hasPrefix(key + "=") } ?? ""
    return String(word.dropFirst(key.count + 1))
  }

  /// The line with another value in a field.
  func with(_ key: String, _ value: String) -> String {
    split(separator: " ", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(key + "=") ? "\(key)=\(value)" : String($0) }.joined(separator: " ")
  }

  /// The line with another name.
  func named(_ name: String) -> String {
    var words = split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    words[1] = name
    return words.joined(separator: " ")
  }
}
