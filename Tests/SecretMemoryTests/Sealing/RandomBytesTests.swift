// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct RandomBytesTests {
  @Test(arguments: [0, 1, 16, 24, 32, 1000])
  func `gives as many bytes as asked for`(count: Int) throws {
    #expect(RandomBytes.visible(count).count == count)
    #expect(try RandomBytes.secret(count).count == count)
  }

  @Test func `never gives the same bytes twice`() throws {
    #expect(RandomBytes.visible(32) != RandomBytes.visible(32))
    let first = try RandomBytes.secret(32)
    let second = try RandomBytes.secret(32)
    #expect(plainBytes(first) != plainBytes(second))
  }
}
