// SPDX-License-Identifier: Apache-2.0

/// The kinds of line in a store, in the order in which they must come.
enum RecordKind: Int, CaseIterable {
  case header, group, member, config, pin, entry, offer, end

  /// The first word of the line.
  var word: String {
    switch self {
    case .header: "secrun-store"
    case .group: "group"
    case .member: "member"
    case .config: "config"
    case .pin: "pin"
    case .entry: "entry"
    case .offer: "offer"
    case .end: "end"
    }
  }

  /// What the second word is; nil when there is none.
  var nameForm: NameForm? {
    switch self {
    case .header: .version
    case .group, .member: .label
    case .pin: .scope
    case .entry, .offer: .secret
    case .config, .end: nil
    }
  }

  /// The fields, in their order.
  var fields: [Field] { Self.fieldsByKind[rawValue] }

  /// Made once: a store of a thousand records asks for them a thousand times.
  private static let fieldsByKind = allCases.map(\.makeFields)

  private var makeFields: [Field] {
    switch self {
    case .header: [.id]
    case .group: [.epoch, .publicKey, .signer, .signature]
    case .member: [.group, .epoch, .encryption, .verification, .wrap, .signer, .signature]
    case .config: [.digest, .text, .signer, .signature]
    case .pin: [.items, .signer, .signature]
    case .entry: Self.sealed + [.signer, .signature]
    case .offer: Self.sealed
    case .end: []
    }
  }

  /// How many such records a store may hold.
  var limit: Int {
    switch self {
    case .header, .config, .end: 1
    case .group: StoreLimits.groups
    case .pin: StoreLimits.pins
    case .member: StoreLimits.members
    case .entry: StoreLimits.entries
    case .offer: StoreLimits.offers
    }
  }

  private static let sealed: [Field] = [
    .group, .epoch, .version, .key, .nonce, .box, .metadataNonce, .metadataBox,
  ]
}

/// What a record's second word may be.
enum NameForm {
  case version, label, scope, secret
}

/// A field of a record: its key on the line, and what its value looks like.
enum Field: Int, CaseIterable {
  case id, epoch, publicKey, signer, signature, group, encryption, verification, wrap, digest, text
  case items, version, key, nonce, box, metadataNonce, metadataBox

  var word: String {
    switch self {
    case .id: "id"
    case .epoch: "epoch"
    case .publicKey: "pk"
    case .signer: "by"
    case .signature: "sig"
    case .group: "group"
    case .encryption: "enc"
    case .verification: "ver"
    case .wrap: "wrap"
    case .digest: "digest"
    case .text: "text"
    case .items: "items"
    case .version: "v"
    case .key: "key"
    case .nonce: "nonce"
    case .box: "box"
    case .metadataNonce: "mnonce"
    case .metadataBox: "mbox"
    }
  }

  /// The word and the equals sign, as a line begins a field.
  var prefix: [UInt8] { Self.prefixes[rawValue] }

  private static let prefixes = allCases.map { Array("\($0.word)=".utf8) }

  /// How the value is written.
  enum Form {
    case label
    case number
    /// Base64 of a number of bytes within the range.
    case bytes(ClosedRange<Int>)
    /// Base64 of a box whose content was at most so long before it was padded.
    case box(Int)
  }

  var form: Form {
    switch self {
    case .group: .label
    case .epoch, .version: .number
    case .id: .bytes(16...16)
    case .publicKey, .signer, .encryption, .verification, .digest: .bytes(32...32)
    case .signature: .bytes(64...64)
    case .key: .bytes(80...80)
    case .nonce, .metadataNonce: .bytes(24...24)
    case .box: .box(StoreLimits.value)
    case .metadataBox: .box(StoreLimits.metadata)
    // 48 for the box, 15 for the label, 16, 64, 8, 32 and 32 for the fields, and six lengths of 8.
    case .wrap: .bytes(48...512)
    case .text: .bytes(0...StoreLimits.scopeFile)
    case .items: .bytes(0...StoreLimits.pinnedItems)
    }
  }
}
