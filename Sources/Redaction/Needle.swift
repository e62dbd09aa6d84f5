// SPDX-License-Identifier: Apache-2.0

/// What is known of one needle once its text is gone.
struct Needle {
  let count: Int
  /// The index of the secret that it is a form of.
  let secret: Int
  let encoding: Encoding
}
