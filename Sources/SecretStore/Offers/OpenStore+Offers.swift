// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Looking at offers and turning them into entries, which is the only way that they are ever used.
extension OpenStore {
  /// All offers, in the order of the file.
  package func offers() throws(StoreError) -> [Offer] {
    var offers: [Offer] = []
    for (index, record) in store.document.offers.enumerated() {
      let details = try? unsealDetails(record)
      offers.append(
        Offer(
          number: index + 1, name: record.name, group: record.text(.group), details: details,
          effect: details == nil ? .cannotBeOpened : try effect(of: record), line: record.line))
    }
    return offers
  }

  /// Signs an offer: it becomes an entry, in the group that its name has already or else in that of the offer.
  ///
  /// Other offers of that name stay.
  package func accept(_ offer: Offer, now: Int64) throws(StoreError) {
    let record = try self.record(of: offer)
    let value = try unseal(record, .nonce, .box) { $0.value }
    var details = try unsealDetails(record)
    details.created = min(details.created, now)
    let index = store.document.entries.firstIndex { $0.name == record.name }
    var group = record.text(.group)
    if let index {
      group = store.document.entries[index].text(.group)
      if details.note.isEmpty { details.note = try self.details(of: record.name).note }
    }
    let entry = try seal(
      sealing(for: group), record.name, version: nextVersion(of: record.name), value, details)
    store.document.offers.remove(at: offer.number - 1)
    if let index {
      store.document.entries[index] = entry
    } else {
      store.document.entries.append(entry)
    }
  }

  /// Takes offers out of the file.
  package func reject(_ offers: [Offer]) throws(StoreError) {
    for offer in offers.sorted(by: { $0.number > $1.number }) {
      _ = try record(of: offer)
      store.document.offers.remove(at: offer.number - 1)
    }
  }

  /// The record that was looked at; it must still be there.
  private func record(of offer: Offer) throws(StoreError) -> Record {
    let offers = store.document.offers
    guard offers.indices.contains(offer.number - 1), offers[offer.number - 1].line == offer.line
    else { throw .noOffer(name: offer.name) }
    return offers[offer.number - 1]
  }

  private func effect(of offer: Record) throws(StoreError) -> Offer.Effect {
    guard let entry = store.document.entries.first(where: { $0.name == offer.name }) else {
      return .adds
    }
    guard let value = try? unseal(offer, .nonce, .box, { $0.value }) else {
      return .cannotBeOpened
    }
    guard isMember(of: entry.text(.group)) else {
      return .replaces(version: entry.number(.version))
    }
    let isSame = try self.value(of: offer.name).isEqual(to: value)
    return isSame ? .repeats : .replaces(version: entry.number(.version))
  }
}
