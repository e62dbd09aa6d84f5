// SPDX-License-Identifier: Apache-2.0

/// One occurrence of one needle, by positions counted from the start of the stream.
struct Match: Equatable {
  var start: Int
  var end: Int
  let needle: Int
}
