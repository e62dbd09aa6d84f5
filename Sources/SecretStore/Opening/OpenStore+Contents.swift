// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

extension OpenStore {
  /// The value of a secret and what is known about it, for the price of one.
  ///
  /// Both boxes have the same data key, and to unseal that is what takes time.
  package func contents(
    of name: String
  ) throws(StoreError) -> (value: SharedSecret, details: SecretDetails) {
    let record = try entry(name)
    try verify(record)
    let dataKey = try dataKey(of: record)
    let context = EntryContext(record, storeID: store.document.id, key: try record.bytes(.key))
    let value = try unseal(record, dataKey, .nonce, .box, context.value)
    let metadata = try unseal(record, dataKey, .metadataNonce, .metadataBox, context.metadata)
    guard let details = SecretDetails(metadata) else {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    }
    note(record)
    return (SharedSecret(value), details)
  }

  /// The key of both boxes of a verified entry, or of an offer.
  func dataKey(of record: Record) throws(StoreError) -> SecretBytes {
    let group = try groupKeys(record.text(.group))
    let key = try record.bytes(.key)
    guard record.number(.epoch) == group.epoch else {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    }
    do throws(SecretMemoryError) {
      return try SealedBox.open(key, with: group.keys)
    } catch .notAuthentic {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    } catch {
      throw .memory(error)
    }
  }

  /// Opens a box with the data key of its record; every value that is opened passes here.
  func unseal(
    _ record: Record, _ dataKey: borrowing SecretBytes, _ nonce: Field, _ box: Field,
    _ context: Framing
  ) throws(StoreError) -> SecretBytes {
    let nonce = try record.bytes(nonce)
    let box = try record.bytes(box)
    do throws(SecretMemoryError) {
      let content = try AuthenticatedBox.open(
        box, key: dataKey, nonce: nonce, context: context.bytes)
      Checkpoint.held.reach()
      return content
    } catch .notAuthentic {
      throw .doesNotOpen(record: record.title, line: record.lineNumber)
    } catch {
      throw .memory(error)
    }
  }
}
