// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// All the ways in which a program is expected to print a value.
enum SecretForms {
  /// Writes the forms of the value in `range`, and of the secrets that it contains.
  static func write(
    _ value: Span<UInt8>, _ range: Range<Int>, floor: Int, to text: inout FormText
  ) throws(RedactionError) {
    let whole = value.extracting(range)
    try writeForms(of: whole, floor: floor, to: &text)
    try LineForm.write(whole, to: &text)
    for leaf in JSONLeaves.find(value, range) {
      try writeDecoded(value, leaf, to: &text, JSONLeaves.decode)
    }
    for leaf in YAMLLeaves.find(value, range) {
      try writeDecoded(value, leaf.range, to: &text, leaf.decode)
    }
    if let password = CredentialParts.password(value, range) {
      try writeForms(of: value.extracting(password), to: &text)
      try writeDecoded(value, password, to: &text, PercentDecoding.decode)
    }
  }

  private static func writeForms(
    of value: Span<UInt8>, floor: Int = NeedleOptions.derivedFloor, to text: inout FormText
  ) throws(RedactionError) {
    try text.reserve(value.count)
    for index in value.indices { text.append(value[index]) }
    text.endForm(.raw, floor: floor)
    for alphabet in Base64Form.Alphabet.allCases {
      let base64 = Base64Form(alphabet: alphabet)
      try base64.write(value.count, to: &text) { value[$0] }
      try base64.writeTwice(value, to: &text)
    }
    // Letters, digits and `-._~` are the same in all escaped forms.
    if !value.indices.allSatisfy({ value[$0].isUnreserved }) {
      try writeEscaped(value, to: &text)
    }
    for form in HexForm.common { try form.write(value, to: &text) }
    try UTF16Form.write(value, to: &text)
  }

  private static func writeEscaped(
    _ value: Span<UInt8>, to text: inout FormText
  ) throws(RedactionError) {
    for form in PercentForm.common { try form.write(value, to: &text) }
    try PercentForm.writePlus(value, to: &text)
    for form in JSONForm.common { try form.write(value, to: &text) }
    for form in ShellForm.allCases { try form.write(value, to: &text) }
    for form in LiteralForm.allCases { try form.write(value, to: &text) }
    if HTMLForm.changes(value) {
      for form in HTMLForm.common { try form.write(value, to: &text) }
    }
  }

  /// Writes the forms of a part as it reads without its escapes.
  private static func writeDecoded(
    _ value: Span<UInt8>, _ part: Range<Int>, to text: inout FormText,
    _ decode: (Span<UInt8>, Range<Int>, inout SecretBytes) -> Int
  ) throws(RedactionError) {
    var decoded = try RedactionError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: part.count)
    }
    decoded.truncate(to: decode(value, part, &decoded))
    try decoded.withSpan { decoded throws(RedactionError) in
      let range = Blanks.trimmed(decoded, decoded.indices)
      if Coverage.isCommonWord(decoded, range) { return }
      try writeForms(of: decoded.extracting(range), to: &text)
      try LineForm.write(decoded.extracting(range), to: &text)
    }
  }
}
