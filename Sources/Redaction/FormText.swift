// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The written forms of all secrets, one after the other, while the needles are made.
///
/// An encoder appends bytes and then ends the form, which keeps it or drops it again when it is too
/// short or already there.
struct FormText: ~Copyable {
  private(set) var bytes: SecretBytes
  private(set) var forms: [Form] = []
  private var end = 0
  private var start = 0
  /// The first form of the secret whose forms are being made.
  private var firstOfSecret = 0
  private var secret = 0

  init(expecting count: Int) throws(RedactionError) {
    bytes = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: max(count, 4096))
    }
  }

  mutating func begin(secret: Int) {
    self.secret = secret
    firstOfSecret = forms.count
  }

  /// Makes room for a form of at most `count` bytes.
  mutating func reserve(_ count: Int) throws(RedactionError) {
    guard end + count > bytes.count else { return }
    let size = max(2 * bytes.count, end + count)
    var larger = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: size)
    }
    larger.replace(at: 0, with: bytes, 0..<end)
    bytes = larger
  }

  mutating func append(_ byte: UInt8) {
    bytes[end] = byte
    end += 1
  }

  mutating func append(_ text: StaticString) {
    for byte in text.description.utf8 { append(byte) }
  }

  /// Ends the form that was appended, and keeps it if it is new and has at least `floor` bytes.
  mutating func endForm(_ encoding: Encoding, floor: Int = NeedleOptions.derivedFloor) {
    let form = Form(offset: start, count: end - start, secret: secret, encoding: encoding)
    if form.count >= max(floor, 1), !isKnown(form) {
      forms.append(form)
    } else {
      bytes.wipe(form.range)
      end = start
    }
    start = end
  }

  private func isKnown(_ form: Form) -> Bool {
    bytes.withSpan { text in
      forms[firstOfSecret...].contains { other in
        guard other.count == form.count else { return false }
        for index in 0..<form.count
        where text[other.offset + index] != text[form.offset + index] {
          return false
        }
        return true
      }
    }
  }
}
