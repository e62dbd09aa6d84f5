// SPDX-License-Identifier: Apache-2.0

/// The part of a value that is a password by itself: in a URL, or behind `user:`.
enum CredentialParts {
  /// The range of the password, when the value has the shape of a URL with one or of `user:password`.
  static func password(_ value: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard !range.contains(where: { value[$0].isBlank }) else { return nil }
    guard let colon = range.first(where: { value[$0] == UInt8(ascii: ":") }) else { return nil }
    if startsAuthority(value, range, at: colon) {
      return inAuthority(value, colon + 3..<range.upperBound)
    }
    let password = colon + 1..<range.upperBound
    return colon > range.lowerBound && !password.isEmpty ? password : nil
  }

  private static func startsAuthority(
    _ value: Span<UInt8>, _ range: Range<Int>, at colon: Int
  ) -> Bool {
    colon + 2 < range.upperBound && value[colon + 1] == UInt8(ascii: "/")
      && value[colon + 2] == UInt8(ascii: "/")
  }

  private static func inAuthority(_ value: Span<UInt8>, _ rest: Range<Int>) -> Range<Int>? {
    let end = rest.first { "/?#".utf8.contains(value[$0]) } ?? rest.upperBound
    let authority = rest.lowerBound..<end
    guard let at = authority.last(where: { value[$0] == UInt8(ascii: "@") }),
      let colon = (authority.lowerBound..<at).first(where: { value[$0] == UInt8(ascii: ":") }),
      colon + 1 < at
    else { return nil }
    return colon + 1..<at
  }
}
