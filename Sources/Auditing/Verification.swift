// SPDX-License-Identifier: Apache-2.0

/// Checks the chain line by line, and names each record that is wrong.
///
/// The record behind a wrong one is checked with the key that the wrong one announces. If that fails it may be the
/// announcement that was altered: it is not blamed then, and the one behind it decides.
struct Verification {
  private let head: AuditHead?
  /// What was found so far.
  private(set) var faults: [AuditFault] = []
  /// How many lines were records in their place.
  private(set) var recordCount = 0
  /// The number that the next record must have.
  private(set) var expected: UInt64 = 0
  /// The key that the next record must be signed with, where it is known.
  private(set) var key: [UInt8]?
  /// The hash of the record before, unless that one was wrong.
  private(set) var previous: [UInt8]? = [UInt8](repeating: 0, count: ChainLink.hashCount)

  /// Whether `key` comes from a record that is genuine.
  private(set) var isKeyProven = false
  /// The record before, when nothing has shown yet whether it is genuine.
  private var unproven: (number: UInt64, path: String, line: Int, hash: [UInt8])?
  /// How many lines before this one were no records: each may have been one.
  private var garbage: UInt64 = 0
  private var isHeadSeen = false

  /// `head` was printed earlier and is to be found again.
  init(head: AuditHead?) {
    self.head = head
  }

  /// Takes the next line.
  mutating func take(_ line: [UInt8], path: String, number lineNumber: Int) {
    func fault(_ kind: AuditFault.Kind) -> AuditFault {
      AuditFault(path: path, line: lineNumber, kind: kind)
    }
    guard let link = ChainLink(line) else {
      faults.append(fault(.notARecord))
      garbage += 1
      return
    }
    guard link.number >= expected else {
      faults.append(fault(.outOfPlace(link.number)))
      return
    }
    if link.number > expected {
      let isExplained = link.number - expected == garbage || isAnchored(link)
      if !isExplained { faults.append(fault(.missing(expected...link.number - 1))) }
      (key, previous, unproven, isKeyProven) = (nil, nil, nil, false)
    }
    garbage = 0
    let hash = ChainLink.hash(of: line)
    let isGood = judge(link, fault)
    if let head, head.number == link.number {
      isHeadSeen = true
      if head.hash != hash { faults.append(fault(.otherHead(link.number))) }
    }
    unproven = isGood == nil ? (link.number, path, lineNumber, hash) : nil
    previous = isGood == false ? nil : hash
    (key, isKeyProven) = (link.next, isGood == true)
    expected = link.number + 1
    recordCount += 1
  }

  /// Whether a record in its place is genuine; nil when nothing shows.
  private mutating func judge(
    _ link: ChainLink, _ fault: (AuditFault.Kind) -> AuditFault
  ) -> Bool? {
    if let ownKey = link.ownKey {
      guard link.isSigned(by: ownKey) else {
        faults.append(fault(.altered(link.number)))
        return false
      }
      if link.number > 0 { faults.append(fault(.newKey(link.number))) }
    } else {
      guard let key else { return nil }
      guard link.isSigned(by: key) else {
        if isKeyProven { faults.append(fault(.altered(link.number))) }
        return isKeyProven ? false : nil
      }
    }
    guard let previous, previous != link.previous else { return true }
    // This record is genuine, so it is the one before that is not what it was.
    if let unproven {
      faults.append(
        AuditFault(path: unproven.path, line: unproven.line, kind: .altered(unproven.number)))
    } else {
      faults.append(fault(.altered(link.number)))
    }
    return true
  }

  /// Whether the log begins right behind the record that the head names, because older files were put elsewhere.
  private mutating func isAnchored(_ link: ChainLink) -> Bool {
    guard recordCount == 0, let head, head.number + 1 == link.number,
      head.hash == link.previous
    else { return false }
    isHeadSeen = true
    return true
  }

  /// What is wrong with the end, at `path`: the head was not found.
  mutating func finish(path: String) {
    if let head, !isHeadSeen {
      faults.append(AuditFault(path: path, line: nil, kind: .missingHead(head.number)))
    }
  }

  /// Adds what was found wrong beside the lines.
  mutating func add(_ kind: AuditFault.Kind, path: String) {
    faults.append(AuditFault(path: path, line: nil, kind: kind))
  }
}
