// SPDX-License-Identifier: Apache-2.0

/// A match as it stands in the raw stream.
struct Finding: Equatable {
  /// The raw ranges to mask; what lies between them, such as escape sequences, stays.
  let pieces: [Range<Int>]
  /// The index of the secret that the naming needle is a form of.
  let secret: Int
  let encoding: Encoding
  /// The raw length of the naming needle.
  let count: Int

  var start: Int { pieces[0].lowerBound }
}

extension NeedleSet {
  /// A match in the raw stream.
  func finding(_ match: Match) -> Finding {
    Finding(
      pieces: [match.start..<match.end], secret: needles[match.needle].secret,
      encoding: needles[match.needle].encoding, count: match.count)
  }
}
