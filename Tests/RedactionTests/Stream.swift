// SPDX-License-Identifier: Apache-2.0

import Redaction
import SecretMemory

/// Needles from plain text; the tests' values are no secrets.
func needleSet(
  _ secrets: [(String, [UInt8])], options: NeedleOptions = .init()
) throws -> NeedleSet {
  try NeedleSet(
    secrets.map { name, value in
      NamedSecret(name: name, value: SharedSecret(try SecretBytes(copying: value)))
    }, options: options)
}

func needleSet(_ secrets: KeyValuePairs<String, String>) throws -> NeedleSet {
  try needleSet(secrets.map { ($0.key, Array($0.value.utf8)) })
}

/// What comes out of a redactor, and a few words to drive one.
struct Stream: ~Copyable {
  var redactor: Redactor
  private(set) var output: [UInt8] = []

  init(_ needles: NeedleSet) throws {
    redactor = try Redactor(needles)
  }

  /// Feeds bytes in one fill for each piece, and takes all output after each.
  mutating func feed(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = redactor.fill(rest.count) { window, range in
        let piece = rest.prefix(range.count)
        window.replace(at: range.lowerBound, with: Array(piece))
        return piece.count
      }
      rest = rest.dropFirst(count)
      drain()
    }
  }

  mutating func feed(_ text: String) { feed(text.utf8) }

  mutating func drain() {
    var taken: [UInt8] = []
    while redactor.hasOutput {
      redactor.drain { bytes, range in
        for index in range { taken.append(bytes[index]) }
        return range.count
      }
    }
    output += taken
  }

  mutating func finish() {
    redactor.finish()
    drain()
  }

  var held: Int { redactor.heldCount }
  var hits: [Hit] { redactor.hits }
  var room: Int { redactor.room }
  var steps: Int { redactor.steps }
  var holdsShortPrefix: Bool { redactor.holdsShortPrefix }
  var text: String { String(decoding: output, as: UTF8.self) }
}

/// The output for an input that is cut into these pieces.
func redact(_ needles: NeedleSet, _ pieces: [[UInt8]]) throws -> [UInt8] {
  var stream = try Stream(needles)
  for piece in pieces { stream.feed(piece) }
  stream.finish()
  return stream.output
}

func redact(_ needles: NeedleSet, _ text: String) throws -> String {
  String(decoding: try redact(needles, [Array(text.utf8)]), as: UTF8.self)
}
