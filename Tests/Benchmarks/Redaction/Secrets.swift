// SPDX-License-Identifier: Apache-2.0

import Glibc
import Redaction
import SecretMemory

/// A number generator that gives the same numbers every time.
struct Steady: RandomNumberGenerator {
  var state: UInt64 = 42

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Forty letters and digits each, like most tokens.
func makeSecrets(_ count: Int, prefix: String = "") throws -> [NamedSecret] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  var random = Steady()
  return try (0..<count).map { index in
    let rest = (prefix.utf8.count..<40).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    let value = Array(prefix.utf8) + rest
    return NamedSecret(
      name: "SECRET_\(index)", value: SharedSecret(try SecretBytes(copying: value)))
  }
}

/// Processor time of this thread, which other work on the machine disturbs less.
func now() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func rounded(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
  return "\((value * scale).rounded() / scale)"
}

/// Makes the needles several times and prints the first and the shortest time.
func measureBuild(_ secrets: [NamedSecret]) throws -> NeedleSet {
  var times: [Double] = []
  var needles: NeedleSet?
  for _ in 0..<(secrets.count > 100 ? 3 : 9) {
    needles = nil
    let start = now()
    needles = try NeedleSet(secrets)
    times.append(now() - start)
  }
  let first = rounded((times.first ?? 0) * 1000, 3)
  let best = rounded((times.min() ?? 0) * 1000, 3)
  print("build \(secrets.count) secrets: first \(first) ms, best \(best) ms")
  guard let needles else { fatalError("no needles") }
  let start = now()
  let output = try Redactor(needles)
  let errors = try Redactor(needles)
  let time = rounded((now() - start) * 1000, 3)
  print("two redactors: \(time) ms, \(output.heldCount + errors.heldCount) bytes held")
  return needles
}

/// Prints how fast the same bytes are only copied, in the same blocks.
func measureCopy() throws {
  let source = try SecretBytes(copying: [UInt8](repeating: 120, count: 4 << 20))
  var target = try SecretBytes(count: 64 * 1024)
  let start = now()
  for _ in 0..<64 {
    for block in 0..<64 {
      target.replace(at: 0, with: source, block << 16..<(block + 1) << 16)
    }
  }
  print("memcpy: \(rounded(Double(64 * source.count) / (now() - start) / 1e9, 2)) GB/s")
}

/// Writes the values and the inputs for peers to read.
func write(_ count: Int, to folder: String) throws {
  let secrets = try makeSecrets(count)
  var lines: [UInt8] = []
  for secret in secrets {
    secret.value.bytes.withSpan { bytes in
      for index in bytes.indices { lines.append(bytes[index]) }
    }
    lines.append(10)
  }
  put(lines, to: "\(folder)/secrets")
  for input in Input.allCases { put(input.bytes(secrets), to: "\(folder)/\(input.rawValue)") }
}

func put(_ bytes: [UInt8], to path: String) {
  guard let file = unsafe fopen(path, "w") else { fatalError("cannot write \(path)") }
  unsafe fwrite(bytes, 1, bytes.count, file)
  unsafe fclose(file)
}
