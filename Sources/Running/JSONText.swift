// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// JSON for machines, with sorted keys and one line end; never used for anything secret.
enum JSONText {
  static func bytes(
    _ content: some Encodable, keys: JSONEncoder.KeyEncodingStrategy = .convertToSnakeCase
  ) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = keys
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let data = try? encoder.encode(content) else { return [] }
    return Array(data) + [UInt8(ascii: "\n")]
  }
}
