// SPDX-License-Identifier: Apache-2.0

import Glibc
import Redaction
import SecretMemory

/// What programs print, and what is made to slow a redactor down.
enum Input: String, CaseIterable {
  case log, json, base64, binary

  func bytes(_ secrets: [NamedSecret]) -> [UInt8] {
    var random = Steady(state: 7)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 << 20)
    while bytes.count < 4 << 20 {
      switch self {
      case .log:
        bytes += Array(
          "2026-03-14T09:26:5\(random.next() % 10)Z info  worker[\(random.next() % 32)] request /v1/items/\(random.next() % 99999) done in \(random.next() % 900) ms status=200 id=\(hex(random.next()))\n"
            .utf8)
      case .json:
        bytes += Array(
          "{\"level\":\"info\",\"ts\":\(random.next() % 1_000_000_000),\"msg\":\"request done\",\"path\":\"/v1/items\",\"user\":{\"id\":\"\(hex(random.next()))\",\"ok\":true}}\n"
            .utf8)
      case .base64:
        let alphabet = Array(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for _ in 0..<76 { bytes.append(alphabet[Int(random.next() >> 58)]) }
        bytes.append(10)
      case .binary:
        for _ in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: random.next() >> 24)) }
      }
    }
    return bytes
  }

  private func hex(_ value: UInt64) -> String { String(value, radix: 16) }
}

/// Redacts the input, repeated in one stream of large reads, and prints the best speed of three.
func report(
  _ name: String, _ count: Int, _ bytes: [UInt8], _ needles: NeedleSet, rounds: Int = 16
) throws {
  let source = try SecretBytes(copying: bytes)
  var best = Double.infinity
  var written = 0
  for _ in 0..<3 {
    var redactor = try Redactor(needles)
    let start = now()
    var position = 0
    written = 0
    while position < rounds * source.count {
      position += redactor.fill(64 * 1024) { window, range in
        let place = position % source.count
        let count = min(range.count, source.count - place)
        window.replace(at: range.lowerBound, with: source, place..<place + count)
        return count
      }
      while redactor.hasOutput {
        redactor.drain { _, range in
          written += range.count
          return range.count
        }
      }
    }
    redactor.finish()
    best = min(best, now() - start)
  }
  print(
    "\(name), \(count) secrets: \(rounded(Double(rounds * source.count) / best / 1e9, 3)) GB/s, \(written) bytes out"
  )
}
