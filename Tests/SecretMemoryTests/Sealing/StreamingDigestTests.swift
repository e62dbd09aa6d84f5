// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct StreamingDigestTests {
  @Test(arguments: [0, 1, 127, 128, 129, 1000], [1, 64, 128, 333])
  func `pieces of any length give the digest of the whole`(count: Int, piece: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var digest = StreamingDigest()
    var rest = bytes[...]
    while !rest.isEmpty {
      digest.update(rest.prefix(piece))
      rest = rest.dropFirst(piece)
    }
    #expect(digest.finish() == Digest.blake2b(bytes, count: StreamingDigest.count))
  }
}
