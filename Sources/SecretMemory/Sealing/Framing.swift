// SPDX-License-Identifier: Apache-2.0

internal import CSodium

/// The encoding E of `StoreFormat.md`: fields one after another, each behind its length.
///
/// A length is eight bytes, little-endian. Fields are never joined with a separator, because then two
/// different lists of fields could give the same bytes.
package struct Framing: Sendable {
  /// What was framed so far.
  package private(set) var bytes: [UInt8] = []

  /// Starts with a label that names the purpose, so that no frame can stand for another.
  package init(_ label: String) {
    append(label)
  }

  /// Starts empty, for a frame that follows another.
  package init() {}

  /// Appends a field of text as UTF-8.
  package mutating func append(_ text: String) {
    append(Array(text.utf8))
  }

  /// Appends a field of bytes.
  package mutating func append(_ field: [UInt8]) {
    appendLength(field.count)
    bytes.append(contentsOf: field)
  }

  /// Appends a number as a field of eight bytes, little-endian.
  package mutating func append(_ number: UInt64) {
    appendLength(8)
    appendLittleEndian(number)
  }

  /// Appends bytes as they are, such as another frame.
  package mutating func appendRaw(_ other: Framing) {
    bytes.append(contentsOf: other.bytes)
  }

  /// This frame followed by one more field that is secret.
  package func followed(by secret: borrowing SecretBytes) throws(SecretMemoryError) -> SecretBytes {
    var head = self
    head.appendLength(secret.count)
    var framed = try SecretBytes(count: head.bytes.count + secret.count)
    framed.replace(at: 0, with: head.bytes)
    framed.replace(at: head.bytes.count, with: secret, 0..<secret.count)
    return framed
  }

  /// The secret field at the end of `framed`, when all before it is this frame; nil when not.
  package func field(
    of count: Int, after framed: borrowing SecretBytes
  ) throws(SecretMemoryError) -> SecretBytes? {
    var head = self
    head.appendLength(count)
    guard framed.count == head.bytes.count + count else { return nil }
    for index in head.bytes.indices where framed[index] != head.bytes[index] { return nil }
    return try framed.copy(of: head.bytes.count..<framed.count)
  }

  private mutating func appendLength(_ count: Int) {
    appendLittleEndian(UInt64(count))
  }

  private mutating func appendLittleEndian(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
