// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What a store holds, by name and without any sealed byte: what people compare.
package struct StoreOutline: Sendable, Equatable {
  /// One record.
  package struct Item: Sendable, Equatable {
    /// What it is, such as `TOKEN` or `member ann of group default`; the same in both versions of a store.
    package let title: String
    /// What may have changed about it, such as `group default, version 2`.
    package let state: String
    /// A short digest of the line, which differs when anything of it does.
    package let digest: String
  }

  /// The records in the order of the file.
  package let items: [Item]

  /// Of nothing: what a store is compared with that was not there.
  package init() { items = [] }

  /// Of a store; nothing is verified.
  package init(of store: Store) {
    let document = store.document
    items = (document.signed + document.offers).map { record in
      Item(
        title: Self.title(record), state: Self.state(record),
        digest: Hexadecimal.text(Array(Digest.blake2b(Array(record.line), count: 16).prefix(4))))
    }
  }

  private static func title(_ record: Record) -> String {
    switch record.kind {
    case .entry: record.name
    case .member: "member \(record.name) of group \(record.text(.group))"
    case .config: "approved secrun.toml"
    case .pin: "pin of scope \(record.name)"
    default: record.title
    }
  }

  private static func state(_ record: Record) -> String {
    switch record.kind {
    case .group, .member: "epoch \(record.number(.epoch))"
    case .config, .pin: ""
    default: "group \(record.text(.group)), version \(record.number(.version))"
    }
  }

  /// One line for each record, for a program that compares lines.
  package var lines: [String] {
    items.map { "\($0.title) (\($0.state.isEmpty ? "" : $0.state + ", ")\($0.digest))" }
  }

  /// What is new, gone or changed since another outline, by title.
  package func changes(since former: StoreOutline) -> [StoreChange] {
    let gone = former.items.filter { old in !items.contains { $0.title == old.title } }
    let changes = items.compactMap { item -> StoreChange? in
      let olds = former.items.filter { $0.title == item.title }
      guard !olds.contains(item) else { return nil }
      guard let old = olds.first else {
        return StoreChange(kind: .added, title: item.title, state: item.state)
      }
      let states = old.state == item.state ? item.state : "\(old.state) -> \(item.state)"
      return StoreChange(kind: .changed, title: item.title, state: states)
    }
    let all = changes + gone.map { StoreChange(kind: .removed, title: $0.title, state: $0.state) }
    return all.sorted { $0.title < $1.title }
  }
}
