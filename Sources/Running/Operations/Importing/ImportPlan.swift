// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore

/// What an import would do with each name; it holds values in the arena only.
struct ImportPlan {
  /// What becomes of a name.
  enum Fate: String {
    /// The store does not have it yet.
    case new
    /// The store has that very value.
    case unchanged
    /// The store has another value.
    case changed
    /// The file names a secret of the store in place of a value.
    case reference
    /// It goes into the scope's `env` in clear.
    case setting
  }

  /// A name, where it comes from, and what becomes of it.
  struct Item {
    let name: String
    let line: Int
    let fate: Fate
    let looksPlain: Bool
    /// Gone as soon as nothing needs it any more.
    fileprivate(set) var value: SharedSecret?
  }

  private(set) var sources: [ImportSource]
  private(set) var items: [Item]

  /// Compares what the files hold with the store; belongs into a secret phase.
  init(
    _ sources: [ImportSource], _ project: Project, _ identity: Identity, splits: Bool
  ) throws(RunFailure) {
    self.sources = sources
    var last: [String: ImportedSecret] = [:]
    var order: [String] = []
    for secret in sources.flatMap(\.secrets) {
      if last.updateValue(secret, forKey: secret.name) == nil { order.append(secret.name) }
    }
    let store = try project.open(identity)
    let known = Set(store.store.names)
    var items: [Item] = []
    for name in order {
      guard let secret = last[name] else { continue }
      var fate = Fate.new
      if SecretReference.isReference(secret.value.bytes) {
        fate = .reference
      } else if known.contains(name) {
        fate = try Self.compare(secret, store, project)
      }
      let looksPlain = PlainSetting.looksPlain(secret)
      if splits, looksPlain, fate == .new { fate = .setting }
      items.append(
        Item(
          name: name, line: secret.line, fate: fate, looksPlain: looksPlain, value: secret.value))
    }
    self.items = items
  }

  /// The names that are sealed.
  var sealed: [Item] { items.filter { $0.fate == .new || $0.fate == .changed } }
  /// The settings for the scope's `env`.
  var settings: [Item] { items.filter { $0.fate == .setting } }
  /// The names whose values the store has once they are sealed.
  var stored: Set<String> {
    Set(items.filter { ![.reference, .setting].contains($0.fate) }.map(\.name))
  }
  /// The names that have another value in the store.
  var changed: [Item] { items.filter { $0.fate == .changed } }

  /// Lets go of the files' text and of every value but those of plain settings; what is left are names.
  mutating func forgetValues() {
    for index in sources.indices { sources[index].forgetValues() }
    for index in items.indices where items[index].fate != .setting { items[index].value = nil }
  }

  /// Opens what was sealed once more and compares it with the files, byte by byte.
  func prove(in store: OpenStore) throws(RunFailure) {
    for item in items where item.fate != .reference && item.fate != .setting {
      let value: SecretBytes
      do throws(StoreError) {
        value = try store.value(of: item.name)
      } catch {
        throw RunFailure(error, store: store.store.path)
      }
      guard let expected = item.value, value.isEqual(to: expected.bytes) else {
        throw RunFailure("\(item.name) does not read back as it was sealed")
      }
    }
  }

  /// The names for people, without a value.
  var table: [UInt8] {
    let rows = items.map { item in
      [item.name, "\(item.line)", item.words]
    }
    return rows.isEmpty ? [] : TextTable.bytes(["NAME", "LINE", "WHAT"], rows)
  }

  /// The names for machines, without a value.
  func json(warnings: [String]) -> [UInt8] {
    let names = items.map {
      Preview.Name(
        name: $0.name, line: $0.line, fate: $0.fate.rawValue, looksPlain: $0.looksPlain)
    }
    return JSONText.bytes(Preview(names: names, warnings: warnings))
  }

  private struct Preview: Encodable {
    struct Name: Encodable {
      let name: String
      let line: Int
      let fate: String
      let looksPlain: Bool
    }
    let names: [Name]
    let warnings: [String]
  }

  private static func compare(
    _ secret: ImportedSecret, _ store: OpenStore, _ project: Project
  ) throws(RunFailure) -> Fate {
    let value = try project.explaining { () throws(StoreError) in
      try store.value(of: secret.name)
    }
    return value.isEqual(to: secret.value.bytes) ? .unchanged : .changed
  }
}

extension ImportPlan.Item {
  fileprivate var words: String {
    let words =
      switch fate {
      case .new: "new"
      case .unchanged: "in the store already"
      case .changed: "in the store with another value"
      case .reference: "a reference"
      case .setting: "a plain setting, for env of the scope"
      }
    return looksPlain && fate != .reference && fate != .setting
      ? words + ", looks like a plain setting" : words
  }
}
