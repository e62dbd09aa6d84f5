// SPDX-License-Identifier: Apache-2.0

/// What is known of one needle once its text is gone.
struct Needle {
  let count: Int
  /// The index of the secret that it is a form of.
  let secret: Int
  let encoding: Encoding

  /// The place in a report: secrets in input order, encodings in their own.
  var rank: (Int, Int) { (secret, Encoding.allCases.firstIndex(of: encoding) ?? 0) }
}
