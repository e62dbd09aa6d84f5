// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What a store privately knows about a secret besides its value.
///
/// It lies in a box of its own, so that listing opens no value and a value is opened into secret memory only.
package struct SecretDetails: Sendable, Equatable {
  /// When the value was set, in seconds since 1970-01-01 UTC.
  package var created: Int64
  /// When it stops being valid, in seconds since 1970-01-01 UTC; nil for never.
  package var expires: Int64?
  /// What the user wrote about it.
  package var note: String

  /// Describes a value.
  package init(created: Int64, expires: Int64? = nil, note: String = "") {
    self.created = created
    self.expires = expires
    self.note = note
  }

  /// The content of the box: a frame of names and values in turn.
  var framed: Framing {
    var frame = Framing()
    frame.append("created")
    frame.append(UInt64(clamping: created))
    if let expires {
      frame.append("expires")
      frame.append(UInt64(clamping: expires))
    }
    if !note.isEmpty {
      frame.append("note")
      frame.append(note)
    }
    return frame
  }

  /// Reads the content of a box; nil when it is not a frame.
  ///
  /// Names that are not known are passed over.
  init?(_ content: borrowing SecretBytes) {
    var fields: [[UInt8]] = []
    var position = 0
    while position < content.count {
      guard let count = Self.number(content, position), count <= UInt64(content.count) else {
        return nil
      }
      let start = position + 8
      let end = start + Int(count)
      guard end <= content.count else { return nil }
      fields.append((start..<end).map { content[$0] })
      position = end
    }
    guard fields.count % 2 == 0 else { return nil }
    self.init(created: 0)
    for index in stride(from: 0, to: fields.count, by: 2) { take(fields[index], fields[index + 1]) }
  }

  private mutating func take(_ name: [UInt8], _ value: [UInt8]) {
    switch String(decoding: name, as: UTF8.self) {
    case "created": created = Self.number(value)
    case "expires": expires = Self.number(value)
    case "note": note = String(decoding: value, as: UTF8.self)
    default: break
    }
  }

  private static func number(_ bytes: borrowing SecretBytes, _ position: Int) -> UInt64? {
    guard position + 8 <= bytes.count else { return nil }
    return (0..<8).reversed().reduce(0) { $0 << 8 | UInt64(bytes[position + $1]) }
  }

  private static func number(_ bytes: [UInt8]) -> Int64 {
    guard bytes.count == 8 else { return 0 }
    return Int64(clamping: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
