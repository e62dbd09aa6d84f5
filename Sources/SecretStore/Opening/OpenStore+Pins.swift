// SPDX-License-Identifier: Apache-2.0

/// What the commands of scopes are pinned to; the records are signed as the scope file is.
extension OpenStore {
  /// What a scope's command is pinned to; nil when it is not pinned.
  package func pin(of scope: String) throws(StoreError) -> [PinnedItem]? {
    guard let record = store.document.pins.first(where: { $0.name == scope }) else { return nil }
    return try items(of: record)
  }

  /// The scopes that are pinned, in order.
  package var pinnedScopes: [String] { store.document.pins.map(\.name).sorted() }

  /// Pins a scope's command, or with nil frees it.
  package func pin(_ scope: String, to items: [PinnedItem]?) throws(StoreError) {
    store.document.pins.removeAll { $0.name == scope }
    guard let items else { return }
    let framed = PinnedItem.framed(items)
    guard framed.count <= StoreLimits.pinnedItems else { throw .overLimit("what is pinned") }
    guard store.document.pins.count < StoreLimits.pins else {
      throw .overLimit("the number of pins")
    }
    var writer = RecordWriter(.pin, name: scope)
    writer.append(.items, framed)
    let signing = Signing(storeID: store.document.id, identity: identity)
    store.document.pins.append(try signing.signed(writer))
  }

  /// Verifies and reads every pin.
  func verifyPins() throws(StoreError) {
    for record in store.document.pins { _ = try items(of: record) }
  }

  private func items(of record: Record) throws(StoreError) -> [PinnedItem] {
    try verify(record)
    guard let items = PinnedItem.items(try record.bytes(.items)) else {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    }
    return items
  }
}
