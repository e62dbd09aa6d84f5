// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

@testable import Redaction

/// Rows of base64 letters are counted eight bytes at a time; one at a time is how they must come out.
struct RowTests {
  @Test(arguments: UInt8.min...UInt8.max)
  func `a row ends at the same byte, however it is counted`(byte: UInt8) throws {
    for place in 0..<30 {
      var bytes = Array("abcdefghijklmnopqrstuvwxyz+/-_".utf8)
      bytes[place] = byte
      let text = try SecretBytes(copying: bytes)
      for (end, start, limit) in [(30, 0, 20), (30, 25, 20), (29, 3, 40), (7, 0, 20), (3, 3, 9)] {
        let row = bytes[start..<end].reversed().prefix(limit).prefix { $0.isBase64 }
        #expect(text.rowOfBase64(before: end, notBefore: start, limit: limit) == row.count)
      }
    }
  }

  @Test(arguments: 0..<64)
  func `triggers are found wherever they stand`(offset: Int) throws {
    for byte in UInt8.min...UInt8.max {
      var bytes = [UInt8](repeating: 0x61, count: 100)
      bytes[offset] = byte
      bytes[offset + 1] = 0x09
      bytes[offset + 20] = byte ^ 1
      let text = try SecretBytes(copying: bytes)
      var places: [Int] = []
      text.appendTriggers(in: 0..<100, to: &places)
      #expect(
        places == bytes.indices.filter { [0x25, 0x5C, 0x1B, 0x08, 0x0A, 0x0D].contains(bytes[$0]) })
    }
  }
}
