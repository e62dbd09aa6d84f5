// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Every signature and every reference of a store, checked without any secret: for CI and before a commit.
package struct StoreVerification: Sendable, Equatable {
  /// Something that is not as it should be.
  package struct Finding: Sendable, Equatable {
    /// The line of the file.
    package let line: Int
    /// What is wrong with it, in a few words.
    package let text: String
  }

  /// What is wrong, in the order of the file; empty when the store is sound.
  package private(set) var findings: [Finding] = []
  /// How many records were checked.
  package let recordCount: Int

  private let document: StoreDocument
  private let trusted: Set<String>

  /// Checks a store; with `signers`, every record must be signed by one of them, else by the key of any member.
  package init(of store: Store, signers: [[UInt8]]) throws(StoreError) {
    document = store.document
    trusted =
      signers.isEmpty
      ? Set(document.members.map { $0.text(.verification) }) : Set(signers.map(Fingerprint.text))
    recordCount = document.signed.count + document.offers.count
    for record in document.signed { try check(record) }
    for offer in document.offers { checkGroup(of: offer) }
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.findings == right.findings && left.recordCount == right.recordCount
  }

  private mutating func check(_ record: Record) throws(StoreError) {
    let signer = try record.bytes(.signer)
    let message = try SignedMessage.of(record, storeID: document.id)
    if !SigningKeyPair.isValid(try record.bytes(.signature), of: message, by: signer) {
      find(record, "the signature of \(record.title) does not match")
    } else if !trusted.contains(Fingerprint.text(signer)) {
      find(
        record,
        "\(record.title) is signed by a key of nobody that is known: \(Fingerprint.text(signer))")
    }
    switch record.kind {
    case .group: checkMembers(of: record)
    case .config: try checkText(of: record)
    default: checkGroup(of: record)
    }
  }

  private mutating func checkMembers(of group: Record) {
    guard document.members.contains(where: { $0.text(.group) == group.name }) else {
      find(group, "group \(group.name) has no member")
      return
    }
  }

  private mutating func checkText(of config: Record) throws(StoreError) {
    do throws(StoreError) {
      _ = try ApprovedConfig(config)
    } catch {
      guard case .altered = error else { throw error }
      find(config, "the text of config does not have its digest")
    }
  }

  private mutating func checkGroup(of record: Record) {
    let name = record.text(.group)
    guard let group = document.groups.first(where: { $0.name == name }) else {
      find(record, "\(record.title) is for group \(name), which is not there")
      return
    }
    // An offer for a former key is no fault of the store; `accept` says that it does not open.
    guard record.kind == .offer || record.number(.epoch) == group.number(.epoch) else {
      find(
        record,
        "\(record.title) is of epoch \(record.number(.epoch)), and its group of \(group.number(.epoch))"
      )
      return
    }
  }

  private mutating func find(_ record: Record, _ text: String) {
    findings.append(Finding(line: record.lineNumber, text: text))
  }
}
