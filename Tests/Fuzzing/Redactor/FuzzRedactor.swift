// SPDX-License-Identifier: Apache-2.0

import Glibc
import Redaction
import SecretMemory

// Fuzzes the redactor with values and text drawn from the input: the output must not depend on how the
// stream is cut, must not contain a value, and must be the input when nothing was redacted.
//
//   SECRUN_FUZZ=1 swift build -c release --product FuzzRedactor --scratch-path .build-fuzz
//   .build-fuzz/release/FuzzRedactor -max_total_time=60

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzRedactor(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  if let trial = Trial(input) { trial.run() }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ trial: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager gives `main` the name of the target, so the fuzzer is started from here.
@_cdecl("FuzzRedactor_main")
func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var (count, arguments) = unsafe (count, arguments)
  return unsafe runFuzzer(&count, &arguments) { unsafe fuzzRedactor($0, $1) }
}

/// Values, a text that may hold pieces of them, and the pieces in which it arrives.
struct Trial {
  private var values: [[UInt8]] = []
  private var text: [UInt8] = []
  private var cuts: [Int] = []

  init?(_ input: [UInt8]) {
    var rest = input[...]
    for _ in 0..<3 {
      guard let length = rest.popFirst() else { return nil }
      let value = Array(rest.prefix(Int(length) % 64))
      rest = rest.dropFirst(value.count)
      if value.count >= 6, !values.contains(value) { values.append(value) }
    }
    guard let cutCount = rest.popFirst() else { return nil }
    let cutBytes = rest.prefix(Int(cutCount) % 16)
    rest = rest.dropFirst(cutBytes.count)
    expand(rest)
    var position = 0
    for cut in cutBytes {
      position += Int(cut)
      if position < text.count { cuts.append(position) }
    }
  }

  /// Some bytes stand for values and parts of them, so that these are met often.
  private mutating func expand(_ rest: ArraySlice<UInt8>) {
    var rest = rest
    while let byte = rest.popFirst() {
      guard byte >= 0xE0, !values.isEmpty, let detail = rest.popFirst() else {
        text.append(byte)
        continue
      }
      let value = values[Int(byte) % values.count]
      switch byte >> 2 & 3 {
      case 0: text += value
      case 1: text += value.prefix(Int(detail) % (value.count + 1))
      case 2: text += value.suffix(Int(detail) % (value.count + 1))
      default: for letter in value { text += spelling(of: letter, detail) }
      }
    }
  }

  private func spelling(of byte: UInt8, _ detail: UInt8) -> [UInt8] {
    let hex = Array("0123456789abcdef".utf8)
    let digits = [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    switch detail % 5 {
    case 0: return Array("%".utf8) + digits
    case 1: return Array("\\x".utf8) + digits
    case 2: return [byte] + Array("\u{1B}[3\(detail % 8)m".utf8)
    case 3: return [byte, 8, byte]
    default: return Array("%25".utf8) + digits
    }
  }

  func run() {
    var secrets: [NamedSecret] = []
    for (index, value) in values.enumerated() {
      guard let bytes = try? SecretBytes(copying: value) else { return }
      secrets.append(NamedSecret(name: "N\(index)", value: SharedSecret(bytes)))
    }
    guard let needles = try? NeedleSet(secrets) else { return }
    let whole = redact(needles, [])
    let uncovered = Set(needles.uncovered.map { $0.name })
    for (index, value) in values.enumerated() where !uncovered.contains("N\(index)") {
      let trimmed = Self.trimmed(value)
      guard !Self.contains(whole, trimmed) else { fail("a value came out") }
    }
    for cuts in [cuts, Array(1..<max(1, text.count))] {
      let output = redact(needles, cuts)
      guard output == whole else { fail("cuts \(cuts) gave \(output) instead of \(whole)") }
    }
  }

  /// Shows the trial and aborts, so that the fuzzer keeps its input.
  private func fail(_ message: String) -> Never {
    print(message, "values:", values, "text:", text, "cuts:", cuts)
    fflush(nil)
    abort()
  }

  private static func trimmed(_ value: [UInt8]) -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    return Array(value.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  private static func contains(_ text: [UInt8], _ value: [UInt8]) -> Bool {
    guard value.count <= text.count else { return false }
    return (0...(text.count - value.count)).contains {
      text[$0] == value[0] && text[$0..<$0 + value.count].elementsEqual(value)
    }
  }

  private func redact(_ needles: NeedleSet, _ cuts: [Int]) -> [UInt8] {
    guard var redactor = try? Redactor(needles) else { return [] }
    var output: [UInt8] = []
    let edges = [0] + cuts + [text.count]
    for (start, end) in zip(edges, edges.dropFirst()) where start < end {
      var rest = text[start..<end]
      while !rest.isEmpty {
        let count = redactor.fill(rest.count) { window, range in
          window.replace(at: range.lowerBound, with: Array(rest.prefix(range.count)))
          return range.count
        }
        rest = rest.dropFirst(count)
        Self.drain(&redactor, &output)
      }
    }
    redactor.finish()
    Self.drain(&redactor, &output)
    if redactor.hits.isEmpty, output != text { fail("bytes changed without a hit") }
    return output
  }

  private static func drain(_ redactor: inout Redactor, _ output: inout [UInt8]) {
    while redactor.hasOutput {
      redactor.drain { bytes, range in
        for index in range { output.append(bytes[index]) }
        return range.count
      }
    }
  }
}
