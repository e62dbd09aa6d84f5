// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Where the chain stands: what the next record needs.
///
/// It is kept in a file beside the log, of fixed length.
struct ChainState: Sendable {
  private static let magic = Array("secrun-audit-1\n\0".utf8)
  private static let numbersAt = 16
  private static let hashAt = numbersAt + 3 * 8
  private static let keyAt = hashAt + ChainLink.hashCount
  private static let checkAt = keyAt + ChainKey.count
  private static let checkCount = 16
  private static let count = checkAt + checkCount

  /// The number of the next record.
  private(set) var number: UInt64
  /// How long the log was after the last record, in bytes.
  var size: UInt64
  /// How many files of the log were closed and put aside.
  var closedFiles: UInt64
  /// The hash of the last record; zeroes before the first.
  private(set) var previous: [UInt8]
  /// What the next record is signed with.
  private(set) var key: ChainKey

  /// A new chain that goes on behind `number - 1` records.
  init(number: UInt64, previous: [UInt8]) throws(SecretMemoryError) {
    self.number = number
    self.previous = previous
    size = 0
    closedFiles = 0
    key = try .random()
  }

  /// Reads the file; nil when it is empty or was damaged.
  static func read(from file: borrowing SharedFile) throws(AuditError) -> ChainState? {
    let bytes: SecretBytes
    do throws(SystemCallError) { bytes = try file.secret(count: count) } catch {
      throw .system(error)
    }
    do throws(SecretMemoryError) { return try ChainState(bytes) } catch { throw .memory(error) }
  }

  private init?(_ bytes: borrowing SecretBytes) throws(SecretMemoryError) {
    guard bytes.count == Self.count else { return nil }
    for (index, byte) in Self.magic.enumerated() where bytes[index] != byte { return nil }
    let check = Digest.blake2b(bytes, 0..<Self.checkAt, count: Self.checkCount)
    for (index, byte) in check.enumerated() where bytes[Self.checkAt + index] != byte { return nil }
    number = Self.number(bytes, 0)
    size = Self.number(bytes, 1)
    closedFiles = Self.number(bytes, 2)
    previous = (0..<ChainLink.hashCount).map { bytes[Self.hashAt + $0] }
    key = try ChainKey(bytes.copy(of: Self.keyAt..<Self.checkAt))
  }

  /// Goes on behind `line`, which has the present number.
  mutating func advance(over line: [UInt8], next: ChainKey) {
    number += 1
    previous = ChainLink.hash(of: line)
    key = next
  }

  /// Goes on behind a record that is not looked at.
  mutating func skip() throws(SecretMemoryError) {
    number += 1
    key = try key.next()
  }

  /// Writes the state over the one that the file holds, the old key with it.
  func write(to file: borrowing SharedFile) throws(AuditError) {
    let bytes: SecretBytes
    do throws(SecretMemoryError) { bytes = try encoded() } catch { throw .memory(error) }
    do throws(SystemCallError) { try file.overwrite(with: bytes) } catch { throw .system(error) }
  }

  private func encoded() throws(SecretMemoryError) -> SecretBytes {
    var bytes = try SecretBytes(count: Self.count)
    bytes.replace(at: 0, with: Self.magic)
    for (index, number) in [number, size, closedFiles].enumerated() {
      let shifts = stride(from: UInt64(0), to: 64, by: 8)
      bytes.replace(
        at: Self.numbersAt + 8 * index, with: shifts.map { UInt8(truncatingIfNeeded: number >> $0) }
      )
    }
    bytes.replace(at: Self.hashAt, with: previous)
    key.write(to: &bytes, at: Self.keyAt)
    bytes.replace(
      at: Self.checkAt, with: Digest.blake2b(bytes, 0..<Self.checkAt, count: Self.checkCount))
    return bytes
  }

  private static func number(_ bytes: borrowing SecretBytes, _ index: Int) -> UInt64 {
    let start = numbersAt + 8 * index
    return (0..<8).reversed().reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) }
  }
}
