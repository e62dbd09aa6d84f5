// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

/// Hostile inputs: the work for each byte must not grow with the length of the stream or of the needles.
struct LinearityTests {
  private func steps(
    _ values: [[UInt8]], _ unit: [UInt8], _ count: Int, piece: Int = 65_536
  ) throws -> Double {
    let needles = try needleSet(values.enumerated().map { ("N\($0)", $1) })
    var stream = try Stream(needles)
    let text = (0..<count).map { unit[$0 % unit.count] }
    for start in stride(from: 0, to: count, by: piece) {
      stream.feed(text[start..<min(start + piece, count)])
    }
    stream.finish()
    return Double(stream.steps) / Double(count)
  }

  @Test(arguments: [1, 64, 65_536])
  func `a needle of many equal bytes against a row of them`(piece: Int) throws {
    for length in [256, 1024, 4096] {
      let needle = [UInt8](repeating: 97, count: length - 1) + [98]
      #expect(try steps([needle], [97], 20_000, piece: piece) < 80)
    }
  }

  @Test func `nested needles of equal bytes that all match`() throws {
    let values = (17..<57).map { [UInt8](repeating: 97, count: $0) }
    #expect(try steps(values, [97], 20_000) < 60)
  }

  @Test func `many needles with one beginning, against the beginning again and again`() throws {
    let head = Array("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9".utf8)
    for count in [10, 100, 300] {
      var random = Seeded(state: 3)
      let values = (0..<count).map { _ in
        head + (0..<12).map { _ in UInt8.random(in: 97...122, using: &random) }
      }
      #expect(try steps(values, head, 40_000) < 8)
    }
  }

  @Test func `many needles with one end, against the end again and again`() throws {
    let tail = Array("-----the-same-end-of-all-of-them-----".utf8)
    var random = Seeded(state: 4)
    let values = (0..<100).map { _ in
      (0..<20).map { _ in UInt8.random(in: 97...122, using: &random) } + tail
    }
    #expect(try steps(values, tail, 40_000) < 2)
  }

  @Test func `a large document that ends in a row, and ends with it`() throws {
    let row = [UInt8](repeating: 97, count: 20_000)
    let document = Array("{\"type\": \"x\", \"key\": \"".utf8) + row + Array("\"}".utf8)
    #expect(try steps([document], document + [10], document.count + 1) < 80)
    let gap = row + [98] + row
    #expect(try steps([gap], [97], 30_000) < 300)
  }

  @Test func `beginnings that go wrong far behind the newest byte`() throws {
    let needle = [UInt8](repeating: 97, count: 2000) + [98, 99]
    let unit = [UInt8](repeating: 97, count: 900) + [98] + [UInt8](repeating: 97, count: 900)
    #expect(try steps([needle], unit, 40_000) < 16)
  }
}
