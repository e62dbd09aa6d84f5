// SPDX-License-Identifier: Apache-2.0

/// Where one written form of a secret stands in the text of all forms.
struct Form {
  let offset: Int
  let count: Int
  /// The index of the secret in the order in which they were given.
  let secret: Int
  let encoding: Encoding

  var range: Range<Int> { offset..<offset + count }
}
