// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// A place in a text that is being read.
struct TextPosition {
  /// The number of bytes before it.
  var offset = 0
  var line = 1
  /// Counted in characters, from 1, since that is what an editor shows.
  var column = 1

  func error(_ reason: ImportError.Reason, name: String? = nil) -> ImportError {
    ImportError(reason, line: line, column: column, name: name)
  }
}

/// A place in secret text that moves over it byte by byte and knows its line and column.
///
/// It owns a copy of the text in the arena, since Swift lets no structure hold a borrow.
struct SecretCursor: ~Copyable {
  private let text: SecretBytes
  private(set) var position = TextPosition()

  /// Starts at the first byte, or behind a byte order mark.
  init(_ text: borrowing SecretBytes) throws(ImportError) {
    do throws(SecretMemoryError) {
      self.text = try text.copy()
    } catch {
      throw TextPosition().error(.memory(error))
    }
    if peek() == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF { position.offset = 3 }
  }

  var isAtEnd: Bool { position.offset == text.count }

  /// The byte so far ahead; nil behind the end.
  func peek(_ distance: Int = 0) -> UInt8? {
    let offset = position.offset + distance
    return offset < text.count ? text[offset] : nil
  }

  /// Moves one byte on; not beyond the end.
  mutating func advance() {
    guard let byte = peek() else { return }
    position.offset += 1
    if byte == UInt8(ascii: "\n") {
      position.line += 1
      position.column = 1
    } else if byte & 0xC0 != 0x80 {
      // A continuation byte of UTF-8 stands in the column of its character.
      position.column += 1
    }
  }

  /// Moves over one byte if it is `byte`; says whether it was.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    advance()
    return true
  }

  /// Moves over blanks and tabs; says whether there were any.
  mutating func skipBlanks() -> Bool {
    let start = position.offset
    while isAtBlank() { advance() }
    return position.offset > start
  }

  /// Whether a blank or a tab stands so far ahead.
  func isAtBlank(_ distance: Int = 0) -> Bool {
    peek(distance) == UInt8(ascii: " ") || peek(distance) == UInt8(ascii: "\t")
  }

  /// Whether the bytes that come next are `word`.
  func isAt(_ word: StaticString) -> Bool {
    var distance = 0
    for scalar in word.description.utf8 {
      guard peek(distance) == scalar else { return false }
      distance += 1
    }
    return true
  }

  /// A problem at the place where the cursor stands.
  func error(_ reason: ImportError.Reason, name: String? = nil) -> ImportError {
    position.error(reason, name: name)
  }

  /// The bytes between two offsets, in the arena.
  func copy(_ range: Range<Int>, name: String?) throws(ImportError) -> SecretBytes {
    do throws(SecretMemoryError) {
      return try text.copy(of: range)
    } catch {
      throw self.error(.memory(error), name: name)
    }
  }

  /// The name of a secret between two offsets; nil when it is not one, and then nothing left the arena.
  func secretName(_ range: Range<Int>) -> String? { text.secretName(range) }
}

extension SecretBytes {
  /// The name of a secret in a range; nil when it is not one, and then nothing left the arena.
  package func name(_ range: Range<Int>) -> String? { secretName(range) }

  /// The name of a secret in a range; nil when it is not one, and then nothing left the arena.
  func secretName(_ range: Range<Int>) -> String? {
    guard range.count <= StoreLimits.name else { return nil }
    for index in range where !NameRules.isNameByte(self[index]) { return nil }
    var name: [UInt8] = []
    for index in range { name.append(self[index]) }
    return NameRules.isSecretName(name) ? String(decoding: name, as: UTF8.self) : nil
  }
}
